from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from learnerplan.domain.goals import GoalArea, GoalKind
from learnerplan.domain.steps import Repeats, Who
from learnerplan.services import goal_bank, goals, learners, plans
from learnerplan.services.goal_bank import BankStep
from ui.dialogs.goal_apply import GoalApplyDialog
from ui.dialogs.goal_bank import GoalBankDialog
from ui.dialogs.goal_bank_edit import BankGoalDialog
from ui.dialogs.goal_bank_plan import PlanTemplateDialog
from ui.dialogs.goal_bank_words import caption, matching


@pytest.fixture
def reading(room):
    return goal_bank.keep(
        room.store,
        title="Read every day",
        kind=GoalKind.GRADE_LEVEL,
        area=GoalArea.ACADEMIC,
        words="{name} reads {book}",
        steps=[BankStep("Choose {book}", Who.ME, Repeats.ONCE)],
    )


@pytest.fixture
def asking(room):
    return goal_bank.keep(room.store, kind=GoalKind.PERSONAL, area=GoalArea.HABITS, words="Ask for help")


def opened(host, kind):
    found = [one for one in host.findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def words(room, learner_id):
    return [goal.words for goal in goals.of_learner(room.store, learner_id)]


def test_goals_are_found_by_any_word_and_kind(room, reading, asking):
    bank = goal_bank.listed(room.store)
    assert [goal.id for goal in matching(bank, "CHOOSE read")] == [reading]
    assert [goal.id for goal in matching(bank, "", "personal")] == [asking]
    assert matching(bank, "nothing like it") == []
    assert "fill in: book" in caption(bank[1]).replace("\u2068", "").replace("\u2069", "")


def test_many_are_given_a_goal_with_the_places_filled_in(room, room_ctx, host, reading, asking):
    bank = GoalBankDialog(room_ctx, host, learner_ids=[room.ana, room.minh])
    bank.open()
    assert not bank.primary.isEnabled()
    bank.boxes[reading].click()
    assert bank.primary.text() == "Give this goal to 2 students"
    bank.primary.click()
    giving = opened(host, GoalApplyDialog)
    giving.primary.click()
    assert "in its place" in giving.form._fields["book"].error()
    giving.places["book"].setText("Wonder")
    assert "Wonder" in giving._quotes[0].text()
    giving.primary.click()
    assert words(room, room.ana) == ["Ana Lúcia reads Wonder"]
    assert words(room, room.minh) == ["Minh reads Wonder"]
    assert not bank.isVisible()
    assert host.isActiveWindow(), "the keys go to the window again, so that Ctrl+Z takes it back"
    room.store.undo()
    assert words(room, room.ana) == words(room, room.minh) == []


def test_from_the_palette_the_bank_asks_who_is_given_the_goals(room, room_ctx, host, reading, asking):
    bank = GoalBankDialog(room_ctx, host)
    bank.open()
    assert not bank.primary.isEnabled()
    bank.boxes[reading].click()
    bank.boxes[asking].click()
    assert bank.primary.text() == "Give 2 goals"
    bank.primary.click()
    giving = opened(host, GoalApplyDialog)
    giving.places["book"].setText("Momo")
    giving.primary.click()
    assert "Nobody is chosen" in giving.form._fields["people"].error()
    giving.people.people.line.setText("minh")
    giving.people.settle()
    assert giving.primary.text() == "Give 2 goals to 1 student"
    assert "Minh" in giving._quotes[1].text()
    (everybody,) = giving.people.rooms.values()
    everybody.click()
    assert set(giving.people.value()) == {room.ana, room.minh}
    assert giving.people.value()[0] == room.minh
    giving.primary.click()
    assert len(words(room, room.minh)) == 2
    assert "Momo" in " ".join(words(room, room.ana))
    assert not bank.isVisible()
    room.store.undo()
    assert words(room, room.ana) == words(room, room.minh) == []


def test_grade_and_term_fill_themselves_in_what_is_shown(room, room_ctx, host):
    goal_bank.keep(room.store, words="{name} shows grade {grade} what {term} was for")
    learners.change(room.store, room.ana, grade="4")
    plans.start(room.store, room.ana, today=room.today)
    giving = GoalApplyDialog(room_ctx, goal_bank.listed(room.store), [room.ana], host)
    giving.open()
    shown = giving._quotes[0].text()
    giving.primary.click()
    assert words(room, room.ana)[0] in shown
    assert "{" not in shown


def test_a_plan_template_says_what_the_term_is_for(room, room_ctx, host, reading, asking):
    goal_bank.keep_plan(room.store, title="First term", goal_ids=[asking], vision="A term to settle in")
    plans.set_vision(room.store, plans.start(room.store, room.minh, today=room.today), "To be brave")
    bank = GoalBankDialog(room_ctx, host, learner_ids=[room.ana, room.minh])
    bank.open()
    bank.plan.chosen.emit(goal_bank.plans_listed(room.store)[0].id)
    bank.primary.click()
    opened(host, GoalApplyDialog).primary.click()
    assert plans.of_learner(room.store, room.ana)[0].vision == "A term to settle in"
    assert plans.of_learner(room.store, room.minh)[0].vision == "To be brave"


def test_typing_finds_goals_and_the_field_keeps_the_keys(room, room_ctx, host, reading, asking, qtbot):
    bank = GoalBankDialog(room_ctx, host)
    bank.open()
    qtbot.waitExposed(bank)
    assert bank.focusWidget() is bank.search
    for letter in "help":
        qtbot.keyClick(bank.focusWidget(), letter)
    assert bank.search.value() == "help"
    assert list(bank.boxes) == [asking]


def test_tab_goes_from_what_finds_over_the_goals_to_the_buttons(room, room_ctx, host, reading, asking, qtbot):
    bank = GoalBankDialog(room_ctx, host)
    bank.open()
    qtbot.waitExposed(bank)
    qtbot.keyClicks(bank.search, "read")
    order = [bank.search]
    while order[-1] is not bank.add and len(order) < 9:
        qtbot.keyClick(order[-1], Qt.Key.Key_Tab)
        order.append(bank.focusWidget())
    assert order[1:3] == [bank.kind, bank.more]
    assert order[3] is bank.boxes[reading]
    assert order[-1] is bank.add


def test_where_there_is_little_room_nothing_of_the_bank_is_cut(room, room_ctx, host, reading, qapp):
    goal_bank.keep_plan(room.store, title="First term", goal_ids=[reading])
    host.resize(680, 600)
    bank = GoalBankDialog(room_ctx, host)
    bank.open()
    qapp.processEvents()
    for part in (bank.search, bank.kind, bank.plan, bank.more):
        right = part.mapTo(bank, part.rect().topRight()).x()
        assert part.isVisible()
        assert 0 < right <= bank.width()
    assert bank.search.width() > bank.width() / 2


def test_who_has_it_already_is_said(room, room_ctx, host, asking):
    said = []
    room_ctx.shell.toast_wanted.connect(lambda text, undo: said.append((text, undo)))
    for people in ([room.ana], [room.ana, room.minh], [room.ana], None):
        if people is None:
            room.store.undo()
            room.store.undo()
            people = [room.ana, room.minh]
        giving = GoalApplyDialog(room_ctx, goal_bank.listed(room.store), people, host)
        giving.open()
        giving.primary.click()
    texts = [text for text, _ in said if text]
    assert texts == [
        "1 goal given to 1 student.",
        "1 goal given to 1 student. One student had it already.",
        "Nobody was given anything: it is in these plans already.",
        "1 goal given to 2 students.",
    ]


def test_a_goal_is_added_changed_and_removed(room, room_ctx, host):
    bank = GoalBankDialog(room_ctx, host)
    bank.open()
    bank.add.click()
    form = opened(host, BankGoalDialog)
    form.primary.click()
    assert form.isVisible()
    form.words.setPlainText("Explain {topic}")
    form.steps.lines[0].text.setText("Draw it")
    form.steps.lines[0].repeats.choose("weekly")
    form.primary.click()
    (goal,) = goal_bank.listed(room.store)
    assert (goal.title, goal.places(), goal.steps[0].repeats) == ("Explain {topic}", ("topic",), Repeats.WEEKLY)
    assert list(bank.boxes) == [goal.id]
    again = BankGoalDialog(room_ctx, host, goal=goal)
    again.open()
    again.title.setText("Explaining")
    again.primary.click()
    (changed,) = goal_bank.listed(room.store)
    assert (changed.id, changed.title, changed.steps) == (goal.id, "Explaining", goal.steps)
    bank.remove(changed)
    assert goal_bank.listed(room.store) == []


def test_a_plan_template_ticks_its_goals(room, room_ctx, host, reading, asking):
    bank = GoalBankDialog(room_ctx, host, learner_ids=[room.ana])
    bank.open()
    bank.boxes[asking].click()
    next(one for one in bank._choices() if "template" in one.text).act()
    naming = opened(host, PlanTemplateDialog)
    naming.title.setText("First term")
    naming.primary.click()
    (plan,) = goal_bank.plans_listed(room.store)
    assert plan.goal_ids == (asking,)
    bank.boxes[asking].click()
    bank.plan.choose(plan.id)
    bank.plan.chosen.emit(plan.id)
    assert bank.boxes[asking].isChecked()
    next(one for one in bank._choices() if one.text.startswith("Remove the plan")).act()
    assert goal_bank.plans_listed(room.store) == []
    assert len(goal_bank.listed(room.store)) == 2


def test_a_plan_template_is_changed_to_what_is_ticked(room, room_ctx, host, reading, asking):
    held = goal_bank.keep_plan(room.store, title="First term", goal_ids=[asking], vision="To settle in")
    bank = GoalBankDialog(room_ctx, host)
    bank.open()
    bank.plan.choose(held)
    bank.plan.chosen.emit(held)
    bank.boxes[reading].click()
    next(one for one in bank._choices() if one.text.startswith("Change the plan")).act()
    changing = opened(host, PlanTemplateDialog)
    assert (changing.title.value(), changing.vision.value()) == ("First term", "To settle in")
    changing.title.setText("Autumn")
    changing.primary.click()
    (plan,) = goal_bank.plans_listed(room.store)
    assert (plan.id, plan.title, plan.vision) == (held, "Autumn", "To settle in")
    assert set(plan.goal_ids) == {asking, reading}


def test_the_bank_goes_out_as_a_file_and_comes_in_once(room, room_ctx, host, reading, tmp_path):
    goal_bank.keep_plan(room.store, title="First term", goal_ids=[reading])
    bank = GoalBankDialog(room_ctx, host)
    bank.open()
    out = tmp_path / "bank.json"
    bank.export_to(out)
    assert "Ana" not in out.read_text(encoding="utf-8")
    bank.take_in(out)
    assert len(goal_bank.listed(room.store)) == 1
    goal_bank.remove(room.store, reading)
    goal_bank.remove_plan(room.store, goal_bank.plans_listed(room.store)[0].id)
    bank.take_in(out)
    (goal,), (plan,) = goal_bank.listed(room.store), goal_bank.plans_listed(room.store)
    assert goal.title == "Read every day"
    assert (plan.title, plan.goal_ids) == ("First term", (goal.id,))


@pytest.mark.parametrize(
    "text",
    ["no json", "[]", '{"format": "learnerplan goal bank 1", "goals": [{"steps": 3}]}',
     '{"format": "learnerplan goal bank 1", "goals": ["x"]}',
     '{"format": "learnerplan goal bank 1", "goals": [{"words": "x", "kind": "odd"}]}',
     '{"format": "learnerplan goal bank 1", "goals": [{"words": " ", "kind": "personal", "area": "habits"}]}'],
)  # fmt: skip
def test_a_file_that_is_no_bank_is_refused_in_words(room, room_ctx, host, tmp_path, text):
    bank = GoalBankDialog(room_ctx, host)
    bank.open()
    source = tmp_path / "odd.json"
    source.write_text(text, encoding="utf-8")
    bank.take_in(source)
    assert "no goal bank" in bank._sentence.text()
    assert goal_bank.listed(room.store) == []


def test_a_goal_of_a_plan_goes_into_the_bank_without_the_name(room):
    plan = plans.start(room.store, room.ana, today=room.today)
    goal = goals.add(room.store, plan, kind=GoalKind.PERSONAL, words="Ana Lúcia draws a comic")
    goal_bank.keep_goal(room.store, goal)
    (kept,) = goal_bank.listed(room.store)
    assert kept.words == "{name} draws a comic"
    assert learners.one(room.store, room.ana).called == "Ana Lúcia"


@pytest.mark.parametrize(("scale", "below"), [(1.0, False), (1.5, True)])
def test_the_steps_of_a_goal_have_room_for_their_words(room, room_ctx, host, reading, scale, below):
    room_ctx.theme.set_look(room_ctx.theme.tokens, scale, reading_font=False)
    host.resize(1024, 700)
    (goal,) = [one for one in goal_bank.listed(room.store) if one.id == reading]
    made = BankGoalDialog(room_ctx, host, goal=goal)
    made.open()
    line = made.steps.lines[0]
    assert (line.who.y() > line.text.y()) is below
    assert line.text.width() >= room_ctx.theme.px(240)
    assert made.title.width() >= room_ctx.theme.px(300)
    assert not any(area.horizontalScrollBar().maximum() for area in made.findChildren(QScrollArea))
    made.done(0)
