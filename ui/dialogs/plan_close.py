"""Closing plans: what is missing, what will be kept, and the deed. One plan or a whole class."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from learnerplan.domain.packets import Paper
from learnerplan.errors import UserError
from learnerplan.services import plan_closing
from learnerplan.services.plan_closing import Lack
from ui.dialogs.frame import DialogFrame
from ui.operations import LongWork
from ui.widgets.bidi import isolate
from ui.widgets.glyph import Glyph
from ui.widgets.layout import row
from ui.widgets.text import Paragraph, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from learnerplan.progress import Progress
    from learnerplan.services.plan_closing import Missing, Named
    from ui.context import Context

_WORDS = {
    Lack.OUTCOME: "{who}: “{goal}” has no outcome yet",
    Lack.MEASUREMENT: "{who}: “{goal}” was not measured",
    Lack.REFLECTION: "{who} has not looked back yet",
    Lack.GOALS: "{who} has no goal in this plan",
}
_SHOWN = 12


class PlanCloseDialog(DialogFrame):
    """Lists what is missing; a goal without an outcome keeps its plan open, the rest does not.

    `waiting` are plans of the same class that cannot close yet: it says which they are and why.
    """

    def __init__(self, ctx: Context, plan_ids: Sequence[str], parent: QWidget, *, waiting: Sequence[str] = ()) -> None:
        several, named = len(plan_ids) > 1, plan_closing.named(ctx.store, plan_ids)
        super().__init__(
            ctx,
            _question(named),
            f"Close {len(plan_ids)} plans" if several else "Close the plan",
            parent,
        )
        self._plan_ids = tuple(plan_ids)
        self._work: LongWork | None = None
        self.missing = plan_closing.missing(ctx.store, plan_ids)
        self._stops = [each for each in self.missing if each.lack is Lack.OUTCOME]
        kept = (
            "Their goals, steps and words no longer change, and each family’s packet is kept as it is printed today. "
            if several
            else "Its goals, steps and words no longer change, and the family’s packet is kept as it is printed today. "
        )
        self.body.addWidget(Paragraph(f"{kept}A closed plan can be opened again, with a reason.", tone="ink2"))
        self._list(named, sorted(self.missing, key=lambda one: one.lack is not Lack.OUTCOME))
        if self._stops:
            self.primary.disable("Give each goal an outcome first.")
        self.staying = [
            one for one in plan_closing.missing(ctx.store, waiting) if one.lack in (Lack.OUTCOME, Lack.GOALS)
        ]
        if self.staying:
            stay = "1 plan stays open" if len(waiting) == 1 else f"{len(waiting)} plans stay open"
            self.body.addWidget(label(stay, "row"))
            self._list(plan_closing.named(ctx.store, waiting), self.staying, stops="")

    def _list(self, named: Sequence[Named], missing: Sequence[Missing], *, stops: str = "bad") -> None:
        """What is missing, the first lines of it; `stops` is the tone of what keeps these plans open."""
        names = {one.plan_id: one.called for one in named}
        for each in missing[:_SHOWN]:
            alarm = stops and each.lack is Lack.OUTCOME
            words = _WORDS[each.lack].format(who=isolate(names[each.plan_id]), goal=isolate(each.goal))
            mark = Glyph(self.theme, "circle-alert" if alarm else "circle", stops if alarm else "ink3", 16)
            line = row(mark, label(words, "small", wrap=True), gap=self.theme.px(8))
            line.setStretch(1, 1)
            self.body.addLayout(line)
        if len(missing) > _SHOWN:
            self.body.addWidget(label(f"And {len(missing) - _SHOWN} more.", "small", "ink2"))

    def keep(self) -> None:
        """Close, with progress, since each plan is printed."""
        ids, store = self._plan_ids, self.ctx.store
        paper = Paper(self.ctx.preferences.value.paper)

        def work(progress: Progress) -> None:
            plan_closing.close(store, ids, today=date.today(), paper=paper, progress=progress)

        self.primary.setEnabled(False)
        self._work = LongWork(
            self.ctx, "Closing", work,
            host=self.work_place, done=self._done, failed=self._failed, stopped=self._stopped,
        )  # fmt: skip

    def reject(self) -> None:
        """Leave; while plans are being closed that is stopped first, and all of them stay open."""
        if self._work is not None and self._work.task.running:
            self._work.task.cancel()
        else:
            super().reject()

    def _stopped(self) -> None:
        self.primary.setEnabled(True)

    def _done(self, _nothing: object) -> None:
        count = len(self._plan_ids)
        self.ctx.toast("The plan is closed" if count == 1 else f"{count} plans are closed", undo=True)
        self.accept()

    def _failed(self, error: UserError) -> None:
        self._stopped()
        self.show_problem(error)


def _question(named: Sequence[Named]) -> str:
    term = f" of {named[0].term}" if len({one.term for one in named}) == 1 else ""
    if len(named) == 1:
        whose = "my" if named[0].is_educator else f"{isolate(named[0].called)}’s"
        return f"Close {whose} plan{term}?"
    return f"Close {len(named)} plans{term}?"
