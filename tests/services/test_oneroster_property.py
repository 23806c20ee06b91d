"""Any OneRoster folder: no row is lost, the preview is what is written, it comes to rest, and undo takes it back."""

from __future__ import annotations

import shutil

from hypothesis import example, given, settings
from hypothesis import strategies as st

from learnerplan.imports.planned.plan import Verdict
from learnerplan.services import imports
from learnerplan.storage.store import Store
from tests.imports.oneroster.folders import ONE_1, ONE_2, write
from tests.room import TODAY
from tests.services.importing import dump

STATES = st.sampled_from(["", "", "active", "tobedeleted"])
USERS, PEOPLE = ("U1", "U2", "U3", "u1", ""), ("U1", "U2", "P1", "P2", "P9", "")
CLASSES, SCHOOLS = ("K1", "K2", "K9", ""), ("S1", "S1", "S2", "")
HEADERS = {name: text.partition("\n")[0] for each in (ONE_1, ONE_2) for name, text in each.items()}


def line(name: str, **cells: str) -> str:
    return ",".join(f'"{cells.get(header, "")}"' for header in HEADERS[name].split(","))


def table(name: str, rows: list[str]) -> str:
    return "\n".join([HEADERS[name], *rows]) + "\n"


@st.composite
def folders(draw: st.DrawFn) -> dict[str, str]:
    """A small folder in which everything may be doubled, missing, deleted or refer to nothing."""
    pick = lambda *of: draw(st.sampled_from(of))  # noqa: E731
    several = lambda make: [make() for _ in range(draw(st.integers(0, 5)))]  # noqa: E731

    def user() -> str:
        return line(
            "users", sourcedId=pick(*USERS, "P1", "P2"), status=draw(STATES), orgSourcedIds=pick(*SCHOOLS),
            role=pick("student", "student", "parent", "teacher", ""), givenName=pick("Ana", "Bo", "Zoë", ""),
            familyName=pick("Reis", "Lê"), identifier=pick("", "7", "0007", "8"), grades=pick("", "06", "KG"),
            agentSourcedIds=pick("", *PEOPLE, "P1,P2"), phone=pick("", "555-0101"),
            userIds=pick("", "{LDAP:a},{Fed:1}"),
        )  # fmt: skip

    def place() -> str:
        return line(
            "enrollments", sourcedId="N", status=draw(STATES), classSourcedId=pick(*CLASSES),
            userSourcedId=pick(*USERS, "P1"), role=pick("student", "student", "teacher", ""),
            beginDate=pick("", "2031-08-25"), endDate=pick("", "2031-12-19", "2001-02-03", "soon"),
        )  # fmt: skip

    def room() -> str:
        return line(
            "classes", sourcedId=pick(*CLASSES), status=draw(STATES), title=pick("Math", "Art", ""),
            schoolSourcedId=pick(*SCHOOLS), termSourcedIds=pick("", "T1", "T1,T2"), grades=pick("", "06"),
        )  # fmt: skip

    made = {
        "users": table("users", [line("users", sourcedId="U1", role="student", givenName="Ana", familyName="Reis"),
                                 *several(user)]),
        "classes": table("classes", [line("classes", sourcedId="K1", title="Math"), *several(room)]),
        "enrollments": table("enrollments", [line("enrollments", classSourcedId="K1", userSourcedId="U1"),
                                             *several(place)]),
        "demographics": ONE_1["demographics"],
        "academicSessions": ONE_1["academicSessions"],
        "orgs": ONE_1["orgs"],
        "roles": ONE_2["roles"],
        "relationships": "userSourcedId,relationshipUserSourcedId,relationshipRole\n"
        + "".join(f"{pick(*USERS)},{pick(*PEOPLE)},guardian\n" for _ in range(draw(st.integers(1, 3)))),
    }  # fmt: skip
    gone = draw(st.sets(st.sampled_from(["demographics", "academicSessions", "orgs", "roles", "relationships"])))
    return {name: text for name, text in made.items() if name not in gone}


def students(*rows: tuple[str, str, str]) -> str:
    """The table of users from sourcedId, given name and identifier of each."""
    return table("users", [
        line("users", sourcedId=number, givenName=given, familyName="Reis", identifier=own)
        for number, given, own in rows
    ])  # fmt: skip


TWO_NAMES_OF_ONE_NUMBER = {
    "users": students(("U1", "Ana", ""), ("U2", "Bo", "7"), ("U2", "Ana", ""), ("u1", "Bo", "7")),
    "roles": ONE_2["roles"],
    "demographics": ONE_1["demographics"],
}
"""The last row and the first are one number in two spellings, and were born alike."""

ONE_WAITS_FOR_ANOTHER = {
    "users": students(("U1", "Ana", ""), ("U2", "Ana", "7"), ("U2", "Bo", ""), ("U1", "Ana", "7")),
    "roles": ONE_2["roles"],
}
"""The last row is the first one's learner, and has a number of a row that asks who it is."""


@settings(max_examples=12)
@given(files=folders())
@example(files=TWO_NAMES_OF_ONE_NUMBER)
@example(files=ONE_WAITS_FOR_ANOTHER)
def test_any_folder_comes_to_rest(files, tmp_path_factory, empty_planbook):
    place = tmp_path_factory.mktemp("any")
    store = Store.open(shutil.copytree(empty_planbook, place / "book"))
    try:
        folder = write(place / "in", files)
        plan = imports.plan(store, [folder])
        for file in plan.files:
            text = files[file.path.stem]
            blank = sum(not line.strip(',"') for line in text.splitlines()[1:])
            assert len(file.rows) == len(text.splitlines()) - 1 - blank
            assert all(row.reason for row in file.rows)
        before = dump(store)
        outcome = imports.commit(store, plan, today=TODAY)
        assert outcome.new == plan.count(Verdict.NEW)
        after = dump(store)
        again = imports.plan(store, [folder])
        assert not [row for row in again.rows() if row.verdict in (Verdict.NEW, Verdict.UPDATED)]
        assert [row.key for row in again.open_rows()] == [row.key for row in plan.open_rows()]
        assert not imports.commit(store, again, today=TODAY).wrote
        assert dump(store) == after
        if outcome.wrote:
            store.undo()
            assert dump(store) == before
    finally:
        store.close()
