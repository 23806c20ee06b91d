"""The roster of a planbook as rows of OneRoster's files: active students, their classes, and their families.

A learner keeps the number that the school's system gave (`sis`); one without gets the planbook's own id. Contacts who
must not receive anything are in no row.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from learnerplan.domain.oneroster import grade_code
from learnerplan.imports.words.naming import split_name
from learnerplan.services import planbooks

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable

SCHOOL = "school"
Row = dict[str, str]
_SIS = "sis"
_ELSEWHERE = "user_id"
"""Identifiers of other systems, which begin with the system's name."""
_NONE = "-"
"""What stands for a missing name: OneRoster has no users without."""
_LAST_COLUMN = ("username", "email", "student_id")
"""Sources of identifiers that have columns of their own; others go into `userIds`."""


class _Learner(NamedTuple):
    id: str
    given_name: str
    family_name: str
    middle_name: str
    preferred_name: str
    preferred_name_for: str
    home_language: str
    grade: str
    birth_date: str


class _Class(NamedTuple):
    id: str
    name: str
    subject: str
    period: str
    grade: str
    starts_on: str
    ends_on: str
    year: str


class _Session(NamedTuple):
    id: str
    name: str
    starts_on: str
    ends_on: str
    year: str


class _Enrolment(NamedTuple):
    id: str
    class_id: str
    learner_id: str
    starts_on: str


class _Contact(NamedTuple):
    id: str
    learner_id: str
    name: str
    relation: str


class _Many(NamedTuple):
    owner: str
    kind: str
    value: str


class Roster(NamedTuple):
    """The rows of each file, by its name, and the learners who are in them."""

    files: dict[str, list[Row]]
    learners: tuple[str, ...]


def collect(view: Readable) -> Roster:
    """The roster as of now."""
    learners = view.rows(
        _Learner,
        """SELECT id, given_name, family_name, middle_name, preferred_name, preferred_name_for, home_language, grade,
        coalesce(birth_date, '') FROM learner WHERE kind = 'child' AND active ORDER BY family_name, given_name, id""",
    )
    identifiers = _many(view, "SELECT learner_id, source, value FROM identifier ORDER BY learner_id, id")
    numbers = _numbers({row.id: identifiers[row.id] for row in learners})
    sessions = _sessions(view)
    courses, classes = _classes(view, sessions)
    class_numbers = {row["_id"]: row["sourcedId"] for row in classes}
    users = [_student(row, numbers[row.id], identifiers[row.id]) for row in learners]
    families, agents = _families(view, numbers)
    for row in users:
        row["agentSourcedIds"] = ",".join(agents.get(row["sourcedId"], ()))
    born = [{"sourcedId": numbers[row.id], "birthDate": row.birth_date} for row in learners if row.birth_date]
    school = planbooks.about(view).school or "School"
    files = {
        "orgs": [{"sourcedId": SCHOOL, "name": school, "type": "school"}],
        "academicSessions": sessions,
        "courses": courses,
        "classes": classes,
        "users": users + families,
        "enrollments": _enrolments(view, class_numbers, numbers),
        "demographics": born,
    }
    return Roster(files, tuple(row.id for row in learners))


def _many(view: Readable, sql: str) -> defaultdict[str, list[_Many]]:
    found: defaultdict[str, list[_Many]] = defaultdict(list)
    for row in view.rows(_Many, sql):
        found[row.owner].append(row)
    return found


def _numbers(held: dict[str, list[_Many]]) -> dict[str, str]:
    """The `sourcedId` of each record: the first number of the school's system that nothing else has, or its own id."""
    taken: set[str] = set()
    numbers = {}
    for owner, identifiers in held.items():
        own = (each.value for each in identifiers if each.kind == _SIS and _is_plain(each.value))
        number = next((value for value in own if value.casefold() not in taken), owner)
        taken.add(number.casefold())
        numbers[owner] = number
    return numbers


def _is_plain(value: str) -> bool:
    """A number with a comma would be read as two where cells hold lists."""
    return not set(value) & set(",;|{}")


def _sessions(view: Readable) -> list[Row]:
    """School years and the terms that all share; terms that a class has to itself stay here."""
    years = view.rows(_Session, "SELECT id, name, starts_on, ends_on, '' FROM school_year ORDER BY starts_on, id")
    terms = view.rows(
        _Session,
        """SELECT id, name, starts_on, ends_on, school_year_id FROM term WHERE class_id IS NULL
        ORDER BY school_year_id, position""",
    )
    ends = {year.id: year.ends_on[:4] for year in years}
    rows = []
    for session in (*years, *terms):
        rows.append(
            {
                "sourcedId": session.id,
                "title": session.name,
                "type": "term" if session.year else "schoolYear",
                "startDate": session.starts_on,
                "endDate": session.ends_on,
                "parentSourcedId": session.year,
                "schoolYear": ends[session.year or session.id],
            }
        )
    return rows


