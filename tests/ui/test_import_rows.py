"""The list of what an import will do: order, filters, questions and their answers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt

from learnerplan.imports.planned.plan import Change, Choice, RowPlan, Verdict
from ui.models.import_index import index_of
from ui.models.import_lines import ImportLine, Shown, alike, answer_like, sentence, told
from ui.models.import_rows import ImportRows
from ui.widgets import paint
from ui.widgets.decision_panel import DecisionPanel
from ui.widgets.import_delegate import number_font, places_of
from ui.widgets.import_list import ImportList

SAME = (
    Choice("learner:1", "Same child", "Keep Ana’s record", "1"),
    Choice("new", "Two children", "Make a new student"),
)
VALUES = (Choice("keep", "Keep mine", "Bảo"), Choice("file", "Use file", "Quoc Bao"))


def plan(key, verdict, *, reason="", choices=(), changes=(), waits_for="", line=0):
    return RowPlan(
        key,
        line or int(key),
        f"Child {key}",
        verdict,
        reason,
        tuple(changes),
        choices=tuple(choices),
        waits_for=waits_for,
    )


def some_rows():
    return [
        plan("2", Verdict.UNCHANGED),
        plan("3", Verdict.NEW, reason="No match by ID, e-mail or name."),
        plan("4", Verdict.UNDECIDED, reason="Same name, but a new ID 17.", choices=SAME),
        plan("5", Verdict.UPDATED, changes=[Change("grade", "Grade", "", "6")]),
        plan("6", Verdict.REFUSED, reason="There is no name in this row."),
        plan(
            "7", Verdict.UNDECIDED, reason="You wrote “Bảo”.", choices=VALUES, changes=[Change("n", "Name", "a", "b")]
        ),
        plan("8", Verdict.UNDECIDED, reason="Waits for another row.", waits_for="4"),
    ]


@pytest.fixture
def model():
    made = ImportRows()
    made.set_rows(index_of(some_rows(), {}), {}, {})
    return made


def keys(model):
    return [line.row.key if line.row else line.fold for line in map(model.line, range(model.rowCount()))]


def test_what_needs_somebody_stands_first_and_what_stays_is_folded(model, qtmodeltester):
    qtmodeltester.check(model)
    assert keys(model) == ["4", "7", "8", "6", "3", "5", "1 unchanged"]
    model.toggle_fold()
    assert keys(model)[-2:] == ["1 unchanged", "2"]


def test_tiles_count_what_they_keep(model):
    counts = model.counts()
    assert [counts[shown] for shown in Shown] == [7, 3, 1, 1, 1, 1, 0]
    model.show(Shown.UPDATED)
    assert keys(model) == ["5"]


def test_rows_that_all_stay_are_shown_without_a_fold(model):
    model.set_rows(index_of([plan("2", Verdict.UNCHANGED), plan("3", Verdict.UNCHANGED)], {}), {}, {})
    assert keys(model) == ["2", "3"]


def test_an_answered_row_keeps_its_place_and_its_cards(model):
    before = some_rows()
    answered = [plan("4", Verdict.UPDATED) if row.key == "4" else row for row in before]
    model.set_rows(index_of(answered, {"4": before[2]}), {"4": before[2]}, {"4": "learner:1"})
    line = model.line(model.position("4"))
    assert keys(model)[0] == "4"
    assert not line.open
    assert line.row.choices == SAME
    assert sentence(line) == "Line 4, Answered: Child 4. Answered: Same child."
    assert model.open_count() == 1


def test_a_row_that_waited_says_what_became_of_it(model):
    before = some_rows()
    settled = plan("8", Verdict.NEW, reason="A new support.")
    model.set_rows(index_of([*before[:-1], settled], {"8"}), {"8": before[-1]}, {})
    line = model.line(model.position("8"))
    assert line.state is Shown.NEW
    assert told(line) == "A new support."
    assert sentence(line) == "Line 8, New: Child 8. A new support."


@pytest.mark.parametrize("number", [7, 14001, 1048576])
def test_a_line_number_is_never_cut(theme, number):
    line = ImportLine(plan("3", Verdict.NEW, line=number), Shown.NEW)
    place = places_of(theme, QRectF(0, 0, 700, 41), line, answers=True)
    font = number_font(theme, number, place.number.width())
    assert paint.width_of(str(number), font) <= place.number.width() + 1
    assert place.number.right() < place.chip.left()


def test_the_next_question_comes_round_again(model):
    assert [model.next_open(), model.next_open(0), model.next_open(1)] == [0, 1, 0]
    model.set_rows(index_of(some_rows(), {}), {}, {"4": "new", "7": "keep"})
    assert model.next_open() == -1


def test_an_answer_that_a_second_question_no_longer_offers_is_none(model):
    model.set_rows(index_of(some_rows(), {}), {}, {"4": "learner:9"})
    assert model.line(0).open


def test_rows_are_alike_when_names_and_numbers_are_all_that_differs():
    one = plan("4", Verdict.UNDECIDED, reason="Child 4 has a new ID 17.", choices=SAME)
    other = plan("9", Verdict.UNDECIDED, reason="Child 9 has a new ID 23.", choices=SAME)
    third = plan("5", Verdict.UNDECIDED, reason="The file has Child 5 more than once.", choices=SAME)
    assert alike(one) == alike(other)
    assert alike(one) != alike(third)


def test_same_child_carries_over_only_where_one_child_can_be_meant():
    two = plan("5", Verdict.UNDECIDED, choices=[*SAME, Choice("learner:2", "Ana", "", "2")])
    other = plan("6", Verdict.UNDECIDED, choices=[Choice("learner:8", "Same child", "", "8"), SAME[1]])
    assert answer_like(other, SAME[0]) == "learner:8"
    assert answer_like(two, SAME[0]) == ""
    assert answer_like(two, SAME[1]) == "new"
    second = plan(
        "7", Verdict.UNDECIDED, choices=[Choice("learner:3+keep", "Keep mine"), Choice("learner:3+file", "Use")]
    )
    assert answer_like(second, VALUES[0]) == "learner:3+keep"


@pytest.fixture
def rows(theme, model, qtbot):
    made = ImportList(theme, model)
    qtbot.addWidget(made)
    made.resize(680, 400)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_number_keys_answer_and_enter_goes_on(rows, model, qtbot):
    given = []
    rows.answered.connect(lambda key, choice: given.append((key, choice)))
    rows.go(0)
    qtbot.keyClick(rows, Qt.Key.Key_2)
    qtbot.keyClick(rows, Qt.Key.Key_Right)
    qtbot.keyClick(rows, Qt.Key.Key_9)
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert given == [("4", "new"), ("4", "learner:1")]
    assert rows.current_line().row.key == "7"


def test_left_and_right_move_the_answer_and_stop_at_the_ends(rows, model, qtbot):
    given = []
    rows.answered.connect(lambda key, choice: given.append(choice))
    model.set_rows(index_of(some_rows(), {}), {}, {"4": "new"})
    rows.go(0)
    qtbot.keyClick(rows, Qt.Key.Key_Right)
    qtbot.keyClick(rows, Qt.Key.Key_Left)
    assert given == ["new", "learner:1"]


def test_enter_says_when_nothing_is_left(rows, model, qtbot):
    model.set_rows(index_of(some_rows(), {}), {}, {"4": "new", "7": "keep"})
    rows.go(0)
    with qtbot.waitSignal(rows.all_answered):
        qtbot.keyClick(rows, Qt.Key.Key_Return)


def test_only_the_open_row_is_made_of_widgets(rows, model, qtbot):
    many = [plan(str(at), Verdict.UNDECIDED, choices=SAME) for at in range(2, 10_002)]
    model.set_rows(index_of(many, {}), {}, {})
    rows.go(0)
    rows.go(5000)
    qtbot.waitUntil(lambda: len(rows.findChildren(DecisionPanel)) == 1)
    panel = rows.findChild(DecisionPanel)
    assert panel.values() == ["learner:1", "new"]
    assert rows.rowHeight(5000) > rows.rowHeight(4999)


def test_nothing_is_chosen_before_somebody_chooses(rows):
    rows.go(0)
    panel = rows.findChild(DecisionPanel)
    assert panel.first().value == "learner:1"
    assert not panel.first().isChecked()


def test_a_short_question_is_answered_in_its_row_by_mouse(rows, theme, model, qtbot):
    given = []
    rows.answered.connect(lambda key, choice: given.append((key, choice)))
    index = model.index(model.position("7"))
    box = rows.visualRect(index)
    place = places_of(theme, QRectF(box), model.line(index), answers=True).answers[1]
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place.center().toPoint())
    assert given == [("7", "file")]
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.left() + 60, box.center().y()))
    assert rows.current_line().row.key == "7"
    assert given == [("7", "file")]


def test_a_click_on_the_fold_shows_its_rows(rows, model, qtbot):
    box = rows.visualRect(model.index(model.rowCount() - 1))
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert keys(model)[-1] == "2"


def test_the_opened_row_survives_new_rows(rows, model):
    rows.go(model.position("7"))
    more = [*some_rows(), plan("1", Verdict.UNDECIDED, choices=SAME)]
    model.set_rows(index_of(more, {}), {}, {})
    assert rows.current_line().row.key == "7"
    assert rows.findChildren(DecisionPanel)[-1].values() == ["keep", "file"]
