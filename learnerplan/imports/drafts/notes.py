"""Drafts of what is noted of a learner: observations, supports, measurements of goals."""

from __future__ import annotations

from dataclasses import dataclass

Values = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ObservationDraft:
    """An observation to make. Fields: text, seen_on (ISO, empty: the day of the import), by, source_label."""

    learner_ref: str
    key: str
    values: Values = ()


@dataclass(frozen=True, slots=True)
class SupportDraft:
    """A support to make or to change: restricted. `values` are columns of its record, dates in ISO form.

    `part_of_ref` names the plan that an accommodation belongs to, where it is known. `source_row` as a JSON object.
    """

    ref: str
    learner_ref: str
    key: str
    values: Values = ()
    part_of_ref: str = ""
    source_row: str = ""


@dataclass(frozen=True, slots=True)
class MeasurementDraft:
    """A measurement of a goal to make. Fields: measured_on (ISO), value, trials, words, by."""

    goal_ref: str
    values: Values = ()
