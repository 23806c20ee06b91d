"""A row of an import beside the learners whom it may be about: the same few facts of each, to be compared."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from learnerplan.imports.drafts import LearnerDraft
from learnerplan.imports.identifiers import LABELS
from ui import days
from ui.models.import_facts import BIRTHDAY, EMAIL, GRADE, ROOM, Facts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from learnerplan.imports.planned.plan import RowPlan
    from learnerplan.services.candidates import Candidate

FIRST = (GRADE, BIRTHDAY, ROOM)
"""What is compared first; numbers and e-mail follow."""
MOST = 5


class Side(NamedTuple):
    """What stands in an opened row: cells of the row as `told`; `labels` to compare; of the file and of each learner.

    `learners` goes by the ids that the choices name.
    """

    told: tuple[tuple[str, str, bool], ...] = ()
    labels: tuple[str, ...] = ()
    file: tuple[str, ...] = ()
    learners: Mapping[str, tuple[str, ...]] = {}


def compared(found: Facts, people: Mapping[str, Mapping[str, str]]) -> Side:
    """A row beside the facts of the people whom it may be, by the ids that its choices name."""
    mine = {label: _as_day(value) if label == BIRTHDAY else value for label, value in found.person}
    if not people:
        told = (*((label, value, False) for label, value in found.person[:MOST]), *found.told)
        return Side(told)
    known = dict.fromkeys((*mine, *(label for each in people.values() for label in each)))
    first = [label for label in FIRST if label in known]
    # Of numbers and the like only what the file has can be compared; else one of them tells learners apart.
    others = [label for label in known if label not in FIRST and label in mine]
    others = others or [label for label in known if label not in FIRST][:1]
    labels = [*first, *others][:MOST]
    return Side(
        found.told,
        tuple(labels),
        tuple(mine.get(label, "") for label in labels),
        {key: tuple(each.get(label, "") for label in labels) for key, each in people.items()},
    )


def of_candidate(held: Candidate) -> dict[str, str]:
    """The facts of a learner who is here."""
    facts = {
        GRADE: held.grade,
        BIRTHDAY: _day(held.birth_date) if held.birth_date else "",
        ROOM: ", ".join(held.classes) if held.active else "Archived",
    }
    for source, value in held.identifiers:
        label = LABELS.get(source, EMAIL if source == "email" else source)
        facts[label] = f"{facts[label]}, {value}" if label in facts else value
    return {label: value for label, value in facts.items() if value}


def of_draft(row: RowPlan) -> dict[str, str]:
    """A learner whom another row of this import makes."""
    if not isinstance(row.payload, LearnerDraft):
        return {}
    values = dict(row.payload.values)
    facts = {GRADE: values.get("grade", ""), BIRTHDAY: _as_day(values.get("birth_date", ""))}
    facts |= {LABELS.get(each.source, each.source): each.value for each in row.payload.identifiers}
    return {label: value for label, value in facts.items() if value}


def _as_day(text: str) -> str:
    """A date that is written in the one unmistakable way, as the others are shown; any other text stays."""
    try:
        return _day(date.fromisoformat(text))
    except ValueError:
        return text


def _day(day: date) -> str:
    return f"{days.short(day)} {day.year}"
