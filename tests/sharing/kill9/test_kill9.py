"""A process that edits, gives and takes in is killed at random moments; `make kill9 N=1000` kills more often."""

from __future__ import annotations

import os
import sys

import pytest

from learnerplan.services import plans
from tests.sharing.kill9.kills import Victim
from tests.sharing.kill9.pair import paired

KILLS = int(os.environ.get("LEARNERPLAN_KILLS", "24"))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 on Windows")
def test_nothing_that_was_acknowledged_is_lost(room, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    plans.start(room.store, room.ana, today=room.today)  # it holds a text that stays at home
    pair = paired(room.store, room.class_id, tmp_path / "second", (folder, folder))
    pair.second.close()
    saved = Victim(tmp_path / "second", room.ana, room.store, room.minh, tmp_path).kill(KILLS)
    assert saved > KILLS
