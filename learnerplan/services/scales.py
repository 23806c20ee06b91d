"""The planbook's progress scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from learnerplan.domain import records
from learnerplan.domain.scales import DEFAULT_PROGRESS

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.transaction import Transaction


@dataclass(frozen=True)
class Level:
    """One level of the progress scale; `position` counts from 0, the lowest."""

    id: str
    position: int
    name: str
    proficient: bool


def progress_levels(view: Readable) -> list[Level]:
    """The levels of the planbook's one progress scale, lowest first."""
    return view.rows(
        Level,
        """SELECT v.id, v.position, v.name, v.proficient FROM scale_level v
        WHERE v.scale_id = (SELECT id FROM scale WHERE purpose = 'progress' ORDER BY id LIMIT 1)
        ORDER BY v.position""",
    )


def add_progress_scale(tx: Transaction, names: tuple[str, ...] = DEFAULT_PROGRESS) -> None:
    """Give a new planbook its progress scale; the highest level is the proficient mark."""
    scale = tx.add(records.Scale, name="Progress", purpose="progress")
    tx.add_many(
        records.ScaleLevel,
        [
            {"scale_id": scale, "position": position, "name": name, "proficient": position == len(names) - 1}
            for position, name in enumerate(names)
        ],
    )
