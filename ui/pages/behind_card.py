"""Goals behind pace, on the page that a day begins with: whose, which, and how far, one click from the plan."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from learnerplan.services import goals_behind, scales
from ui.models.measures import amount
from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.kept_focus import kept_focus, name_place
from ui.widgets.layout import clear, column
from ui.widgets.person_row import PersonRow
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from learnerplan.services.goals_behind import BehindRow
    from learnerplan.services.scales import Level
    from ui.context import Context

SHOWN = 4


class BehindCard(Card):
    """Hidden while every goal keeps its pace. The page around it calls `reload`."""

    def __init__(self, ctx: Context, parent: QWidget | None = None) -> None:
        super().__init__(ctx.theme, "Goals behind pace", parent=parent)
        self._ctx = ctx
        self._rows = column(gap=ctx.theme.px(10))
        self.body.addLayout(self._rows)

    def reload(self) -> None:
        """Read what is behind now."""
        ctx = self._ctx
        found = goals_behind.listed(ctx.store, today=date.today(), class_id=ctx.room.class_id)
        levels = scales.progress_levels(ctx.store) if found else []
        with kept_focus(self):
            clear(self._rows)
            for one in found[:SHOWN]:
                self._rows.addWidget(self._row(one, levels))
            more = len(found) - SHOWN
            if more > 0:
                self._rows.addWidget(label("1 more goal" if more == 1 else f"{more} more goals", "caption"))
        self.setVisible(bool(found))

    def _row(self, one: BehindRow, levels: Sequence[Level]) -> PersonRow:
        plan = Button(self._ctx.theme, "Open plan", small=True, on_click=partial(self._open, one.learner_id, "plan"))
        plan.setAccessibleName(f"Open the plan of {one.name}, {one.title}")
        name_place(plan, f"behind:{one.goal_id}")
        unit = f" {one.unit}" if one.unit else ""
        now, aim = (amount(value, one.measure_kind, levels) for value in (one.now, one.target))
        stands = f"{isolate(one.title)}: now {now}, aim {aim}{unit}"
        made = PersonRow(self._ctx.theme, one.learner_id, one.name, one.letters, stands, plan)
        made.opened.connect(self._open)
        return made

    def _open(self, learner_id: str, part: str = "") -> None:
        self._ctx.navigate("learner", learner_id, part)
