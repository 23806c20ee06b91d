"""Letting people into a share and out of it: codes, requests, and the end; `share_asking` is the other side of it.

The owner alone does so. What somebody was given stays with them; from a revocation on they get nothing new.
"""

from __future__ import annotations

import base64
import json
import os
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from learnerplan.domain.shares import Invitation, JoinRequest, Role, ShareKind, ShareState
from learnerplan.errors import UserError
from learnerplan.services import share_book, share_disclosures, shares
from learnerplan.services.share_asking import join, named, read_code, words
from learnerplan.sharing import codes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from learnerplan.sharing.asking import Given
    from learnerplan.sharing.files import Files
    from learnerplan.sharing.keys import Device
    from learnerplan.sharing.membership import Membership, Person
    from learnerplan.storage.store import Store

__all__ = [
    "CODE_LETTERS",
    "GOOD_FOR",
    "Kept",
    "admit",
    "change",
    "invite",
    "join",
    "read_code",
    "refuse",
    "requests",
    "revoke",
    "words",
]

GOOD_FOR = timedelta(days=7)
"""How long a code may be used."""
CODE_LETTERS = codes.LENGTH
"""Letters of a code, without the dashes."""


class Kept(Enum):
    """What `change` leaves as it is, where `None` would take it away."""

    AS_IT_IS = "as it is"


def invite(
    store: Store,
    share_id: str,
    *,
    name: str,
    role: Role,
    until: date | None = None,
    learner_ids: Sequence[str] = (),
    supports: bool = False,
) -> Invitation:
    """Make a code for one person, good for a week. The code itself lets nobody in: a request is compared and admitted.

    `until` is the last day of a substitute; `learner_ids` tells whom this person works with. Raises `UserError` when
    this planbook is not the owner's, or the share holds no supports to be allowed.
    """
    from learnerplan.sharing import asking, batches, invitations, layout
    from learnerplan.sharing.asking import Given
    from learnerplan.sharing.invitations import Offer

    membership, device = _owned(store, share_id)
    name = named(name, "Say for whom the code is.")
    supports = supports or (membership.scope is not None and membership.scope.kind is ShareKind.DEVICES)
    _refuse_terms(membership, role, until, supports=supports)
    ends = datetime.now(UTC).replace(microsecond=0) + GOOD_FOR
    code = codes.new(os.urandom)
    me = membership.people[device.id]
    scope = membership.scope
    if scope is None:
        raise LookupError("a founded share has a scope")
    offer = Offer(
        share_id, membership.title, scope, device.id, me.name, device.sign_public, device.seal_public, role, supports,
        ends,
    )  # fmt: skip
    data = invitations.make_invitation(offer, code, device, os.urandom)
    given = Given(
        codes.id_of(code),
        share_id,
        {
            "code": code,
            "name": name,
            "role": role.value,
            "until": until.isoformat() if until is not None else None,
            "learners": list(learner_ids),
            "supports": supports,
            "path": layout.invitation(share_id, batches.digest(data)),
            "file": base64.b64encode(data).decode("ascii"),
        },
        ends,
        asking.OPEN,
    )
    with share_book.StoreBook(store).writing("Invite somebody to a share") as connection:
        asking.keep(connection, given)
    _tend(store, share_id)
    return Invitation(share_id, given.id, code, name, role, ends)


def _refuse_terms(membership: Membership, role: Role, until: date | None, *, supports: bool) -> None:
    if role not in (Role.EDITOR, Role.READER):
        raise ValueError("there is one owner")
    if supports and not membership.restricted:
        raise UserError(
            "This share holds no supports.", "Leave them out, or start another share in which supports may be shared."
        )
    if until is not None and until < datetime.now().astimezone().date():
        raise UserError("The last day is over already.", "Choose a coming one, or none.")


