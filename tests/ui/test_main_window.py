"""The window around the pages: going, stepping out, narrowing, saying, undoing, and names for all who listen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QLineEdit, QWidget

from learnerplan.services import learners
from ui import operations
from ui.main_window import MainWindow
from ui.refresh import keep_fresh
from ui.section import Section
from ui.widgets.fields import TextField
from ui.widgets.page_frame import PageFrame


class Page(PageFrame):
    """A page with a search field, that remembers what it was asked to show."""

    keys = (("Enter", "Open the student"),)

    def __init__(self, ctx, title) -> None:
        super().__init__(ctx.theme, title, "28 students")
        self.search = TextField(ctx.theme, "Find", name=f"Find in {title}")
        self.body.addWidget(self.search)
        self.opened = []
        self.reads = 0
        keep_fresh(self, ctx, frozenset({"learner"}), self.reload)

    def open(self, target, part):
        self.opened.append((target, part))

    def reload(self):
        self.reads += 1


SECTIONS = (
    Section("today", "Today", "sun", "work", lambda ctx: Page(ctx, "Today")),
    Section("class", "Class", "users-round", "work", lambda ctx: Page(ctx, "Class")),
    Section("learner", "Learner", "user", "inner", lambda ctx: Page(ctx, "Learner"), under="class"),
    Section("import", "Import", "file-input", "exchange", lambda ctx: Page(ctx, "Import")),
    Section("settings", "Settings", "settings-2", "foot", lambda ctx: Page(ctx, "Settings")),
)


@pytest.fixture
def window(room_ctx, qtbot):
    made = MainWindow(room_ctx, SECTIONS)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    room_ctx.navigate("today")
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_pages_are_made_when_they_are_first_gone_to(window, room_ctx):
    assert list(window.stack._pages) == ["today"]
    room_ctx.navigate("learner", room_ctx.room.class_id, "plan")
    assert list(window.stack._pages) == ["today", "learner"]
    assert window.current_page().opened == [(room_ctx.room.class_id, "plan")]
    room_ctx.navigate("nowhere")
    assert window.stack.place.page == "learner"


def test_the_sidebar_shows_where_one_is(window, room_ctx):
    assert window.sidebar.item("today").isChecked()
    room_ctx.navigate("learner", "1")
    assert window.sidebar.item("class").isChecked()
    assert not window.sidebar.item("today").isChecked()


@pytest.mark.parametrize(
    ("key", "page"), [(Qt.Key.Key_2, "class"), (Qt.Key.Key_3, "import"), (Qt.Key.Key_4, "settings")]
)
def test_alt_and_a_number_go_to_a_section(window, qtbot, key, page):
    qtbot.keyClick(window, key, Qt.KeyboardModifier.AltModifier)
    assert window.stack.place.page == page


def test_an_inner_page_is_left_upwards_and_not_with_escape(window, room_ctx, qtbot):
    room_ctx.navigate("learner", "1")
    qtbot.keyClick(window.current_page(), Qt.Key.Key_Escape)
    assert window.stack.place.page == "learner"
    qtbot.keyClicks(window.current_page().search, "ab")
    qtbot.keyClick(window.current_page().search, Qt.Key.Key_Backspace)
    assert (window.current_page().search.text(), window.stack.place.page) == ("a", "learner")
    qtbot.keyClick(window.current_page(), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert window.stack.place.page == "class"
    room_ctx.navigate("learner", "1")
    qtbot.keyClick(window.current_page(), Qt.Key.Key_Backspace)
    assert window.stack.place.page == "class"


def test_the_focus_goes_along_to_the_page(window, room_ctx, qtbot):
    window.sidebar.item("class").setFocus()
    window.sidebar.item("class").click()
    assert window.current_page().hasFocus()
    window.current_page().search.setFocus()
    room_ctx.navigate("class", "1")
    assert window.current_page().search.hasFocus()


def test_ctrl_f_and_slash_go_to_the_pages_search(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    search = window.current_page().search
    assert search.hasFocus()
    qtbot.keyClicks(search, "a/b")
    assert search.text() == "a/b"


def test_f6_goes_round_the_panes(window, qtbot):
    window.current_page().search.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert window.sidebar.isAncestorOf(QApplication.focusWidget())
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert window.current_page().isAncestorOf(QApplication.focusWidget())
    window._ctx.toast("Goal added", undo=True)
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert window.toast.isAncestorOf(QApplication.focusWidget())
    assert not window.toast.timer.isActive()


def test_the_rail_takes_over_where_there_is_less_room(window, qtbot, room_ctx):
    assert window.sidebar.width() == 216
    window.resize(1024, 700)
    assert window.sidebar.width() == 64
    assert window.sidebar.item("class").toolTip() == "Class (Alt+2)"
    assert window.minimumSize() == QSize(900, 600)
    room_ctx.theme.set_look(room_ctx.theme.tokens, 1.75, reading_font=False)
    window.resize(900, 600)
    QApplication.processEvents()
    hidden = [one for one in ("today", "class", "import") if window.sidebar.item(one).isHidden()]
    assert hidden
    assert window.sidebar.more.isVisible()
    assert window.sidebar.item("settings").isVisible()


def test_another_text_size_builds_the_window_anew_at_the_same_place(window, room_ctx):
    room_ctx.navigate("learner", "1", "plan")
    before = window.current_page()
    room_ctx.preferences.changed.connect(
        lambda: room_ctx.theme.set_look(
            room_ctx.theme.tokens, room_ctx.preferences.value.text_scale / 100, reading_font=False
        )
    )
    window.actions_by_id["larger"].trigger()
    assert room_ctx.preferences.value.text_scale == 125
    assert window.current_page() is not before
    assert window.current_page().opened == [("1", "plan")]
    assert window.sidebar.item("class").isChecked()


LONG = "2 goals given to 26 students. 2 students had them already. 3 plans are looked back on already."


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700), (900, 600)])
def test_a_long_toast_is_read_whole(window, size):
    window.resize(*size)
    window._ctx.toast(LONG, undo=True)
    words = window.toast._text
    assert (words.shown(), words.toolTip()) == (LONG, "")
    assert words.height() >= words.heightForWidth(words.width())
    assert words.heightForWidth(words.width()) <= 3 * words.heightForWidth(10_000)
    assert window.rect().contains(window.toast.geometry())
    assert window.toast._undo.isVisible()
    assert window.toast.accessibleName() == LONG
    window._ctx.toast("Goal added", undo=True)
    assert words.heightForWidth(words.width()) == words.heightForWidth(10_000), "a short one is as ever"
    assert window.toast._keys.isVisible()


def test_a_toast_that_no_three_lines_hold_ends_in_an_ellipsis_and_has_all_of_it_as_its_tooltip(window):
    window.resize(900, 600)
    endless = " ".join([LONG] * 6)
    window._ctx.toast(endless)
    words = window.toast._text
    assert words.shown().endswith("…")
    assert words.shown()[:80] == endless[:80]
    assert words.heightForWidth(words.width()) == 3 * words.heightForWidth(10_000)
    assert words.toolTip() == endless
    assert window.toast.accessibleName() == endless
    window.resize(1280, 800)
    window._ctx.toast("Kept")
    assert words.toolTip() == ""


def test_a_toast_in_a_higher_script_has_room_for_its_lines(window):
    window.resize(900, 600)
    window._ctx.toast("تم حفظ العمل في ملف نور وسوف يبقى هناك حتى يقرر أحد أن يأخذه منه مرة أخرى. " * 6)
    words = window.toast._text
    laid = words._laid(words.shown(), words.width())
    assert laid.lineCount() == 3
    assert words.height() >= sum(laid.lineAt(at).height() for at in range(3))


def test_undo_is_named_in_the_menu_and_offered_on_the_toast(window, room_ctx, qtbot):
    window.name_undo()
    learner = learners.all_names(room_ctx.store)[0]
    operations.perform(
        room_ctx,
        lambda store: learners.change(store, learner.id, preferred_name="Mimi"),
        parent=window.current_page(),
        toast="Name changed",
    )
    label = room_ctx.store.undo_status().undo
    window._menus["Edit"].aboutToShow.emit()
    assert window.actions_by_id["undo"].text() == f"Undo {label}"
    assert not window.actions_by_id["redo"].isEnabled()
    assert window.toast.isVisible()
    window.toast._undo.click()
    assert learners.all_names(room_ctx.store)[0].preferred_name == learner.preferred_name
    window.name_undo()
    assert window.actions_by_id["redo"].text() == f"Redo {label}"


def test_ctrl_z_works_after_the_toast_has_gone(window, room_ctx, qtbot):
    learner = learners.all_names(room_ctx.store)[0]
    operations.perform(
        room_ctx, lambda store: learners.change(store, learner.id, preferred_name="Mimi"), parent=window, toast="Done"
    )
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.toast.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert learners.all_names(room_ctx.store)[0].preferred_name == learner.preferred_name


def test_undo_and_redo_work_after_the_palette_was_opened(window, room_ctx, qtbot):
    ctrl = Qt.KeyboardModifier.ControlModifier
    learner = learners.all_names(room_ctx.store)[0]
    window.open_palette()
    qtbot.keyClick(window._palette.field, Qt.Key.Key_Escape)
    operations.perform(room_ctx, lambda store: learners.change(store, learner.id, preferred_name="Mimi"), parent=window)
    qtbot.keyClick(window, Qt.Key.Key_Z, ctrl)
    assert learners.all_names(room_ctx.store)[0].preferred_name == learner.preferred_name
    qtbot.keyClick(window, Qt.Key.Key_Y, ctrl)
    assert learners.all_names(room_ctx.store)[0].preferred_name == "Mimi"


@pytest.mark.parametrize(("before", "shown"), [("", False), ("gone", True), (None, True)])
def test_the_class_of_last_time_is_shown_where_it_is_still_there(room_ctx, qtbot, before, shown):
    first = room_ctx.room.class_id
    room_ctx.room.choose("")
    window = MainWindow(room_ctx, SECTIONS, class_id=before)
    qtbot.addWidget(window)
    assert room_ctx.room.class_id == (first if shown else "")


def test_every_action_is_in_a_menu_and_in_the_palette(window, qtbot):
    specs = {spec.id: spec for spec in window.specs}
    for menu in window._menus.values():
        menu.aboutToShow.emit()
    held = {action.text() for menu in window._menus.values() for action in menu.actions()}
    assert {action.text() for action in window.actions_by_id.values()} <= held
    window.open_palette()
    for spec in specs.values():
        action = window.actions_by_id[spec.id]
        if spec.id == "palette" or not action.isEnabled():
            continue
        window._palette.field.setText(action.text())
        titles = [item.title for item in window._palette.list._model.items if not isinstance(item, str)]
        assert action.text().replace("&&", "&") in titles
    shortcuts = [keys for spec in specs.values() for keys in spec.keys]
    assert len(shortcuts) == len(set(shortcuts))


def test_the_palette_leads_to_a_learner(window, room_ctx, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(window._palette.field, "nguyen")
    qtbot.keyClick(window._palette.field, Qt.Key.Key_Return)
    assert window.stack.place.page == "learner"
    focus = QApplication.focusWidget()
    assert focus is window.current_page() or window.current_page().isAncestorOf(focus)
    target = window.stack.place.target
    assert next(one for one in learners.all_names(room_ctx.store) if one.id == target).family_name == "Nguyễn"


def test_f1_lists_the_keys_of_the_page_and_of_the_window(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F1)
    dialog = QApplication.activeModalWidget()
    words = {label.text() for label in dialog.findChildren(QLabel)}
    assert {"Open the student", "Find or do…", "Keys"} & words >= {"Open the student", "Find or do…"}
    names = {label.accessibleName() for label in dialog.findChildren(QLabel)}
    assert {"Ctrl+K: Find or do…", "Ctrl++, Ctrl+=: Larger text"} <= names
    assert any(name.startswith("Esc: ") for name in names)
    dialog.reject()


def test_the_class_switcher_chooses_for_all_pages(window, room_ctx):
    page = window.current_page()
    before = page.reads
    window.sidebar.switcher.chosen.emit("")
    assert room_ctx.room.class_id == ""
    assert page.reads == before + 1
    assert "Everyone" in window.sidebar.switcher.accessibleName()


def test_the_sample_class_is_left_at_one_click(room_ctx, qtbot):
    window = MainWindow(room_ctx, SECTIONS, sample=True)
    qtbot.addWidget(window)
    window.show()
    leave = next(one for one in window.findChildren(QWidget) if one.accessibleName() == "Start with my own class")
    with qtbot.waitSignal(room_ctx.shell.planbook_wanted) as told:
        leave.click()
    assert told.args == [""]


def controls(root: QWidget) -> list[QWidget]:
    """Everything below `root` that takes the focus with Tab, without the inner parts of views and fields."""
    found = root.findChildren(QWidget)
    return [
        one
        for one in found
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(one.parentWidget(), (QAbstractScrollArea, QLineEdit))
        and not one.objectName().startswith("qt_")
    ]


def test_every_control_of_the_shell_has_a_name(window, qtbot):
    window.open_palette()
    window._ctx.toast("Goal added", undo=True)
    unnamed = [type(one).__name__ for one in controls(window) if not one.accessibleName()]
    assert unnamed == []
    assert len(controls(window)) >= 8
