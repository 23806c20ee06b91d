"""One support: what it is called, what is given, for when, by whom, and where that is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
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
        box = column(label(isolate(called), "strong", wrap=True), gap=theme.px(3))
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
        box.addSpacing(theme.px(2))
        box.addWidget(Attribution(theme, "data", *words.attribution(support)))
        whole = row(box, self.menu, gap=theme.px(8))
        whole.setStretch(0, 1)
        whole.setAlignment(self.menu, Qt.AlignmentFlag.AlignTop)
        self.setLayout(whole)
        self.setAccessibleName(called)


def _marks(support: SupportRow, today: date) -> list[Look]:
    marks: list[Look] = []
    if review := words.review(support, today):
        marks.append((review, "calendar", "warn" if support.review_is_near(today) else "none"))
    if support.status:
        marks.append((words.status(support), "info", "none"))
    if support.at_a_glance:
        marks.append(("May be seen at a glance", "eye", "none"))
    return marks
