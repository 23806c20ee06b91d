"""Rounds from the window and the command line, over a folder of this computer."""

from __future__ import annotations

import os
import time

from learnerplan.domain.shares import Role, ShareKind
from learnerplan.services import share_book, share_members, share_sync
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


def test_whatever_is_written_outside_a_round_can_be_swept_by_one(scene, monkeypatch):
    seen: dict[str, set[str]] = {}
    truly = os.fsync

    def watched(handle: int) -> None:
        seen.setdefault(doing, set()).update(
            str(path.relative_to(scene.folder)) for path in scene.folder.rglob("*.part")
        )
        truly(handle)

    monkeypatch.setattr(os, "fsync", watched)
    store = scene.fresh()
    own = {each: device_of(share_book.ports(each).session) for each in (scene.owner, store)}
    (scene.folder / layout.MARKER).unlink()
    doing = "found"
    share = scene.found(ShareKind.CLASS)
    doing = "invite"
    code = share_members.invite(scene.owner, share, name="Ben", role=Role.EDITOR).code
    doing = "join"
    share_members.join(store, scene.folder, code, "Ben")
    doing = "round"
    share_sync.sync(scene.owner, share)
    doing = "admit"
    share_members.admit(scene.owner, share, own[store])
    for what in ("found", "invite", "join", "admit"):
        device = own[store if what == "join" else scene.owner]
        assert seen[what]
        for path in seen[what]:
            place, _slash, name = path.rpartition("/")
            assert place.startswith(layout.folder(share)), (what, path)
            assert name.startswith(f".{device}."), (what, path)


def test_a_folder_that_fails_once_the_share_is_founded_gets_all_of_it_by_the_first_round(scene, monkeypatch):
    truly = os.fsync
    before = {path.name for path in (scene.folder / layout.TOP).iterdir()}

    def in_the_way(handle: int) -> None:
        truly(handle)
        for place in (scene.folder / layout.TOP).iterdir():
            if place.name not in before:
                (place / "m").write_bytes(b"")

    (scene.folder / layout.MARKER).unlink()
    monkeypatch.setattr(os, "fsync", in_the_way)
    share = scene.found(ShareKind.CLASS)
    monkeypatch.undo()
    (scene.folder / layout.folder(share) / "m").unlink()
    assert not share_sync.sync(scene.owner, share)[0].problems
    assert list((scene.folder / layout.folder(share) / "m").glob("*.m"))
