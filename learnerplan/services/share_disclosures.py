"""What sharing writes into the disclosure log: a share that is made, somebody who is let in, students who join later.

Nothing readable leaves before somebody is let in; from then on everything that the share holds is theirs too, and the
log says so with the learners, the parts of the record, and who it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from learnerplan.domain.disclosures import Way
from learnerplan.domain.shares import Role, ShareKind
from learnerplan.services import disclosures

if TYPE_CHECKING:
    from collections.abc import Collection

    from learnerplan.domain.shares import Share
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store

_LABEL = "Log what is shared"
_ROLES = {Role.OWNER: "own it", Role.EDITOR: "read and write", Role.READER: "read"}
# The parts of the record by the tables that they stand in.
_PARTS = {
    "profile": ("profile_entry", "aspiration"),
    "survey answers": ("response",),
    "plans and goals": ("plan", "goal"),
    "check-ins": ("check_in",),
    "reflections": ("reflection",),
    "work": ("artifact",),
    "observations": ("observation",),
    "results": ("result",),
    "contacts": ("contact",),
    "conferences": ("conference",),
    "absences": ("absence",),
}


@dataclass(frozen=True)
class _Id:
    id: str


def created(store: Store, share: Share) -> str:
    """Log that a share was made and lies, sealed, in its folder; gives the id of the entry."""
    where = "my own devices" if share.scope.kind is ShareKind.DEVICES else "nobody yet; sealed in a shared folder"
    return _record(store, share, where, f"{share.name}: made the share", learners_in(store, share.id), restricted=True)


def admitted(store: Store, share: Share, who: str, role: Role, *, restricted: bool) -> str:
    """Log that somebody was let in and gets all that the share holds; with supports where `restricted`."""
    purpose = f"{share.name}: let in, to {_ROLES[role]}"
    return _record(store, share, who, purpose, learners_in(store, share.id), restricted=restricted)


def changed(store: Store, share: Share, who: str, role: Role, *, restricted: bool) -> str:
    """Log that somebody's part is another from now on; with supports where `restricted`."""
    supports = "with" if restricted else "without"
    purpose = f"{share.name}: from now on to {_ROLES[role]}, {supports} supports"
    return _record(store, share, who, purpose, learners_in(store, share.id), restricted=restricted)


def keep_up(store: Store, share: Share) -> str | None:
    """Log, in the owner's planbook, students who came into a share since it was last logged; `None` without any."""
    sql = """SELECT s.row_id FROM share_scope s WHERE s.share = ? AND s.tbl = 'learner' AND s.row_id NOT IN
        (SELECT x.learner_id FROM disclosure_learner x JOIN disclosure d ON d.id = x.disclosure_id
        WHERE d.way = ? AND substr(d.purpose, 1, ?) = ?)"""
    start = f"{share.name}: "
    new = [row.id for row in store.rows(_Id, sql, (share.id, Way.SHARE.value, len(start), start))]
    if not new or share.role is not Role.OWNER or share.scope.kind is ShareKind.DEVICES:
        return None
    return _record(store, share, "everybody in the share", f"{start}came into the share", new, restricted=True)


def learners_in(view: Readable, share_id: str) -> tuple[str, ...]:
    """The learners whose record is in a share, also those who left the class since."""
    sql = "SELECT row_id FROM share_scope WHERE share = ? AND tbl = 'learner' ORDER BY row_id"
    return tuple(row.id for row in view.rows(_Id, sql, (share_id,)))


def _record(
    store: Store, share: Share, recipient: str, purpose: str, learner_ids: Collection[str], *, restricted: bool
) -> str:
    with store.transaction(_LABEL) as tx:
        return disclosures.record(
            tx,
            way=Way.SHARE,
            learner_ids=sorted(learner_ids),
            sections=_sections(tx, share.id, restricted=restricted),
            recipient=recipient,
            purpose=purpose,
        )


def _sections(view: Readable, share_id: str, *, restricted: bool) -> list[str]:
    sql = "SELECT DISTINCT tbl FROM share_scope WHERE share = ? AND section = ?"
    held = {row.id for row in view.rows(_Id, sql, (share_id, "main"))}
    found = [part for part, tables in _PARTS.items() if held.intersection(tables)]
    apart = restricted and view.value(
        "SELECT 1 FROM share_scope WHERE share = ? AND section = 'restricted'", (share_id,)
    )
    return [*found, "supports"] if apart else found
