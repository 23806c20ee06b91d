"""The left card of the packet composer: for whom, how long, in which language, on which paper, with what in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QLayout, QWidget

from learnerplan.domain.packets import PacketForm, Paper
from ui.models.packet_order import FORMS, LANGUAGES, PAPERS, PacketOrder, Scope
from ui.pages.packet_sections import SectionsPanel
from ui.widgets.bidi import isolate
from ui.widgets.button import Button, IconButton
from ui.widgets.fields import Select
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.glyph import Glyph
from ui.widgets.layout import STRETCH, clear, column, row
from ui.widgets.segmented import Segmented
from ui.widgets.side_card import SideCard
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.pages.packet_loader import Sight
    from ui.theme.breakpoints import Breakpoint
    from ui.theme.theme import Theme

BESIDE_NAME = 154
"""What stands in the line of the learner's name besides it: icons, padding and the two arrows, px."""
SHORT_HOLDS = (
    "Two pages, one sheet: their words, goals with progress, work, growth, looking back, and room for the family."
)
OWN_HOLDS = "Two pages, one sheet: my words, goals with progress, evidence, looking back, and room for my principal."
RELEASED, OWN_RELEASED = "Only what you released for the family is in it.", "Only what you released is in it."


class PacketOptions(SideCard):
    """`changed` brings another `PacketOrder`; the other signals say who is to be looked at or printed."""

    changed = Signal(object)
    scoped = Signal(str)
    learner_wanted = Signal()
    stepped = Signal(int)
    review_wanted = Signal()

    def __init__(self, theme: Theme, over: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Set-up", over, width=352, narrow=296, parent=parent)
        px = theme.px
        self._order = PacketOrder()
        self._name = ""
        self._scopes = column()
        self.scope: Segmented | None = None
        self.learner = Button(theme, "", icon="user-round", trailing="chevron-down", on_click=self.learner_wanted.emit)
        self.before = IconButton(
            theme, "chevron-left", "The student before", small=True, on_click=lambda: self.stepped.emit(-1)
        )
        self.after = IconButton(
            theme, "chevron-right", "The next student", small=True, on_click=lambda: self.stepped.emit(1)
        )
        self._shown = label("", "caption")
        self.form = Segmented(theme, FORMS, "Length")
        self.language = Select(theme, LANGUAGES, name="Language of labels and letter")
        self.language.setToolTip("Labels and letter are in this language. What people said stays as they said it.")
        self.paper = Segmented(theme, PAPERS, "Paper")
        self.sections = SectionsPanel(theme)
        self._short = label(SHORT_HOLDS, "caption", wrap=True)
        self._released = label(RELEASED, "caption", wrap=True)
        self._notes = column(gap=px(10))
        who = row(self.learner, STRETCH, self.before, self.after, gap=0)
        sheet = FlowLayout(px(16))
        for text, control in (("Length", self.form), ("Paper", self.paper)):
            place = QWidget()
            place.setLayout(_field(text, control))
            sheet.addWidget(place)
        parts = column(
            _field("For", self._scopes),
            column(who, self._shown, gap=px(2)),
            sheet,
            _field("Language", self.language),
            self._notes,
            self.sections,
            self._short,
            STRETCH,
            self._promise(),
            gap=px(16),
            margins=(px(20), px(18), px(20), px(18)),
        )
        self.content.setLayout(parts)
        self.form.chosen.connect(lambda value: self._take(replace(self._order, form=PacketForm(value))))
        self.language.chosen.connect(lambda value: self._take(replace(self._order, language=value)))
        self.paper.chosen.connect(lambda value: self._take(replace(self._order, paper=Paper(value))))
        self.sections.switched.connect(lambda section, on: self._take(self._order.pick(section, on)))
        self.show_order(self._order)

    def show_order(self, order: PacketOrder) -> None:
        """Show how packets are made now."""
        self._order = order
        self.form.choose(order.form)
        self.language.choose(order.language)
        self.paper.choose(order.paper)
        long = order.form is PacketForm.LONG
        self.sections.setVisible(long)
        self._short.setVisible(not long)

    def offer_scopes(self, scopes: Sequence[tuple[Scope, str]], chosen: Scope) -> None:
        """Offer for whom packets can be made."""
        clear(self._scopes)
        self.scope = Segmented(self._theme, [(scope.value, words) for scope, words in scopes], "For")
        self.scope.choose(chosen.value)
        self.scope.chosen.connect(self.scoped)
        self._scopes.addWidget(self.scope)
        self.scope.show()

    def show_learner(self, name: str, place: str, *, many: bool, own_plan: bool = False) -> None:
        """Say whose packet is looked at; `place` is where they stand among those who get one."""
        self._short.setText(OWN_HOLDS if own_plan else SHORT_HOLDS)
        self._released.setText(OWN_RELEASED if own_plan else RELEASED)
        self._name = name
        self._fit_name()
        self.learner.setAccessibleName(f"Student: {name}. Choose another")
        self.learner.setToolTip(name)
        self._shown.setText(place)
        self._shown.setVisible(bool(place) and many)

    def arrange(self, room: Breakpoint, *, wanted: bool = True) -> None:
        """Fit the room there is, the learner's name too."""
        super().arrange(room, wanted=wanted)
        self._fit_name()

    def _fit_name(self) -> None:
        px = self._theme.px
        room = self.maximumWidth() - px(20 + 20 + 12 + BESIDE_NAME)
        metrics = QFontMetricsF(self._theme.font("strong"))
        shown = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, room)
        self.learner.say(isolate(shown) or "Choose a student")

    def show_sight(self, sight: Sight) -> None:
        """Show what the packet holds, and what an adult should look at before it goes home."""
        self.sections.show_packet(sight.packet, sight.pieces, len(sight.pages))
        clear(self._notes)
        name = isolate(sight.packet.learner.short_name)
        if sight.waiting:
            told = "1 thing" if sight.waiting == 1 else f"{sight.waiting} things"
            does = "waits" if sight.waiting == 1 else "wait"
            look = Button(self._theme, "Look at them", "ghost", small=True, on_click=self.review_wanted.emit)
            self._note("message-circle-question-mark", "warn", f"{told} of {name} {does} for your OK.", look)
        others = list(dict.fromkeys(held.other for held in sight.mentions))
        if others:
            named = ", ".join(isolate(other) for other in others[:3]) + (" and more" if len(others) > 3 else "")
            self._note("user-round-search", "warn", f"{named} can be read in it. You are asked before it is saved.")
        self.settle()

    def _note(self, icon: str, tone: str, words: str, action: QWidget | None = None) -> None:
        text = column(label(words, "caption", tone, wrap=True), gap=self._theme.px(2))
        if action is not None:
            text.addLayout(row(action, STRETCH, margins=(-self._theme.px(8), 0, 0, 0)))
        line = row(Glyph(self._theme, icon, tone, 16), text, gap=self._theme.px(8))
        line.setStretch(1, 1)
        place = QWidget()
        place.setLayout(line)
        self._notes.addWidget(place)
        place.show()

    def _promise(self) -> QWidget:
        line = row(Glyph(self._theme, "shield-check", "ok", 16), self._released, gap=self._theme.px(8))
        line.setStretch(1, 1)
        place = QWidget()
        place.setLayout(line)
        return place

    def _take(self, order: PacketOrder) -> None:
        self.show_order(order)
        self.changed.emit(order)


def _field(text: str, control: QWidget | QLayout) -> QLayout:
    """A control under its label."""
    name = label(text, "field")
    if isinstance(control, QWidget):
        name.setBuddy(control)
    return column(name, control, gap=4)
