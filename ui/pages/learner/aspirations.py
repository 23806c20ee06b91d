"""The card of hopes beside a plan: the learner's words, how far they reach, and how the goals that serve them stand."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from learnerplan.domain.goals import GoalStatus, PaceState
from learnerplan.domain.profiles import HopeState
from learnerplan.services import aspirations
from ui import operations
from ui.dialogs.aspiration_edit import HORIZONS, AspirationDialog
from ui.refresh import keep_fresh
from ui.widgets.bidi import isolate, joined
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.kept_focus import kept_focus, name_place
from ui.widgets.kept_parts import KeptParts
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.menu_button import Choice, MenuButton
from ui.widgets.text import Quote, label

if TYPE_CHECKING:
    from learnerplan.services.aspirations import AspirationRow, Serving, Standing
    from learnerplan.services.learners import LearnerRow
    from learnerplan.storage.store import Store
    from ui.context import Context

READS = frozenset({"aspiration", "goal", "measurement", "check_in_goal", "plan", "term"})
_ENDS = {
    GoalStatus.MET: "met",
    GoalStatus.PARTLY: "partly met",
    GoalStatus.CARRIED: "carried forward",
    GoalStatus.DROPPED: "set aside",
}
_PACES = {
    PaceState.NOT_TRACKED: "not tracked yet",
    PaceState.BEHIND: "behind pace",
    PaceState.ON_PACE: "on pace",
    PaceState.AHEAD: "ahead of pace",
    PaceState.MET: "met",
}


def stands(goal: Serving) -> str:
    """How a goal stands, in a word or two that belong to the goal."""
    return _ENDS.get(goal.status) or _PACES[goal.pace]


class AspirationCard(Card):
    """Hopes that rest are shown on demand; nothing that was said is lost."""

    def __init__(self, ctx: Context, parent: QWidget) -> None:
        self.add_button = Button(ctx.theme, "Add", "ghost", small=True, on_click=self.add_hope)
        self.add_button.setAccessibleName("Add a hope")
        name_place(self.add_button, "hopes:add")
        super().__init__(ctx.theme, "Hopes", padding=20, gap=10, action=self.add_button)
        self._ctx, self._over = ctx, parent
        self._learner: LearnerRow | None = None
        self._resting = False
        self._parts = KeptParts()
        self._rows = column(gap=ctx.theme.px(14))
        self._none = label("", "small", wrap=True)
        self.rest_button = Button(ctx.theme, "", "ghost", small=True, on_click=self._turn)
        self.add(self._none)
        self.body.addLayout(self._rows)
        self.body.addLayout(row(self.rest_button, STRETCH))
        self._fresh = keep_fresh(self, ctx, READS, self.reload)

    def show_learner(self, learner: LearnerRow) -> None:
        """Show another learner, or the same one anew."""
        if self._learner is None or self._learner.id != learner.id:
            self._resting = False
        self._learner = learner
        self._fresh.mark()

    def reload(self) -> None:
        """Read the hopes and show them."""
        learner = self._learner
        if learner is None:
            return
        held = aspirations.standing(self._ctx.store, learner.id, date.today())
        resting = sum(one.aspiration.state is HopeState.LET_GO for one in held)
        shown = [one for one in held if self._resting or one.aspiration.state is not HopeState.LET_GO]
        with kept_focus(self), self._parts.renewing(self._rows):
            for one in shown:
                self._rows.addWidget(self._parts.part(one.aspiration.id, one, partial(self._line, one)))
        asked = "what do you hope for?" if learner.is_educator else f"what does {isolate(learner.called)} hope for?"
        self._none.setText(f"This year, after school, who I want to become: {asked}")
        self._none.setVisible(not held)
        self.rest_button.setVisible(resting > 0)
        rests = "1 that rests" if resting == 1 else f"{resting} that rest"
        self.rest_button.say(f"Hide {rests}" if self._resting else f"Show {rests}")

    def add_hope(self) -> None:
        """Open the dialog for a new hope."""
        if self._learner is not None:
            AspirationDialog(self._ctx, self._learner, self._over).open()

    def edit(self, held: AspirationRow) -> None:
        """Open the dialog for a hope."""
        if self._learner is not None:
            AspirationDialog(self._ctx, self._learner, self._over, held=held).open()

    def choices(self, held: AspirationRow) -> list[Choice]:
        """What can be done with a hope now."""
        moves = {
            HopeState.ALIVE: ("It is alive again", "sprout"),
            HopeState.REACHED: ("It is reached", "flag"),
            HopeState.LET_GO: ("Let it rest", "moon"),
        }
        turns = [
            Choice(text, partial(self._set_state, held.id, state), icon)
            for state, (text, icon) in moves.items()
            if state is not held.state
        ]
        return [
            Choice("Change the hope…", partial(self.edit, held), "pencil"),
            *turns,
            Choice("Remove the hope", partial(self._remove, held.id), "trash-2", rule=True),
        ]

    def _line(self, standing: Standing) -> QWidget:
        theme, held = self._ctx.theme, standing.aspiration
        more = MenuButton(theme, "ellipsis", f"More about the hope “{held.text[:40]}”", partial(self.choices, held))
        name_place(more, f"hope:{held.id}")
        first = row(label(HORIZONS[held.horizon], "caption"), STRETCH, gap=theme.px(8))
        if held.state is HopeState.REACHED:
            first.addWidget(Chip(theme, "Reached", "flag", "ok"))
        if held.state is HopeState.LET_GO:
            first.addWidget(Chip(theme, "Rests", "moon", "none"))
        first.addWidget(more)
        holder = QWidget()
        lines = column(first, Quote(held.text, "s"), gap=theme.px(4))
        for goal in standing.goals:
            lines.addWidget(label(joined(goal.title, goal.term, stands(goal)), "caption", wrap=True))
        if not standing.goals:
            lines.addWidget(label("No goal serves it yet.", "caption"))
        elif standing.met:
            goals = "1 goal" if len(standing.goals) == 1 else f"{len(standing.goals)} goals"
            lines.addWidget(label(f"{standing.met} of {goals} met", "caption", "ok"))
        holder.setLayout(lines)
        return holder

    def _turn(self) -> None:
        self._resting = not self._resting
        self.reload()

    def _set_state(self, aspiration_id: str, state: HopeState) -> None:
        words = {HopeState.ALIVE: "The hope is alive", HopeState.REACHED: "Reached", HopeState.LET_GO: "The hope rests"}

        def work(store: Store) -> bool:
            aspirations.set_state(store, aspiration_id, state)
            return True

        operations.perform(self._ctx, work, parent=self._over, toast=words[state])

    def _remove(self, aspiration_id: str) -> None:
        def work(store: Store) -> bool:
            aspirations.remove(store, aspiration_id)
            return True

        operations.perform(self._ctx, work, parent=self._over, toast="Hope removed")
