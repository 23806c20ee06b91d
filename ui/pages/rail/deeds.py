"""What a check-in writes: each deed is one transaction, and no toast of it names anybody while a child looks on."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from learnerplan.domain.checkins import AbsenceKind
from learnerplan.services import artifacts, rail, rota, steps
from ui import operations
from ui.errors import show_error
from ui.operations import LongWork

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from learnerplan.errors import UserError
    from learnerplan.progress import Progress
    from learnerplan.services.checkins import Talk
    from learnerplan.storage.store import Store
    from ui.context import Context
    from ui.dialogs.artifact_add import Pasted

T = TypeVar("T")


class RailDeeds:
    """Everything is written for the page `parent`, whose place for problems and progress it uses."""

    def __init__(self, ctx: Context, parent: QWidget, host: QWidget) -> None:
        self._ctx, self._parent, self._host = ctx, parent, host

    def check_in(self, learner_id: str, talk: Talk) -> bool:
        """Keep a check-in; tells whether it went well."""
        return self._do(lambda store: rail.keep(store, learner_id, talk))

    def tick(self, step_id: str, done: bool) -> bool:
        """Say that a step is done today, or take that back."""
        today = date.today()
        return self._do(lambda store: steps.tick(store, step_id, today) if done else steps.untick(store, step_id))

    def miss(self, learner_id: str, why: AbsenceKind) -> bool:
        """Say that a learner is away, or comes later."""
        words = "Away today, first the next time" if why is AbsenceKind.AWAY else "Comes later today"
        return self._do(lambda store: rota.miss(store, learner_id, date.today(), why), words)

    def is_here(self, learner_id: str) -> bool:
        """Take back that a learner is away."""
        return self._do(lambda store: rota.is_back(store, learner_id, date.today()))

    def add_photo(self, learner_id: str, goal_id: str, source: Path | Pasted) -> None:
        """Keep a piece of work as evidence of a goal; a large file shows how far it is."""
        draft = artifacts.Draft(
            source if isinstance(source, Path) else source.png,
            source.name,
            made_on=date.today(),
            goal_ids=(goal_id,) if goal_id else (),
        )
        store = self._ctx.store

        def work(progress: Progress) -> list[str]:
            return artifacts.add_all(store, learner_id, [draft], added_on=date.today(), progress=progress)

        def done(_ids: list[str]) -> None:
            self._ctx.toast("The work is kept", undo=True)

        def failed(error: UserError) -> None:
            show_error(error, self._parent, self._ctx.theme)

        LongWork(self._ctx, "Copying", work, host=self._host, done=done, failed=failed)

    def _do(self, work: Callable[[Store], object], toast: str = "") -> bool:
        def whole(store: Store) -> bool:
            work(store)
            return True

        return bool(operations.perform(self._ctx, whole, parent=self._parent, toast=toast))
