"""OneRoster's files by their headers: whatever their order, case and spelling, and whatever else stands beside them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learnerplan.domain.oneroster import HEADERS
from learnerplan.imports import recognise
from learnerplan.imports.mapped.mapping import LEAVE_OUT
from learnerplan.imports.oneroster import headers
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
    ROSTER,
    SESSIONS,
    TAUGHT,
    USERS,
)
from tests.imports.made import table
from tests.imports.oneroster.folders import ONE_1, ONE_2

PARTS = {
    "manifest": ASIDE,
    "orgs": ORGS,
    "academicSessions": SESSIONS,
    "courses": COURSES,
    "classes": TAUGHT,
    "users": USERS,
    "roles": ROLES,
    "userProfiles": ASIDE,
    "enrollments": PLACES,
    "demographics": DEMOGRAPHICS,
    "categories": GRADEBOOK,
    "lineItems": GRADEBOOK,
    "results": GRADEBOOK,
    "resources": ASIDE,
    "userResources": ASIDE,
}
FILES = {name: text.partition("\n")[0] for each in (ONE_1, ONE_2) for name, text in each.items()}


def part_of(line: str, stem: str = "export") -> str:
    found = headers.read(tuple(line.split(",")), stem)
    return found.form.part if found else ""


def uses(line: str, name: str = "export.csv") -> dict[str, str]:
    cells = "|".join(line.split(","))
    found = recognise.recognise(table(f"{cells}\n{'|'.join('x' for _ in line.split(','))}", name))
    return {column.header: column.use for column in found.mapping.columns}


@pytest.mark.parametrize("name", PARTS)
def test_each_file_is_known_by_its_own_name(name: str):
    assert part_of(FILES[name], name.casefold()) == PARTS[name]


@pytest.mark.parametrize("name", sorted(set(HEADERS) - {"manifest"}))
def test_each_file_is_known_without_its_name(name: str):
    assert part_of(",".join(HEADERS[name])) == PARTS[name]


@settings(max_examples=25)
@given(st.data())
def test_order_case_and_strange_columns_change_nothing(data: st.DataObject):
    name = data.draw(st.sampled_from([name for name in PARTS if name in HEADERS and name != "manifest"]))
    columns = data.draw(st.permutations([*HEADERS[name], "Bus route", "x_local_1"]))
    style = data.draw(st.sampled_from([str, str.upper, str.lower, lambda text: f" {text} "]))
    assert part_of(",".join(map(style, columns))) == PARTS[name]


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("SourcedID,Givenname,Family_Name,Role,orgSourceIds", USERS),
        ("user_SourcedId,class_sourcedid,rolle", PLACES),
        ("sourceId,name,type,parentSourceId", ORGS),
        ("userSourcedId,relationshipUserSourcedID,relationshiprole", RELATIONSHIPS),
        ("userSourcedId,flag", FLAGS),
        ("sourcedId,title,courseSourcedId,sessionSourcedIds,orgSourcedId", TAUGHT),
    ],
)
def test_headers_that_are_spelt_otherwise(line: str, part: str):
    assert part_of(line) == part


@pytest.mark.parametrize(
    "line",
    [
        "Student ID,First Name,Last Name,Grade",
        "SIS ID,School SIS ID,Section Name,Section Number,Term Name",
        "Section SIS ID,SIS ID",
        "Timestamp,Name,What are you good at?",
        "Sourced ID,First Name,Last Name,Grade",
    ],
)
def test_other_rosters_are_not_taken_for_oneroster(line: str):
    assert part_of(line) == ""


def test_columns_get_their_use_and_slips_are_said():
    found = recognise.recognise(table("sourcedId|givenName|familyNames|roel|colour\nU1|Ana|Reis|student|red", "x.csv"))
    assert (found.kind, found.part) == (ROSTER, USERS)
    assert [column.use for column in found.mapping.columns][:3] == ["id_sis", "given_name", "family_name"]
    assert found.mapping.columns[2].reason == "Spelt nearly as in OneRoster."
    assert found.mapping.columns[4].use == LEAVE_OUT


def test_demographics_give_the_birth_date_alone():
    kept = uses(",".join(HEADERS["demographics"]), "demographics.csv")
    assert {name for name, use in kept.items() if use != LEAVE_OUT} == {"sourcedId", "status", "birthDate"}


def test_a_number_that_all_have_tells_nobody_apart():
    rows = "\n".join(f"U{number}|Given{number}|Family{number}|student|S1" for number in range(8))
    found = recognise.recognise(table(f"sourcedId|givenName|familyName|role|identifier\n{rows}", "users.csv"))
    assert found.mapping.columns[4].use == LEAVE_OUT
