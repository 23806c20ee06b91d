"""What a student answered to one question on two days, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui import days
from ui.widgets.chip import Chip
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.text import Quote, label

if TYPE_CHECKING:
    from datetime import date

    from learnerplan.services.survey_answers import ThenAndNow
    from ui.theme.theme import Theme


def then_and_now(theme: Theme, pair: ThenAndNow, today: date) -> QWidget:
    """The question above, then at the start of the line, now beside it."""
    made = QWidget()
    same = bool(pair.then) and pair.then.casefold() == pair.now.casefold()
    sides = []
    for text, day, tone in ((pair.then, pair.then_on, "none"), (pair.now, pair.now_on, "info")):
        chip = Chip(theme, days.short(day, today) if day else "No answer", tone=tone)  # type: ignore[arg-type]
        said = Quote(text, "s") if text else label("Not said", "small", "ink3")
        sides.append(column(row(chip, STRETCH), said, STRETCH, gap=theme.px(4)))
    line = row(*sides, gap=theme.px(20))
    line.setStretch(0, 1)
    line.setStretch(1, 1)
    question = label(f"{pair.question}  ·  the same" if same else pair.question, "small-strong", wrap=True)
    made.setLayout(column(question, line, gap=theme.px(6)))
    return made
