"""Who there is: an owner, editors, a reader, somebody without supports, somebody with one learner alone, a guest.

The cast is brought together once, by the engine itself; each world then begins with copies of their planbooks.
"""

from __future__ import annotations

import base64
import json
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from learnerplan.domain.shares import Role, Scope, ShareKind, ShareState
from learnerplan.sharing import asking, batches, capture, codes, invitations, keys, layout, members, rounds, shares
from learnerplan.sharing.entries import EntryKind
from learnerplan.sharing.invitations import Request
from learnerplan.sharing.keys import Device
from tests.sharing.simulator import book as books
from tests.sharing.simulator.book import Book
from tests.sharing.simulator.cloud import Cloud

if TYPE_CHECKING:
    from learnerplan.sharing.ports import Ports

EVERYTHING = "a" * 32
"""The share of all rows."""
ONE = "b" * 32
"""The share of the first learner alone."""
FIRST = "learner-1"
_START = datetime(2026, 9, 1, tzinfo=UTC)
_MS = int(_START.timestamp() * 1000)
_TABLES = ("learner", "note", "goal", "support")


@dataclass(frozen=True)
class Part:
    """A part in the cast: the share that somebody is in, as what, and whether with supports."""

    name: str
    share: str
    role: Role
    restricted: bool = True
    guest: bool = False


PARTS = (
    Part("owner", EVERYTHING, Role.OWNER),
    Part("ana", EVERYTHING, Role.EDITOR),
    Part("ben", EVERYTHING, Role.EDITOR),
    Part("reader", EVERYTHING, Role.READER),
    Part("plain", EVERYTHING, Role.EDITOR, restricted=False),
    Part("tutor", ONE, Role.EDITOR),
    Part("guest", EVERYTHING, Role.EDITOR, guest=True),
)


@dataclass(frozen=True)
class Cast:
    """What all worlds begin with."""

    images: dict[str, bytes]
    devices: dict[str, Device]
    folder: dict[str, bytes]


@cache
def cast() -> Cast:
    """Bring everybody together in a world where nothing goes wrong."""
    luck = random.Random(0)
    cloud = Cloud(luck)
    cloud.honest = True
    stage = {part.name: _Actor(part, cloud, luck) for part in PARTS}
    owner = stage["owner"]
    owner.write_something()
    for share, scope in ((EVERYTHING, Scope(ShareKind.DEVICES)), (ONE, Scope(ShareKind.LEARNERS, None, (FIRST,)))):
        owner.found(share, scope)
    for actor in stage.values():
        if actor.part.role is not Role.OWNER:
            actor.ask(owner)
            if not actor.part.guest:
                owner.admit(actor.part, actor.device)
    for _ in range(3):
        for actor in stage.values():
            for share in (EVERYTHING, ONE) if actor is owner else (actor.part.share,):
                rounds.run(actor.ports, actor.folder, share)
            cloud.carry_all()
    return Cast(
        {name: actor.book.image() for name, actor in stage.items()},
        {name: actor.device for name, actor in stage.items()},
        dict(owner.folder.held),
    )