def _classes(view: Readable, sessions: list[Row]) -> tuple[list[Row], list[Row]]:
    """Courses and classes; each class is a course of its own, since a planbook has no courses."""
    rows = view.rows(
        _Class,
        """SELECT id, name, subject, period, grade, coalesce(starts_on, ''), coalesce(ends_on, ''),
        coalesce(school_year_id, '') FROM "class" WHERE active ORDER BY name, id""",
    )
    identifiers = _many(view, "SELECT class_id, source, value FROM class_identifier ORDER BY class_id, id")
    numbers = _numbers({row.id: identifiers[row.id] for row in rows})
    courses, classes = [], []
    for row in rows:
        grades = ",".join(grade_code(part) for part in row.grade.split(",") if part.strip())
        subjects = ",".join(part.strip() for part in row.subject.split(",") if part.strip())
        course = {
            "sourcedId": f"course-{row.id}",
            "title": row.name,
            "grades": grades,
            "orgSourcedId": SCHOOL,
            "subjects": subjects,
        }
        courses.append(course)
        classes.append(
            {
                "_id": row.id,
                "sourcedId": numbers[row.id],
                "title": row.name,
                "grades": grades,
                "courseSourcedId": course["sourcedId"],
                "classType": "scheduled",
                "schoolSourcedId": SCHOOL,
                "termSourcedIds": ",".join(_held_in(row, sessions)),
                "subjects": subjects,
                "periods": ",".join(part.strip() for part in row.period.split(",") if part.strip()),
                "metadata.startDate": row.starts_on,
                "metadata.endDate": row.ends_on,
            }
        )
    return courses, classes


def _held_in(row: _Class, sessions: list[Row]) -> list[str]:
    """The terms in which a class is held; its year where they do not show, and the newest year for a class without."""
    years = [each for each in sessions if each["type"] == "schoolYear"]
    year = row.year or (years[-1]["sourcedId"] if years else "")
    terms = [
        each["sourcedId"]
        for each in sessions
        if each["parentSourcedId"] == year
        and row.starts_on
        and each["startDate"] <= (row.ends_on or row.starts_on)
        and each["endDate"] >= row.starts_on
    ]
    return terms or [each for each in (year,) if each]


def _student(row: _Learner, number: str, identifiers: list[_Many]) -> Row:
    first = {source: _first(identifiers, source) for source in _LAST_COLUMN}
    others = [
        f"{{{each.value}}}" if each.kind == _ELSEWHERE and ":" in each.value else f"{{{each.kind}:{each.value}}}"
        for each in identifiers
        if each.value not in (number, first.get(each.kind)) and not set(each.value) & set("{},")
    ]
    return {
        "sourcedId": number,
        "enabledUser": "true",
        "orgSourcedIds": SCHOOL,
        "role": "student",
        "username": first["username"] or number,
        "userIds": ",".join(others),
        "givenName": row.given_name or _NONE,
        "familyName": row.family_name or _NONE,
        "middleName": row.middle_name,
        "identifier": first["student_id"],
        "email": first["email"],
        "grades": grade_code(row.grade),
        # How a child wants to be called leaves only as far as the child lets it.
        "metadata.preferredName": row.preferred_name if row.preferred_name_for == "family" else "",
        "metadata.homeLanguage": row.home_language,
    }


def _first(identifiers: list[_Many], source: str) -> str:
    return next((each.value for each in identifiers if each.kind == source), "")


def _families(view: Readable, students: dict[str, str]) -> tuple[list[Row], dict[str, list[str]]]:
    """The users who are family, and the numbers of each student's. One person of two children is one user."""
    contacts = view.rows(
        _Contact,
        """SELECT id, learner_id, name, relation FROM contact WHERE NOT must_not_receive
        ORDER BY learner_id, position, id""",
    )
    identifiers = _many(view, "SELECT contact_id, source, value FROM contact_identifier ORDER BY contact_id, id")
    points = _many(view, "SELECT contact_id, kind, value FROM contact_point ORDER BY contact_id, id")
    taken = {number.casefold() for number in students.values()}
    users: dict[str, Row] = {}
    agents: defaultdict[str, list[str]] = defaultdict(list)
    for contact in contacts:
        student = students.get(contact.learner_id)
        if student is None:
            continue
        row = _relative(contact, points[contact.id])
        number = _first(identifiers[contact.id], _SIS)
        same = users.get(number)
        if not number or not _is_plain(number) or number.casefold() in taken or (same and not _is_one(same, row)):
            number = contact.id
        held = users.setdefault(number, {**row, "sourcedId": number, "username": number, "agentSourcedIds": ""})
        held["agentSourcedIds"] = ",".join(filter(None, (held["agentSourcedIds"], student)))
        agents[student].append(number)
    return list(users.values()), agents


def _is_one(one: Row, other: Row) -> bool:
    return all(one[name] == other[name] for name in ("givenName", "familyName", "metadata.relation"))


def _relative(contact: _Contact, points: list[_Many]) -> Row:
    given, family = split_name(contact.name)
    phones = [each.value for each in points if each.kind == "phone"]
    relation = contact.relation.casefold()
    role = "parent" if relation in ("parent", "mother", "father") else "relative"
    return {
        "enabledUser": "false",
        "orgSourcedIds": SCHOOL,
        "role": "guardian" if relation == "guardian" else role,
        "givenName": given or _NONE,
        "familyName": family or _NONE,
        "email": _first(points, "email"),
        "sms": phones[0] if len(phones) > 1 else "",
        "phone": "".join(phones[:2][-1:]),
        "metadata.relation": contact.relation,
    }


def _enrolments(view: Readable, classes: dict[str, str], students: dict[str, str]) -> list[Row]:
    rows = view.rows(
        _Enrolment,
        """SELECT id, class_id, learner_id, coalesce(starts_on, '') FROM enrolment WHERE ends_on IS NULL
        ORDER BY class_id, id""",
    )
    return [
        {
            "sourcedId": row.id,
            "classSourcedId": classes[row.class_id],
            "schoolSourcedId": SCHOOL,
            "userSourcedId": students[row.learner_id],
            "role": "student",
            "primary": "false",
            "beginDate": row.starts_on,
        }
        for row in rows
        if row.class_id in classes and row.learner_id in students
    ]
