"""Drafts of assessment results."""

from __future__ import annotations

from typing import NamedTuple

Values = tuple[tuple[str, str], ...]


class ResultPartDraft(NamedTuple):
    """A sub-score. Fields of `values`: score, scale, standard_error, percentile, placement; numbers as text."""

    name: str
    values: Values = ()


class ResultDraft(NamedTuple):
    """A result to make (`ref` is `new:...`) or to change (`ref` is its id).

    `assessment` is (name, subject): the commit makes it where none has both. Fields of `values`: window, school_year,
    attempt, taken_on (ISO), score, scale, standard_error, percentile, placement; numbers as text, only what changes for
    a result that is held. `key` begins with `learner_ref`, and is the same whenever this sitting comes again.
    `source_row` is a JSON object. `parts` is None where those that are held stay, else all sub-scores that there are.
    """

    ref: str
    learner_ref: str
    assessment: tuple[str, str]
    key: str
    values: Values = ()
    parts: tuple[ResultPartDraft, ...] | None = None
    source_row: str = ""
