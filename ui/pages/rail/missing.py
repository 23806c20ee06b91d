"""Before plans close: what the plan of this child lacks, what the class lacks, and the way to close them all."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from learnerplan.services.plan_closing import Lack
from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.glyph import Glyph
from ui.widgets.layout import clear, column, row, rule
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from learnerplan.services.plan_closing import Missing
    from learnerplan.services.rail import ClassPlan
    from ui.theme.theme import Theme

_OF_ONE = {
    Lack.OUTCOME: "“{goal}” has no outcome yet",
    Lack.MEASUREMENT: "“{goal}” was not measured",
    Lack.REFLECTION: "No look back yet",
    Lack.GOALS: "No goal in this plan",
}
_OF_ALL = {
    Lack.OUTCOME: ("1 goal has no outcome yet", "{n} goals have no outcome yet"),
    Lack.MEASUREMENT: ("1 goal was not measured", "{n} goals were not measured"),
    Lack.REFLECTION: ("1 student has not looked back", "{n} students have not looked back"),
    Lack.GOALS: ("1 plan has no goal", "{n} plans have no goal"),
}
"""What the class lacks is counted; nobody is named while a child looks on."""


class MissingCard(Card):
    """`close_wanted` asks to close every plan that is ready."""

    close_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, kind="quiet", padding=20, gap=10, parent=parent)
        self._theme = theme
        self.setAccessibleName("What is missing before the plans close")
        self._content = column(gap=theme.px(8))
        self.close_all = Button(theme, "Close plans…", icon="archive", on_click=self.close_wanted.emit)
        self.body.addLayout(self._content)
        self.body.addWidget(self.close_all)
        self.body.addStretch(1)

    def show_missing(self, mine: Sequence[Missing], everyone: Sequence[Missing], plans: Sequence[ClassPlan]) -> None:
        """Show what the plan at hand lacks, and what the class does."""
        clear(self._content)
        self._content.addWidget(label("Missing here", "row"))
        for each in mine:
            self._say(_OF_ONE[each.lack].format(goal=isolate(each.goal)), "circle")
        if not mine:
            self._say("Nothing is missing", "check")
        self._content.addWidget(rule())
        self._content.addWidget(label("The whole class", "row"))
        counted = Counter(each.lack for each in everyone)
        for lack, (one, many) in _OF_ALL.items():
            if counted[lack]:
                self._say(one if counted[lack] == 1 else many.format(n=counted[lack]), "circle")
        without = sum(not plan.plan_id for plan in plans)
        if without:
            self._say("1 student has no plan" if without == 1 else f"{without} students have no plan", "circle")
        closed = sum(plan.closed for plan in plans)
        if closed:
            self._say("1 plan is closed" if closed == 1 else f"{closed} plans are closed", "check")
        ready = sum(plan.ready for plan in plans)
        self.close_all.say("Close 1 plan…" if ready == 1 else f"Close {ready} plans…" if ready else "Close plans…")
        if ready:
            self.close_all.enable()
        else:
            self.close_all.disable("Give each goal of a plan an outcome first.")

    def _say(self, words: str, icon: str) -> None:
        glyph = Glyph(self._theme, icon, "ok" if icon == "check" else "ink3", 16)
        line = row(glyph, label(words, "small", wrap=True), gap=self._theme.px(8))
        line.setStretch(1, 1)
        self._content.addLayout(line)
