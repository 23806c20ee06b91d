"""The import log: what it lists, what it copies, what it takes back, and what it says where that cannot be."""

from __future__ import annotations

import hashlib

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from learnerplan.services import import_runs, imports, learners
from ui.dialogs.import_log import ImportLog
from ui.pages.imports import CHECK, ImportsPage
from ui.widgets.button import Button

ROSTER = "Student ID,Name,Grade\n1001,Amina Yusuf,6\n1002,Noor Haddad,6\n"


@pytest.fixture
def host(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


@pytest.fixture
def bring_in(room, tmp_path):
    def act(name, text=ROSTER):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        imports.commit(room.store, imports.plan(room.store, [path]), today=room.today)
        return path

    return act


def opened(room_ctx, host):
    log = ImportLog(room_ctx, host)
    log.open()
    return log


def words(entry):
    return " | ".join(each.text() for each in entry.findChildren(QLabel) if each.text())


def test_every_import_is_listed_with_its_kind_counts_and_hash(room_ctx, host, bring_in):
    path = bring_in("fall.csv")
    bring_in("spring.csv", ROSTER.replace("Noor", "Nora").replace("1002", "1009"))
    log = opened(room_ctx, host)
    assert len(log.entries) == 2
    assert "2 new" in words(log.entries[1])
    assert "Roster, today" in words(log.entries[1])
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    copy = next(b for b in log.entries[1].findChildren(Button) if b.accessibleName() == "Copy the SHA-256 of fall.csv")
    assert digest.startswith(copy.text())
    copy.click()
    assert QGuiApplication.clipboard().text() == digest


def test_an_empty_log_says_so(room_ctx, host):
    log = opened(room_ctx, host)
    assert log.entries == []
    assert any("Nothing was imported yet" in each.text() for each in log.findChildren(QLabel))


def test_an_earlier_import_is_taken_back_by_keyboard(room_ctx, room, host, bring_in, qtbot):
    bring_in("fall.csv")
    learners.change(room.store, room.ana, grade="7")
    log = opened(room_ctx, host)
    undo = log.entries[0].undo
    assert undo.accessibleName() == "Undo the import of fall.csv"
    qtbot.keyClick(undo, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not log.entries)
    assert {row.given_name for row in learners.all_names(room.store)} == {"Ana Lúcia", "Minh Anh"}
    assert learners.one(room.store, room.ana).grade == "7"
    room_ctx.tasks.shut_down()


def test_what_cannot_be_taken_back_says_why_beside_it(room_ctx, room, host, bring_in, qtbot):
    bring_in("fall.csv")
    noor = next(row for row in learners.all_names(room.store) if row.given_name == "Noor")
    learners.change(room.store, noor.id, grade="7")
    log = opened(room_ctx, host)
    log.entries[0].undo.click()
    qtbot.waitUntil(lambda: "the grade of that student has changed since" in words(log.entries[0]))
    assert not log.entries[0].undo.isEnabled()
    assert len(import_runs.listed(room.store)) == 1
    room_ctx.tasks.shut_down()


def test_the_same_file_is_known_when_it_is_chosen_again(room_ctx, bring_in, qtbot):
    path = bring_in("fall.csv")
    page = ImportsPage(room_ctx)
    qtbot.addWidget(page)
    page.resize(1100, 760)
    page.show()
    page.begin([path])
    qtbot.waitUntil(lambda: page._stack.currentIndex() == CHECK)
    said = [each.text() for each in page.check.file.source.findChildren(QLabel)]
    assert "You imported this file today: 2 new." in said
    other = path.with_name("other.csv")
    other.write_text(ROSTER.replace("Amina", "Seun").replace("1001", "1003"), encoding="utf-8")
    page.take([other])
    qtbot.waitUntil(lambda: len(page.session.parts()) == 2 and not page.session.planning)
    said = [each.text() for each in page.check.file.files.findChildren(QLabel)]
    assert "\u2068fall.csv\u2069: You imported this file today: 2 new." in said
    page.leave()
    assert room_ctx.tasks.shut_down()
