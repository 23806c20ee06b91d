from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QPushButton

from learnerplan.domain import records
from learnerplan.domain.goals import GoalStatus
from learnerplan.domain.plans import Agreer, PlanState
from learnerplan.services import goals, plan_closing, plan_papers, plan_states, plans
from tests.ui.classday import dialog

TODAY = date(2026, 11, 18)


def state(room, planned):
    return plans.of_learner(room.store, room.ana)[0].state


def button(page, text):
    (found,) = [one for one in page.plan.agreement.findChildren(QPushButton) if one.text() == text]
    return found


def test_ticking_learner_and_teacher_agrees_the_plan(planned, page, room):
    for who in (Agreer.LEARNER, Agreer.TEACHER):
        page.plan.agreement.boxes[who].click()
    assert state(room, planned) is PlanState.ACTIVE
    assert "agreed 18 Nov" in page.plan.agreement.boxes[Agreer.TEACHER].text()
    page.plan.agreement.boxes[Agreer.TEACHER].click()
    assert not page.plan.agreement.boxes[Agreer.TEACHER].isChecked()


def test_for_the_family_it_asks_who(planned, page, room):
    page.plan.agreement.boxes[Agreer.FAMILY].click()
    asked = dialog()
    asked.name.setText("Rosa Ferreira")
    asked.primary.click()
    assert "Rosa Ferreira" in page.plan.agreement.boxes[Agreer.FAMILY].text()


def test_leaving_the_question_leaves_the_box_empty(planned, page, room):
    page.plan.agreement.boxes[Agreer.FAMILY].click()
    asked = dialog()
    asked.done(0)
    asked.rejected.emit()
    assert not page.plan.agreement.boxes[Agreer.FAMILY].isChecked()


def test_a_goal_without_an_outcome_keeps_the_plan_open(planned, page, room):
    plan_states.move(room.store, planned.plan, PlanState.ACTIVE)
    button(page, "Look back").click()
    button(page, "Close the plan").click()
    closing = dialog()
    assert closing.windowTitle() == "Close Ana Lúcia’s plan of Term 2?"
    assert not closing.primary.isEnabled()
    assert len([each for each in closing.missing if each.goal]) >= 2


def test_a_plan_closes_and_opens_again_with_a_reason(planned, page, room, qtbot, tmp_path):
    plan_states.move(room.store, planned.plan, PlanState.ACTIVE)
    plan_states.move(room.store, planned.plan, PlanState.REFLECTING)
    for goal in (planned.everyone, planned.own):
        goals.change(room.store, goal, status=GoalStatus.MET)
    button(page, "Close the plan").click()
    dialog().primary.click()
    qtbot.waitUntil(lambda: state(room, planned) is PlanState.CLOSED)
    page.plan.plan_actions.reprint_to(tmp_path / "kept.pdf")
    kept = plan_papers.papers(room.store, planned.plan)
    assert (tmp_path / "kept.pdf").read_bytes()[:5] == b"%PDF-"
    assert len(kept) == 2
    assert not page.plan.agreement.boxes[Agreer.LEARNER].isEnabled()
    qtbot.waitUntil(lambda: page.plan.reflection.write.isHidden())  # a closed plan takes no words
    button(page, "Open again").click()
    asking = dialog()
    assert asking.windowTitle() == "Open Ana Lúcia’s plan of Term 2 again?"
    asking.primary.click()
    assert state(room, planned) is PlanState.CLOSED, "a reason is needed"
    asking.reason.show_value("One page is missing")
    asking.primary.click()
    assert state(room, planned) is PlanState.REFLECTING
    assert not page.plan.reflection.write.isHidden()


def test_a_plan_that_closed_before_packets_were_kept_promises_none(planned, page, room, room_ctx, tmp_path, qtbot):
    with room.store.transaction("Close as before", origin="system") as tx:
        tx.change(records.Plan, planned.plan, state=PlanState.CLOSED)
    assert button(page, "Packet of this term")
    with qtbot.waitSignal(room_ctx.shell.toast_wanted) as said:
        page.plan.plan_actions.reprint_to(tmp_path / "term.pdf")
    assert "No packet was kept when this plan closed" in said.args[0]
    assert (tmp_path / "term.pdf").read_bytes().startswith(b"%PDF-")


def test_the_keyboard_stays_in_the_card_when_a_plan_opens_again(planned, page, room, qtbot):
    for goal in (planned.everyone, planned.own):
        goals.change(room.store, goal, status=GoalStatus.MET)
    plan_closing.close(room.store, [planned.plan], today=TODAY)
    page.plan.reload()
    page.activateWindow()
    button(page, "Open again").setFocus()
    button(page, "Open again").click()
    asking = dialog()
    asking.reason.show_value("One page is missing")
    asking.primary.click()
    qtbot.waitUntil(lambda: state(room, planned) is PlanState.REFLECTING)
    page.plan.reload()
    assert page.focusWidget() is button(page, "Close the plan")
