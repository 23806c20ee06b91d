"""Rounds of the window: when they come, what they tell, and that nothing runs where nothing is shared."""

from __future__ import annotations

import subprocess
import sys

import pytest

from learnerplan.errors import UserError
from learnerplan.services import learners, share_sync, shares
from tests.ui.sharing.conftest import PATIENCE
from ui.main_window import MainWindow
from ui.sections import SECTIONS
from ui.sharing_rounds import SharingRounds

ALONE = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from learnerplan.settings import Settings
from learnerplan.storage.store import Store
from ui.context import ChangeHub, Context, Preferences, Room, Shell
from ui.main_window import MainWindow
from ui.sections import SECTIONS
from ui.tasks import Tasks
from ui.theme.theme import Theme, apply_theme
from ui.theme.tokens import LIGHT
app = QApplication([])
theme = Theme(LIGHT)
apply_theme(app, theme)
store = Store.open(Path(sys.argv[1]))
ctx = Context(store, Preferences(Settings()), Tasks(), theme, ChangeHub(), Room(), Shell())
window = MainWindow(ctx, SECTIONS)
window.show()
app.processEvents()
window.rounds.begin()
app.processEvents()
heavy = ("cryptography", "zstandard", "sqlmodel", "learnerplan.sharing", "ui.pages.sharing", "ui.dialogs.frame")
print([name for name in heavy if name in sys.modules], window.rounds.running, ctx.tasks.active())
"""


@pytest.fixture
def rounds(room_ctx, qapp):
    made = SharingRounds(room_ctx, qapp)
    yield made
    made.stop()
    assert room_ctx.tasks.shut_down()
    made.deleteLater()


@pytest.fixture
def begun(rounds, pair, room_ctx, qtbot):
    """Rounds that have done their first one."""
    with qtbot.waitSignal(room_ctx.sharing.ended, timeout=PATIENCE):
        rounds.begin()
    return rounds


def test_nothing_is_loaded_and_nothing_runs_where_nothing_is_shared(planbook):
    done = subprocess.run([sys.executable, "-c", ALONE, str(planbook)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] False 0"


def test_rounds_begin_with_a_share_and_rest_without(rounds, pair, room_ctx, qtbot):
    with qtbot.waitSignal(room_ctx.sharing.ended, timeout=PATIENCE) as told:
        room_ctx.sharing.ask()
    assert [report.share_id for report in told.args[0]] == [pair.share.id]
    assert rounds.running
    shares.leave(pair.mine, pair.share.id)
    with qtbot.waitSignal(room_ctx.sharing.ended, timeout=PATIENCE):
        room_ctx.sharing.ask()
    assert not rounds.running


def test_what_waits_is_counted(begun, pair, room, room_ctx, qtbot):
    learners.change(pair.mine, room.ana, home_language="Portuguese")
    learners.change(pair.theirs, room.ana, home_language="English")
    share_sync.sync(pair.theirs)
    with qtbot.waitSignal(room_ctx.sharing.counted, timeout=PATIENCE) as told:
        begun.round()
    assert told.args == [1]


def test_a_change_of_the_folder_is_looked_at(begun, pair, room, room_ctx, qtbot):
    learners.change(pair.theirs, room.minh, pronouns="he")
    with qtbot.waitSignal(
        room_ctx.changes.changed, check_params_cb=lambda one: "learner" in one.tables, timeout=PATIENCE
    ):
        share_sync.sync(pair.theirs)
    assert learners.one(pair.mine, room.minh).pronouns == "he"


def test_an_edit_goes_out_soon(begun, pair, room, room_ctx, qtbot):
    begun._edited.setInterval(1)
    with qtbot.waitSignal(
        room_ctx.sharing.ended, check_params_cb=lambda found: bool(found and found[0].sent), timeout=PATIENCE
    ):
        learners.change(pair.mine, room.minh, pronouns="he")
    share_sync.sync(pair.theirs)
    assert learners.one(pair.theirs, room.minh).pronouns == "he"


def test_rounds_never_overlap_and_one_that_was_wanted_meanwhile_follows(begun, room_ctx, qtbot):
    began = []
    room_ctx.sharing.began.connect(lambda: began.append(room_ctx.tasks.active()))
    with qtbot.waitSignals([room_ctx.sharing.ended, room_ctx.sharing.ended], timeout=PATIENCE):
        begun.round()
        begun.round()
        begun.round()
    assert began == [1, 1]


def test_a_folder_that_is_away_is_told_and_work_goes_on(begun, pair, folder, tmp_path, room_ctx, qtbot):
    away = folder.rename(tmp_path / "away")
    with qtbot.waitSignal(room_ctx.sharing.ended, timeout=PATIENCE) as told:
        begun.round()
    assert [problem.kind for problem in told.args[0][0].problems] == ["folder"]
    away.rename(folder)
    with qtbot.waitSignal(room_ctx.sharing.ended, timeout=PATIENCE) as told:
        begun.round()
    assert told.args[0][0].problems == ()


def test_a_round_that_is_stopped_tells_nothing(begun, room_ctx, qtbot):
    begun.round()
    with qtbot.waitSignal(room_ctx.sharing.ended, timeout=PATIENCE):
        room_ctx.sharing.stop_wanted.emit()
    assert not room_ctx.sharing.busy
    assert begun.running


def test_a_bug_is_reported_once_and_rounds_rest(begun, room_ctx, qtbot):
    with qtbot.waitSignal(room_ctx.tasks.failed_unheard, timeout=PATIENCE):
        begun._failed(ValueError("odd"))
    assert not begun.running
    begun.begin()
    assert begun.running


def test_a_sentence_waits_on_the_page(begun, room_ctx):
    begun._failed(UserError("The disk is full.", "Make room."))
    assert room_ctx.sharing.problem == "The disk is full. Make room."
    assert begun.running


def test_the_window_shows_the_count_and_ends_rounds_when_it_closes(pair, room, room_ctx, qtbot):
    window = MainWindow(room_ctx, SECTIONS)
    qtbot.addWidget(window)
    window.show()
    learners.change(pair.mine, room.ana, home_language="Portuguese")
    learners.change(pair.theirs, room.ana, home_language="English")
    share_sync.sync(pair.theirs)
    with qtbot.waitSignal(room_ctx.sharing.counted, timeout=PATIENCE):
        window.rounds.begin()
    assert window.sidebar.item("sharing").accessibleName() == "Sharing, 1 to look at"
    room_ctx.theme.set_look(room_ctx.theme.tokens, 1.25, reading_font=False)
    assert window.sidebar.item("sharing").accessibleName() == "Sharing, 1 to look at"
    window.rounds.round()
    window.close()
    assert not window.rounds.running
    assert room_ctx.tasks.shut_down()
