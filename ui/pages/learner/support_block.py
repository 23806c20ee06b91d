"""One support: what it is called, what is given, for when, by whom, and where that is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.models import supports as words
from ui.widgets.attribution import Attribution
from ui.widgets.bidi import isolate, joined
from ui.widgets.chip import Chip
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.layout import column, row
from ui.widgets.menu_button import MenuButton
from ui.widgets.text import Paragraph, label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from learnerplan.services.supports import SupportRow
    from ui.models.tones import Look
    from ui.theme.theme import Theme
    from ui.widgets.menu_button import Choice


class SupportBlock(QWidget):
    """`menu` changes or removes the support."""

    def __init__(
        self,
        theme: Theme,
        support: SupportRow,
        today: date,
        choices: Callable[[], Sequence[Choice]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        called = words.name(support)
        self.menu = MenuButton(theme, "ellipsis", f"{called}: change or remove", choices)
        head = row(label(isolate(called), "small-strong", wrap=True), self.menu, gap=theme.px(8))
        head.setStretch(0, 1)
        box = column(head, gap=theme.px(3))
        facts = joined(support.area, words.span(support, today))
        if facts:
            box.addWidget(Paragraph(facts, "small"))
        if support.text:
            box.addWidget(Paragraph(support.text))
        if marks := _marks(support, today):
            flow = FlowLayout(theme.px(6))
            for text, icon, tone in marks:
                flow.addWidget(Chip(theme, text, icon, tone))
            chips = QWidget()
            chips.setLayout(flow)
            box.addWidget(chips)
        by = f"given by {support.given_by}" if support.given_by else ""
        box.addWidget(Attribution(theme, "data", *(part for part in (by, *words.source(support)) if part)))
        self.setLayout(box)
        self.setAccessibleName(called)


def _marks(support: SupportRow, today: date) -> list[Look]:
    marks: list[Look] = []
    if review := words.review(support, today):
        marks.append((review, "calendar", "warn" if support.review_is_near(today) else "none"))
    if support.status:
        marks.append((f"Status {support.status}", "info", "none"))
    if support.at_a_glance:
        marks.append(("May be seen at a glance", "eye", "none"))
    return marks
