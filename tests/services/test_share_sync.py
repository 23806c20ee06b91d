"""Rounds from the window and the command line, over a folder of this computer."""

from __future__ import annotations

import os
import time

from learnerplan.services import share_book, share_sync
from learnerplan.sharing import layout
from learnerplan.sharing.clock import device_of


def test_a_round_takes_away_what_our_own_writes_left(scene):
    device = device_of(share_book.ports(scene.owner).session)
    place = scene.folder / layout.folder(scene.share) / "m"
    share_sync.sync(scene.owner)
    old, fresh, theirs = (
        place / f".{whose}.{tail * 8}.part"
        for whose, tail in ((device, "ab"), (device, "cd"), ("fedcba9876543210", "ab"))
    )
    long_ago = time.time() - 2 * 24 * 3600
    for path in (old, fresh, theirs):
        path.write_bytes(b"half")
    for path in (old, theirs):
        os.utime(path, (long_ago, long_ago))
    (report,) = share_sync.sync(scene.owner)
    assert not report.problems
    assert (old.exists(), fresh.exists(), theirs.exists()) == (False, True, True)
