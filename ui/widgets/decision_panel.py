"""The opened row of an import: what changes field by field, the answers as cards, and one answer for many rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.models.import_lines import ImportLine, Shown, sense
from ui.widgets.bidi import isolate
from ui.widgets.button import Button, Kind
from ui.widgets.decision_cards import CandidateCard, FileCard, facts_beside
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.glyph import Glyph
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.option_card import OptionCard, OptionGroup
from ui.widgets.text import Elided, Paragraph, Quote, label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout

    from learnerplan.imports.planned.plan import Change, Choice, RowPlan
    from ui.models.import_people import Side
    from ui.theme.theme import Theme

NARROW, WIDE = 560, 700
"""Below the first width the cards stand one below the other, from the second on three side by side."""


def opens(line: ImportLine) -> bool:
    """Whether there is more to a row than its one line says."""
    row = line.row
    return row is not None and bool(row.choices or row.changes or line.state is Shown.REFUSED)


class DecisionPanel(QWidget):
    """Lies over the opened row, below its painted head of `head` px. Nothing is chosen until a person does."""

    answered = Signal(str)
    """The key of the choice that was picked."""
    settled_alike = Signal()
    """The answer given is to hold for all rows like this one."""
    other_wanted = Signal()
    """None of the candidates is right: somebody else is to be looked up."""
    reopened = Signal()
    """The answer to an earlier question of this row is to be taken back."""

    def __init__(
        self,
        theme: Theme,
        line: ImportLine,
        head: int,
        width: int,
        side: Side,
        *,
        tell: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`tell` repeats the row's reason, where its head has no room for all of it."""
        super().__init__(parent)
        self._theme, self._side = theme, side
        self._cards: list[OptionCard] = []
        self._group: OptionGroup | None = None
        px = theme.px
        self._alike = Button(theme, "", "ghost", "list-checks", small=True, on_click=self.settled_alike.emit)
        self._back = Button(theme, "Take the answer back", "quiet", "undo-2", small=True, on_click=self.reopened.emit)
        self._back.setToolTip("Press Backspace")
        edge = px(45) if width > px(NARROW) else px(17)
        self._room = width - edge - px(17)
        self._box = column(gap=px(8), margins=(edge, head, px(17), px(12)))
        if line.row is not None:
            if tell:
                self._box.addWidget(Paragraph(line.row.reason, "small"))
            self._fill(line.row)
        self.setLayout(self._box)
        self.setFixedWidth(width)
        self.show_answer(line.answer, 0)

    def needed_height(self) -> int:
        """How high the row has to be at the panel's width."""
        if self._box.hasHeightForWidth():
            return self._box.heightForWidth(self.width())
        return self._box.sizeHint().height()

    def show_answer(self, answer: str, alike: int) -> None:
        """Show which answer the row has and how many other rows it could settle."""
        if not answer and self._group is not None:
            self._group.setExclusive(False)
            for card in self._cards:
                card.setChecked(False)
            self._group.setExclusive(True)
        for card in self._cards:
            if card.value == answer:
                card.setChecked(True)
        others = "the other one" if alike == 1 else f"the {alike:,} others"
        self._alike.say(f"Same answer for {others} like this")
        self._alike.setVisible(alike > 0)
        self._back.setVisible(bool(answer))
        if answer:
            self._alike.enable("Press A")
        else:
            self._alike.disable("Answer this row first.")

    def values(self) -> list[str]:
        """The keys of the choices on the cards."""
        return [card.value for card in self._cards]

    def first(self) -> QWidget | None:
        """Where the focus goes from the list."""
        checked = self._group.checkedButton() if self._group is not None else None
        return checked or next(iter(self._cards), None)

    def _fill(self, plan: RowPlan) -> None:
        theme, px = self._theme, self._theme.px
        for change in plan.changes:
            self._box.addLayout(_change_line(theme, change))
        if not plan.choices:
            return
        senses = {sense(choice) for choice in plan.choices}
        asks_who = not senses & {"keep", "file"}
        if asks_who:
            self._tell()
        foot = FlowLayout(px(8))
        if asks_who:
            foot.addWidget(self._make_look_up(known=any(choice.learner_id for choice in plan.choices)))
        self._box.addLayout(self._make_grid(plan, foot))
        self._group = OptionGroup(*self._cards, parent=self)
        self._group.chosen.connect(self.answered)
        if any("+" in choice.key for choice in plan.choices):
            self._back.say("Back to who it is")
        foot.addWidget(self._back)
        foot.addWidget(self._alike)
        self._box.addLayout(foot)

    def _make_grid(self, plan: RowPlan, foot: FlowLayout) -> QGridLayout:
        px, side = self._theme.px, self._side
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(10))
        grid.setVerticalSpacing(px(8))
        sides = bool(side.labels) and self._room > px(NARROW - 120)
        columns = 1 if self._room <= px(NARROW - 120) else 3 if sides and self._room > px(WIDE - 120) else 2
        if side.labels:
            grid.addWidget(FileCard(self._theme, plan.line, facts_beside(side.labels, side.file, side.labels)), 0, 0)
        for number, choice in enumerate(plan.choices):
            card = self._make_card(choice, number)
            self._cards.append(card)
            if sense(choice) == "skip":
                card.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
                foot.addWidget(card)
            else:
                grid.addWidget(card, grid.count() // columns, grid.count() % columns, Qt.AlignmentFlag.AlignTop)
        for place in range(columns):
            grid.setColumnStretch(place, 1)
        return grid

    def _make_card(self, choice: Choice, number: int) -> OptionCard:
        aside = sense(choice) == "skip"
        title, caption = isolate(choice.label), "" if aside else choice.detail
        values = self._side.learners.get(choice.learner_id, ())
        if values:
            facts = facts_beside(self._side.labels, values, self._side.file)
            card: OptionCard = CandidateCard(self._theme, choice.key, title, caption, facts)
        else:
            card = OptionCard(self._theme, choice.key, title, caption)
        card.setToolTip(f"{choice.detail}\nPress {number + 1}".strip())
        return card

    def _make_look_up(self, *, known: bool) -> Button:
        text = "Somebody else" if known else "Look up a student"
        kind: Kind = "quiet" if known else "secondary"
        button = Button(self._theme, text, kind, "search", small=True, on_click=self.other_wanted.emit)
        button.setToolTip("Press L")
        return button

    def _tell(self) -> None:
        """Cells of the row; what a child wrote stands under its question as a quote."""
        plain = [f"{isolate(heading)} {isolate(cell)}" for heading, cell, own_words in self._side.told if not own_words]
        if plain:
            self._box.addWidget(Elided("  ·  ".join(plain), "caption", "ink2"))
        for heading, cell, own_words in self._side.told:
            if own_words:
                self._box.addLayout(column(Elided(isolate(heading), "caption"), Quote(cell, "s"), gap=0))


def _change_line(theme: Theme, change: Change) -> QLayout:
    """The field, what is here and what comes."""
    name = label(change.label, "field")
    name.setMinimumWidth(theme.px(116))
    old = label(isolate(change.old) or "none", "small", "ink3")
    new = label(isolate(change.new) or "none", "small-strong")
    return row(name, old, Glyph(theme, "arrow-right", "ink3", 14), new, STRETCH, gap=theme.px(8))
