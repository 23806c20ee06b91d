"""Which goals a piece of work shows something of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.models import work
from ui.widgets.checkbox import CheckBox
from ui.widgets.chip import Chip
from ui.widgets.layout import column, row
from ui.widgets.text import Elided, label

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from learnerplan.services.goals import GoalRow
    from ui.theme.theme import Theme


class GoalTicks(QWidget):
    """A checkbox a goal, with its kind and its words."""

    def __init__(
        self,
        theme: Theme,
        goals: Sequence[GoalRow],
        chosen: Collection[str] = (),
        *,
        own_plan: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.boxes = {goal.id: CheckBox(theme, name=goal.title) for goal in goals}
        box = column(label("It shows something of", "field"), gap=theme.px(4))
        for goal in goals:
            tick = self.boxes[goal.id]
            tick.setChecked(goal.id in chosen)
            chip = Chip(theme, *work.kind_chip(goal.kind, own_plan=own_plan))
            words = Elided(goal.title, "body")
            line = row(tick, chip, words, gap=theme.px(8))
            line.setStretch(2, 1)
            for item in (tick, chip):
                line.setAlignment(item, Qt.AlignmentFlag.AlignVCenter)
            box.addLayout(line)
        self.setLayout(box)

    def value(self) -> list[str]:
        """The ids of the ticked goals."""
        return [goal_id for goal_id, box in self.boxes.items() if box.isChecked()]