class _Actor:
    def __init__(self, part: Part, cloud: Cloud, luck: random.Random) -> None:
        self.part = part
        self.book = Book(books.template(books.NEW), books.NEW, self.now_ms)
        self.folder = cloud.folder(part.name)
        self.folder.mark(part.share)
        with self.book.writing("Who am I") as connection:
            self.device = keys.own(connection, luck.randbytes)
        session = f"{self.device.id}-{luck.getrandbits(48):012x}"
        self.ports: Ports = ports(self.book, self, luck, session)

    def now_ms(self) -> int:
        return _MS

    def write_something(self) -> None:
        with self.book.editing("Begin") as connection:
            for number in (1, 2, 3):
                learner = f"learner-{number}"
                connection.execute("INSERT INTO learner VALUES (?, ?, ?, ?)", (learner, *[f"n{number}"] * 3))
                connection.execute("INSERT INTO note VALUES (?, ?, 'first', 'calm')", (f"note-{number}", learner))
                connection.execute("INSERT INTO support VALUES (?, ?, 'quiet room')", (f"support-{number}", learner))
            connection.execute("INSERT INTO goal VALUES ('goal-1', 'learner-1', 'read', 'note-1', 'a', 'b')")

    def found(self, share: str, scope: Scope) -> None:
        with self.book.writing("Found") as connection:
            config = shares.config_of(scope, restricted=True)
            _put_share(connection, share, scope, Role.OWNER, ShareState.ON, self.device.id, config)
            members.founding(connection, share, self.device, "owner", self.ports.random)
            capture.enter_all(connection, self.ports, rounds.held(connection, share))
            capture.note_captured(connection)

    def ask(self, owner: _Actor) -> None:
        scope = Scope(ShareKind.DEVICES) if self.part.share == EVERYTHING else Scope(ShareKind.LEARNERS, None, (FIRST,))
        config = shares.config_of(scope, restricted=self.part.restricted)
        # Who is in from the beginning was known to the owner; the guest asks as people do, and is let in later.
        file = self._request(owner) if self.part.guest else f"{self.part.name} asked".encode()
        body = {
            "sign": owner.device.sign_public.hex(),
            "path": layout.request(self.part.share, batches.digest(file)),
            "file": base64.b64encode(file).decode("ascii"),
        }
        with self.book.writing("Ask") as connection:
            _put_share(connection, self.part.share, scope, self.part.role, ShareState.ASKING, owner.device.id, config)
            sql = "INSERT INTO share_invitation VALUES (?, ?, ?, ?, 'used')"
            connection.execute(sql, (self.part.name, self.part.share, json.dumps(body), _START.isoformat()))

    def _request(self, owner: _Actor) -> bytes:
        """The request for a code that the owner has given out; the comparison of words has tests of its own."""
        code = codes.new(self.ports.random)
        given = asking.Given(
            codes.id_of(code),
            self.part.share,
            {
                "code": code,
                "path": layout.invitation(self.part.share, batches.digest(b"invited")),
                "file": base64.b64encode(b"invited").decode("ascii"),
            },
            _START + timedelta(days=7),
            asking.OPEN,
        )
        with owner.book.writing("Invite") as connection:
            asking.keep(connection, given)
        request = Request(
            self.part.share, given.id, self.device.id, self.part.name, self.device.sign_public,
            self.device.seal_public, self.ports.random(16).hex(), _START,
        )  # fmt: skip
        return invitations.make_request(request, code, self.device, self.ports.random)

    def admit(self, part: Part, device: Device) -> None:
        with self.book.writing("Admit") as connection:
            admit(connection, self.ports, part, device)


def admit(connection: Any, owner: Ports, part: Part, device: Device) -> None:
    """Let somebody in, as the owner."""
    told = {
        "device": device.id,
        "sign": device.sign_public.hex(),
        "seal": device.seal_public.hex(),
        "name": part.name,
        "role": part.role.value,
        "until": None,
        "learners": [],
        "restricted": part.restricted,
    }
    own = keys.own(connection, owner.random)
    members.add(connection, part.share, EntryKind.ADDED, told, own, owner.random, _START)


def ports(book: Book, clock: Any, luck: random.Random, session: str) -> Ports:
    """One computer's side of sharing."""
    from learnerplan.sharing.ports import Ports

    return Ports(book, clock, luck.randbytes, books.shape(book.version), entering, session, book.version)


def entering(connection: Any, share: Any, changed: Any) -> list[tuple[str, str, str]]:
    """Rows that belong to a share and are not in it: all of them, or those of some learners."""
    wanted = None if changed is None else set(map(tuple, changed))
    inside = set(connection.execute("SELECT tbl, row_id FROM share_scope WHERE share = ?", (share.id,)).fetchall())
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    found = []
    for table in _TABLES:
        restricted = table == books.RESTRICTED
        if table not in there or (restricted and not share.restricted):
            continue
        column = "id" if table == "learner" else "learner_id"
        for row, learner in connection.execute(f'SELECT id, "{column}" FROM "{table}" ORDER BY id').fetchall():
            mine = share.scope.kind is ShareKind.DEVICES or learner in share.scope.learner_ids
            if mine and (table, row) not in inside and (wanted is None or (table, row) in wanted):
                found.append((table, row, "restricted" if restricted else "main"))
    return found


def _put_share(
    connection: Any, share: str, scope: Scope, role: Role, state: ShareState, owner: str, config: str
) -> None:
    connection.execute(
        "INSERT INTO share VALUES (?, ?, ?, '', ?, ?, ?, ?, ?)",
        (share, "Room 12", scope.kind.value, role.value, state.value, owner, config, _START.isoformat()),
    )
