"""The window around the pages: sidebar, menus, palette, toast, and the way from one page to the next."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QWidget

from learnerplan.services import classes
from learnerplan.settings import SCALES
from ui import actions, operations, own_plan
from ui.navigation import Place
from ui.page_stack import PageStack
from ui.refresh import keep_fresh
from ui.sharing_rounds import SharingRounds
from ui.theme.breakpoints import MIN_HEIGHT, MIN_WIDTH, Breakpoint, breakpoint_of
from ui.widgets.class_switcher import Choice
from ui.widgets.focus_ring import FocusRing
from ui.widgets.layout import column, row
from ui.widgets.page_frame import PageFrame
from ui.widgets.sample_strip import SampleStrip
from ui.widgets.sidebar import Sidebar
from ui.window_files import WindowFiles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QResizeEvent, QShowEvent

    from learnerplan.services.classes import ClassRow
    from ui.context import Context
    from ui.dialogs.palette import Palette
    from ui.section import Section
    from ui.widgets.toast import Toast

POLL = 1000
"""Milliseconds between looks for what other programs wrote."""


@runtime_checkable
class _Headed(Protocol):
    """A page whose toasts stand at its head; `toast_room` is how many pixels of the window are free there."""

    def toast_room(self) -> int: ...


@runtime_checkable
class _Coverable(Protocol):
    """A page at which a child looks: Escape hides it, wherever in the window the focus is."""

    def hide_screen(self) -> None: ...


class MainWindow(QMainWindow):
    """Shows one open planbook."""

    closing = Signal()
    """The window is about to go; it still has its place on the screen."""

    def __init__(
        self, ctx: Context, sections: Sequence[Section], *, sample: bool = False, class_id: str | None = None
    ) -> None:
        """`class_id` is the class of last time, empty for everyone; the first class where it is unknown or gone."""
        super().__init__()
        self._class_before = class_id
        self._ctx, self._sections, self._sample = ctx, tuple(sections), sample
        self._palette: Palette | None = None
        self._knows_classes = False
        self._open_classes: dict[str, str] = {}
        self.setWindowTitle("Sample class – Learnerplan" if sample else "Learnerplan")
        self.setMinimumSize(MIN_WIDTH, MIN_HEIGHT)
        self.resize(1280, 800)
        commands = actions.Commands(
            go=lambda at: ctx.navigate(at),
            go_to=ctx.navigate,
            open_planbook=self._open_planbook,
            import_files=lambda: self.files.choose(),
            import_log=self._show_import_log,
            find_duplicates=self._find_duplicates,
            own_plan=lambda: own_plan.open_own_plan(ctx, self.current_page()),
            leave_planbook=lambda: ctx.shell.planbook_wanted.emit(""),
            back_up=self._back_up,
            quit=self.close,
            undo=lambda: operations.undo(ctx, self.current_page()),
            redo=lambda: operations.redo(ctx, self.current_page()),
            find_here=self._find_here,
            open_palette=self.open_palette,
            go_up=self._go_up,
            next_pane=self._next_pane,
            quick_note=self._quick_note,
            goal_bank=self._goal_bank,
            set_theme=lambda choice: ctx.preferences.save(theme=choice),
            step_text=self._step_text,
            show_keys=self._show_keys,
            show_about=self._show_about,
        )
        self.files = WindowFiles(ctx, self)
        self.rounds = SharingRounds(ctx, self)
        self.specs = actions.table(commands, self._sections)
        self.actions_by_id: dict[str, QAction] = actions.make_actions(self.specs, self)
        self._menus = actions.make_menus(self.specs, self.actions_by_id, self, ctx.theme)
        self._menus["Edit"].aboutToShow.connect(self.name_undo)
        self._menu = QMenu(self)
        for menu in self._menus.values():
            if sys.platform == "darwin":
                self.menuBar().addMenu(menu)
            self._menu.addMenu(menu)
        self._build(Place(""))
        self._reload_classes()
        self._listen()
        self._poll = QTimer(self)
        self._poll.setInterval(POLL)
        self._poll.timeout.connect(ctx.store.poll)
        self._poll.start()

    def _listen(self) -> None:
        ctx = self._ctx
        keep_fresh(self, ctx, frozenset({"class", "enrolment", "learner"}), self._reload_classes, loaded=True)
        ctx.changes.changed.connect(self.name_undo)
        ctx.shell.place_wanted.connect(self.go)
        ctx.shell.toast_wanted.connect(self._say)
        ctx.shell.toast_unwanted.connect(self._hush)
        ctx.theme.rescaled.connect(self._rebuild)
        ctx.sharing.counted.connect(self._count_sharing)

    @Slot(object)
    def go(self, place: Place) -> None:
        """Show a page. The focus goes there too, so that the page's own keys work."""
        self.stack.go(place)
        page, focus = self.stack.page(), QApplication.focusWidget()
        if page is not None and (focus is None or not page.isAncestorOf(focus)):
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def current_page(self) -> QWidget:
        """The page that is shown; the window itself before the first one."""
        return self.stack.page() or self

    def open_palette(self) -> None:
        """Open "Find or do"."""
        if self._palette is None:
            from ui.dialogs.sources import palette_sources

            self._palette = palette_sources(self._ctx, self, self.specs, self.actions_by_id, self.name_undo)
        self._palette.open()

    @Slot()
    def name_undo(self) -> None:
        """Say in the menu what undo and redo would take back."""
        status = self._ctx.store.undo_status()
        for at, verb, label in (("undo", "Undo", status.undo), ("redo", "Redo", status.redo)):
            action = self.actions_by_id[at]
            action.setText(f"{verb} {label}".replace("&", "&&") if label else verb)
            action.setEnabled(label is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Become narrow or wide."""
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Hear of files that are dragged here."""
        super().showEvent(event)
        self.files.listen()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape sends the toast away; it leaves no page, since it is often pressed once too often.

        At which a child looks, that page is hidden at once, and the toast with it.
        Copied files that no page has taken go to the import.
        """
        if event.matches(QKeySequence.StandardKey.Paste) and self.files.paste():
            return
        if event.key() == Qt.Key.Key_Escape:
            page = self.current_page()
            if isinstance(page, _Coverable):
                page.hide_screen()
            self._hush()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leaving a field keeps what was typed in it; the window's place is kept for next time."""
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            focus.clearFocus()
        self._poll.stop()
        self.files.stop()
        self.rounds.stop()
        self.closing.emit()
        super().closeEvent(event)

    def _build(self, place: Place) -> None:
        ctx = self._ctx
        self.sidebar = Sidebar(ctx.theme, self._sections, self._menu, sample=self._sample)
        self.sidebar.section_wanted.connect(ctx.navigate)
        self.sidebar.palette_wanted.connect(self.open_palette)
        self.sidebar.switcher.chosen.connect(ctx.room.choose)
        ctx.room.changed.connect(self._reload_classes)
        self._count_sharing(ctx.sharing.count)
        self.stack = PageStack(ctx, self._sections)
        self.stack.moved.connect(self._moved)
        central = QWidget()
        pages = column(gap=0)
        self.sample_strip = SampleStrip(ctx.theme, lambda: ctx.shell.planbook_wanted.emit("")) if self._sample else None
        if self.sample_strip is not None:
            pages.addWidget(self.sample_strip)
        pages.addWidget(self.files.make_strip())
        pages.addWidget(self.stack, 1)
        line = row(self.sidebar, pages, gap=0)
        line.setStretch(1, 1)
        central.setLayout(line)
        self.setCentralWidget(central)
        self.toast: Toast | None = None
        self._ring = FocusRing(ctx.theme, self)
        self._arrange()
        if place.page:
            self.go(place)

    @Slot()
    def _rebuild(self) -> None:
        """Make everything anew in other sizes, at the same place."""
        place = self.stack.place
        for old in (self.toast, self._ring, self._palette):
            if old is not None:
                old.hide()
                old.deleteLater()
        self._palette = None
        self._build(place)
        self._reload_classes()

    def _arrange(self) -> None:
        room = breakpoint_of(self.width(), self._ctx.theme.scale)
        self.sidebar.set_compact(room is not Breakpoint.FULL)

    @Slot(object)
    def _moved(self, place: Place) -> None:
        section = self.stack.section()
        if section is not None:
            self.sidebar.mark(section.under or section.id)
            self.sidebar.setVisible(not section.whole)
            if self.sample_strip is not None:
                self.sample_strip.setVisible(not section.whole)
        if self.toast is not None and self.toast.isVisible():
            if isinstance(self.current_page(), _Headed):
                self._hush()  # a child looks on there, and it may name another one
            else:
                self.toast.stand(**self._toast_place())

    @Slot(int)
    def _count_sharing(self, count: int) -> None:
        """Say at the sidebar that something of sharing waits for a person."""
        if any(section.id == "sharing" for section in self._sections):
            self.sidebar.show_count("sharing", count)

    @Slot(str, bool)
    def _say(self, text: str, undo: bool) -> None:
        if self.toast is None:
            from ui.widgets.toast import Toast

            self.toast = Toast(self._ctx.theme, self)
            self.toast.undo_wanted.connect(lambda: operations.undo(self._ctx, self.current_page()))
        self.toast.say(text, undo=undo, **self._toast_place())

    def _toast_place(self) -> dict[str, int]:
        page = self.current_page()
        foot = page.foot.geometry().height() if isinstance(page, PageFrame) else 0
        return {"at_top": page.toast_room() if isinstance(page, _Headed) else 0, "above": foot}

    @Slot()
    def _hush(self) -> None:
        if self.toast is not None:
            self.toast.leave()

    @Slot()
    def _reload_classes(self) -> None:
        rows = classes.listed(self._ctx.store)
        choices = [Choice(row.id, row.name, _about(row)) for row in rows]
        everyone = Choice("", "Everyone", "all classes" if rows else "no class yet")
        if not self._knows_classes and rows and not self._ctx.room.class_id:
            self._knows_classes = True
            known = {"", *(row.id for row in rows)}
            wanted = rows[0].id if self._class_before not in known else self._class_before or ""
            if wanted:
                self._ctx.room.choose(wanted)  # which leads back here
                return
        self._knows_classes = bool(rows)
        after = classes.after(rows, self._ctx.room.class_id, self._open_classes)
        self._open_classes = {row.id: row.name for row in rows if row.active}
        if after is not None:
            self._ctx.room.choose(after)  # which leads back here
            return
        self.sidebar.switcher.offer([*choices, everyone], self._ctx.room.class_id)

    def _find_here(self) -> None:
        from PySide6.QtWidgets import QLineEdit

        field = getattr(self.current_page(), "search", None)
        if isinstance(field, QLineEdit) and field.isVisible():
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            field.selectAll()
        else:
            self.open_palette()

    def _go_up(self) -> None:
        section = self.stack.section()
        if section is not None and section.under:
            self._ctx.navigate(section.under)

    def _next_pane(self) -> None:
        toast = [self.toast] if self.toast is not None and self.toast.isVisible() else []
        panes = [self.sidebar, self.current_page(), *toast]
        focus = QApplication.focusWidget()
        at = next((i for i, pane in enumerate(panes) if focus is not None and pane.isAncestorOf(focus)), -1)
        pane: QWidget = panes[(at + 1) % len(panes)]
        _focus_first(pane)

    def _step_text(self, steps: int) -> None:
        now = SCALES.index(self._ctx.preferences.value.text_scale)
        at = min(max(now + steps, 0), len(SCALES) - 1)
        self._ctx.preferences.save(text_scale=SCALES[at])

    def _open_planbook(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        here = str(self._ctx.store.folder.path.parent)
        folder = QFileDialog.getExistingDirectory(self, "Open a Learnerplan folder", here)
        if folder:
            self._ctx.shell.planbook_wanted.emit(folder)

    def _back_up(self) -> None:
        from ui.dialogs import backups

        page = self.current_page()
        backups.back_up(self._ctx, getattr(page, "work_place", page))

    def _show_import_log(self) -> None:
        from ui.dialogs.import_log import ImportLog

        ImportLog(self._ctx, self).open()

    def _find_duplicates(self) -> None:
        from ui.dialogs.duplicates import DuplicatesDialog

        DuplicatesDialog(self._ctx, self).open()

    def _show_keys(self) -> None:
        from ui.dialogs.keys import KeysDialog

        page = self.current_page()
        own = tuple(getattr(page, "keys", ()))
        KeysDialog(self._ctx.theme, page.accessibleName(), own, self.specs, self).open()

    def _quick_note(self) -> None:
        from ui.dialogs.quick_note import QuickNoteDialog

        about = getattr(self.current_page(), "note_about", None)
        QuickNoteDialog(self._ctx, self, about=about() if callable(about) else ()).open()

    def _goal_bank(self) -> None:
        from ui.dialogs.goal_bank import GoalBankDialog

        GoalBankDialog(self._ctx, self).open()

    def _show_about(self) -> None:
        from ui.dialogs.about import AboutDialog

        AboutDialog(self._ctx.theme, self).open()


def _about(row: ClassRow) -> str:
    parts = (_grade(row.grade), _learners(row.learners) if row.active else "an earlier year")
    return " · ".join(part for part in parts if part)


def _grade(grade: str) -> str:
    return f"Grade {grade}" if grade.isdigit() else grade


def _learners(count: int) -> str:
    return "1 student" if count == 1 else f"{count:,} students"


def _focus_first(pane: QWidget) -> None:
    """Give the focus to the first control of a pane that takes it with Tab."""
    found = pane.nextInFocusChain()
    for _ in range(2000):
        if found is None or not pane.isAncestorOf(found):
            return
        if found.isVisible() and found.isEnabled() and found.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.setFocus(Qt.FocusReason.TabFocusReason)
            return
        found = found.nextInFocusChain()
