"""Every table and cell that may be shared has words that a teacher reads, and never those of the program."""

import re
from datetime import UTC, date, datetime
from typing import get_args

import pytest

from learnerplan.domain import records, tables
from learnerplan.domain.goals import GoalKind, MeasureKind
from learnerplan.domain.profiles import Facet, Voice
from learnerplan.services import checkins, goals, plans, profiles, scales, share_codes, share_wording, steps
from learnerplan.sharing.shape import of_records

SHAPE = of_records("any")
NOBODY = "01a204e8-99b9-7000-8fe8-6227de41c1aa"
# An id, a check sum, an address, a day or a moment as it is kept, a name of the program, JSON, a truth value.
RAW = re.compile(
    r'[0-9a-f]{8}-[0-9a-f]{4}|[0-9a-f]{32}|://|\d{4}-\d\d-\d\d|\b[a-z]+_[a-z_]+\b|[{}\[\]"]|\b(?:True|False|None)\b'
)
# Words of the program, and what is left of a name that was cut apart.
CODE = re.compile(
    r"_|\b(?:id|uri|sha256|uuid|json|tbl|learner|competency|framework|artifact|enum|fk|mtime)\b|\b(?:of|for)$", re.I
)


@pytest.mark.parametrize("table", sorted(SHAPE.tables))
def test_each_cell_has_words_also_where_its_row_is_not_here(room, table):
    seen = set()
    for cell in SHAPE.tables[table].cells:
        place = share_wording.place(room.store, table, "nobody", cell)
        assert place.where[0].isupper()
        assert not CODE.search(place.where), (table, cell, place.where)
        assert not CODE.search(place.title), (table, cell, place.title)
        seen.add(cell)
    assert seen == set(SHAPE.tables[table].cells)


def stored(table: str, column: str) -> list[object]:
    """What the column may hold, as the database keeps it: each code, days, moments, ids, truth, and what is empty."""
    kind = share_codes.kind_of(table, column)
    if kind is not None:
        return [member.value for member in kind]
    if (table, column) in share_codes.CODES:
        return [int(code) if code.isdigit() else code for code in map(str, share_codes.CODES[table, column])]
    held = tables.by_name()[table].model_fields[column].annotation
    for wanted, values in (
        (bool, [0, 1, True, False]),
        (datetime, ["2026-11-18T16:10:00Z", "2026-11-18T16:10:00"]),
        (date, ["2026-11-18"]),
        (float, [2.0, 0.5, 123456.0]),
        (int, [0, 1, 7]),
    ):
        if held is wanted or wanted in get_args(held):
            return values
    if column == "language":
        return ["es", "zh-Hans", "Arabic"]
    marks = {link.column for link in tables.links_of(table)} | {"photo_id", "learner_id", "old_id"}
    if column in marks:
        return [NOBODY]
    if column in ("sha256", "fingerprint", "key", "identifier", "from_uri", "to_uri"):
        return ["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", f"https://case.example/{NOBODY}"]
    return ['{"Score": 212, "Grade": "6"}'] if column == "source_row" else ["Some words"]


@pytest.mark.parametrize("table", sorted(SHAPE.tables))
def test_no_code_no_id_and_no_json_comes_through(room, table):
    for columns in SHAPE.tables[table].choosable.values():
        for column in columns:
            for value in stored(table, column):
                whole = {**dict.fromkeys(columns), column: value}
                said = share_wording.text_of(room.store, table, NOBODY, whole, {column})
                assert said, (table, column, value)
                assert not RAW.search(said), (table, column, value, said)
                name, _colon, text = said.rpartition(": ") if len(columns) > 1 else ("", "", said)
                assert not CODE.search(name), (table, column, name)
                if share_codes.kind_of(table, column) is not None:
                    assert text[0].isupper(), (table, column, value, said)


@pytest.mark.parametrize("kind", share_codes.KINDS, ids=lambda kind: kind.__name__)
def test_each_kind_has_a_word_for_each_of_its_values(kind):
    assert set(share_codes.KINDS[kind]) == set(kind)


def test_each_kind_that_a_column_holds_is_known():
    held = {share_codes.kind_of(name, column) for name, table in SHAPE.tables.items() for column in table.columns}
    assert held - {None} == set(share_codes.KINDS)


def test_what_was_taken_out_and_what_a_later_version_wrote(room):
    assert share_wording.text_of(room.store, "goal", NOBODY, {"why": None}, {"why"}) == ""
    assert share_wording.text_of(room.store, "goal", NOBODY, {"why": ""}, {"why"}) == ""
    said = share_wording.text_of(room.store, "check_in", NOBODY, {"mode": "by_telepathy"}, {"mode"})
    assert "by_telepathy" not in said
    assert share_wording.text_of(room.store, "goal", NOBODY, {"due_on": "2026-99-99"}, {"due_on"})


def said(room, table, value, row_id=NOBODY, *, only=()):
    return share_wording.text_of(room.store, table, row_id, value, only or set(value))


def test_whose_it_is_and_what_it_says(room):
    place = share_wording.place(room.store, "learner", room.ana, "name")
    assert (place.learner_id, place.title, place.where) == (room.ana, "Ana Lúcia Ferreira", "Name")
    assert share_wording.place(room.store, "class", room.class_id, "name").title == "Room 12"
    enrolment = room.store.value("SELECT id FROM enrolment WHERE learner_id = ?", (room.minh,))
    place = share_wording.place(room.store, "enrolment", enrolment, "dates")
    assert place.learner_id == room.minh
    assert place.where == "Enrolment: dates"
    assert said(room, "enrolment", {"learner_id": room.minh}) == "Minh Nguyễn"
    assert said(room, "term", {"starts_on": "2026-09-01", "ends_on": None}) == "Begins: 1 Sep 2026"
    assert said(room, "learner", {"photo_consent": 1}) == "Yes"
    assert said(room, "class", {"check_in_every": 7}) == "Every 7 days"
    assert said(room, "term", {"position": 2}) == "Place 2"
    assert said(room, "goal", {"position": 2}) == "Place 3"
    assert said(room, "learner", {"grade": "6"}) == "Grade 6"


