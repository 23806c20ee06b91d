"""Forms on surveys and on the goal bank are open while the changes of a second laptop come in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from learnerplan.domain import records
from learnerplan.domain.goals import GoalArea, GoalKind, MeasureKind
from learnerplan.domain.profiles import Facet
from learnerplan.domain.steps import Repeats, Who
from learnerplan.domain.surveys import QuestionKind
from learnerplan.services import goal_bank, goals, learners, own_surveys, plans, scales, terms
from learnerplan.services.goal_bank import BankStep
from learnerplan.services.own_surveys import Wording
from tests.ui.dialogs.laptops import LAPTOP, both, change, laptops, notes, room
from ui.dialogs.goal_bank_edit import BankGoalDialog
from ui.dialogs.goal_bank_plan import PlanTemplateDialog
from ui.dialogs.goal_edit import GoalEditDialog
from ui.dialogs.survey_edit import SurveyEditDialog
from ui.dialogs.survey_question import SurveyQuestionDialog
from ui.widgets.meanwhile_note import MeanwhileNote

__all__ = ["both", "laptops", "room"]


def gone():
    """Widgets that were let go are no longer there, as after any turn of the loop."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def survey(both):
    questions = [
        Wording("What do you like?", QuestionKind.SEVERAL, Facet.INTEREST, (("Books", "read"), ("Trees", ""))),
        Wording("What else?"),
    ]
    made = own_surveys.add(both.here, title="How I learn", introduction="Only I read it.", questions=questions)
    both.carry()
    return own_surveys.one(both.here, made)


def test_a_survey_takes_in_what_came_and_writes_what_was_typed(both, survey, room_ctx, host):
    form = SurveyEditDialog(room_ctx, host, survey)
    form.open()
    form.introduction.setPlainText("Your teacher reads it.")
    own_surveys.change(both.there, survey.id, title="How we learn", band="4-8", introduction="We read it.")
    both.carry()
    assert form.title.value() == "How we learn"
    assert form.introduction.value() == "Your teacher reads it."
    assert any("We read it." in note and LAPTOP in note for note in notes(form))
    assert both.written(form.primary.click) == [("survey", "U", ["introduction"])]
    held = own_surveys.one(both.here, survey.id)
    assert (held.title, held.band, held.introduction) == ("How we learn", "4-8", "Your teacher reads it.")


def test_a_survey_for_families_loses_its_grades_only_where_that_is_chosen_here(both, survey, room_ctx, host):
    form = SurveyEditDialog(room_ctx, host, survey)
    form.open()
    form.respondent.choose("family")
    assert both.written(form.primary.click) == [("survey", "U", ["band", "respondent"])]


@pytest.fixture
def question(both, survey, room_ctx, host):
    form = SurveyQuestionDialog(room_ctx, survey, host, survey.questions[0])
    form.open()
    return form


def reword(both, survey, **values):
    held = own_surveys.one(both.there, survey.id).questions[0]
    options = values.pop("options", tuple((one.text, one.picture) for one in held.options))
    wording = Wording(held.text, held.kind, held.facet, options, held.hint, held.required)
    own_surveys.change_question(both.there, held.id, Wording(**{**wording.__dict__, **values}))
    both.carry()


def test_a_question_takes_in_its_words_and_its_answers(both, survey, question):
    question.hint.setText("Pick as many as you want")
    reword(both, survey, text="What do you enjoy?", options=(("Books", "read"), ("Trees", ""), ("Music", "music")))
    assert question.words.value() == "What do you enjoy?"
    assert question.options.value() == (("Books", "read"), ("Trees", ""), ("Music", "music"))
    assert both.written(question.primary.click) == [("question", "U", ["hint"])]


def test_an_answer_that_is_typed_here_and_one_that_comes_in_are_both_kept(both, survey, question):
    question.options.add.click()
    question.options.lines[-1].words.setText("Maps")
    reword(both, survey, options=(("Books", "draw"), ("Music", "")))
    assert question.options.value() == (("Books", "draw"), ("Music", ""), ("Maps", ""))
    question.primary.click()
    held = own_surveys.one(both.here, survey.id).questions[0]
    assert [one.text for one in held.options] == ["Books", "Music", "Maps"]


