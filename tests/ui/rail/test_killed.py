"""A laptop whose battery dies in the middle of a check-in: what was typed two seconds before is there again."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from learnerplan.domain.goals import GoalKind
from learnerplan.services import checkins, goals, plans, rail, scales, typing_drafts
from learnerplan.storage import integrity
from learnerplan.storage.store import Store
from tests.ui.classday import TODAY
from tests.ui.rail.typing_process import EARLY


def test_what_was_typed_outlives_a_killed_process(room, tmp_path):
    folder = room.store.folder.path
    plan = plans.start(room.store, room.ana, today=TODAY)
    goals.add(room.store, plan, kind=GoalKind.PERSONAL, words="Make a comic")
    room.store.close()
    home = os.environ | {"QT_QPA_PLATFORM": "offscreen", "LEARNERPLAN_HOME": str(tmp_path / "home")}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.ui.rail.typing_process", str(folder)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=home, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.kill()
    assert process.returncode == -9 or sys.platform == "win32"
    store = Store.open(folder)
    assert integrity.check(store).findings == ()
    typed = json.loads(typing_drafts.read(store, rail.DRAFT + room.ana))
    assert typed["said"].startswith(EARLY)
    levels = scales.progress_levels(store)
    assert [one["level"] for one in typed["goals"].values()] == [levels[3].id]
    assert checkins.of_learner(store, room.ana) == [], "nobody pressed Enter yet"
    store.close()