def test_several_columns_are_told_with_their_names_and_only_those_that_differ(room):
    whole = {"begun_on": "2026-09-01", "due_on": "2027-01-29"}
    assert said(room, "goal", whole, only={"due_on"}) == "Due: 29 Jan 2027"
    assert said(room, "goal", whole) == "Begins: 1 Sep 2026\nDue: 29 Jan 2027"
    outcome = {"status": "partly", "outcome_note": "Most of it"}
    assert said(room, "goal", outcome) == "Outcome: Partly met\nNote on the outcome: Most of it"
    name = {"given_name": "Ana", "family_name": "Ferreira", "name_order": "family"}
    assert said(room, "learner", name, only={"name_order"}) == "Order of the names: Family name first"
    assert said(room, "profile_entry", {"text": "Asks", "voice": "learner"}, only={"text"}) == "Asks"


def test_what_is_counted_is_told_as_its_goal_counts_it(room):
    levels = scales.progress_levels(room.store)
    for kind, value, words in (
        ("level", float(levels[-1].position), levels[-1].name),
        ("yes_no", 1.0, "Yes"),
        ("trials", 80.0, "80%"),
        ("number", 6.0, "6"),
    ):
        assert said(room, "goal", {"target": value, "measure_kind": kind}, only={"target"}) == f"Aim: {words}"
    plan = plans.start(room.store, room.ana, today=room.today)
    goal = goals.add(room.store, plan, kind=GoalKind.PERSONAL, words="I read", measure_kind=MeasureKind.LEVEL)
    goals.measure(room.store, goal, value=float(levels[0].position), measured_on=room.today)
    row = room.store.value("SELECT id FROM measurement")
    assert said(room, "measurement", {"value": 0.0, "trials": None}, row) == f"Value: {levels[0].name}"


def test_a_file_is_told_by_its_name_and_size(room):
    file = {"path": "Ana/Reading log.pdf", "sha256": "9f" * 32, "size": 240_000, "media_type": "application/pdf"}
    assert said(room, "artifact", file, only={"sha256", "size"}) == "Reading log.pdf (240 KB)"


def test_a_moment_is_told_in_the_time_of_this_computer(room):
    zone = datetime(2026, 11, 18, 16, 10, tzinfo=UTC).astimezone()
    told = said(room, "response", {"answered_at": "2026-11-18T16:10:00Z"})
    assert told.startswith(f"{zone.day} Nov 2026, {zone.hour % 12 or 12}:{zone.minute:02}")
    assert said(room, "conference", {"held_at": "2026-11-18T16:10:00"}) == "When: 18 Nov 2026, 4:10 pm"


def test_links_are_told_by_the_name_of_what_they_point_to(room):
    plan = plans.start(room.store, room.ana, today=room.today)
    term = room.store.value("SELECT term_id FROM plan WHERE id = ?", (plan,))
    name = room.store.value("SELECT name FROM term WHERE id = ?", (term,))
    assert said(room, "plan", {"term_id": term}) == name
    assert said(room, "goal", {"plan_id": plan}) == f"The plan of {name}"
    assert said(room, "goal", {"plan_id": NOBODY}) == "Something that is not here any more"
    assert share_wording.place(room.store, "plan", plan, "state").where == f"The plan of {name}: state"
    talk = checkins.add(room.store, room.ana, checkins.Talk(held_on=room.today, words="It goes well"))
    assert said(room, "step", {"check_in_id": talk}) == "The check-in of 18 Nov 2026"
    with room.store.transaction("Add") as tx:
        framework = tx.add(records.Framework, title="Maths")
        standard = tx.add(records.Competency, framework_id=framework, statement="Adds **two** numbers", code="M.1")
    assert said(room, "goal_competency", {"competency_id": standard}) == "Adds two numbers"


def test_a_line_of_a_file_is_told_heading_by_heading(room):
    assert said(room, "support", {"source_row": '{"Score": 212, "Grade": "6"}'}) == "Score: 212\nGrade: 6"
    assert said(room, "support", {"source_row": "[1"}) == "[1"


def test_a_long_title_is_cut(room):
    name = "A name of a class that is far longer than any line can be, and goes on"
    with room.store.transaction("Rename") as tx:
        tx.change(tables.by_name()["class"], room.class_id, name=name)
    place = share_wording.place(room.store, "class", room.class_id, "subject")
    assert place.where.startswith("Class “A name of a class")
    assert place.where.endswith("…”: subject")


def test_what_belongs_to_a_goal_is_told_by_the_goal(room):
    plan = plans.start(room.store, room.ana, today=room.today)
    goal = goals.add(room.store, plan, kind=GoalKind.PERSONAL, words="I want to read out loud")
    steps.add(room.store, goal, text="Read to my brother")
    step = room.store.value("SELECT id FROM step")
    place = share_wording.place(room.store, "step", step, "text")
    assert place == (room.ana, "Ana Lúcia Ferreira", "Next step for “I want to read out loud”")
    profiles.add(room.store, room.ana, facet=Facet.STRENGTH, text="Asks", voice=Voice.TEACHER, said_on=room.today)
    entry = room.store.value("SELECT id FROM profile_entry")
    assert share_wording.place(room.store, "profile_entry", entry, "text").where == "Strengths, in the profile"
    where = share_wording.place(room.store, "profile_entry", entry, "audience").where
    assert where == "Strengths, in the profile, “Asks”: whether it goes home"