def requests(store: Store, share_id: str) -> list[JoinRequest]:
    """Who used a code and waits to be let in, the first one first. The rounds of sharing find them."""
    sql = """SELECT r.device, r.body, r.at, i.body FROM share_request r JOIN share_invitation i ON i.id = r.invitation
        WHERE r.share = ? AND r.state = 'waiting' ORDER BY r.at, r.device"""
    with store.raw() as connection:
        found = connection.execute(sql, (share_id,)).fetchall()
    return [
        JoinRequest(
            share_id, device, told["name"], Role(json.loads(given)["role"]), tuple(told["words"]),
            datetime.fromisoformat(at),
        )
        for device, body, at, given in found
        for told in [json.loads(body)]
    ]  # fmt: skip


def admit(store: Store, share_id: str, device: str) -> None:
    """Let somebody in whose words were the same. The code is used up; whoever else used it is refused.

    Raises `UserError` when the request is no longer there.
    """
    from learnerplan.sharing import asking, rights

    _owned(store, share_id)
    ports = share_book.ports(store)
    with ports.planbook.writing("Let somebody into a share") as connection:
        told, given = _waiting(connection, share_id, device)
        terms = {
            "device": device,
            "name": told["name"],
            "sign": told["sign"],
            "seal": told["seal"],
            "role": given.told["role"],
            "until": given.told["until"],
            "learners": given.told["learners"],
            "restricted": given.told["supports"],
        }
        try:
            rights.admit(connection, ports, share_id, terms)
        except ValueError as error:
            raise UserError(
                "This person's computer cannot be let in: another one in the share goes by the same name.",
                "Refuse the request, and give out a new code to somebody whom you speak to.",
            ) from error
        connection.execute(
            "UPDATE share_request SET state = ? WHERE share = ? AND device = ?", (asking.DONE, share_id, device)
        )
        asking.close(connection, given.id, asking.DONE)
    restricted = bool(given.told["supports"])
    share = shares.share_of(store, share_id)
    share_disclosures.admitted(store, share, told["name"], Role(given.told["role"]), restricted=restricted)
    _tend(store, share_id, [given.path])


def refuse(store: Store, share_id: str, device: str) -> None:
    """Let somebody not in, for instance since the words differ. The code is of no use any more."""
    from learnerplan.sharing import asking

    _owned(store, share_id)
    with share_book.StoreBook(store).writing("Refuse a request") as connection:
        _told, given = _waiting(connection, share_id, device)
        asking.close(connection, given.id, asking.REFUSED)
    _tend(store, share_id, [given.path])


def revoke(store: Store, share_id: str, device: str) -> None:
    """Share with somebody no longer: new keys hold from now on, which everybody else gets.

    What they have, they have. What they wrote and is here stays. Raises `UserError` when they are not in the share.
    """
    from learnerplan.sharing import joined
    from learnerplan.sharing.entries import EntryKind

    person = _other(*_owned(store, share_id), device, "To end the share for yourself, leave it.")
    ports = share_book.ports(store)
    with ports.planbook.writing("Share with somebody no longer") as connection:
        joined.let_go(connection, ports, share_id, [person], EntryKind.REVOKED)
    _tend(store, share_id)


def change(
    store: Store,
    share_id: str,
    device: str,
    *,
    role: Role | None = None,
    until: date | Kept | None = Kept.AS_IT_IS,
    supports: bool | None = None,
) -> None:
    """Change what a member may do: their role, their last day (`None` takes it away), whether they get the supports.

    What is not named stays as it is. What they wrote as somebody who writes and is here stays good; whoever only reads
    from now on sends nothing more. Supports that they have they keep. Nothing undoes this but another change. Raises
    `UserError` when this planbook is not the owner's, they are not in the share, or the terms cannot be.
    """
    from learnerplan.sharing import rights

    membership, own = _owned(store, share_id)
    person = _other(membership, own, device, "Whoever started a share reads and writes in it, until it ends.")
    wanted = person._replace(
        role=person.role if role is None else role,
        until=person.until if isinstance(until, Kept) else until,
        restricted=person.restricted if supports is None else supports,
    )
    if wanted == person:
        return
    is_own = membership.scope is not None and membership.scope.kind is ShareKind.DEVICES
    if is_own and (wanted.role is not Role.EDITOR or not wanted.restricted):
        raise UserError(
            "Your own devices hold one record, all of it.", "To share less with a computer, stop sharing with it."
        )
    _refuse_terms(
        membership,
        wanted.role,
        wanted.until if wanted.until != person.until else None,
        supports=wanted.restricted and not person.restricted,
    )
    ports = share_book.ports(store)
    with ports.planbook.writing("Change what somebody may do in a share") as connection:
        rights.change(connection, ports, share_id, wanted)
    if (wanted.role, wanted.restricted) != (person.role, person.restricted):
        share = shares.share_of(store, share_id)
        share_disclosures.changed(store, share, person.name, wanted.role, restricted=wanted.restricted)
    _tend(store, share_id)