def test_an_answer_that_went_while_it_was_typed_in_stays_and_says_so(both, survey, question):
    question.options.lines[1].words.setText("Trees and bushes")
    reword(both, survey, options=(("Books", "read"), ("Music", "")))
    assert question.options.value() == (("Books", "read"), ("Music", ""), ("Trees and bushes", ""))
    assert any("removed this meanwhile" in note for note in notes(question))
    theirs = next(note for note in question.findChildren(MeanwhileNote) if "removed" in note.accessibleName())
    theirs.take.click()
    assert question.options.value() == (("Books", "read"), ("Music", ""))


def test_answers_that_were_put_in_another_order_stay_in_it(both, survey, question):
    question.options.add.click()
    question.options.lines[-1].words.setText("Maps")
    reword(both, survey, options=(("Trees", ""), ("Books", "read")))
    assert question.options.value() == (("Trees", ""), ("Books", "read"), ("Maps", ""))
    assert [line.words.accessibleName() for line in question.options.lines] == ["Answer 1", "Answer 2", "Answer 3"]
    assert both.written(question.primary.click) == [("question_option", "I", [])]
    held = own_surveys.one(both.here, survey.id).questions[0]
    assert [one.text for one in held.options] == ["Trees", "Books", "Maps"]


def test_an_order_that_was_made_here_stays_and_is_looked_at_before_it_is_kept(both, survey, question, room_ctx):
    reword(both, survey, options=(("Books", "read"), ("Trees", ""), ("Music", "")))
    room_ctx.changes.leave()
    question.options.shift(question.options.lines[2], -2)
    reword(both, survey, options=(("Trees", ""), ("Books", "read"), ("Music", "")))
    question.primary.click()
    assert question.isVisible()
    question.primary.click()
    held = own_surveys.one(both.here, survey.id).questions[0]
    assert [one.text for one in held.options] == ["Music", "Books", "Trees"]


def test_an_answer_whose_line_was_taken_away_with_its_note_comes_again(both, survey, question):
    question.options.lines[1].words.setText("Trees and bushes")
    reword(both, survey, options=(("Books", "read"), ("Trees", "plant")))
    assert notes(question)
    question.options.lines[1].remove.click()
    gone()
    reword(both, survey, options=(("Books", "read"), ("Trees", "draw")))
    assert question.options.value() == (("Books", "read"), ("Trees", "draw"))
    assert any("changed this just now" in note for note in notes(question))


def test_a_step_that_was_let_go_and_comes_back_is_shown_again(both, reading, bank_form):
    bank_form.steps.lines[1].text.setText("Read at home")
    with both.there.transaction("Remove") as tx:
        tx.delete(records.GoalTemplateStep, goal_bank.steps_of(both.there, reading)[1].id)
    both.carry()
    bank_form.findChild(MeanwhileNote).take.click()
    gone()
    assert [step.text for step in bank_form.steps.value()] == ["Choose {book}"]
    both.there.undo()
    both.carry()
    assert [step.text for step in bank_form.steps.value()] == ["Choose {book}", "Read"]


def test_what_came_in_unseen_is_looked_at_before_it_is_decided_on(both, survey, question, room_ctx):
    room_ctx.changes.leave()
    question.hint.setText("Pick two")
    reword(both, survey, text="What do you enjoy?", hint="Pick three")
    assert question.words.value() == "What do you like?"
    question.primary.click()
    assert question.isVisible()
    assert (question.words.value(), question.hint.value()) == ("What do you enjoy?", "Pick two")
    assert any("Pick three" in note for note in notes(question))
    question.primary.click()
    held = own_surveys.one(both.here, survey.id).questions[0]
    assert (held.text, held.hint) == ("What do you enjoy?", "Pick two")


