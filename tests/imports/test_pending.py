"""Rows that wait: kept without the file, decided later, and nothing sensitive among what is kept."""

from __future__ import annotations

from learnerplan.imports.known import Known
from learnerplan.imports.planned.pending import PendingRow
from learnerplan.imports.planned.plan import ImportPlan, Verdict
from learnerplan.imports.planning import plan_import, plan_pending
from tests.imports.applying import Book
from tests.imports.made import NEW, UNCHANGED, UNDECIDED, UPDATED, knows, learner, plan, table, verdicts


def kept(made: ImportPlan) -> list[PendingRow]:
    rows = [PendingRow.of(file, row) for file in made.files for row in file.rows if row.verdict is Verdict.UNDECIDED]
    return [PendingRow.from_json(row.to_json()) for row in rows]


SOFIA = knows(learner(1, "Sofía", "Castillo", ids={"student_id": "100"}, birth_date="2014-05-13"))
TEXT = "ID | First | Last | Birthdate | Race | Grade\n200 | Sofia | Castillo | 13/5/2014 | White | 6"


def test_a_row_is_decided_later_with_the_same_outcome():
    made = plan(TEXT, SOFIA)
    (row,) = kept(made)
    assert row.key == made.rows()[0].key
    assert (row.line, row.title, row.reason) == (2, "Sofia Castillo", made.rows()[0].reason)
    for choice in row.choices:
        now = made.decide(row.key, choice.key).rows()
        later = plan_pending([row], SOFIA, {row.key: choice.key}).rows()
        assert now == later


def test_nothing_sensitive_and_no_left_out_column_is_kept():
    (row,) = kept(plan(TEXT, SOFIA))
    assert "White" not in row.to_json()
    assert row.headers == ("ID", "First", "Last", "Birthdate", "Grade")


def test_rows_without_a_decision_go_on_waiting():
    made = plan(TEXT, SOFIA)
    assert plan_pending(kept(made), SOFIA, {}).rows() == ()


def test_enrolments_wait_with_their_learner():
    roster = table("SIS ID | First Name | Last Name | Birthdate\n200 | Sofia | Castillo | 13/5/2014", "Student.csv")
    sections = table("SIS ID | School SIS ID | Section Name | Section Number\nS1 | 1 | Art | 1", "Section.csv")
    enrolments = table("Section SIS ID | SIS ID\nS1 | 200", "StudentEnrollment.csv")
    known = knows(learner(1, "Sofía", "Castillo", ids={"sis": "100"}, birth_date="2014-05-13"))
    made = plan_import([enrolments, roster, sections], known)
    assert verdicts(made) == [NEW, UNDECIDED, UNDECIDED]
    _, asked, waiting = made.rows()
    assert waiting.waits_for == asked.key
    assert verdicts(made.decide(asked.key, "learner:L1")) == [NEW, UPDATED, NEW]
    assert verdicts(made.decide(asked.key, "skip")) == [NEW, UNCHANGED, UNCHANGED]
    book = Book(known)
    book.commit(made)
    rows = kept(made)
    decided = plan_pending(rows, book.known, {asked.key: "learner:L1"})
    assert verdicts(decided) == [UPDATED, NEW]
    book.commit(decided)
    assert book.learners["L1"].classes == tuple(book.classes)


def test_a_survey_answer_keeps_its_key_when_it_is_decided_later():
    text = "Timestamp | Name | I like… | Do you pray?\n13/2/2024 8:00:00 | Anna | run | yes"
    known = knows(learner(1, "Ana", "Diaz"))
    made = plan(text, known)
    rows = kept(made)
    assert "yes" not in rows[0].cells
    book = Book(known)
    book.commit(made)
    decided = plan_pending(rows, book.known, {rows[0].key: "learner:L1"})
    assert verdicts(decided) == [NEW]
    assert str(decided.rows()[0].payload.answered_at.date()) == "2024-02-13"
    book.commit(decided)
    assert verdicts(plan(text, book.known)) == [UNCHANGED]


def test_candidates_who_were_made_by_the_same_import_get_their_ids():
    made = plan("First | Last\nMaria | Garcia\nMaria | García", Known())
    book = Book()
    book.commit(made)
    (row,) = kept(made)
    assert row.choices[0].learner_id.startswith("new:")
    row = row.with_ids(book.ids)
    assert row.choices[0].key == f"learner:{next(iter(book.learners))}"
    decided = plan_pending([row], book.known, {row.key: row.choices[0].key})
    assert [change.new for change in decided.rows()[0].changes] == ["García"]


def test_the_class_that_was_named_is_kept_with_the_row():
    made = plan(TEXT, SOFIA, class_name="Room 12")
    (row,) = kept(made)
    decided = plan_pending([row], SOFIA, {row.key: "new"})
    assert [draft.values for draft in decided.files[0].classes] == [(("name", "Room 12"),)]
