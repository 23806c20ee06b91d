"""The right card of the check: what will happen, row by row, with a filter above and who is missing below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.dialogs.learner_picker import LearnerPicker
from ui.models.import_index import index_of
from ui.models.import_lines import WORDS, Shown
from ui.models.import_people import Side
from ui.models.import_rows import ImportRows
from ui.pages.import_beside import beside
from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.count_tile import CountTile
from ui.widgets.fields import TextField
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.glyph import Glyph
from ui.widgets.import_list import ImportList
from ui.widgets.layout import STRETCH, column, row, rule
from ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout

    from ui.context import Context
    from ui.models.import_lines import ImportLine
    from ui.pages.import_session import ImportSession

TONES = {
    Shown.ALL: "ink2",
    Shown.NEED: "warn",
    Shown.NEW: "ok",
    Shown.UPDATED: "accent_ink",
    Shown.UNCHANGED: "none",
    Shown.REFUSED: "bad",
    Shown.ASIDE: "none",
}


LOWEST = 360
"""Where the window is lower than that, the page scrolls."""
SEARCHED = 12
"""Fewer rows than this are seen at a glance."""


class ImportRowsCard(Card):
    """Hands answers to the session. `absent_wanted` brings the ids of learners whom the file does not name."""

    absent_wanted = Signal(list)

    def __init__(self, ctx: Context, parent: QWidget | None = None) -> None:
        super().__init__(ctx.theme, parent=parent)
        self._ctx = ctx
        self._session: ImportSession | None = None
        self._absent: list[str] = []
        self._part, self._index = -1, index_of(())
        self.setAccessibleName("What will happen")
        self.setMinimumHeight(ctx.theme.px(LOWEST))
        theme, px = ctx.theme, ctx.theme.px
        self.model = ImportRows(self)
        self.rows = ImportList(theme, self.model)
        self.rows.sides = self._sides
        self.tiles = {shown: CountTile(theme, word, TONES[shown]) for shown, word in WORDS.items()}
        self.body.setContentsMargins(1, px(16), 1, px(8))
        self.body.setSpacing(0)
        head = row(label("What will happen", "card"), STRETCH, label("Nothing is written yet", "caption"), gap=px(8))
        head.setContentsMargins(px(21), 0, px(21), px(10))
        self.body.addLayout(head)
        self.body.addLayout(self._make_tiles())
        self.search = TextField(theme, "Search these rows", "search", name="Search these rows", small=True)
        self.search.textChanged.connect(self.model.search)
        self.search_line = QWidget()
        self.search_line.setLayout(row(self.search, margins=(px(21), 0, px(21), px(8))))
        self.body.addWidget(self.search_line)
        self.body.addWidget(self.rows, 1)
        self._absent_words = label("", "small", wrap=True)
        self.see_absent = Button(theme, "See them", "ghost", small=True, on_click=self._see_absent)
        line = row(Glyph(theme, "archive", "ink2", 16), self._absent_words, self.see_absent, gap=px(10))
        line.setStretch(1, 1)
        line.setContentsMargins(px(17), px(6), px(8), 0)
        self.absent_line = QWidget()
        self.absent_line.setLayout(column(rule(), line, gap=0))
        self.body.addWidget(self.absent_line)
        self.rows.answered.connect(self._answer)
        self.rows.settled_alike.connect(self._settle_alike)
        self.rows.other_wanted.connect(self._look_up)
        self.rows.reopened.connect(self._ask_again)

    def show_session(self, session: ImportSession) -> None:
        """Begin with another import, unfiltered."""
        self._session = session
        self.tiles[Shown.ALL].setChecked(True)
        self._index = index_of(())
        self.search.clear()
        self.model.set_rows(self._index, {}, {}, session)
        self.model.show(Shown.ALL)

    def show_plan(self, part: int) -> None:
        """Show the rows of one part, or all where `part` is -1."""
        session = self._session
        if session is None or session.plan is None:
            return
        first = not self.model.rowCount()
        index, self._part = session.index(part), part
        if index is self._index:
            self.model.set_answers(session.answers)
        else:
            kinds = tuple((each.name, each.kind, each.part) for each in session.parts())
            self._index = index
            self.model.set_rows(index, session.asked, session.answers, (part, kinds))
        self.search_line.setVisible(len(index.rows) > SEARCHED)
        counts = self.model.counts()
        for shown, tile in self.tiles.items():
            tile.show_count(counts[shown])
            tile.setVisible(shown in (Shown.ALL, Shown.NEED) or counts[shown] > 0 or tile.isChecked())
        files = session.files()[part : part + 1] if part >= 0 and not session.pending else session.files()
        self._absent = list(dict.fromkeys(each for held in files for each in held.absent))
        count = len(self._absent)
        who = "1 student is" if count == 1 else f"{count:,} students are"
        self._absent_words.setText(f"{who} not in this file. They stay, with a flag.")
        self.absent_line.setVisible(bool(count))
        if first and self.model.open_count():
            self.rows.go(self.model.next_open())

    def choose(self, shown: Shown) -> None:
        """Keep only one group, or all."""
        self.tiles[shown].setChecked(True)
        self.model.show(shown)

    def _make_tiles(self) -> QLayout:
        px = self._ctx.theme.px
        flow = FlowLayout(px(8))
        for shown, tile in self.tiles.items():
            flow.addWidget(tile)
            tile.clicked.connect(lambda _on=False, shown=shown: self.choose(shown))
        place = QWidget()
        place.setLayout(flow)
        held = QVBoxLayout()
        held.setContentsMargins(px(21), 0, px(21), px(8))
        held.addWidget(place)
        return held

    def _sides(self, line: ImportLine) -> Side:
        if self._session is None or line.row is None:
            return Side()
        return beside(self._ctx.store, self._session, self._part, line)

    def _answer(self, key: str, choice: str) -> None:
        if self._session is not None:
            line = self.model.line(self.model.position(key))
            self._session.answer(key, choice, line.row if line is not None else None)

    def _ask_again(self, key: str) -> None:
        if self._session is not None:
            self._session.ask_again(key)

    def _settle_alike(self, key: str) -> None:
        question = self._session.asked.get(key) if self._session is not None else None
        if self._session is not None and question is not None:
            self._session.answer_alike(question, self.model.rows_like(question))

    def _look_up(self, key: str) -> None:
        session = self._session
        question = session.asked.get(key) if session is not None else None
        if session is None or question is None:
            return
        named = question.title and question.title not in question.reason
        who = f"{isolate(question.title)}. {question.reason}" if named else question.reason
        picker = LearnerPicker(self._ctx, "Who is this?", self, subtitle=who)
        picker.picked.connect(lambda learner_id, name: session.answer_with(key, learner_id, name))
        picker.open()

    def _see_absent(self) -> None:
        self.absent_wanted.emit(self._absent)