@pytest.fixture
def reading(both):
    made = goal_bank.keep(
        both.here,
        title="Read every day",
        kind=GoalKind.GRADE_LEVEL,
        area=GoalArea.ACADEMIC,
        words="I read {book}",
        measure="Pages",
        measure_kind=MeasureKind.NUMBER,
        baseline=1 / 3,
        target=20.0,
        steps=[BankStep("Choose {book}", Who.ME, Repeats.ONCE), BankStep("Read", Who.HOME, Repeats.DAILY)],
    )
    both.carry()
    return made


def banked(store, goal_id):
    return next(goal for goal in goal_bank.listed(store) if goal.id == goal_id)


@pytest.fixture
def bank_form(both, reading, room_ctx, host):
    form = BankGoalDialog(room_ctx, host, goal=banked(both.here, reading))
    form.open()
    return form


def test_a_goal_of_the_bank_writes_what_was_typed_alone(both, reading, bank_form):
    bank_form.why.setText("Because stories")
    change(both.there, records.GoalTemplate, reading, words="I read {book} out loud", target=30.0)
    both.carry()
    assert bank_form.words.value() == "I read {book} out loud"
    assert bank_form.measure.target.value() == "30"
    assert both.written(bank_form.primary.click) == [("goal_template", "U", ["why"])]
    held = banked(both.here, reading)
    assert (held.words, held.why, held.baseline, held.target) == (
        "I read {book} out loud", "Because stories", 1 / 3, 30.0,
    )  # fmt: skip


def test_steps_of_the_bank_are_followed_line_by_line(both, reading, bank_form):
    first, second = goal_bank.steps_of(both.there, reading)
    bank_form.steps.lines[0].text.setText("Choose {book} together")
    change(both.there, records.GoalTemplateStep, first.id, text="Choose a book")
    change(both.there, records.GoalTemplateStep, second.id, who=Who.ME)
    with both.there.transaction("Add") as tx:
        tx.add(records.GoalTemplateStep, goal_template_id=reading, position=2, text="Tell of it")
    both.carry()
    assert [line.text.value() for line in bank_form.steps.lines] == ["Choose {book} together", "Read", "Tell of it"]
    assert any("Choose a book" in note and LAPTOP in note for note in notes(bank_form))
    assert both.written(bank_form.primary.click) == [("goal_template_step", "U", ["text"])]
    assert goal_bank.steps_of(both.here, reading) == [
        BankStep("Choose {book} together", Who.ME, Repeats.ONCE),
        BankStep("Read", Who.ME, Repeats.DAILY),
        BankStep("Tell of it", Who.ME, Repeats.ONCE),
    ]


def test_steps_of_the_bank_come_into_another_order(both, reading, bank_form):
    first, second = goal_bank.steps_of(both.there, reading)
    for step, position in ((first, 1), (second, 0)):
        change(both.there, records.GoalTemplateStep, step.id, position=position)
    both.carry()
    assert [step.text for step in bank_form.steps.value()] == ["Read", "Choose {book}"]
    QCoreApplication.processEvents()
    assert bank_form.steps.lines[0].y() < bank_form.steps.lines[1].y()
    bank_form.why.setText("Because stories")
    assert both.written(bank_form.primary.click) == [("goal_template", "U", ["why"])]


def test_a_step_that_went_is_taken_away_and_one_that_is_typed_in_stays(both, reading, bank_form):
    bank_form.steps.lines[1].text.setText("Read at home")
    with both.there.transaction("Remove") as tx:
        for step in goal_bank.steps_of(both.there, reading):
            tx.delete(records.GoalTemplateStep, step.id)
    both.carry()
    assert [step.text for step in bank_form.steps.value()] == ["Read at home"]
    bank_form.primary.click()
    assert [step.text for step in goal_bank.steps_of(both.here, reading)] == ["Read at home"]


