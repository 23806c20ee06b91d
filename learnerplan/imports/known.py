"""What the planbook already holds, as far as an import must know it: a frozen picture, taken by the services.

Planning is pure: the same tables and the same `Known` give the same plan. Refs of rows are the planbook's own ids.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from learnerplan.imports.own_export.held import Held


class Identifier(NamedTuple):
    """One number or name under which a system knows a learner or a class.

    `source` is one of `learnerplan.imports.identifiers.SOURCES` (sis, state, local, number, student_id,
    username, email); `value` is trimmed text in which leading zeros count. A tuple, since long files make and
    compare them by the ten thousand.
    """

    source: str
    value: str


@dataclass(frozen=True, slots=True)
class KnownContact:
    """A person at home who is held for a learner."""

    id: str
    name: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    own_name: bool = False
    """Whether a person typed the name here."""


class KnownLearner(NamedTuple):
    """A learner of the planbook. Dates are ISO text, empty text means "not known". A tuple, as `Identifier` is.

    `own_fields` are the fields whose present value a person typed here, so no file may replace it unasked;
    `declined` holds (field, value) pairs from files that the teacher has already refused.
    """

    id: str
    given_name: str = ""
    family_name: str = ""
    middle_name: str = ""
    preferred_name: str = ""
    grade: str = ""
    birth_date: str = ""
    home_language: str = ""
    pronouns: str = ""
    active: bool = True
    identifiers: tuple[Identifier, ...] = ()
    emails: tuple[str, ...] = ()
    other_names: tuple[tuple[str, str], ...] = ()
    """Earlier (given, family) pairs, and those of learners that were merged into this one."""
    classes: tuple[str, ...] = ()
    contacts: tuple[KnownContact, ...] = ()
    own_fields: frozenset[str] = frozenset()
    declined: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class KnownClass:
    """A class of the planbook, with the numbers by which school systems know it."""

    id: str
    name: str
    identifiers: tuple[Identifier, ...] = ()
    subject: str = ""
    period: str = ""
    grade: str = ""
    starts: str = ""
    ends: str = ""
    active: bool = True
    own_fields: frozenset[str] = frozenset()
    declined: frozenset[tuple[str, str]] = frozenset()


class KnownEnrolment(NamedTuple):
    """When a learner came into a class and left it, as far as it is known. Own fields: starts, ends."""

    starts: str = ""
    ends: str = ""
    own_fields: frozenset[str] = frozenset()


class KnownYear(NamedTuple):
    """A school year, and how many terms it has."""

    id: str
    name: str
    starts: str
    ends: str
    terms: int = 0


@dataclass(frozen=True, slots=True)
class KnownSurvey:
    """A survey that was imported before, and the keys of the responses that are kept of it."""

    id: str
    title: str
    fingerprint: str
    questions: tuple[str, ...] = ()
    response_keys: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class KnownGoal:
    """A goal of a learner, for sheets of goals that come back. Field names are those of `GoalDraft.values`."""

    id: str
    learner_id: str
    statement: str
    values: tuple[tuple[str, str], ...] = ()
    steps: tuple[tuple[str, str], ...] = ()
    """(who, text) of each step."""
    competencies: frozenset[str] = frozenset()
    term: str = ""
    own_fields: frozenset[str] = frozenset()
    declined: frozenset[tuple[str, str]] = frozenset()


class KnownTerm(NamedTuple):
    """A term of a school year; days are ISO."""

    id: str
    name: str
    starts: str
    ends: str
    year: str


class KnownPlans(NamedTuple):
    """What a sheet of goals must know besides the goals themselves.

    `codes`: a way to write a standard's code -> the ids of those that it means. `closed`: (learner, term) -> the
    statements and words of the goals of a plan that is closed, so that nothing in it is changed; an empty term is the
    one that runs now for the learner. `current`: the terms that run now, of the school and of classes with own terms.
    """

    codes: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    terms: tuple[KnownTerm, ...] = ()
    closed: Mapping[tuple[str, str], frozenset[str]] = MappingProxyType({})
    current: frozenset[str] = frozenset()


class KnownSupport(NamedTuple):
    """A support of a learner, for files of supports that come back. Field names are those of `SupportDraft.values`.

    `plan_number` is what its file calls the plan that it belongs to; `part_of` is that plan's id, once it is here.
    """

    id: str
    learner_id: str
    key: str
    kind: str = ""
    values: tuple[tuple[str, str], ...] = ()
    part_of: str = ""
    plan_number: str = ""
    own_fields: frozenset[str] = frozenset()
    declined: frozenset[tuple[str, str]] = frozenset()


class KnownMeasurement(NamedTuple):
    """A measurement of a goal. `value` and `trials` are numbers as sheets have them, empty where there is none."""

    goal_id: str
    measured_on: str
    value: str = ""
    trials: str = ""
    words: str = ""


class KnownFramework(NamedTuple):
    """A set of standards. Fields are columns of its record."""

    id: str
    title: str = ""
    identifier: str = ""
    source: str = ""
    version: str = ""
    publisher: str = ""
    subject: str = ""
    language: str = ""
    licence: str = ""
    description: str = ""
    status: str = ""


class KnownCompetency(NamedTuple):
    """A standard. Fields are columns of its record, `position` as text; `grades` are those beyond the lowest."""

    id: str
    framework_id: str
    identifier: str = ""
    code: str = ""
    statement: str = ""
    child_statement: str = ""
    short_statement: str = ""
    success: str = ""
    notes: str = ""
    kind: str = ""
    subject: str = ""
    grade: str = ""
    position: str = ""
    grades: frozenset[str] = frozenset()
    aliases: tuple[str, ...] = ()
    own_fields: frozenset[str] = frozenset()
    declined: frozenset[tuple[str, str]] = frozenset()


class KnownGroup(NamedTuple):
    """A group of links between standards."""

    id: str
    framework_id: str
    identifier: str = ""
    title: str = ""


class KnownEdge(NamedTuple):
    """A link between two standards, or from one to something that is not here: then `to_id` is empty."""

    id: str
    framework_id: str
    identifier: str
    kind: str
    from_id: str = ""
    from_uri: str = ""
    from_title: str = ""
    to_id: str = ""
    to_uri: str = ""
    to_title: str = ""
    position: str = ""
    group_id: str = ""


class KnownStandards(NamedTuple):
    """All sets of standards with what is in them."""

    frameworks: tuple[KnownFramework, ...] = ()
    competencies: tuple[KnownCompetency, ...] = ()
    groups: tuple[KnownGroup, ...] = ()
    edges: tuple[KnownEdge, ...] = ()


class KnownResult(NamedTuple):
    """A result that is held. `values` and those of `parts` (name, values) are as in `ResultDraft`, filled ones only."""

    id: str
    key: str
    values: tuple[tuple[str, str], ...] = ()
    parts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()


ResultLookup = Callable[[Sequence[str]], Mapping[str, tuple[KnownResult, ...]]]
"""Beginning of a result's key -> the results whose keys begin so: asked a thousand at a time, never all at once."""


