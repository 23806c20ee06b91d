"""What the planbook holds, as far as an import must know it: few queries, so that ten thousand learners are quick."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from learnerplan.imports.known import (
    Identifier,
    Known,
    KnownClass,
    KnownContact,
    KnownLearner,
    KnownPlans,
    KnownSurvey,
)
from learnerplan.imports.own_export.held import Held
from learnerplan.imports.words.parts import EXPORT, GOALS, MEASUREMENTS, NOTES, ROSTER, STANDARDS, SUPPORTS, SURVEY
from learnerplan.services import (
    authorship,
    known_classes,
    known_competencies,
    known_export,
    known_goals,
    known_measurements,
    known_notes,
    known_results,
    known_supports,
    scales,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from learnerplan.storage.rows import Readable

DATE_ORDER = "import.date_order"

# What the columns that an import may write are called in a draft.
LEARNER_FIELDS = {
    name: name
    for name in (
        "given_name",
        "family_name",
        "middle_name",
        "preferred_name",
        "grade",
        "birth_date",
        "home_language",
        "pronouns",
        "active",
    )
}
CLASS_FIELDS = {
    "name": "name",
    "subject": "subject",
    "period": "period",
    "grade": "grade",
    "starts_on": "starts",
    "ends_on": "ends",
    "active": "active",
}


def load(view: Readable, kinds: Collection[str]) -> Known:
    """The frozen picture that a plan of files of these kinds is made against. Learners and classes are in each."""
    declined = _declined(view)
    enrolments = known_classes.enrolments(view)
    return Known(
        learners=_learners(view, declined, known_classes.classes_of(enrolments)),
        classes=_classes(view, declined),
        years=known_classes.years(view),
        enrolments=known_classes.held(view, enrolments) if ROSTER in kinds else {},
        surveys=_surveys(view) if SURVEY in kinds else (),
        goals=known_goals.load(view, declined) if {GOALS, MEASUREMENTS} & set(kinds) else (),
        plans=known_goals.plans(view, date.today()) if GOALS in kinds else KnownPlans(),
        supports=known_supports.load(view, declined) if SUPPORTS in kinds else (),
        measurements=known_measurements.load(view) if MEASUREMENTS in kinds else (),
        levels=tuple(each.name for each in scales.progress_levels(view)) if MEASUREMENTS in kinds else (),
        standards=known_competencies.load(view, declined) if STANDARDS in kinds else known_competencies.NONE,
        notes=known_notes.load(view) if NOTES in kinds else frozenset(),
        held=known_export.load(view) if EXPORT in kinds else Held(),
        results=known_results.lookup_in(view),
        mappings=_pairs(view, "SELECT fingerprint, columns FROM mapping"),
        answers=_pairs(view, "SELECT key, choice FROM row_choice"),
        date_order=str(view.value("SELECT value FROM setting WHERE id = ?", (DATE_ORDER,)) or ""),
        today=date.today().isoformat(),
        stamp=stamp(view),
    )


def stamp(view: Readable) -> str:
    """Another text whenever something was written since."""
    return str(view.value("SELECT coalesce(max(id), 0) FROM txn"))


class _Learner(NamedTuple):
    id: str
    given_name: str
    family_name: str
    middle_name: str
    preferred_name: str
    grade: str
    birth_date: str
    home_language: str
    pronouns: str
    active: bool


class _Class(NamedTuple):
    id: str
    name: str
    subject: str
    period: str
    grade: str
    starts_on: str
    ends_on: str
    active: bool


class _Contact(NamedTuple):
    learner_id: str
    id: str
    name: str


class _Survey(NamedTuple):
    id: str
    title: str
    fingerprint: str


class _Pair(NamedTuple):
    key: str
    value: str


class _Triple(NamedTuple):
    owner: str
    one: str
    two: str


_Declined = dict[str, frozenset[tuple[str, str]]]
_NONE: frozenset[Any] = frozenset()


def _learners(view: Readable, declined: _Declined, classes: dict[str, tuple[str, ...]]) -> tuple[KnownLearner, ...]:
    rows = view.rows(
        _Learner,
        """SELECT id, given_name, family_name, middle_name, preferred_name, grade, coalesce(birth_date, ''),
        home_language, pronouns, active FROM learner WHERE kind = 'child' ORDER BY id""",
    )
    identifiers = _identifiers(view, "SELECT learner_id, source, value FROM identifier ORDER BY learner_id, id")
    contacts = _contacts(view)
    written = authorship.written(view, "learner")
    own = authorship.own_fields(written, LEARNER_FIELDS, {row.id: row for row in rows})
    former = authorship.former_names(view, {row.id: (row.given_name, row.family_name) for row in rows}, written)
    return tuple(
        KnownLearner(
            row.id,
            row.given_name,
            row.family_name,
            row.middle_name,
            row.preferred_name,
            row.grade,
            row.birth_date,
            row.home_language,
            row.pronouns,
            row.active,
            identifiers.get(row.id, ()),
            tuple(each.value for each in identifiers.get(row.id, ()) if each.source == "email"),
            former.get(row.id, ()),
            classes.get(row.id, ()),
            contacts.get(row.id, ()),
            own.get(row.id, _NONE),
            declined.get(row.id, _NONE),
        )
        for row in rows
    )


def _classes(view: Readable, declined: _Declined) -> tuple[KnownClass, ...]:
    rows = view.rows(
        _Class,
        """SELECT id, name, subject, period, grade, coalesce(starts_on, ''), coalesce(ends_on, ''), active
        FROM "class" ORDER BY id""",
    )
    identifiers = _identifiers(view, "SELECT class_id, source, value FROM class_identifier ORDER BY class_id, id")
    own = authorship.own_fields(authorship.written(view, "class"), CLASS_FIELDS, {row.id: row for row in rows})
    return tuple(
        KnownClass(
            id=row.id,
            name=row.name,
            identifiers=identifiers.get(row.id, ()),
            subject=row.subject,
            period=row.period,
            grade=row.grade,
            starts=row.starts_on,
            ends=row.ends_on,
            active=row.active,
            own_fields=own.get(row.id, _NONE),
            declined=declined.get(row.id, _NONE),
        )
        for row in rows
    )


def _surveys(view: Readable) -> tuple[KnownSurvey, ...]:
    questions = _grouped(view, "SELECT survey_id, text FROM question ORDER BY survey_id, position, id")
    keys = _grouped(view, "SELECT survey_id, key FROM response ORDER BY survey_id, id")
    return tuple(
        KnownSurvey(row.id, row.title, row.fingerprint, questions.get(row.id, ()), frozenset(keys.get(row.id, ())))
        for row in view.rows(_Survey, "SELECT id, title, fingerprint FROM survey ORDER BY id")
    )


def _contacts(view: Readable) -> dict[str, tuple[KnownContact, ...]]:
    phones = _grouped(view, "SELECT contact_id, value FROM contact_point WHERE kind = 'phone' ORDER BY contact_id, id")
    emails = _grouped(view, "SELECT contact_id, value FROM contact_point WHERE kind = 'email' ORDER BY contact_id, id")
    numbers = _identifiers(view, "SELECT contact_id, source, value FROM contact_identifier ORDER BY contact_id, id")
    held: defaultdict[str, list[KnownContact]] = defaultdict(list)
    rows = view.rows(_Contact, "SELECT learner_id, id, name FROM contact ORDER BY learner_id, position, id")
    written = authorship.written(view, "contact") if rows else []
    own = authorship.own_fields(written, {"name": "name"}, {row.id: row for row in rows})
    for row in rows:
        known = KnownContact(
            row.id,
            row.name,
            phones.get(row.id, ()),
            emails.get(row.id, ()),
            numbers.get(row.id, ()),
            "name" in own.get(row.id, ()),
        )
        held[row.learner_id].append(known)
    return {learner: tuple(contacts) for learner, contacts in held.items()}


def _declined(view: Readable) -> _Declined:
    held: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in view.rows(_Triple, "SELECT record_id, field, value FROM declined_value"):
        held[row.owner].add((row.one, row.two))
    return {record: frozenset(values) for record, values in held.items()}


def _identifiers(view: Readable, sql: str) -> dict[str, tuple[Identifier, ...]]:
    held: defaultdict[str, list[Identifier]] = defaultdict(list)
    for row in view.rows(_Triple, sql):
        held[row.owner].append(Identifier(row.one, row.two))
    return {owner: tuple(values) for owner, values in held.items()}


def _grouped(view: Readable, sql: str) -> dict[str, tuple[str, ...]]:
    held: defaultdict[str, list[str]] = defaultdict(list)
    for row in view.rows(_Pair, sql):
        held[row.key].append(row.value)
    return {owner: tuple(values) for owner, values in held.items()}


def _pairs(view: Readable, sql: str) -> dict[str, str]:
    return {row.key: row.value for row in view.rows(_Pair, sql)}
