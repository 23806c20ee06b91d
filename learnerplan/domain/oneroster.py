"""OneRoster 1.1 as CSV: the columns of its files in their order, what must be filled, and what refers to what.

Source: IMS Global, OneRoster 1.1 Final Specification, section 4 (CSV tables) and section 5 (enumerations).
"""

from __future__ import annotations

from typing import NamedTuple

_ROW = ("sourcedId", "status", "dateLastModified")

HEADERS: dict[str, tuple[str, ...]] = {
    "manifest": ("propertyName", "value"),
    "orgs": (*_ROW, "name", "type", "identifier", "parentSourcedId"),
    "academicSessions": (*_ROW, "title", "type", "startDate", "endDate", "parentSourcedId", "schoolYear"),
    "courses": (
        *_ROW, "schoolYearSourcedId", "title", "courseCode", "grades", "orgSourcedId", "subjects", "subjectCodes",
    ),
    "classes": (
        *_ROW, "title", "grades", "courseSourcedId", "classCode", "classType", "location", "schoolSourcedId",
        "termSourcedIds", "subjects", "subjectCodes", "periods",
    ),
    "users": (
        *_ROW, "enabledUser", "orgSourcedIds", "role", "username", "userIds", "givenName", "familyName", "middleName",
        "identifier", "email", "sms", "phone", "agentSourcedIds", "grades", "password",
    ),
    "enrollments": (
        *_ROW, "classSourcedId", "schoolSourcedId", "userSourcedId", "role", "primary", "beginDate", "endDate",
    ),
    "demographics": (
        *_ROW, "birthDate", "sex", "americanIndianOrAlaskaNative", "asian", "blackOrAfricanAmerican",
        "nativeHawaiianOrOtherPacificIslander", "white", "demographicRaceTwoOrMoreRaces", "hispanicOrLatinoEthnicity",
        "countryOfBirthCode", "stateOfBirthAbbreviation", "cityOfBirth", "publicSchoolResidenceStatus",
    ),
}  # fmt: skip
"""The files that a roster has. Columns of one's own come after these and begin with `metadata.`."""

OWN = "metadata."

REQUIRED: dict[str, tuple[str, ...]] = {
    "orgs": ("name", "type"),
    "academicSessions": ("title", "type", "startDate", "endDate", "schoolYear"),
    "courses": ("title", "orgSourcedId"),
    "classes": ("title", "courseSourcedId", "classType", "schoolSourcedId", "termSourcedIds"),
    "users": ("enabledUser", "orgSourcedIds", "role", "username", "givenName", "familyName"),
    "enrollments": ("classSourcedId", "schoolSourcedId", "userSourcedId", "role"),
    "demographics": (),
}
"""Columns besides `sourcedId` that must be filled in each row."""


class Reference(NamedTuple):
    """A column whose numbers must be found in another file."""

    file: str
    column: str
    to: str


REFERENCES = tuple(
    Reference(*each.split())
    for each in (
        "orgs parentSourcedId orgs",
        "academicSessions parentSourcedId academicSessions",
        "courses schoolYearSourcedId academicSessions",
        "courses orgSourcedId orgs",
        "classes courseSourcedId courses",
        "classes schoolSourcedId orgs",
        "classes termSourcedIds academicSessions",
        "users orgSourcedIds orgs",
        "users agentSourcedIds users",
        "enrollments classSourcedId classes",
        "enrollments schoolSourcedId orgs",
        "enrollments userSourcedId users",
        "demographics sourcedId users",
    )
)

VALUES: dict[tuple[str, str], frozenset[str]] = {
    ("orgs", "type"): frozenset(("department", "school", "district", "local", "state", "national")),
    ("academicSessions", "type"): frozenset(("gradingPeriod", "semester", "schoolYear", "term")),
    ("classes", "classType"): frozenset(("homeroom", "scheduled")),
    ("users", "role"): frozenset(
        ("administrator", "aide", "guardian", "parent", "proctor", "relative", "student", "teacher")
    ),
    ("users", "enabledUser"): frozenset(("true", "false")),
    ("enrollments", "role"): frozenset(("administrator", "proctor", "student", "teacher")),
    ("enrollments", "primary"): frozenset(("", "true", "false")),
    ("demographics", "sex"): frozenset(("", "male", "female")),
}
STATUS = frozenset(("", "active", "tobedeleted"))
DATES = ("startDate", "endDate", "beginDate", "birthDate")
NAMED_FILES = (
    "academicSessions", "categories", "classes", "classResources", "courses", "courseResources", "demographics",
    "enrollments", "lineItems", "orgs", "resources", "results", "users",
)  # fmt: skip
"""The files that a manifest tells of: bulk, delta or absent."""


def grade_code(grade: str) -> str:
    """A grade as OneRoster writes it (Common Education Data Standards): "6" is "06", "K" is "KG"."""
    plain = grade.strip()
    if plain.isdigit():
        return plain.zfill(2)
    return {"K": "KG"}.get(plain, plain)