def no_results(_beginnings: Sequence[str]) -> Mapping[str, tuple[KnownResult, ...]]:
    """The lookup of a planbook without results."""
    return {}


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that planning may compare a file with. `Known()` is an empty planbook.

    `mappings`: header fingerprint -> the JSON of the mapping that was used last (`Mapping.to_json`).
    `answers`: row key -> choice key, for questions about *who* a row is that a person has answered before.
    `date_order`: "dmy", "mdy" or "" when the planbook does not know how its school writes dates.
    `levels`: the names of the progress scale's levels, lowest first. `notes`: (key, learner's id) of each observation
    that was imported. `results` looks results up by their keys. `held` is the whole record, for our own exports.
    `enrolments`: (class, learner) -> the enrolment that holds, or else the last that ended; a learner's `classes` are
    those that they are in. `today`: the day on which the picture was taken, ISO.
    `stamp`: whatever lets the services see that the planbook has moved on since this picture was taken.
    """

    learners: tuple[KnownLearner, ...] = ()
    classes: tuple[KnownClass, ...] = ()
    years: tuple[KnownYear, ...] = ()
    enrolments: Mapping[tuple[str, str], KnownEnrolment] = field(default_factory=lambda: MappingProxyType({}))
    surveys: tuple[KnownSurvey, ...] = ()
    goals: tuple[KnownGoal, ...] = ()
    plans: KnownPlans = field(default_factory=KnownPlans)
    supports: tuple[KnownSupport, ...] = ()
    measurements: tuple[KnownMeasurement, ...] = ()
    levels: tuple[str, ...] = ()
    notes: frozenset[tuple[str, str]] = frozenset()
    standards: KnownStandards = field(default_factory=KnownStandards)
    results: ResultLookup = field(default=no_results, compare=False)
    held: Held = field(default_factory=Held)
    mappings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    answers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    date_order: str = ""
    today: str = ""
    stamp: str = ""
