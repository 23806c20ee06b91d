"""Which share, and whom of it, a command means by a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.errors import UserError

if TYPE_CHECKING:
    from learnerplan.domain.shares import Member, Share
    from learnerplan.storage.store import Store


def one_share(store: Store, wanted: str | None) -> Share:
    """The share that is meant by a name or an id; the only one where none is named. Raises `UserError`."""
    from learnerplan.domain.shares import ShareState
    from learnerplan.services import shares

    running = [each for each in shares.list_shares(store) if each.state in (ShareState.ON, ShareState.ASKING)]
    if not running:
        raise UserError("Nothing is shared.", "Begin with `learnerplan share create` or `learnerplan share join`.")
    found = [each for each in running if wanted is None or wanted in (each.name, each.id)]
    if len(found) == 1:
        return found[0]
    listed = ", ".join(f"{each.name} ({each.id[:8]})" for each in running)
    if not found:
        raise UserError(f"No share is called {wanted}.", f"There are: {listed}.")
    raise UserError("There are several shares.", f"Name one by --share, by its name or id: {listed}.")


def one_member(store: Store, share: Share, name: str) -> Member:
    """Somebody else in a share, by name or by the device's id. Raises `UserError` for nobody, and for several."""
    from learnerplan.domain.shares import MemberState
    from learnerplan.services import share_health

    members = [each for each in share_health.health(store, share.id).members if not each.me]
    found = [each for each in members if name in (each.name, each.device)]
    found = [each for each in found if each.state not in (MemberState.ENDED, MemberState.REVOKED)] or found
    if not found:
        raise UserError(f"Nobody in “{share.name}” is called {name}.", "`share status` tells who is in it.")
    if len(found) > 1:
        devices = ", ".join(each.device for each in found)
        raise UserError(f"Several computers in “{share.name}” go by {name}.", f"Name one of them: {devices}.")
    return found[0]
