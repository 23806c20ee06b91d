"""What windows need in tests: a theme on the application and a context around a real planbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from learnerplan.settings import Settings
from ui.context import ChangeHub, Context, Preferences, Room, Shell
from ui.tasks import Tasks
from ui.theme.theme import Theme, apply_theme
from ui.theme.tokens import LIGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from learnerplan.storage.store import Store
    from tests.room import Room as ClassOfTwo
    from ui.main_window import MainWindow
    from ui.pages.imports import ImportsPage


@pytest.fixture(autouse=True)
def swept(qapp: QApplication) -> Iterator[None]:
    """Take away what a test left to be deleted later: no event loop does it, and each widget slows the next theme."""
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def theme(qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path) -> Theme:
    """The light theme, applied; preferences are kept in a folder of the test's own."""
    monkeypatch.setenv("LEARNERPLAN_HOME", str(tmp_path / "home"))
    made = Theme(LIGHT)
    apply_theme(qapp, made)
    return made


def context(store: Store, theme: Theme) -> Context:
    """A context as the application makes it."""
    changes = ChangeHub()
    changes.follow(store)
    return Context(
        store=store,
        preferences=Preferences(Settings()),
        tasks=Tasks(),
        theme=theme,
        changes=changes,
        room=Room(),
        shell=Shell(),
    )


@pytest.fixture
def ctx(store: Store, theme: Theme) -> Iterator[Context]:
    """The context of a planbook without anything in it."""
    made = context(store, theme)
    yield made
    made.changes.leave()


@pytest.fixture
def room_ctx(room: ClassOfTwo, theme: Theme) -> Iterator[Context]:
    """The context of the class of two, with that class chosen."""
    made = context(room.store, theme)
    made.room.choose(room.class_id)
    yield made
    made.changes.leave()


@pytest.fixture
def import_page(room_ctx: Context, qtbot: QtBot) -> Iterator[ImportsPage]:
    """The import page of the class of two, shown by itself."""
    from ui.pages.imports import ImportsPage

    made = ImportsPage(room_ctx)
    qtbot.addWidget(made)
    made.resize(1100, 760)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.leave()
    assert room_ctx.tasks.shut_down()


@pytest.fixture
def window(room_ctx: Context, qtbot: QtBot) -> Iterator[MainWindow]:
    """The whole window on the class of two, shown at Today."""
    from ui.main_window import MainWindow
    from ui.sections import SECTIONS

    made = MainWindow(room_ctx, SECTIONS)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    room_ctx.navigate("today")
    made.activateWindow()
    yield made
    assert room_ctx.tasks.shut_down()


@pytest.fixture
def write_file(tmp_path: Path) -> Callable[[str, str], Path]:
    """Writes a text into a file of a name."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write
