"""The card of the look back: what the learner says of the term and of goals, and what the family says."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from learnerplan.domain.plans import PlanState
from learnerplan.domain.profiles import Voice
from learnerplan.domain.reflections import Prompt
from ui import days
from ui.dialogs.reflection import PROMPTS
from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.kept_focus import kept_focus, name_place
from ui.widgets.layout import clear, column
from ui.widgets.text import Quote, label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from learnerplan.services.plans import PlanRow
    from learnerplan.services.reflections import ReflectionRow
    from ui.theme.theme import Theme

LAST_WEEK = timedelta(days=7)
VOICES = {Voice.FAMILY: "Home", Voice.TEACHER: "Teacher"}


class ReflectionCard(Card):
    """What was written, or what it will be about; the button opens the boxes."""

    def __init__(self, theme: Theme, write: Callable[[], object], parent: QWidget | None = None) -> None:
        self.write = Button(theme, "Write", "ghost", small=True, on_click=write)
        name_place(self.write, "reflection:write")
        super().__init__(theme, "Reflection", "quiet", padding=20, gap=6, action=self.write, parent=parent)
        self._theme = theme
        self._content = column(gap=theme.px(6))
        self.body.addLayout(self._content)

    def show_said(
        self, said: Sequence[ReflectionRow], plan: PlanRow | None, called: str, today: date, *, own_plan: bool = False
    ) -> None:
        """Show what was said of a plan, oldest first; without any, when it is asked for. Also of an `own_plan`."""
        self.setVisible(plan is not None)
        term = [row for row in said if row.goal_id is None]
        own = [row for row in term if row.voice is Voice.LEARNER]
        self.write.say("Change" if own else "Write")
        self.write.setAccessibleName("Change the reflection" if own else "Write the reflection")
        # A closed plan takes no words: it is opened again first, by its own button.
        self.write.setVisible(plan is not None and plan.state is not PlanState.CLOSED)
        with kept_focus(self):
            clear(self._content)
            self._add(own)
            for voice, heading in VOICES.items():
                self._add([row for row in term if row.voice is voice], heading)
            # A face of a day is shown with the goal's days, not as a look back on it.
            self._add([row for row in said if row.goal_id is not None and row.feeling is None], "On a goal")
            if not own and plan is not None:
                opens = plan.ends_on - LAST_WEEK
                asked = f"Asked in the last week, from {days.short(opens, today)}." if today < opens else ""
                self._content.addWidget(label("Proud of  ·  Hard  ·  Next", "strong", "ink2"))
                who = "In your own words." if own_plan else f"{isolate(called)} writes it, then you add yours."
                words = f"{who} {asked}".strip()
                self._content.addWidget(label(words, "small", wrap=True))

    def _add(self, rows: Sequence[ReflectionRow], heading: str = "") -> None:
        newest = {(row.goal_id, row.prompt): row for row in rows}
        for prompt in (one for one in PROMPTS if one is not Prompt.FACE or not heading):
            for (_goal, at), row in newest.items():
                if at is prompt:
                    said = PROMPTS[prompt][0]
                    title = f"{heading}: {said.lower()}" if heading else said
                    self._content.addWidget(label(title, "caption-strong", "ink2"))
                    self._content.addWidget(Quote(row.text, "s"))
