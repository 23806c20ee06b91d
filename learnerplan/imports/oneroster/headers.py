"""The files of OneRoster and School Data Sync 2 by their headers, and what each column means.

Systems write headers in any case and order, add columns of their own and misspell them: a header that is none of
OneRoster's is taken for the one that it is nearly spelt like.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from learnerplan.imports.words.lexicon import header_key
from learnerplan.imports.words.parts import (
    ASIDE,
    COURSES,
    DEMOGRAPHICS,
    FLAGS,
    GRADEBOOK,
    ORGS,
    PLACES,
    RELATIONSHIPS,
    ROLES,
    SESSIONS,
    TAUGHT,
    USERS,
)

JOINED = " · "
"""Stands in the header of a column that was put beside a row, before the name of the file it comes from."""
_ALIKE = 86


@dataclass(frozen=True, slots=True)
class FileForm:
    """One file: its usual name, its columns (squeezed header -> use, empty where it is not needed), what tells it.

    Each group of `needs` must be there with at least one column.
    """

    part: str
    stem: str
    columns: dict[str, str]
    needs: tuple[tuple[str, ...], ...]


def _form(part: str, stem: str, needs: str, columns: str) -> FileForm:
    """`columns` are "header=use" or "header"; `needs` are groups of headers with bars between alternatives."""
    pairs = (word.partition("=") for word in columns.split())
    return FileForm(
        part, stem.casefold(), {name.casefold(): use for name, _, use in pairs},
        tuple(tuple(each.casefold().split("|")) for each in needs.split()),
    )  # fmt: skip


FORMS = (
    _form(
        USERS, "users", "sourcedId givenName|familyName",
        "sourcedId=id_sis status=status dateLastModified enabledUser orgSourcedIds=org primaryOrgSourcedId=org "
        "orgSourcedId=org role=role username=username userIds=user_ids userMasterIdentifier=id_user "
        "givenName=given_name familyName=family_name middleName=middle_name preferredGivenName=preferred_name "
        "preferredFirstName=preferred_name preferredMiddleName preferredFamilyName preferredLastName "
        "pronouns=pronouns identifier=id_student email=email sms=agent_phone phone=agent_phone "
        "agentSourcedIds=agents grades=grade grade=grade password activeDirectoryMatchId resourceSourcedIds "
        "userProfiles metadataPreferredName=preferred_name metadataHomeLanguage=home_language "
        "metadataRelation=agent_relation",
    ),
    _form(
        ROLES, "roles", "userSourcedId role roleType|orgSourcedId|beginDate|sessionSourcedId",
        "sourcedId status=status dateLastModified userSourcedId=id_sis roleType role=role beginDate endDate "
        "orgSourcedId=org userProfileSourcedId sessionSourcedId grade=grade grades=grade isPrimary roleStartDate "
        "roleEndDate",
    ),
    _form(
        DEMOGRAPHICS, "demographics", "sourcedId|userSourcedId birthDate|sex",
        "sourcedId=id_sis userSourcedId=id_sis status=status dateLastModified birthDate=birth_date sex birthCity "
        "birthState birthCountry ethnicityCodes raceCodes americanIndianOrAlaskaNative asian blackOrAfricanAmerican "
        "nativeHawaiianOrOtherPacificIslander white demographicRaceTwoOrMoreRaces hispanicOrLatinoEthnicity "
        "countryOfBirthCode stateOfBirthAbbreviation cityOfBirth publicSchoolResidenceStatus",
    ),
    _form(
        RELATIONSHIPS, "relationships", "userSourcedId relationshipUserSourcedId",
        "sourcedId status=status dateLastModified userSourcedId=id_sis relationshipUserSourcedId=contact_id "
        "relationshipRole=contact_relation",
    ),
    _form(
        PLACES, "enrollments", "classSourcedId userSourcedId",
        "sourcedId status=status dateLastModified classSourcedId=class_id schoolSourcedId=org userSourcedId=id_sis "
        "role=role primary beginDate=starts endDate=ends",
    ),
    _form(
        TAUGHT, "classes",
        "sourcedId title courseSourcedId|classCode|classType|termSourcedIds|sessionSourcedIds|schoolSourcedId|periods",
        "sourcedId=class_id status=status dateLastModified title=class_name grades=grade grade=grade "
        "courseSourcedId=course classCode classType location schoolSourcedId=org orgSourcedId=org "
        "termSourcedIds=session sessionSourcedIds=session subjects=subject subjectCodes periods=period "
        "resourceSourcedIds code metadataStartDate=starts metadataEndDate=ends",
    ),
    _form(
        COURSES, "courses", "sourcedId title courseCode|schoolYearSourcedId|schoolYearId|code",
        "sourcedId=course status=status dateLastModified schoolYearSourcedId schoolYearId title=title courseCode code "
        "grades grade orgSourcedId subjects=subject subject=subject subjectCodes resourceSourcedIds",
    ),
    _form(
        SESSIONS, "academicsessions", "sourcedId title startDate|endDate type|schoolYear",
        "sourcedId=session status=status dateLastModified title=title type=session_type startDate=starts endDate=ends "
        "parentSourcedId=within schoolYear",
    ),
    _form(
        ORGS, "orgs", "sourcedId name type|parentSourcedId",
        "sourcedId=org status dateLastModified name=school type identifier parentSourcedId",
    ),
    _form(FLAGS, "userflags", "userSourcedId flag", "userSourcedId flag sourcedId status dateLastModified"),
    _form(
        ASIDE, "userprofiles", "userSourcedId vendorId|credentialType|profileType|applicationId",
        "sourcedId status dateLastModified userSourcedId profileType vendorId credentialType username description "
        "applicationId",
    ),
    _form(ASIDE, "manifest", "propertyName value", "propertyName value"),
    _form(
        GRADEBOOK, "results", "sourcedId lineItemSourcedId|studentSourcedId",
        "sourcedId status dateLastModified lineItemSourcedId studentSourcedId scoreStatus score scoreDate comment",
    ),
    _form(
        GRADEBOOK, "lineitems", "sourcedId title assignDate|dueDate|categorySourcedId",
        "sourcedId status dateLastModified title description assignDate dueDate classSourcedId categorySourcedId "
        "gradingPeriodSourcedId resultValueMin resultValueMax",
    ),
)  # fmt: skip
PARTS = frozenset(form.part for form in FORMS)

_NAMES = frozenset(name for form in FORMS for name in form.columns)
_TELLING = "sourc"
_RESOURCE = "resourcesourcedid"
"""Who may use which resource: these tables name users and classes as well."""


def squeezed(header: str) -> str:
    """A header for comparing: "User_SourcedID" and "usersourcedid" are one."""
    return header_key(header).replace(" ", "")


@dataclass(frozen=True, slots=True)
class Read:
    """What a table's headers say: the file that it is, and which of its columns (squeezed) each header means."""

    form: FileForm
    meant: tuple[str, ...]


