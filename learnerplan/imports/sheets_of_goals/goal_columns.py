"""What the columns of a sheet of goals mean, also where it has several goals a row: "Goal 1", "Goal 2 steps"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from learnerplan.imports.found import Found, looks
from learnerplan.imports.mapped.worded import WHO, words_of
from learnerplan.imports.mapped.worded import propose as proposed
from learnerplan.imports.words.lexicon import GOAL_USES, ID_USES, header_key, meaning
from learnerplan.imports.words.parts import GOALS

if TYPE_CHECKING:
    from learnerplan.imports.found import Headers
    from learnerplan.imports.mapped.mapping import ColumnMapping
    from learnerplan.imports.tables import Table

USES = (*GOAL_USES, "goal_status", "goal_hope", "goal_codes", "goal_term")
_WORDS = words_of(
    {
        "goal_status": "status|outcome|goal status|goal outcome|result|met|achieved|progress status",
        "goal_hope": "hope|aspiration|long term goal|dream|big goal|hopes|aspirations|future goal|long range goal",
        "goal_codes": "standard|standards|competency|competencies|standard code|standard codes|codes|code|"
        "learning standard|learning standards|ccss|competency code",
        "goal_term": "term|quarter|trimester|semester|marking period|term name|plan term|grading period",
    }
)
_NUMBER = re.compile(r"(?:^|(?<=[^\d.]))(\d{1,2})(?=$|[^\d.])")
_YES = ("You said what this file is.",)


def meaning_of(header: str) -> str:
    """What a header means in a sheet of goals, whichever goal of its row it is about."""
    for key in (header_key(header), *_without_number(header_key(header))):
        own = _WORDS.get(key.replace(" ", "")) or meaning(key)
        if own in (*WHO, *USES):
            return own
    return ""


def number_of(header: str) -> int:
    """Which goal of the row a header is about; 0 where it does not say."""
    found = _NUMBER.search(header_key(header))
    return int(found[1]) if found else 0


def uses(_part: str) -> tuple[str, ...]:
    """The meanings that a column may have."""
    return (*WHO, *USES)


def propose(table: Table, part: str) -> ColumnMapping:
    """A use for each column."""
    return proposed(table, GOALS, part, meaning_of)


def goals_found(table: Table, headers: Headers) -> Found | None:
    """A learner, a goal, and at least one more thing that a goal has, or a second goal."""
    who = [use for use in headers.uses if use in (*ID_USES, "full_name", "given_name")]
    details = [use for use in map(meaning_of, table.headers) if use in USES]
    named = [use for use in details if use in ("goal", "goal_words")]
    if not who or not named or (len(set(details)) < 2 and len(named) < 2):
        return None
    evidence = [looks(table, headers, use) for use in (who[0], *dict.fromkeys(details)) if use in headers.uses]
    return Found(GOALS, "", 0.9, tuple(evidence[:4]))


def goals_said(table: Table, _headers: Headers) -> Found | None:
    """What the teacher calls goals needs a column with them."""
    return Found(GOALS, "", 1.0, _YES) if {"goal", "goal_words"} & set(map(meaning_of, table.headers)) else None


def goals_of(mapping: ColumnMapping) -> tuple[ColumnMapping, ...]:
    """One mapping for each goal that a row may hold: its own columns, and those that all goals share.

    A column without a number belongs to the learner or, where it is about a goal, to the first.
    """
    numbers = sorted({number_of(column.header) for column in mapping.having("goal")})
    if len(numbers) < 2:
        return (mapping,)
    shared = (*WHO, "goal_term")
    return tuple(
        replace(
            mapping,
            columns=tuple(
                column
                for column in mapping.columns
                if column.use in shared or (number_of(column.header) or numbers[0]) == number
            ),
        )
        for number in numbers
    )


def _without_number(key: str) -> tuple[str, ...]:
    bare = " ".join(_NUMBER.sub(" ", key).split())
    about = re.sub(r"^(?:goal )?|(?: for)?(?: the)? goal$", "", bare).strip()
    return tuple(dict.fromkeys(each for each in (bare, about) if each and each != key))
