"""The card of the learner's look back: proud of, hard, next."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ui import days
from ui.dialogs.reflection import PROMPTS
from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.kept_focus import kept_focus, name_place
from ui.widgets.layout import clear, column
from ui.widgets.text import Quote, label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from learnerplan.domain.reflections import Prompt
    from learnerplan.services.plans import PlanRow
    from learnerplan.services.reflections import ReflectionRow
    from ui.theme.theme import Theme

LAST_WEEK = timedelta(days=7)


class ReflectionCard(Card):
    """What was written, or what it will be about; the button opens the three boxes."""

    def __init__(self, theme: Theme, write: Callable[[], object], parent: QWidget | None = None) -> None:
        self.write = Button(theme, "Write", "ghost", small=True, on_click=write)
        name_place(self.write, "reflection:write")
        super().__init__(theme, "Reflection", "quiet", padding=20, gap=6, action=self.write, parent=parent)
        self._theme = theme
        self._content = column(gap=theme.px(6))
        self.body.addLayout(self._content)

    def show_answers(
        self, answers: Mapping[Prompt, ReflectionRow], plan: PlanRow | None, called: str, today: date
    ) -> None:
        """Show the answers to the prompts; without any, when they are asked for."""
        self.setVisible(plan is not None)
        self.write.say("Change" if answers else "Write")
        self.write.setAccessibleName("Change the reflection" if answers else "Write the reflection")
        with kept_focus(self):
            clear(self._content)
            for prompt, (heading, _) in PROMPTS.items():
                if prompt in answers:
                    self._content.addWidget(label(heading, "caption-strong", "ink2"))
                    self._content.addWidget(Quote(answers[prompt].text, "s"))
            if not answers and plan is not None:
                opens = plan.ends_on - LAST_WEEK
                asked = f"Asked in the last week, from {days.short(opens, today)}." if today < opens else ""
                self._content.addWidget(label("Proud of  ·  Hard  ·  Next", "strong", "ink2"))
                words = f"{isolate(called)} writes it, then you add yours. {asked}".strip()
                self._content.addWidget(label(words, "small", wrap=True))
