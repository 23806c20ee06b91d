"""What an operation claims of others. Whoever may write could claim to have seen what nobody wrote yet, and so have
later changes of others count as replaced. Each computer knows its own stamps, and refuses claims beyond them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from learnerplan.sharing.operations import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from learnerplan.sharing.operations import Operation
    from learnerplan.sharing.ports import Ports


def own_sessions(connection: Any) -> list[str]:
    """The runs of the program in this planbook that told of themselves, the newest first."""
    row = connection.execute("SELECT value FROM share_meta WHERE name = 'sessions'").fetchone()
    return [] if row is None else list(json.loads(row[0]))


class Claims:
    """What can be true of the stamps of this run of the program: nobody knows one that was not given out yet.

    Earlier runs are not looked at. They give out no more, and a planbook that was put back to a backup does not know
    how far its last run went on after that.
    """

    def __init__(self, connection: Any, ports: Ports) -> None:
        self._session = ports.session
        row = connection.execute("SELECT value FROM share_meta WHERE name = 'hlc'").fetchone()
        self._last = int(row[0]) if row is not None else 0

    def are_false(self, op: Operation) -> bool:
        """Whether an operation tells of stamps of ours that were never given out."""
        return any(session == self._session and hlc > self._last for hlc, session in _stamps(op))


def _stamps(op: Operation) -> Iterator[tuple[int, str]]:
    if op.cell == WHOLE:
        seen = op.value.get("s") if isinstance(op.value, dict) else None
        for sessions in seen.values() if isinstance(seen, dict) else ():
            if isinstance(sessions, dict):
                yield from ((hlc, session) for session, hlc in sessions.items() if isinstance(hlc, int))
        return
    yield op.hlc, op.session
    yield from op.bases
    for stamps in (op.covers or {}).values():
        yield from stamps