def test_levels_of_a_measure_are_followed_too(both, reading, room_ctx, host):
    levels = scales.progress_levels(both.here)
    change(both.here, records.GoalTemplate, reading, measure_kind=MeasureKind.LEVEL, baseline=0.0, target=1.0)
    both.carry()
    form = BankGoalDialog(room_ctx, host, goal=banked(both.here, reading))
    form.open()
    change(both.there, records.GoalTemplate, reading, target=float(levels[-1].position))
    both.carry()
    assert form.measure.to_level.value() == str(levels[-1].position)
    form.grades.setText("3–5")
    assert both.written(form.primary.click) == [("goal_template", "U", ["grades"])]


@pytest.fixture
def standards(both):
    with both.here.transaction("Add standards") as tx:
        framework = tx.add(records.Framework, title="Maths")
        made = [
            tx.add(records.Competency, framework_id=framework, code=code, statement=f"Can do {code}", position=at)
            for at, code in enumerate(("M.1", "M.2", "M.3"))
        ]
    both.carry()
    return made


def test_standards_that_two_chose_are_all_chosen(both, reading, standards, room_ctx, host):
    form = BankGoalDialog(room_ctx, host, goal=banked(both.here, reading))
    form.open()
    form.standards.choose([standards[0]])
    with both.there.transaction("Tie") as tx:
        tx.add(records.GoalTemplateCompetency, goal_template_id=reading, competency_id=standards[1])
    both.carry()
    assert set(form.standards.value()) == set(standards[:2])
    assert both.written(form.primary.click) == [("goal_template_competency", "I", [])]
    assert set(goal_bank.competencies_of(both.here, reading)) == set(standards[:2])


def test_a_standard_that_the_form_has_no_words_for_stays(both, reading, standards, room_ctx, host):
    form = BankGoalDialog(room_ctx, host, goal=banked(both.here, reading))
    form.open()
    with both.there.transaction("Tie") as tx:
        framework = both.there.value("SELECT id FROM framework")
        new = tx.add(records.Competency, framework_id=framework, code="M.9", statement="New", position=9)
        tx.add(records.GoalTemplateCompetency, goal_template_id=reading, competency_id=new)
    both.carry()
    form.standards.choose([standards[2]])
    form.primary.click()
    assert set(goal_bank.competencies_of(both.here, reading)) == {standards[2], new}


def test_goals_that_came_into_a_plan_template_stay_in_it(both, reading, room_ctx, host):
    asking, drawing = (goal_bank.keep(both.here, words=words) for words in ("I ask", "I draw"))
    made = goal_bank.keep_plan(both.here, title="Autumn", goal_ids=[reading, asking])
    both.carry()
    (plan,) = goal_bank.plans_listed(both.here)
    form = PlanTemplateDialog(room_ctx, [reading], host, plan=plan)
    form.open()
    goal_bank.keep_plan(both.there, title="Fall", goal_ids=[reading, asking, drawing], plan_id=made)
    both.carry()
    assert form.title.value() == "Fall"
    form.vision.setText("To settle in")
    written = both.written(form.primary.click)
    assert ("plan_template", "U", ["vision"]) in written
    assert [row for row in written if row[1] == "D"] == [("plan_template_goal", "D", [])]
    assert goal_bank.plans_listed(both.here)[0].goal_ids == (reading, drawing)


def test_standards_of_a_goal_on_a_plan_are_all_kept(both, standards, room_ctx, host, room):
    plan = plans.start(both.here, room.ana, today=room.today)
    goal = goals.add(both.here, plan, kind=GoalKind.PERSONAL, words="I want to read out loud")
    both.carry()
    term = terms.listed(both.here, room.today)[0]
    held = goals.one(both.here, goal)
    form = GoalEditDialog(room_ctx, learners.one(both.here, room.ana), term, host, goal=held)
    form.open()
    form.standards.choose([standards[0]])
    goals.change(both.there, goal, competency_ids=[standards[1]])
    both.carry()
    assert both.written(form.primary.click) == [("goal_competency", "I", [])]
    assert set(goals.competency_ids(both.here, goal)) == set(standards[:2])
