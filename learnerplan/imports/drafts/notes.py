"""Drafts of what is noted of a learner: observations, supports, measurements of goals."""

from __future__ import annotations

from typing import NamedTuple

Values = tuple[tuple[str, str], ...]


class NotedDraft(NamedTuple):
    """One thing that was noted. Fields: text, seen_on (ISO; without: the day of the import), by, source_label.

    `key` is the same whenever the note comes again; the commit keeps it with the observation. `learner_refs` are those
    learners of the row of whom it is not here yet.
    """

    key: str
    values: Values = ()
    learner_refs: tuple[str, ...] = ()


class ObservationDraft(NamedTuple):
    """Observations to make of what one row says. Audience: the record."""

    noted: tuple[NotedDraft, ...] = ()


class SupportDraft(NamedTuple):
    """A support to make or to change: restricted. `values` are columns of its record, dates in ISO form.

    `part_of_ref` names the plan that an accommodation belongs to, where it is known; `parts` are supports that were
    here before the plan that this draft makes, and belong to it. `source_row` is a JSON object. `declined` are values
    of the file that the teacher did not take.
    """

    ref: str
    learner_ref: str
    key: str
    values: Values = ()
    part_of_ref: str = ""
    parts: tuple[str, ...] = ()
    source_row: str = ""
    declined: Values = ()


class MeasurementDraft(NamedTuple):
    """Measurements of a goal to make, those of one row. Fields of each: measured_on (ISO), value, trials, words, by."""

    goal_ref: str
    taken: tuple[Values, ...] = ()
