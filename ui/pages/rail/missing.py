"""Before plans close: what the plan of this child lacks, what the class lacks, and the button that closes them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from learnerplan.domain.plans import PlanState
from learnerplan.services.plan_closing import Lack
from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.glyph import Glyph
from ui.widgets.layout import clear, column, row, rule
from ui.widgets.text import label, shortened

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from learnerplan.services.rail import Desk
    from ui.pages.rail.reading import ClassReading
    from ui.theme.theme import Theme

LONGEST_GOAL = 60
"""So many letters of a goal's words stand here."""
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
"""What the class lacks is counted; nobody is named."""

_NOT_READY, _CLOSED = "Give each goal of the plan an outcome first.", "This plan is closed."


class MissingCard(Card):
    """`close_wanted` asks to close the plan at hand; where no child looks on, every plan that is ready.

    How the class stands is shown there, too. `close_all` is put where no list moves it: the foot of the page.
    """

    close_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, kind="quiet", padding=20, gap=10, parent=parent)
        self._theme = theme
        self._ready, self._mine_ready, self._shows_class = 0, False, False
        self._reason = _NOT_READY
        self.setAccessibleName("What is missing before the plan closes")
        self._mine, self._all = column(gap=theme.px(8)), column(gap=theme.px(8))
        self._class = QWidget()
        self._class.setLayout(self._all)
        self._class.hide()
        self.close_all = Button(theme, "Close this plan…", icon="archive", on_click=self.close_wanted.emit)
        self.body.addLayout(self._mine)
        self.add(self._class)
        self.body.addStretch(1)

    def show_missing(self, desk: Desk, held: ClassReading) -> None:
        """Show what the plan at hand lacks, and what the class does."""
        self._show_mine(desk, held)
        clear(self._all)
        self._all.addWidget(rule())
        self._all.addWidget(label("The whole class", "row"))
        counted = Counter(each.lack for each in held.missing)
        for lack, (one, many) in _OF_ALL.items():
            if counted[lack]:
                self._say(self._all, one if counted[lack] == 1 else many.format(n=counted[lack]), "circle")
        without = sum(not plan.plan_id for plan in held.plans)
        if without:
            words = "1 student has no plan" if without == 1 else f"{without} students have no plan"
            self._say(self._all, words, "circle")
        closed = sum(plan.closed for plan in held.plans)
        if closed:
            self._say(self._all, "1 plan is closed" if closed == 1 else f"{closed} plans are closed", "check")
        ready = held.ready()
        self._ready, self._mine_ready = len(ready), desk.plan is not None and desk.plan.id in ready
        self._reason = _CLOSED if desk.plan is not None and desk.plan.state is PlanState.CLOSED else _NOT_READY
        self._name_button()

    def show_class(self, shown: bool) -> None:
        """Show how the class stands, or keep that for when nobody looks on."""
        self._shows_class = shown
        self._class.setVisible(shown)
        self._name_button()

    def _show_mine(self, desk: Desk, held: ClassReading) -> None:
        clear(self._mine)
        self._mine.addWidget(label("Missing here", "row"))
        mine = held.missing_of(desk.learner_id)
        for each in mine:
            self._say(self._mine, _OF_ONE[each.lack].format(goal=isolate(shortened(each.goal, LONGEST_GOAL))), "circle")
        if desk.plan is None:
            self._say(self._mine, "No plan this term", "circle")
        elif not mine:
            closed = desk.plan.state is PlanState.CLOSED
            self._say(self._mine, "This plan is closed" if closed else "Nothing is missing", "check")

    def _name_button(self) -> None:
        ready = self._ready if self._shows_class else self._mine_ready
        if not self._shows_class:
            self.close_all.say("Close this plan…")
        elif ready:
            self.close_all.say("Close 1 plan…" if ready == 1 else f"Close {ready} plans…")
        else:
            self.close_all.say("Close plans…")
        if ready:
            self.close_all.enable()
        else:
            self.close_all.disable(_NOT_READY if self._shows_class else self._reason)

    def _say(self, place: QVBoxLayout, words: str, icon: str) -> None:
        glyph = Glyph(self._theme, icon, "ok" if icon == "check" else "ink3", 16)
        line = row(glyph, label(words, "small", wrap=True), gap=self._theme.px(8))
        line.setStretch(1, 1)
        line.setAlignment(glyph, Qt.AlignmentFlag.AlignTop)
        place.addLayout(line)
