"""Places: how far each device has the log of members and the keys, as its statuses tell ("wants").

`m/<number>-<hash>` is the last entry held, `k/<epoch>` the keys that count by it, `torn/<hash>` a file of either
that is damaged where this computer looks. The last one only makes the status another one, so that it is told at once.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from learnerplan.domain.shares import Section
from learnerplan.sharing import keys, layout, members
from learnerplan.sharing.layout import FileKind
from learnerplan.sharing.problems import Trouble

if TYPE_CHECKING:
    from collections.abc import Mapping

    from learnerplan.sharing.keys import KeyRing
    from learnerplan.sharing.members import Membership

KINDS = (FileKind.ENTRY, FileKind.ENVELOPE)
"""The files that a place depends on."""
ALL = 1 << 30
"""More entries than any log has: what is said of who lacks none."""
_MOST_TORN = 50
_LOG = re.compile("m/([0-9]{8})-([0-9a-f]{0,32})", re.ASCII)
_EPOCH = re.compile("k/([0-9]{8})", re.ASCII)


class Voice(NamedTuple):
    """What a device told last of its place, and in which turn: its last entry of the log, and its newest keys."""

    device: str
    turn: int
    n: int
    hash: str
    epoch: int

    def has(self, entry: members.Entry, log: Mapping[int, members.Entry]) -> bool:
        """Whether it has this entry of a log. Who has more than this log has needs none of it."""
        last = log.get(self.n)
        return (last is None and self.n > 0) or (
            last is not None and last.hash.startswith(self.hash) and entry.place.n <= self.n
        )


def wants(connection: Any, share: str) -> tuple[str, ...]:
    """What a status says of this computer's place in the log, of its newest keys, and of damaged files of either."""
    membership = members.load(connection, share)
    sql = "SELECT subject FROM share_problem WHERE share = ? AND kind = ? AND gone IS NULL ORDER BY subject"
    names = [layout.parse(path) for (path,) in connection.execute(sql, (share, Trouble.DAMAGED.value)).fetchall()]
    torn = {f"torn/{name.hash}" for name in names if name is not None and name.hash and name.kind in KINDS}
    return (
        f"m/{membership.n:08d}-{membership.hash[:32]}",
        f"k/{_epoch(keys.keys_of(connection, share), membership):08d}",
        *sorted(torn)[:_MOST_TORN],
    )


def _epoch(ring: KeyRing, membership: Membership) -> int:
    """The epoch of the newest keys that count by the log, so far as it is held; 0 when just these are lacking."""
    if membership.n == 0:
        return (ring.newest(Section.MAIN) or (0, b""))[0]
    return membership.epoch if ring.get(Section.MAIN, membership.epoch) is not None else 0


def voices(connection: Any, share: str) -> list[Voice]:
    """What the others told of their places. Earlier versions of Learnerplan do not, and are left out."""
    found = []
    sql = "SELECT device, turn, body FROM share_status WHERE share = ? AND device <> 'own'"
    for device, turn, body in connection.execute(sql, (share,)).fetchall():
        told = json.loads(body).get("wants", ())
        log = next(filter(None, map(_LOG.fullmatch, told)), None)
        epoch = next(filter(None, map(_EPOCH.fullmatch, told)), None)
        if log is not None and epoch is not None:
            found.append(Voice(device, turn, int(log[1]), log[2], int(epoch[1])))
    return found
