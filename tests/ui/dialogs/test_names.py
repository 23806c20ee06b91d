"""Every control of these dialogs that Tab reaches has a name, and the dialogs fit a small window at larger text."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton

from learnerplan.domain.goals import GoalArea, GoalKind
from learnerplan.domain.steps import Repeats, Who
from learnerplan.services import goal_bank, goals, learners, plans, steps, years
from tests.ui.test_accessibility import controls
from ui.dialogs.aspiration_edit import AspirationDialog
from ui.dialogs.goal_apply import GoalApplyDialog
from ui.dialogs.goal_bank import GoalBankDialog
from ui.dialogs.goal_bank_edit import BankGoalDialog
from ui.dialogs.goal_bank_plan import PlanTemplateDialog
from ui.dialogs.quick_note import QuickNoteDialog
from ui.dialogs.roll_over import RollOverDialog
from ui.dialogs.week import WeekDialog
from ui.dialogs.year import YearDialog

DIALOGS = {
    "year": lambda ctx, room, host: YearDialog(ctx, host),
    "roll over": lambda ctx, room, host: RollOverDialog(ctx, years.sheet(room.store).years[0].id, host),
    "quick note": lambda ctx, room, host: QuickNoteDialog(ctx, host, about=[room.ana, room.minh]),
    "goal bank": lambda ctx, room, host: GoalBankDialog(ctx, host, learner_ids=[room.ana]),
    "bank goal": lambda ctx, room, host: BankGoalDialog(ctx, host, goal=goal_bank.listed(room.store)[0]),
    "template": lambda ctx, room, host: PlanTemplateDialog(ctx, [goal_bank.listed(room.store)[0].id], host),
    "apply": lambda ctx, room, host: GoalApplyDialog(ctx, goal_bank.listed(room.store), [room.ana], host),
    "hope": lambda ctx, room, host: AspirationDialog(ctx, learners.one(room.store, room.ana), host),
    "week": lambda ctx, room, host: WeekDialog(ctx, learners.one(room.store, room.ana), host),
}


@pytest.fixture(params=list(DIALOGS))
def make(request, room, room_ctx, host):
    plan = plans.start(room.store, room.ana, today=room.today)
    goal = goals.add(room.store, plan, kind=GoalKind.PERSONAL, words="Draw " * 30)
    steps.add(room.store, goal, text="One page", who=Who.ME, repeats=Repeats.DAILY)
    goal_bank.keep(room.store, kind=GoalKind.PERSONAL, area=GoalArea.HABITS, words="Read {book} " * 20)

    def opened():
        made = DIALOGS[request.param](room_ctx, room, host)
        made.open()
        return made

    return opened


def test_every_control_has_a_name(make):
    dialog = make()
    assert [type(one).__name__ for one in controls(dialog) if not one.accessibleName()] == []


def test_the_focus_begins_inside_the_form(make):
    dialog = make()
    focus = dialog.focusWidget()
    assert focus is not None
    assert focus is not dialog.cancel


def test_no_button_is_cut_at_larger_text(make, room_ctx, host):
    host.resize(1024, 700)
    room_ctx.theme.set_look(room_ctx.theme.tokens, 1.5, reading_font=False)
    dialog = make()
    cut = [
        one.accessibleName()
        for one in controls(dialog)
        if isinstance(one, QAbstractButton) and one.width() < one.minimumSizeHint().width()
    ]
    assert cut == []
    assert dialog.width() <= host.width()
    assert dialog._content.minimumSizeHint().width() <= dialog.width()