@lru_cache(maxsize=256)
def read(headers: tuple[str, ...], stem: str) -> Read | None:
    """The OneRoster file that has these headers, or None where they are of no such file.

    Where the headers fit several files, the name of the file (`stem`, in small letters) tells them apart.
    """
    keys = tuple("" if JOINED in header else squeezed(header) for header in headers)
    if not any(_TELLING in key or key.endswith("edid") or key == "propertyname" for key in keys):
        return None
    if _RESOURCE in keys:
        return _other(keys, stem)
    best: Read | None = None
    most = 0
    for form in FORMS:
        meant = _meant(keys, form)
        if not all(any(each in meant for each in group) for group in form.needs):
            continue
        score = sum(1 for each in meant if each) + (4 if form.stem == stem else 0)
        if score > most:
            best, most = Read(form, meant), score
    return best or _other(keys, stem)


def _meant(keys: tuple[str, ...], form: FileForm) -> tuple[str, ...]:
    """For each header the column that it is, or nearly is; each column is taken once."""
    exact = {key for key in keys if key in form.columns}
    others = tuple(each for each in form.columns if each not in exact)
    meant: list[str] = []
    for key in keys:
        name = key if key in exact else _nearly(key, others)
        meant.append("" if name in meant else name)
    return tuple(meant)


@lru_cache(maxsize=2048)
def _nearly(key: str, names: tuple[str, ...]) -> str:
    """The column that a misspelt header means. A word that OneRoster uses elsewhere is no slip."""
    if len(key) < 4 or key in _NAMES:
        return ""
    from rapidfuzz.fuzz import ratio

    found = max(names, key=lambda name: ratio(key, name), default="")
    return found if found and ratio(key, found) >= _ALIKE else ""


def _other(keys: tuple[str, ...], stem: str) -> Read | None:
    """A file of OneRoster that nothing here needs, such as categories or resources, or one without a use of its own."""
    if not any(key.endswith(("sourcedid", "sourcedids")) for key in keys):
        return None
    if {"givenname", "familyname", "firstname", "lastname", "name"} & set(keys):
        return None
    part = GRADEBOOK if stem in _GRADEBOOK_STEMS else ASIDE
    return Read(FileForm(part, stem, {}, ()), ("",) * len(keys))


_GRADEBOOK_STEMS = frozenset(
    (
        "categories", "lineitems", "results", "scorescales", "lineitemscorescales", "resultscorescales",
        "lineitemlearningobjectiveids", "resultlearningobjectiveids",
    )
)  # fmt: skip


def uses(headers: Iterable[str], meant: Read) -> tuple[str, ...]:
    """The use of each column; empty for what is not needed and for what OneRoster does not know."""
    return tuple(meant.form.columns.get(name, "") for name, _ in zip(meant.meant, headers, strict=True))
