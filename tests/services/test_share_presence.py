from __future__ import annotations

from learnerplan.domain.shares import Scope, ShareKind
from learnerplan.services import share_presence, shares


def test_a_planbook_knows_whether_it_ever_shared(room, tmp_path):
    assert not share_presence.is_known(room.store)
    folder = tmp_path / "carried"
    folder.mkdir()
    share = shares.create(room.store, folder, scope=Scope(ShareKind.CLASS, room.class_id), name="Room 12", me="Me")
    assert share_presence.is_known(room.store)
    shares.leave(room.store, share.id)
    assert share_presence.is_known(room.store)