def _other(membership: Membership, own: Device, device: str, hint: str) -> Person:
    """Somebody else who is in the share. Raises `UserError`; `hint` is for who means their own computer."""
    from learnerplan.sharing.membership import Standing

    if device == own.id:
        raise UserError("This is your own computer.", hint)
    person = membership.people.get(device)
    if person is None or person.standing is not Standing.IN:
        raise UserError("They are no longer in this share.", "Look at the page again: it shows who is.")
    return person


def _owned(store: Store, share_id: str) -> tuple[Membership, Device]:
    """The share as its log has it, and this planbook's device, which must be the owner's."""
    from learnerplan.sharing import keys, members

    share = shares.share_of(store, share_id)
    if share.role is not Role.OWNER or share.state is not ShareState.ON:
        raise UserError("Only whoever started a share lets people in and out.", "Ask them to do it on their computer.")
    with store.raw() as connection:
        if not members.is_ready(connection, share_id):
            raise UserError(
                "The keys of this share have not come back yet, since this planbook was put back to a backup.",
                "Have Learnerplan open while somebody of this share is online: their computer gives them.",
            )
        return members.load(connection, share_id), keys.own(connection, os.urandom)


def _waiting(connection: Any, share_id: str, device: str) -> tuple[dict[str, Any], Given]:
    from learnerplan.sharing import asking

    row = connection.execute(
        "SELECT body, invitation FROM share_request WHERE share = ? AND device = ? AND state = ?",
        (share_id, device, asking.WAITING),
    ).fetchone()
    given = {one.id: one for one in asking.given_of(connection, share_id)}
    if row is None or row[1] not in given:
        raise UserError("This request is no longer there.", "Look at the page again: it shows who waits.")
    return json.loads(row[0]), given[row[1]]


def _tend(store: Store, share_id: str, spent: Sequence[str] = ()) -> None:
    """A round over who is in the share, without its records: what was decided goes into the folder, what is spent out
    of it, and what the folder knows better (after a backup was restored) comes in. A folder that is away waits."""
    from learnerplan.sharing import giving, joined, layout, rounds
    from learnerplan.sharing.clock import device_of
    from learnerplan.sharing.faults import Unreachable
    from learnerplan.sharing.files import RealFiles

    ports = share_book.ports(store)
    with ports.planbook.reading() as connection:
        files: Files = RealFiles(Path(rounds.held(connection, share_id).folder), device_of(ports.session))
    if not files.present():
        return
    # Invitations and requests lie in one folder.
    kinds = (layout.FileKind.ENTRY, layout.FileKind.ENVELOPE, layout.FileKind.INVITATION)
    try:
        listing = [entry for kind in kinds for entry in files.list(layout.folder(share_id, kind))]
        copies = giving.copies_of(listing)
        for path in {each for one in spent for each in copies.get(giving.key_of_path(one), {one})}:
            files.remove(path)
            listing = [entry for entry in listing if entry.path != path]
        share = joined.tend(ports, files, share_id, listing)
        joined.give(ports, files, share, listing)
    except Unreachable:
        return
