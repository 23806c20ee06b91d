"""The shares of a planbook: making one, listing them, leaving one, saying where its folder is now."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from learnerplan.domain.shares import Role, Scope, Share, ShareKind, ShareState
from learnerplan.errors import UserError
from learnerplan.services import share_book, share_disclosures, share_places

if TYPE_CHECKING:
    from collections.abc import Mapping

    from learnerplan.sharing.membership import Person
    from learnerplan.storage.store import Store


def list_shares(store: Store) -> list[Share]:
    """The shares that this planbook takes part in or did, the oldest first."""
    from learnerplan.sharing import members, shares

    with store.raw() as connection:
        since = dict(connection.execute("SELECT id, since FROM share").fetchall())
        return [
            Share(
                each.id,
                each.name,
                each.scope,
                each.folder,
                each.role,
                each.state,
                _name(members.load(connection, each.id).people, each.owner),
                datetime.fromisoformat(since[each.id]),
            )
            for each in shares.load(connection)
        ]


def _name(people: Mapping[str, Person], device: str) -> str:
    return people[device].name if device in people else ""


def share_of(store: Store, share_id: str) -> Share:
    """One share. Raises `UserError` when it is not there."""
    for share in list_shares(store):
        if share.id == share_id:
            return share
    raise UserError("That share is no longer there.", "Open Sharing again: it shows what is there now.")


def create(store: Store, folder: Path, *, scope: Scope, name: str, me: str, supports: bool = False) -> Share:
    """Found a share in a folder, with this planbook as its owner, and put what belongs to it on its way.

    `me` is the name that the others see. Raises `UserError` for a folder that will not do, and for names that are
    empty.
    """
    from learnerplan.sharing import capture, keeping, keys, members, publish, rounds, shares
    from learnerplan.sharing.clock import device_of
    from learnerplan.sharing.faults import Unreachable
    from learnerplan.sharing.files import RealFiles

    # One's own devices hold one record, all of it.
    supports = supports or scope.kind is ShareKind.DEVICES
    place = share_places.judge(store, folder).path
    name, me = name.strip(), me.strip()
    if not name or not me:
        raise UserError("A share needs a name, and the others need to know yours.", "Fill in both.")
    _refuse_empty(store, scope)
    ports, share_id = share_book.ports(store), os.urandom(16).hex()
    files = RealFiles(place, device_of(ports.session))
    try:
        files.mark(share_id)
    except Unreachable as error:
        raise UserError(
            "The folder could not be written.", "Choose another, or see to it that you may change files there."
        ) from error
    with ports.planbook.writing(f"Share {name}") as connection:
        device = keys.own(connection, os.urandom)
        connection.execute(
            "INSERT INTO share VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                share_id,
                name,
                scope.kind.value,
                str(place),
                Role.OWNER.value,
                ShareState.ON.value,
                device.id,
                shares.config_of(scope, restricted=supports),
                datetime.now(UTC).isoformat(timespec="seconds"),
            ),
        )
        members.founding(connection, share_id, device, me, os.urandom)
        share = rounds.held(connection, share_id)
        capture.capture(connection, ports)
        capture.enter_all(connection, ports, share)
        capture.note_captured(connection)
        publish.pack(connection, ports, share)
    # A folder that goes away just now has it from the first round.
    with suppress(Unreachable):
        keeping.keep_log(ports, files, share)
    made = share_of(store, share_id)
    share_disclosures.created(store, made)
    return made


def _refuse_empty(store: Store, scope: Scope) -> None:
    if scope.kind in (ShareKind.CLASS, ShareKind.LEARNERS) and not store.value(
        "SELECT 1 FROM class WHERE id = ?", (scope.class_id,)
    ):
        raise UserError("That class is no longer there.", "Choose a class.")
    if scope.kind in (ShareKind.LEARNERS, ShareKind.EDUCATOR) and not scope.learner_ids:
        raise UserError("Nobody is chosen.", "Choose at least one student.")


def leave(store: Store, share_id: str) -> None:
    """Take part in a share no longer. What came stays here; what was given stays with the others."""
    share_of(store, share_id)
    with share_book.StoreBook(store).writing("Leave a share") as connection:
        connection.execute("UPDATE share SET state = ? WHERE id = ?", (ShareState.LEFT.value, share_id))
        connection.execute("DELETE FROM share_out WHERE share = ?", (share_id,))


def move_folder(store: Store, share_id: str, folder: Path) -> None:
    """Say where the folder of a share is now. Raises `UserError` where the share does not lie there."""
    from learnerplan.sharing import layout
    from learnerplan.sharing.files import RealFiles

    place = share_places.judge(store, folder).path
    files = RealFiles(place)
    if not files.present() or not (place / layout.folder(share_id)).is_dir():
        raise UserError(
            "This share does not lie in that folder.",
            "Choose the folder that holds the file .learnerplan-share, and give its carrier time to bring all of it.",
        )
    with share_book.StoreBook(store).writing("Say where a share is") as connection:
        connection.execute("UPDATE share SET folder = ? WHERE id = ?", (str(place), share_id))
        connection.execute("DELETE FROM share_file WHERE share = ?", (share_id,))
