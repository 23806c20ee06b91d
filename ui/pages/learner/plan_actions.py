"""What the plan page does with the plan itself: agreeing, going on, closing, opening again, the kept packet."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from learnerplan.domain.packets import Paper
from learnerplan.domain.plans import Agreer, PlanState
from learnerplan.services import plan_papers, plan_states
from learnerplan.services.plan_papers import Reprint
from ui import operations

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from learnerplan.services.learners import LearnerRow
    from learnerplan.services.plans import PlanSheet
    from learnerplan.storage.store import Store
    from ui.context import Context
    from ui.pages.learner.agreement import AgreementCard

_TOASTS = {
    PlanState.ACTIVE: "The plan runs",
    PlanState.REFLECTING: "Time to look back",
}
_SAVED = {
    Reprint.KEPT: "Saved as {file}, the packet that was kept",
    Reprint.FROZEN: "Saved as {file}, from what was kept",
    Reprint.TODAY: "Saved as {file}. No packet was kept when this plan closed, so it is from the record as it is now",
}


class PlanActions:
    """Knows the learner and the sheet that are shown; `reload` is called where a write was refused."""

    def __init__(self, ctx: Context, parent: QWidget, reload: Callable[[], object]) -> None:
        self._ctx, self._parent, self._reload = ctx, parent, reload
        self.learner: LearnerRow | None = None
        self.sheet: PlanSheet | None = None

    def follow(self, card: AgreementCard) -> None:
        """Do what a person wants of the plan."""
        card.agreed.connect(self.agree)
        card.step_wanted.connect(self.go_on)
        card.reprint_wanted.connect(self.reprint)

    def agree(self, who: str, agrees: bool) -> None:
        """Write down that somebody agrees, or take it back. For the family the dialog asks who it was."""
        plan_id, agreer = self._plan_id(), Agreer(who)
        if not plan_id:
            return
        if agreer is Agreer.FAMILY and agrees:
            from ui.dialogs.family_agrees import FamilyAgreesDialog

            dialog = FamilyAgreesDialog(self._ctx, plan_id, self._contacts(), self._parent)
            dialog.rejected.connect(self._reload)
            dialog.open()
            return
        today = date.today()

        def keep(store: Store) -> bool:
            if agrees:
                plan_states.agree(store, plan_id, agreer, today)
            else:
                plan_states.take_back(store, plan_id, agreer)
            return True

        if not operations.perform(self._ctx, keep, parent=self._parent):
            self._reload()

    def go_on(self, to: str) -> None:
        """Let the plan go on; closing and going back ask first."""
        plan_id, state = self._plan_id(), PlanState(to)
        if not plan_id or self.sheet is None or self.sheet.plan is None:
            return
        if state is PlanState.CLOSED:
            from ui.dialogs.plan_close import PlanCloseDialog

            PlanCloseDialog(self._ctx, [plan_id], self._parent).open()
        elif self.sheet.plan.state in (PlanState.CLOSED, PlanState.REFLECTING):
            from ui.dialogs.plan_reopen import PlanReopenDialog

            PlanReopenDialog(self._ctx, plan_id, state, self._parent).open()
        else:
            operations.perform(
                self._ctx,
                lambda store: plan_states.move(store, plan_id, state),
                parent=self._parent,
                toast=_TOASTS[state],
            )

    def reprint(self) -> None:
        """Ask where to, and write the packet of a closed plan as it was."""
        learner, sheet = self.learner, self.sheet
        if learner is None or sheet is None or sheet.term is None or sheet.plan is None:
            return
        title = "Save the packet as it was" if sheet.plan.kept else f"Save a packet of {sheet.term.name}"
        dialog = QFileDialog(self._parent, title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"{learner.called}, {sheet.term.name}.pdf")
        dialog.fileSelected.connect(lambda name: self.reprint_to(Path(name)))
        dialog.open()

    def reprint_to(self, out: Path) -> None:
        """Write the kept packet to a place."""
        plan_id, paper = self._plan_id(), Paper(self._ctx.preferences.value.paper)
        made = operations.perform(
            self._ctx,
            lambda store: plan_papers.reprint(store, plan_id, out, today=date.today(), usual_paper=paper),
            parent=self._parent,
        )
        if made is not None:
            self._ctx.toast(_SAVED[made].format(file=out.name))

    def _plan_id(self) -> str:
        return self.sheet.plan.id if self.sheet is not None and self.sheet.plan is not None else ""

    def _contacts(self) -> list[str]:
        from learnerplan.services import contacts

        return [held.name for held in contacts.of_learner(self._ctx.store, self.learner.id)] if self.learner else []
