"""Sheets of standards: recognised by their headers, read by the meaning of their columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from learnerplan.imports.drafts.competencies import CompetencyDraft
from learnerplan.imports.found import Headers
from learnerplan.imports.known import Known, KnownCompetency, KnownEdge, KnownFramework, KnownStandards
from learnerplan.imports.planning import plan_import
from learnerplan.imports.recognise import find, recognise
from learnerplan.imports.standards.edges import kind_of
from learnerplan.imports.standards.finders import standards_found
from learnerplan.imports.standards.levels import levels_of
from learnerplan.imports.tables import read
from learnerplan.imports.words.lexicon import header_key, meaning
from learnerplan.imports.words.parts import COMPETENCIES, EDGES
from tests.imports.made import plan, table, values, verdicts
from tests.imports.workbook import write

OURS = KnownFramework("F", "Ours")


def knows(*competencies: KnownCompetency, edges=(), frameworks=(OURS,)):
    return Known(standards=KnownStandards(frameworks, competencies, (), edges))


def held(number, code, **fields):
    return KnownCompetency(f"C{number}", "F", code=code, position=str(number), **fields)


@pytest.mark.parametrize(
    ("headers", "part"),
    [
        ("Code | Statement | Grade", COMPETENCIES),
        ("Standard | Description | Strand", COMPETENCIES),
        ("Standard Code | Standard Description | Domain | Cluster", COMPETENCIES),
        ("Human Coding Scheme | Full Statement | Item Type", COMPETENCIES),
        ("CCSS | Learning Objective | I can | Success criteria", COMPETENCIES),
        ("Benchmark | Expectation | Child-friendly (“I can”) statement", COMPETENCIES),
        ("from_code | to_code", EDGES),
        ("From | To | Kind", EDGES),
        ("from_id | to_id | Relation", EDGES),
    ],
)
def test_headers_of_standards_are_recognised(headers, part):
    found = find(table(f"{headers}\n3.NF.A.1 | Understand | x | y | z"))
    assert (found.kind, found.part) == ("standards", part)


@pytest.mark.parametrize(
    "headers",
    [
        "First Name | Last Name | Grade",
        "Student | Goal | Statement | Due",
        "Student ID | Standard Code | Standard Description | Score",
        "Name | Goal | Success criteria | Due",
        "First Name | Last Name | From | To | Grade",
    ],
)
def test_lists_of_learners_are_something_else(headers):
    learners = table(f"{headers}\n1 | 2 | 3 | 4 | 5")
    looked_at = Headers(tuple(map(header_key, learners.headers)), tuple(map(meaning, learners.headers)))
    assert standards_found(learners, looked_at) is None


def test_a_column_called_standard_holds_codes_or_statements():
    codes = recognise(table("Standard | Description | Grade\n3.NF.A.1 | Understand | 3")).mapping
    assert [column.use for column in codes.columns[:2]] == ["standard_code", "standard_statement"]
    words = recognise(table("Code | Standard | Grade\n3.NF.A.1 | Understand a fraction | 3")).mapping
    assert [column.use for column in words.columns[:2]] == ["standard_code", "standard_statement"]


def test_numbers_of_rows_are_left_out_where_there_are_codes():
    mapping = recognise(table("id | code | statement\n9 | 3.NF.A.1 | Understand")).mapping
    assert (mapping.columns[0].use, mapping.columns[0].reason) == ("leave_out", "The codes tell standards apart.")
    mapping = recognise(table("from_id | from_code | to_id | to_code | kind\n1 | a | 2 | b | related")).mapping
    assert [column.use for column in mapping.columns[::2]] == ["leave_out", "leave_out", "edge_kind"]


def test_every_column_of_a_sheet_finds_its_place():
    made = plan(
        "Code | Statement | Short name | I can | Success criteria | Grade | Domain | Domain name | Cluster | Strand"
        " | Subject | Notes | Type\n"
        "3.NF.A.1 | Understand | Fractions | I can | Show it | K-1 | NF | Fractions | A | Number"
        " | Maths | See | Standard",
        name="our_math (2).csv",
    )
    row = made.rows()[0]
    assert values(row) == {
        "code": "3.NF.A.1", "statement": "Understand", "short_statement": "Fractions", "child_statement": "I can",
        "success": "Show it", "grade": "K", "subject": "Maths", "kind": "Standard", "position": "0",
        "notes": "See\nDomain: Fractions (NF)\nCluster: A\nStrand: Number",
    }  # fmt: skip
    assert row.payload.grades == ("1",)
    assert row.payload.aliases == ("3.NF.1",)
    assert dict(row.payload.framework.values) == {"title": "Our math", "source": "our_math (2).csv"}


def test_a_parent_is_what_the_sheet_says_or_what_the_code_does():
    made = plan("Code | Statement | Parent code | Grade\nA.1.b | Two | | 3\nA.1 | One | Z.9 | 3\nB | Three | A.1 | 3")
    parents = [row.payload.parent_ref for row in made.rows()]
    refs = {dict(row.payload.values)["code"]: row.payload.ref for row in made.rows()}
    assert parents == [refs["A.1"], "", refs["A.1"]]
    assert made.rows()[1].reason == "New standard: One. Its parent “Z.9” is not here."


def test_codes_that_share_an_alias_are_two_standards():
    made = plan("Code | Statement | Grade\n3.NF.A.3 | One | 3\n3.NF.B.3 | Two | 3\n3.NF.3 | Which | 3")
    assert verdicts(made) == ["new", "new", "new"]
    short = plan("Code | Statement | Grade\n3.NF.3d | One | 3\n3.NF.A.3.d | One | 3")
    assert verdicts(short) == ["new", "unchanged"]


def test_a_whole_that_comes_later_finds_its_parts():
    known = knows(held(1, "3.NF.A.3.d", statement="x"), held(2, "3.NF.A.1", statement="x"))
    made = plan("Code | Statement | Grade\n3.NF.A.3 | Whole | 3\n3.NF.A.1 | x | ", known)
    assert made.rows()[0].payload.part_refs == ("C1",)


def test_sheets_of_a_workbook_are_one_set_and_add_to_each_other(tmp_path):
    sheets = {
        "Grade 3": [["Code", "Statement", "Grade"], ["3.NF.A.1", "Understand", "3"], ["3.NF.A.2", "Draw", "3"]],
        "Grade 4": [["Code", "Statement", "Grade"], ["4.NF.A.1", "Explain", "4"]],
        "I can": [["Code", "Description", "I can"], ["3.NF.A.1", "Understand", "I can say it"]],
    }
    made = plan_import(read(write(tmp_path / "Maths.xlsx", sheets)), Known())
    assert verdicts(made) == ["new", "new", "new", "updated"]
    drafts = [row.payload for row in made.rows() if isinstance(row.payload, CompetencyDraft)]
    assert len({draft.framework_ref for draft in drafts}) == 1
    assert [draft.framework is not None for draft in drafts] == [True, False, False, False]
    assert drafts[3].ref == drafts[0].ref
    assert drafts[3].values == (("child_statement", "I can say it"),)


def test_a_column_names_the_set_of_each_row():
    made = plan("Framework | Code | Statement\nOurs | 3.NF.A.1 | x\nTheirs | 3.NF.A.1 | y", knows(held(1, "3.NF.A.1")))
    assert verdicts(made) == ["updated", "new"]
    assert made.rows()[0].payload.ref == "C1"


def test_most_of_the_codes_tell_which_set_a_sheet_means():
    known = knows(held(1, "3.NF.A.1"), held(2, "3.NF.A.2"))
    half = plan("Code | Statement | Grade\n3.NF.1 | x | 3\n9.ZZ.A.9 | y | 9", known)
    assert {row.payload.framework_ref for row in half.rows()} == {"F"}
    few = plan("Code | Statement | Grade\n3.NF.1 | x | 3\n9.ZZ.A.8 | y | 9\n9.ZZ.A.9 | z | 9", known)
    assert "F" not in {row.payload.framework_ref for row in few.rows()}


def test_a_code_in_two_sets_is_linked_in_the_set_that_has_most_of_them():
    theirs = KnownFramework("G", "Theirs")
    known = knows(
        held(1, "3.NF.A.1"), held(2, "3.NF.A.2"), KnownCompetency("D1", "G", code="3.NF.A.1"), frameworks=(OURS, theirs)
    )
    made = plan("from_code | to_code | kind\n3.NF.1 | CCSS.Math.Content.3.NF.A.2 | prerequisite", known)
    assert (made.rows()[0].payload.from_ref, made.rows()[0].payload.to_ref) == ("C1", "C2")
    assert made.rows()[0].title == "3.NF.A.1 comes before 3.NF.A.2"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("3.NF.A.1 | 9.ZZ.A.9 | related", "No standard here has the code “9.ZZ.A.9”."),
        ("3.NF.A.1 | | related", "An end of the link is empty."),
        ("3.NF.A.1 | 3.NF.1 | related", "It leads to where it comes from."),
        ("3.NF.A.1 | 3.NF.A.2 | likes", "“likes” is no kind of link that is known."),
        ("3.NF.A.1 | 3.NF.A.2 | ", "It does not say what kind of link it is."),
    ],
)
def test_a_link_that_cannot_be_made_is_refused_with_its_line(row, reason):
    made = plan(f"from_code | to_code | kind\n{row}", knows(held(1, "3.NF.A.1"), held(2, "3.NF.A.2")))
    assert [(each.line, each.reason) for each in made.rows()] == [(2, reason)]


def test_a_link_that_is_here_is_unchanged_and_twice_in_a_file_is_one():
    edge = KnownEdge("E", "F", "", "precedes", "C1", "", "", "C2")
    text = "from_code | to_code | kind\n3.NF.A.1 | 3.NF.A.2 | prerequisite\n3.NF.1 | 3.NF.2 | precedes"
    both = held(1, "3.NF.A.1"), held(2, "3.NF.A.2")
    assert verdicts(plan(text, knows(*both, edges=(edge,)))) == ["unchanged", "unchanged"]
    assert verdicts(plan(text, knows(*both))) == ["new", "unchanged"]


def test_a_partial_sheet_moves_nothing():
    known = knows(held(5, "3.NF.A.1", statement="x"), held(9, "3.NF.A.2", statement="y"))
    made = plan("Code | Statement | Grade\n3.NF.A.2 | y | \n3.NF.A.7 | new | 3", known)
    assert verdicts(made) == ["unchanged", "new"]
    assert values(made.rows()[1])["position"] == "10"


def test_the_teacher_may_say_that_it_is_a_sheet_of_standards():
    made = plan("Skill | Points\nRead a map | 3", name="skills.csv", kind="standards")
    assert values(made.rows()[0]) == {"statement": "Read a map", "position": "0"}


@pytest.mark.parametrize(
    ("cell", "grades"),
    [
        ("03", ("3",)), ("4; 3", ("3", "4")), ("K-2", ("K", "1", "2")), ("Grades 9–12", ("9", "10", "11", "12")),
        ("HS", ("HS",)), ("KG, PK", ("PK", "K")), ("", ()), ("12-9", ("9", "12")), ("3 | 3", ("3",)),
        ("0-2", ("K", "1", "2")), ("9" * 5000, ("9" * 5000,)),
    ],
)  # fmt: skip
def test_grades_are_read_one_by_one_and_lowest_first(cell, grades):
    assert levels_of(cell) == grades


@pytest.mark.parametrize(
    ("word", "kind"),
    [("prerequisite", "precedes"), ("isChildOf", "child_of"), ("exact match of", "exact_match"), ("ext:x", None)],
)  # fmt: skip
def test_kinds_of_links_are_read_from_case_and_plain_words(word, kind):
    assert kind_of(word) == kind


def test_the_same_tables_give_the_same_plan():
    known = knows(held(1, "3.NF.A.1"))
    text = "Code | Statement | Grade\n3.NF.A.1 | x | 3\n3.NF.A.1a | y | 3"
    assert plan(text, known).rows() == plan(text, known).rows()
    assert Path("list.csv") == plan(text, known).files[0].path
