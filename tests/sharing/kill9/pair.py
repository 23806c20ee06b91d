"""Two planbooks of the sample kind that share a class: the first founded the share, the second joined by a code."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from learnerplan.domain.shares import Role, Scope, ShareKind
from learnerplan.services import share_members, share_sync, shares
from learnerplan.storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Pair(NamedTuple):
    """Both are open; the same share lies in both folders, which may be one."""

    first: Store
    second: Store
    share: str


def paired(
    first: Store, class_id: str, second: Path, folders: tuple[Path, Path], carry: Callable[[], object] = lambda: None
) -> Pair:
    """Found, invite, ask, compare the words, admit; `carry` is called when files must come over."""
    share = shares.create(first, folders[0], scope=Scope(ShareKind.CLASS, class_id), name="Room 12", me="Amara")
    other = Store.create(second)
    invitation = share_members.invite(first, share.id, name="Ben", role=Role.EDITOR)
    share_sync.sync(first)
    carry()
    share_members.join(other, folders[1], invitation.code, "Ben")
    share_sync.sync(other)
    carry()
    share_sync.sync(first)
    (request,) = share_members.requests(first, share.id)
    assert request.words == share_members.words(other, share.id)
    share_members.admit(first, share.id, request.device)
    for _ in range(2):
        for store in (first, other):
            share_sync.sync(store)
            carry()
    return Pair(first, other, share.id)
