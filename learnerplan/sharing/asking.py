"""Asking to come in, in each round: the owner's invitations and the requests that answer them.

Nobody comes in by this: a request waits until the owner has compared the words and says so.
"""

from __future__ import annotations

import base64
import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from learnerplan.domain.shares import Role, ShareState
from learnerplan.sharing import batches, frame, giving, invitations, keys, layout, members, problems, words
from learnerplan.sharing.clock import moment_text
from learnerplan.sharing.faults import Damaged, FileFault, Unreachable
from learnerplan.sharing.giving import Gift
from learnerplan.sharing.layout import FileKind
from learnerplan.sharing.problems import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from learnerplan.sharing.files import Entry, Files
    from learnerplan.sharing.invitations import Request
    from learnerplan.sharing.ports import Ports
    from learnerplan.sharing.shares import Held

MOST_WAITING = 20
"""Requests that wait at one time. Whoever has a code could write thousands."""
OPEN, USED, DONE, REFUSED, OVER = "open", "used", "done", "refused", "over"
"""States of invitations: given out and waiting; used to ask, by us; somebody came in; refused; too late."""
WAITING = "waiting"
"""The state of a request that nobody answered yet; then `DONE` or `REFUSED`."""


class Given(NamedTuple):
    """An invitation in `share_invitation`, on the side that made it or on the side that used it."""

    id: str
    share: str
    told: dict[str, Any]
    until: datetime
    state: str

    @property
    def path(self) -> str:
        """Where this side's file of it goes: the invitation, or the request."""
        return str(self.told["path"])

    @property
    def file(self) -> bytes:
        """That file."""
        return base64.b64decode(self.told["file"])


def take(ports: Ports, files: Files, share: Held, listing: Sequence[Entry]) -> None:
    """As the owner: close invitations that were not used in time, and take in who asks. Raises `Unreachable`."""
    with ports.planbook.reading() as connection:
        given = given_of(connection, share.id)
    _close_late_ones(ports, [one for one in given if one.state == OPEN])
    _take_requests(ports, files, share, listing)


def give(ports: Ports, files: Files, share: Held, listing: Sequence[Entry]) -> int:
    """Keep this side's file where the other finds it, and give it again while nothing comes of it; gives how many.

    The owner does so with invitations; who asks does so with the request until the keys and the log have come: it is
    what tells the owner that they have not. Raises `Unreachable`.
    """
    with ports.planbook.reading() as connection:
        given = given_of(connection, share.id)
    wanted = []
    if share.role is Role.OWNER:
        wanted = [one for one in given if one.state == OPEN and one.until > _now(ports)]
    elif share.state is ShareState.ASKING:
        wanted = [one for one in given if one.state == USED]
    if not wanted:
        return 0
    there = giving.copies_of(listing)
    gifts = [Gift(one.path, one.file, giving.key_of_path(one.path) in there, giving.NOW) for one in wanted]
    return giving.give(ports, files, share.id, listing, gifts)


def given_of(connection: Any, share: str) -> list[Given]:
    """The invitations of a share, given out or used."""
    sql = "SELECT id, share, body, until, state FROM share_invitation WHERE share = ? ORDER BY until, id"
    return [
        Given(id_, of, json.loads(body), datetime.fromisoformat(until), state)
        for id_, of, body, until, state in connection.execute(sql, (share,)).fetchall()
    ]


def keep(connection: Any, given: Given) -> None:
    """Keep an invitation that was made or used."""
    connection.execute(
        "INSERT INTO share_invitation VALUES (?, ?, ?, ?, ?)",
        (given.id, given.share, json.dumps(given.told), given.until.isoformat(), given.state),
    )


def close(connection: Any, invitation: str, state: str) -> None:
    """Have an invitation be of no use any more, and leave the requests unanswered that came by it."""
    connection.execute("UPDATE share_invitation SET state = ? WHERE id = ?", (state, invitation))
    connection.execute(
        "UPDATE share_request SET state = ? WHERE invitation = ? AND state = ?", (REFUSED, invitation, WAITING)
    )


