"""The way to the teacher's own plan: the learner page, on a record of the teacher's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.services import educators
from ui import operations

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.context import Context


def open_own_plan(ctx: Context, parent: QWidget) -> None:
    """Go to the teacher's own plan; the first time it is begun, which can be undone."""
    held = educators.own(ctx.store) or operations.perform(ctx, educators.begin, parent=parent)
    if held:
        ctx.navigate("learner", held, "plan")
