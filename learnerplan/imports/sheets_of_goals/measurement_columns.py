"""What the columns of a sheet of measurements mean, and how such a sheet is told from one of goals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.imports.found import Found, looks
from learnerplan.imports.mapped.worded import WHO, meant, names_a_learner, words_of
from learnerplan.imports.mapped.worded import propose as proposed
from learnerplan.imports.words import dates
from learnerplan.imports.words.parts import MEASUREMENTS

if TYPE_CHECKING:
    from learnerplan.imports.found import Headers
    from learnerplan.imports.mapped.mapping import ColumnMapping
    from learnerplan.imports.tables import Table

USES = (
    "goal", "goal_words", "measured_on", "measure_value", "measure_right", "measure_trials", "measure_by",
    "note_text", "value_on_day",
)  # fmt: skip
_WORDS = words_of(
    {
        "goal": "goal|goal statement|statement|objective|learning goal|which goal|smart goal|target goal|meta|"
        "objetivo|objectif|ziel",
        "goal_words": "in my words|learner words|student words|i want to|my words",
        "measured_on": "date|day|measured on|date measured|when|check date|probe date|assessed on|recorded on|"
        "measurement date|fecha|datum|data",
        "measure_value": "value|score|result|reading|data point|measured|level|number|amount|count|percent|"
        "measurement|measure value|probe|wpm|wcpm|words per minute|wert|valor|valeur|progress|now|how far",
        "measure_right": "right|correct|number correct|successes|correct trials",
        "measure_trials": "trials|attempts|tries|opportunities|out of|number of trials|total|total trials|of",
        "measure_by": "by|measured by|who|recorded by|teacher|staff|observer|assessor",
        "note_text": "note|notes|comment|comments|remark|remarks",
    }
)
_PLANNED = frozenset(("baseline", "steps"))
_YES = ("You said what this file is.",)


def meaning_of(header: str) -> str:
    """What a header means in a sheet of measurements; a day heads the values of that day."""
    return meant(header, _WORDS) or ("value_on_day" if _is_day(header) else "")


def uses(_part: str) -> tuple[str, ...]:
    """The meanings that a column may have."""
    return (*WHO, *USES)


def propose(table: Table, part: str) -> ColumnMapping:
    """A use for each column."""
    return proposed(table, MEASUREMENTS, part, meaning_of)


def measurements_found(table: Table, headers: Headers) -> Found | None:
    """A learner, a goal, and a value with its day or a column for each of several days."""
    if not {"goal", "goal_words"} & set(headers.uses) or not names_a_learner(headers.uses):
        return None
    meanings = [meaning_of(header) for header in table.headers]
    goal = "goal" if "goal" in headers.uses else "goal_words"
    if meanings.count("value_on_day") >= 2:
        days = f"{meanings.count('value_on_day')} columns are called after a day."
        return Found(MEASUREMENTS, MEASUREMENTS, 0.9, (looks(table, headers, goal), days))
    valued = {"measure_value", "measure_right"} & set(meanings)
    if "measured_on" not in meanings or not valued or _PLANNED & set(headers.uses):
        return None
    return Found(MEASUREMENTS, MEASUREMENTS, 0.9, (looks(table, headers, goal), "It has a value with its day."))


def measurements_said(table: Table, _headers: Headers) -> Found | None:
    """What the teacher calls measurements needs learners and values."""
    meanings = {meaning_of(header) for header in table.headers}
    valued = {"measure_value", "measure_right", "value_on_day"} & meanings
    return Found(MEASUREMENTS, MEASUREMENTS, 1.0, _YES) if valued and names_a_learner(meanings) else None


def _is_day(header: str) -> bool:
    return any(dates.day_of(header.strip(), order) is not None for order in (dates.DMY, dates.MDY))
