"""About me: what the child said of themselves, and nobody else's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from learnerplan.domain.profiles import Facet
from ui import days
from ui.student.controls import BigButton
from ui.student.read_aloud import read_at_end
from ui.student.seat import Screen, Seat
from ui.widgets.card import Card
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.page_scroll import PageScroll
from ui.widgets.text import Quote, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from learnerplan.services.student_view import MyWords

HEADINGS = {
    Facet.STRENGTH: "What I do well",
    Facet.INTEREST: "What I like",
    Facet.PASSION: "What I love",
    Facet.SKILL: "What I can do",
    Facet.HOPE: "What I hope for",
    Facet.MOTIVATION: "What keeps me going",
    Facet.PREFERENCE: "How I like to learn",
    Facet.SUPPORT: "What helps me",
    Facet.CHALLENGE: "What I am growing in",
}
NOTHING = "Nothing is here yet. What you tell in your own words will stand here."


class ProfileScreen(Screen):
    """Strengths first."""

    def __init__(self, seat: Seat, words: Sequence[MyWords]) -> None:
        super().__init__(seat, "About me", "Your own words")
        theme, px = seat.theme, seat.theme.px
        inside = column(gap=px(16), margins=(0, 0, px(2), 0))
        for facet, heading in HEADINGS.items():
            said = [each for each in words if each.facet is facet]
            if said:
                card = Card(theme, heading, "voice", gap=10)
                for each in said:
                    card.add(Quote(each.text, "l"), label(days.short(each.said_on, seat.today), "small"))
                inside.addWidget(card)
        if not words:
            inside.addWidget(label(NOTHING, "student-body", wrap=True))
        inside.addStretch(1)
        content = QWidget()
        content.setLayout(inside)
        self.done = BigButton(theme, "I’m done", "primary", "check", on_click=self.finished.emit)
        self.ends = read_at_end(theme, seat.reader, lambda: ". ".join(each.text for each in words))
        foot = row(STRETCH, self.done)
        self.setLayout(column(PageScroll(content), foot, gap=px(16)))

    def take_focus(self) -> None:
        """Enter leads on."""
        self.done.setFocus(Qt.FocusReason.OtherFocusReason)
