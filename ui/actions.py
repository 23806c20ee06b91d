"""Every action of the window in one table. Menus, shortcuts and the palette all read it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from ui import icons

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from ui.section import Section
    from ui.theme.theme import Theme

Menu = Literal["File", "Edit", "View", "Help"]
MENUS: tuple[Menu, ...] = ("File", "Edit", "View", "Help")


class ActionSpec(NamedTuple):
    """One thing to do. `rule` starts a new part of the menu above it; `words` are found in the palette too."""

    id: str
    text: str
    menu: Menu
    slot: Callable[[], object]
    icon: str = ""
    keys: tuple[str, ...] = ()
    rule: bool = False
    words: str = ""


class Commands(NamedTuple):
    """What the window can do: the slots of the table."""

    go: Callable[[str], object]
    go_to: Callable[[str, str, str], object]
    open_planbook: Callable[[], object]
    import_files: Callable[[], object]
    import_log: Callable[[], object]
    find_duplicates: Callable[[], object]
    own_plan: Callable[[], object]
    leave_planbook: Callable[[], object]
    back_up: Callable[[], object]
    quit: Callable[[], object]
    undo: Callable[[], object]
    redo: Callable[[], object]
    find_here: Callable[[], object]
    open_palette: Callable[[], object]
    go_up: Callable[[], object]
    next_pane: Callable[[], object]
    quick_note: Callable[[], object]
    goal_bank: Callable[[], object]
    set_theme: Callable[[str], object]
    step_text: Callable[[int], object]
    show_keys: Callable[[], object]
    show_about: Callable[[], object]


def table(commands: Commands, sections: Sequence[Section]) -> tuple[ActionSpec, ...]:
    """All actions, in the order of the menus."""
    shown = [section for section in sections if section.group != "inner"]
    places = tuple(
        ActionSpec(
            f"go-{section.id}",
            section.title,
            "View",
            partial(commands.go, section.id),
            section.icon,
            (*((f"Alt+{number}",) if number < 10 else ()), *section.keys),
            words=f"go to open {section.words}".strip(),
        )
        for number, section in enumerate(shown, 1)
    )
    return (
        *_file_actions(commands),
        *_edit_actions(commands),
        ActionSpec("palette", "Find or do…", "Edit", commands.open_palette, "command", ("Ctrl+K",)),
        *places,
        *_check_in_actions(commands),
        ActionSpec(
            "up", "Up to the section", "View", commands.go_up, "", ("Alt+Up", "Backspace"), rule=True, words="back"
        ),
        ActionSpec("pane", "Next pane", "View", commands.next_pane, "", ("F6",)),
        ActionSpec(
            "system", "Colours of the system", "View", partial(commands.set_theme, "system"), "monitor", rule=True
        ),
        ActionSpec("light", "Light colours", "View", partial(commands.set_theme, "light"), "sun", words="theme day"),
        ActionSpec("dark", "Dark colours", "View", partial(commands.set_theme, "dark"), "moon", words="theme night"),
        ActionSpec(
            "larger", "Larger text", "View", partial(commands.step_text, 1), "a-large-small", ("Ctrl++", "Ctrl+=")
        ),
        ActionSpec("smaller", "Smaller text", "View", partial(commands.step_text, -1), "", ("Ctrl+-",)),
        ActionSpec("keys", "Keys of this page", "Help", commands.show_keys, "keyboard", ("F1", "?")),
        ActionSpec("about", "About Learnerplan", "Help", commands.show_about, "info"),
    )


def _edit_actions(commands: Commands) -> tuple[ActionSpec, ...]:
    return (
        ActionSpec("undo", "Undo", "Edit", commands.undo, "undo-2", ("Ctrl+Z",), words="take back"),
        ActionSpec("redo", "Redo", "Edit", commands.redo, "redo-2", ("Ctrl+Shift+Z", "Ctrl+Y")),
        ActionSpec(
            "note",
            "Quick note…",
            "Edit",
            commands.quick_note,
            "pencil",
            ("Ctrl+N",),
            rule=True,
            words="write observation saw said private",
        ),
        ActionSpec("goal-bank", "Goal bank…", "Edit", commands.goal_bank, "library", words="template reuse plan"),
        ActionSpec("find", "Search this page", "Edit", commands.find_here, "search", ("Ctrl+F", "/"), rule=True),
        ActionSpec(
            "duplicates", "Find duplicates", "Edit", commands.find_duplicates, "users", words="merge same twice"
        ),
        ActionSpec("own-plan", "My own plan", "View", commands.own_plan, "graduation-cap", words="teacher"),
        ActionSpec(
            "school-year",
            "The school year…",
            "Edit",
            lambda: commands.go_to("settings", "year", ""),
            "calendar",
            words="terms days off holidays next roll over begin",
        ),
    )


def _check_in_actions(commands: Commands) -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            "sheet-print",
            "Print a class sheet…",
            "File",
            lambda: commands.go_to("check-in", "", "sheet"),
            "printer",
            words="check-in paper one-on-ones",
        ),
        ActionSpec(
            "sheet-type",
            "Type in a class sheet…",
            "Edit",
            lambda: commands.go_to("check-in", "", "grid"),
            "table-2",
            words="check-in grid paper one-on-ones",
        ),
        ActionSpec(
            "rota",
            "Days of one-on-ones…",
            "Edit",
            lambda: commands.go_to("check-in", "", "rota"),
            "calendar-days",
            words="check-in rota weekdays interval",
        ),
    )


def _file_actions(commands: Commands) -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            "import",
            "Import files…",
            "File",
            commands.import_files,
            "file-input",
            ("Ctrl+O",),
            words="roster survey results csv excel add bring in",
        ),
        ActionSpec("import-log", "Import log", "File", commands.import_log, "history", words="imported files undo"),
        ActionSpec(
            "open",
            "Open a Learnerplan folder…",
            "File",
            commands.open_planbook,
            "folder-open",
            ("Ctrl+Shift+O",),
            rule=True,
        ),
        ActionSpec("leave", "Close this Learnerplan folder", "File", commands.leave_planbook, "log-out"),
        ActionSpec("backup", "Back up now…", "File", commands.back_up, "archive", rule=True, words="save copy"),
        ActionSpec("quit", "Quit", "File", commands.quit, "", ("Ctrl+Q",), rule=True, words="exit"),
    )


def make_actions(specs: Sequence[ActionSpec], window: QWidget) -> dict[str, QAction]:
    """The actions with their shortcuts, which work in the whole window whether a menu is open or not."""
    made: dict[str, QAction] = {}
    for spec in specs:
        action = QAction(window)
        action.setText(spec.text.replace("&", "&&"))
        action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
        action.triggered.connect(lambda _on=False, slot=spec.slot: slot())
        window.addAction(action)
        made[spec.id] = action
    return made


def make_menus(
    specs: Sequence[ActionSpec], actions: Mapping[str, QAction], window: QWidget, theme: Theme
) -> dict[Menu, QMenu]:
    """The menus, filled when they are first opened: most starts of the app never open one."""
    menus: dict[Menu, QMenu] = {}
    for title in MENUS:
        menu = QMenu(title, window)
        held = [spec for spec in specs if spec.menu == title]
        menu.aboutToShow.connect(lambda menu=menu, held=held: _fill(menu, held, actions, theme))
        menus[title] = menu
    return menus


def _fill(menu: QMenu, specs: Sequence[ActionSpec], actions: Mapping[str, QAction], theme: Theme) -> None:
    menu.clear()
    for spec in specs:
        if spec.rule:
            menu.addSeparator()
        action = actions[spec.id]
        if spec.icon:
            action.setIcon(icons.icon(spec.icon, theme.color("ink2"), theme.px(16)))
        menu.addAction(action)
