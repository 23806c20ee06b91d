"""What tests of the import page share: two files, and the way through the steps."""

from __future__ import annotations

from pathlib import Path

from learnerplan.services import learners
from ui.pages.imports import CHECK, DONE

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
    qtbot.waitUntil(lambda: at(page, CHECK) and settled(page))
    return page.check.rows.model


def commit(page, qtbot):
    page.foot_line.import_wanted.emit()
    qtbot.waitUntil(lambda: at(page, DONE))


def names(store):
    return {row.name for row in learners.all_names(store)}
