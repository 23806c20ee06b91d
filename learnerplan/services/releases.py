"""Words that wait for an adult's OK before they may go home, and deciding about them in one go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from learnerplan.domain import records
from learnerplan.domain.audiences import Audience

if TYPE_CHECKING:
    from collections.abc import Iterable

    from learnerplan.domain.records.base import Record
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store


class Waits(StrEnum):
    """What kind of thing waits."""

    PROFILE = "profile_entry"
    CHECK_IN = "check_in"
    REFLECTION = "reflection"
    ARTIFACT = "artifact"


@dataclass(frozen=True)
class WaitingRow:
    """Something of a learner that only the record holds so far."""

    kind: Waits
    id: str
    text: str
    on: date


_WAITING = """SELECT 'profile_entry', id, text, said_on FROM profile_entry
        WHERE learner_id = :learner AND audience = 'record' AND current AND voice IN ('learner', 'family')
    UNION ALL SELECT 'check_in', id, words, held_on FROM check_in
        WHERE learner_id = :learner AND audience = 'record' AND words <> ''
    UNION ALL SELECT 'reflection', id, text, reflected_on FROM reflection
        WHERE learner_id = :learner AND audience = 'record'
    UNION ALL SELECT 'artifact', id, CASE WHEN why <> '' THEN title || ': ' || why ELSE title END,
        coalesce(made_on, added_on) FROM artifact WHERE learner_id = :learner AND audience = 'record'
    ORDER BY 4 DESC, 2"""


def waiting(view: Readable, learner_id: str) -> list[WaitingRow]:
    """What waits for an adult's OK, newest first; what was kept from home on purpose does not ask again."""
    return view.rows(WaitingRow, _WAITING, {"learner": learner_id})


def count(view: Readable, learner_ids: Iterable[str]) -> int:
    """How many texts and pieces of work of some learners wait."""
    return sum(len(waiting(view, learner_id)) for learner_id in learner_ids)


def decide(store: Store, rows: Iterable[WaitingRow], audience: Audience) -> None:
    """Give all of these the same audience, in one step that undo takes back."""
    label = "Release for the family" if audience is Audience.FAMILY else "Keep from home"
    tables: dict[Waits, type[Record]] = {
        Waits.PROFILE: records.ProfileEntry,
        Waits.CHECK_IN: records.CheckIn,
        Waits.REFLECTION: records.Reflection,
        Waits.ARTIFACT: records.Artifact,
    }
    with store.transaction(label) as tx:
        for row in rows:
            tx.change(tables[row.kind], row.id, audience=audience)
