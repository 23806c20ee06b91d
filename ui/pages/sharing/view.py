"""Everything that the page shows, read in one go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from learnerplan.domain.shares import ShareState
from learnerplan.services import disclosures, memory_aids

if TYPE_CHECKING:
    from learnerplan.domain.shares import Activity, Choice, Health, Share
    from learnerplan.services.disclosures import DisclosureRow
    from learnerplan.storage.store import Store


@dataclass(frozen=True)
class View:
    """`share` is the one that is looked at; `None` where nothing is shared. `words` are for one that waits."""

    shares: tuple[Share, ...] = ()
    share: Share | None = None
    health: Health | None = None
    choices: tuple[Choice, ...] = ()
    activity: tuple[Activity, ...] = ()
    words: tuple[str, ...] = ()
    private_notes: int = 0
    left: tuple[DisclosureRow, ...] = ()
    waiting: int = 0
    """How much waits for a person in all shares, for the sidebar."""


def read(store: Store, wanted: str) -> View:
    """What there is to see of the share with the id `wanted`, or of the first where there is no such share."""
    from learnerplan.services import share_activity, share_choices, share_health, share_members, shares

    held = tuple(shares.list_shares(store))
    if not held:
        return View()
    share = next((one for one in held if one.id == wanted), held[0])
    on = share.state is ShareState.ON
    return View(
        shares=held,
        share=share,
        health=share_health.health(store, share.id),
        choices=tuple(one for one in share_choices.choices(store) if one.share_id == share.id),
        activity=tuple(share_activity.activity(store, share.id)) if on else (),
        words=share_members.words(store, share.id) if share.state is ShareState.ASKING else (),
        private_notes=memory_aids.count(store),
        left=tuple(disclosures.listed(store)),
        waiting=share_health.badge(store),
    )
