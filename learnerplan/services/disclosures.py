"""The disclosure log: written by the app whenever something leaves it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from learnerplan.domain import records
from learnerplan.domain.disclosures import Way

if TYPE_CHECKING:
    from collections.abc import Iterable

    from learnerplan.storage.rows import Readable
    from learnerplan.storage.transaction import Transaction


@dataclass(frozen=True)
class DisclosureRow:
    """What left, when (UTC), how, to whom and why."""

    id: str
    at: datetime
    way: Way
    recipient: str
    purpose: str
    file_name: str
    sha256: str
    learners: int
    sections: str


def record(
    tx: Transaction,
    *,
    way: Way,
    learner_ids: Iterable[str],
    sections: Iterable[str],
    recipient: str = "",
    purpose: str = "",
    file_name: str = "",
    sha256: str = "",
) -> str:
    """Write one disclosure, inside the transaction of the act itself where there is one."""
    disclosure_id = tx.add(
        records.Disclosure,
        at=datetime.now(UTC),
        way=way,
        recipient=recipient,
        purpose=purpose,
        file_name=file_name,
        sha256=sha256,
    )
    tx.add_many(records.DisclosureLearner, [{"disclosure_id": disclosure_id, "learner_id": one} for one in learner_ids])
    tx.add_many(records.DisclosureSection, [{"disclosure_id": disclosure_id, "section": one} for one in sections])
    return disclosure_id


def listed(view: Readable, learner_id: str = "") -> list[DisclosureRow]:
    """The log, newest first; of one learner when one is named, with what left under ids that were merged away."""
    where = """WHERE d.id IN (SELECT disclosure_id FROM disclosure_learner WHERE learner_id = :learner
        OR learner_id IN (SELECT old_id FROM learner_alias WHERE learner_id = :learner))"""
    return view.rows(
        DisclosureRow,
        f"""SELECT d.id, d.at, d.way, d.recipient, d.purpose, d.file_name, d.sha256,
        (SELECT count(*) FROM disclosure_learner WHERE disclosure_id = d.id),
        coalesce((SELECT group_concat(section, ', ') FROM disclosure_section WHERE disclosure_id = d.id), '')
        FROM disclosure d {where if learner_id else ""} ORDER BY d.at DESC, d.id DESC""",
        {"learner": learner_id} if learner_id else {},
    )
