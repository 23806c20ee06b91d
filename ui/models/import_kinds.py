"""The words of the kinds of files: the one place where a kind that can be imported gets its names on the screen."""

from __future__ import annotations

from typing import NamedTuple

FILTER = "Tables (*.csv *.tsv *.tab *.txt *.xlsx *.xlsm *.xls *.ods *.zip *.json);;All files (*)"
"""What the system's dialog offers first."""


class KindWords(NamedTuple):
    """`choice` stands in the list to choose from, `noun` in lines of the log, `title` after the word "Import"."""

    choice: str
    noun: str
    title: str


_WORDS = {
    "roster": KindWords("A class list", "roster", "a roster"),
    "survey": KindWords("Survey answers", "survey", "a survey"),
    "goals": KindWords("A sheet of goals", "goals", "goals"),
    "assessment": KindWords("Assessment results", "assessment results", "assessment results"),
    "standards": KindWords("A set of standards", "standards", "standards"),
    "measurements": KindWords("Measurements of goals", "measurements", "measurements"),
    "notes": KindWords("Notes about students", "notes", "notes"),
    "supports": KindWords("Support plans", "support plans", "support plans"),
    "export": KindWords("An export of Learnerplan", "Learnerplan export", "an export of Learnerplan"),
}


def words(kind: str) -> KindWords:
    """The words of a kind; one that has none here is called by its own name."""
    plain = kind.replace("_", " ")
    return _WORDS.get(kind) or KindWords(plain.capitalize(), plain, plain)


def offered() -> tuple[tuple[str, str], ...]:
    """The (kind, words) that a teacher may say a file to be, in the order of the table above."""
    from learnerplan.imports import kinds  # all that reads files: the words are wanted while a window starts

    order = {kind: place for place, kind in enumerate(_WORDS)}
    known = sorted(kinds.KINDS, key=lambda kind: order.get(kind, len(order)))
    return tuple((kind, words(kind).choice) for kind in known)
