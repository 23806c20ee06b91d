"""Asking to come into a share: the code as it was typed, the request, and the words that are read to the owner."""

from __future__ import annotations

import base64
import dataclasses
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from learnerplan.domain.shares import Share, ShareState
from learnerplan.errors import UserError
from learnerplan.services import share_book, share_places, shares
from learnerplan.sharing import codes

if TYPE_CHECKING:
    from learnerplan.sharing.files import Files
    from learnerplan.sharing.invitations import Offer, Request
    from learnerplan.sharing.keys import Device
    from learnerplan.storage.store import Store

_SLIPS = {
    "letters": "There is a letter in this code that no code has.",
    "length": f"A code has {codes.LENGTH} letters and digits, in groups of four.",
    "slip": "There is a slip in this code.",
}


def read_code(text: str) -> str:
    """A code as it was typed, in groups. Raises `UserError` that says what is wrong with it."""
    try:
        return codes.read(text)
    except codes.CodeFault as fault:
        raise UserError(_SLIPS[fault.reason], "Compare it with the other screen, group by group.") from fault


def join(store: Store, folder: Path, code: str, me: str) -> Share:
    """Ask to come into a share with a code; `me` is the name that the others see. Gives the share, which waits.

    `owner` of the result is the owner's name. Raises `UserError` when the code is mistyped or too old, its invitation
    has not arrived in the folder, this planbook is in the share already, or the folder cannot be written.
    """
    from learnerplan.sharing import invitations, keys
    from learnerplan.sharing.invitations import Request

    code, me = read_code(code), named(me, "Type your name, so that the others know who asks.")
    place = share_places.judge(store, folder).path
    offer = _offer(place, code)
    if offer.until <= datetime.now(UTC):
        raise UserError("This code is too old.", f"Ask {offer.owner_name} for a new one.")
    with share_book.StoreBook(store).writing("Prepare sharing") as connection:
        device = keys.own(connection, os.urandom)
    _refuse_member(store, offer, device)
    request = Request(
        offer.share, codes.id_of(code), device.id, me, device.sign_public, device.seal_public, os.urandom(16).hex(),
        datetime.now(UTC),
    )  # fmt: skip
    data = invitations.make_request(request, code, device, os.urandom)
    _ask(store, place, offer, request, data)
    return dataclasses.replace(shares.share_of(store, offer.share), owner=offer.owner_name)


def words(store: Store, share_id: str) -> tuple[str, ...]:
    """The words that the one who joins reads to the owner; none where this planbook has not asked."""
    sql = "SELECT body FROM share_invitation WHERE share = ? AND state = 'used' ORDER BY until DESC"
    with store.raw() as connection:
        row = connection.execute(sql, (share_id,)).fetchone()
    return tuple(json.loads(row[0])["words"]) if row is not None else ()


def named(name: str, hint: str) -> str:
    """A name as it may stand on the screens of others. Raises `UserError`, with `hint` where there is none."""
    from learnerplan.sharing.entries import LONGEST_NAME, is_name

    name = " ".join(name.split())
    if not name:
        raise UserError("A name is missing.", hint)
    if not is_name(name):
        raise UserError("This name cannot be shown to the others.", f"Use letters only, at most {LONGEST_NAME}.")
    return name


def _offer(place: Path, code: str) -> Offer:
    """The invitation for a code, from wherever it lies in a folder."""
    from learnerplan.sharing.faults import Unreachable
    from learnerplan.sharing.files import RealFiles

    try:
        found = _offers(RealFiles(place), code)
    except Unreachable as error:
        raise UserError("The folder could not be read.", "Start what carries it, and try again.") from error
    if not found:
        raise UserError(
            "There is no invitation for this code in the folder.",
            "Give the carrier time to bring it, and look whether this is the folder that was meant.",
        )
    if len(found) > 1:
        raise UserError(
            "There are two different invitations for this code, so somebody else knows it.",
            "Ask for a new code, by telephone or face to face.",
        )
    return found.pop()


def _offers(files: Files, code: str) -> set[Offer]:
    from learnerplan.sharing import frame, invitations, layout
    from learnerplan.sharing.faults import FileFault

    wanted = codes.id_of(code)
    found = set()
    for entry in files.list(layout.TOP) if files.present() else ():
        name = layout.parse(entry.path)
        if name is None or name.kind is not layout.FileKind.INVITATION:
            continue
        try:
            data = files.read(entry.path, frame.LARGEST)
            if invitations.invitation_of(data) == wanted:
                found.add(invitations.open_invitation(data, code))
        except FileFault:
            # Torn, or by somebody without the code: the one that is meant may lie beside it.
            continue
    return found


def _refuse_member(store: Store, offer: Offer, device: Device) -> None:
    if device.id == offer.owner:
        raise UserError("You started this share yourself.", "The code is for the person whom you invited.")
    for share in shares.list_shares(store):
        if share.id == offer.share and share.state is ShareState.ON:
            raise UserError("You are in this share already.", "Open Sharing: it shows who else is.")


def _ask(store: Store, place: Path, offer: Offer, request: Request, data: bytes) -> None:
    """Write the request, then keep what was asked: a request without its row is of no use to anybody, and no harm."""
    from learnerplan.sharing import asking, batches, invitations, layout
    from learnerplan.sharing import shares as held
    from learnerplan.sharing import words as comparing
    from learnerplan.sharing.faults import Unreachable
    from learnerplan.sharing.files import RealFiles

    path = layout.request(offer.share, batches.digest(data))
    try:
        RealFiles(place, request.device).write(path, data)
    except Unreachable as error:
        raise UserError(
            "The request could not be written into the folder.",
            "See to it that you may change files there, and that there is room; then try again.",
        ) from error
    owner = (offer.owner, offer.sign_public, offer.seal_public)
    told = {
        "sign": offer.sign_public.hex(),
        "owner": offer.owner_name,
        "words": comparing.of(invitations.transcript(owner, request)),
        "path": path,
        "file": base64.b64encode(data).decode("ascii"),
    }
    given = asking.Given(request.invitation, offer.share, told, offer.until, asking.USED)
    with share_book.StoreBook(store).writing(f"Ask to join {offer.title}") as connection:
        connection.execute(
            "UPDATE share_invitation SET state = ? WHERE share = ? AND state = ?",
            (asking.OVER, offer.share, asking.USED),
        )
        asking.keep(connection, given)
        connection.execute(
            """INSERT INTO share VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE
            SET folder = excluded.folder, state = excluded.state, since = excluded.since""",
            (
                offer.share,
                offer.title,
                offer.scope.kind.value,
                str(place),
                offer.role.value,
                ShareState.ASKING.value,
                offer.owner,
                held.config_of(offer.scope, restricted=offer.restricted),
                datetime.now(UTC).isoformat(timespec="seconds"),
            ),
        )