def _close_late_ones(ports: Ports, open_ones: list[Given]) -> None:
    late = [one for one in open_ones if one.until <= _now(ports)]
    if late:
        with ports.planbook.writing("Close invitations that were not used") as connection:
            for one in late:
                # Who asked in time still waits: it is the owner who was late.
                connection.execute("UPDATE share_invitation SET state = ? WHERE id = ?", (OVER, one.id))


def _take_requests(ports: Ports, files: Files, share: Held, listing: Sequence[Entry]) -> None:
    with ports.planbook.reading() as connection:
        open_ones = {one.id: one for one in given_of(connection, share.id) if one.state == OPEN}
        sql = "SELECT path FROM share_file WHERE share = ? AND outcome = 'asked'"
        seen = {row[0] for row in connection.execute(sql, (share.id,)).fetchall()}
        sql = "SELECT count(*) FROM share_request WHERE share = ? AND state = ?"
        waiting = connection.execute(sql, (share.id, WAITING)).fetchone()[0]
        asked = {told["file"] for told in _told(connection, share.id) if "file" in told}
    for path in _requests(listing):
        if path in seen:
            continue
        request, file = None, ""
        try:
            data = files.read(path, frame.LARGEST)
            file = batches.digest(data)[:32]
            # The same once more: who asks has not heard of an answer yet.
            if file not in asked and waiting < MOST_WAITING:
                request = _opened(data, share.id, open_ones)
        except Damaged:
            continue
        except FileFault:
            request = None
        except Unreachable as error:
            if error.reason == "gone":
                continue
            raise
        waiting += request is not None
        asked.add(file)
        _note(ports, share, path, request, file)


def _told(connection: Any, share: str) -> list[dict[str, Any]]:
    rows = connection.execute("SELECT body FROM share_request WHERE share = ?", (share,)).fetchall()
    return [json.loads(body) for (body,) in rows]


def _requests(listing: Sequence[Entry]) -> Iterator[str]:
    for entry in listing:
        name = layout.parse(entry.path)
        if name is not None and name.kind is FileKind.REQUEST:
            yield entry.path


def _opened(data: bytes, share: str, open_ones: dict[str, Given]) -> Request | None:
    given = open_ones.get(invitations.invitation_of(data, invitations.REQUEST))
    if given is None:
        return None
    request = invitations.open_request(data, given.told["code"])
    return request if request.share == share else None


def _note(ports: Ports, share: Held, path: str, request: Request | None, file: str) -> None:
    with ports.planbook.reading() as connection:
        device = keys.own(connection, ports.random)
    told: dict[str, Any] = {}
    if request is not None:
        owner = (device.id, device.sign_public, device.seal_public)
        told = {
            "name": request.name,
            "sign": request.sign_public.hex(),
            "seal": request.seal_public.hex(),
            "words": words.of(invitations.transcript(owner, request)),
            "file": file,
        }
    with ports.planbook.writing("Note who wants to join") as connection:
        connection.execute(
            "INSERT INTO share_file VALUES (?, ?, 0, 0, 'asked') ON CONFLICT DO UPDATE SET outcome = 'asked'",
            (share.id, path),
        )
        if request is not None and not _keep_request(connection, ports, share.id, request, told):
            problems.note(connection, ports.clock, share.id, Trouble.FORGED, path, "request")


def _keep_request(connection: Any, ports: Ports, share: str, request: Request, told: dict[str, Any]) -> bool:
    """Keep a request; tells whether it can be one. Nobody asks under the name of a device that has other keys."""
    person = members.load(connection, share).people.get(request.device)
    if person is not None and (person.sign_public, person.seal_public) != (request.sign_public, request.seal_public):
        return False
    sql = "SELECT body FROM share_request WHERE share = ? AND device = ? AND state = ?"
    before = connection.execute(sql, (share, request.device, WAITING)).fetchone()
    if before is not None and any(json.loads(before[0])[name] != told[name] for name in ("sign", "seal")):
        return False
    connection.execute(
        """INSERT INTO share_request VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT(share, device) DO UPDATE
        SET invitation = excluded.invitation, body = excluded.body, at = excluded.at, state = excluded.state""",
        (share, request.device, request.invitation, json.dumps(told), moment_text(ports.clock), WAITING),
    )
    return True


def _now(ports: Ports) -> datetime:
    return datetime.fromisoformat(moment_text(ports.clock))
