"""What tests of the import page share: two files, the way through the steps, and a person's keys."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from learnerplan.services import learners
from ui.pages.imports import CHECK, DONE

PATIENCE = 15_000
"""Milliseconds that a step of the import may take on a machine that others use too."""
ROSTER = """Student ID,Name,Pref,Grade,DOB,FRL
1001,"Ferreira, Ana Lúcia",,6,,Y
1002,"Nguyễn, Minh Anh",Minnie,6,,N
1003,"Yusuf, Amina",,6,2014-03-03,N
"""
SURVEY = """Timestamp,First name,Last name,What are you good at?,What church does your family go to?,Favorite color?
2026/09/01 9:00:00 AM GMT,Ana Lúcia,Ferreira,I draw maps and I dont stop,St. Mary,red
2026/09/01 9:05:00 AM GMT,Minh,Nguyễn,Explaining games,None,green
"""


def at(page, step):
    return page._stack.currentIndex() == step


def settled(page):
    return page.session is not None and page.session.plan is not None and not page.session.planning


def check(page, qtbot, *paths: Path):
    page.begin(paths)
    qtbot.waitUntil(lambda: at(page, CHECK) and settled(page), timeout=PATIENCE)
    return page.check.rows.model


def commit(page, qtbot):
    page.foot_line.import_wanted.emit()
    qtbot.waitUntil(lambda: at(page, DONE), timeout=PATIENCE)


def names(store):
    return {row.name for row in learners.all_names(store)}


class Keys:
    """Presses keys where the focus is, as a person does."""

    def __init__(self, window, qtbot) -> None:
        self.window, self.qtbot = window, qtbot

    def press(self, *keys: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            self.qtbot.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def tab_to(self, wanted) -> None:
        """Tab until a control has the focus; every control is on the way of Tab."""
        for _ in range(200):
            if wanted.hasFocus():
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never reaches “{wanted.accessibleName()}”")

    def choose(self, monkeypatch, *paths: Path) -> None:
        """Ctrl+O, and the system's own dialog, whose keys are not ours."""
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([str(path) for path in paths], ""))
        self.window.actions_by_id["import"].trigger()
        self.until(CHECK)

    @property
    def page(self):
        return self.window.current_page()

    def until(self, step) -> None:
        self.qtbot.waitUntil(lambda: self.page._stack.currentIndex() == step and self.settled(), timeout=PATIENCE)

    def settled(self) -> bool:
        session = self.page.session
        return session is None or (session.plan is not None and not session.planning)

    def wait(self, met) -> None:
        self.qtbot.waitUntil(lambda: self.settled() and met(), timeout=PATIENCE)
