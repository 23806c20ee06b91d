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
    from learnerplan.services.plan_closing import Named
    from ui.context import Context

_WORDS = {
    Lack.OUTCOME: "{who}: “{goal}” has no outcome yet",
    Lack.MEASUREMENT: "{who}: “{goal}” was not measured",
    Lack.REFLECTION: "{who} has not looked back yet",
    Lack.GOALS: "{who} has no goal in this plan",
}
_SHOWN = 12


class PlanCloseDialog(DialogFrame):
    """Lists what is missing; a goal without an outcome keeps its plan open, the rest does not."""

    def __init__(self, ctx: Context, plan_ids: Sequence[str], parent: QWidget) -> None:
        several, named = len(plan_ids) > 1, plan_closing.named(ctx.store, plan_ids)
        super().__init__(
            ctx,
            _question(named),
            f"Close {len(plan_ids)} plans" if several else "Close the plan",
            parent,
        )
        self._plan_ids = tuple(plan_ids)
        self.missing = plan_closing.missing(ctx.store, plan_ids)
        self._stops = [each for each in self.missing if each.lack is Lack.OUTCOME]
        theme = ctx.theme
        self.body.addWidget(
            Paragraph(
                "Its goals, steps and words no longer change, and the family’s packet is kept as it is printed today. "
                "A closed plan can be opened again, with a reason.",
                tone="ink2",
            )
        )
        names = {one.plan_id: one.called for one in named}
        for each in sorted(self.missing, key=lambda one: one.lack is not Lack.OUTCOME)[:_SHOWN]:
            stops = each.lack is Lack.OUTCOME
            words = _WORDS[each.lack].format(who=isolate(names[each.plan_id]), goal=isolate(each.goal))
            mark = Glyph(theme, "circle-alert" if stops else "circle", "bad" if stops else "ink3", 16)
            line = row(mark, label(words, "small", wrap=True), gap=theme.px(8))
            line.setStretch(1, 1)
            self.body.addLayout(line)
        if len(self.missing) > _SHOWN:
            self.body.addWidget(label(f"And {len(self.missing) - _SHOWN} more.", "small", "ink2"))
        if self._stops:
            self.primary.disable("Give each goal an outcome first.")

    def keep(self) -> None:
        """Close, with progress, since each plan is printed."""
        ids, store = self._plan_ids, self.ctx.store
        paper = Paper(self.ctx.preferences.value.paper)

        def work(progress: Progress) -> None:
            plan_closing.close(store, ids, today=date.today(), paper=paper, progress=progress)

        self.primary.setEnabled(False)
        LongWork(self.ctx, "Closing", work, host=self.work_place, done=self._done, failed=self._failed)

    def _done(self, _nothing: object) -> None:
        count = len(self._plan_ids)
        self.ctx.toast("The plan is closed" if count == 1 else f"{count} plans are closed", undo=True)
        self.accept()

    def _failed(self, error: UserError) -> None:
        self.primary.setEnabled(True)
        self.show_problem(error)


def _question(named: Sequence[Named]) -> str:
    term = f" of {named[0].term}" if len({one.term for one in named}) == 1 else ""
    if len(named) == 1:
        return f"Close {isolate(named[0].called)}’s plan{term}?"
    return f"Close {len(named)} plans{term}?"
