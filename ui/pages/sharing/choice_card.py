"""One open choice: whose and what it is, all values side by side, and what can be done besides choosing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from learnerplan.domain import names
from ui import sharing_words
from ui.pages.sharing.version_box import VersionBox, differ_from, merged_box, version_box
from ui.widgets.avatar import Avatar
from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.kept_focus import name_place
from ui.widgets.layout import column, row
from ui.widgets.pair_grid import PairGrid
from ui.widgets.text import Elided

if TYPE_CHECKING:
    from datetime import datetime

    from learnerplan.domain.shares import Choice
    from ui.theme.theme import Theme

NARROW = 190
"""A value takes at least so many px at 100 %; with less room the values stand one below the other."""
MOST = 10
"""More values than so many are kept and not shown: choosing one of those that are shown settles all."""


class ChoiceCard(Card):
    """`picked` tells the number of a value, `both_wanted` and `merged_wanted` the texts that hold more than one."""

    picked = Signal(int)
    both_wanted = Signal()
    merged_wanted = Signal()
    asked = Signal(str)
    """The name of a colleague to whom a question is to be copied."""

    def __init__(self, theme: Theme, choice: Choice, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=20, gap=12, parent=parent)
        px = theme.px
        self.choice = choice
        self.setAccessibleName(f"{choice.title}, {choice.where}")
        given, _space, family = choice.title.partition(" ")
        avatar = Avatar(theme, choice.learner_id or choice.row_id, names.initials(given, family), 32)
        words = column(Elided(isolate(choice.title), "strong"), Elided(choice.where, "caption", "ink2"), gap=px(1))
        head = row(avatar, words, gap=px(10))
        head.setStretch(1, 1)
        self.body.addLayout(head)
        self._grid = PairGrid(px(NARROW), px(12))
        key = f"choice:{choice.table}:{choice.row_id}:{choice.cell}"
        self.boxes: list[VersionBox] = []
        start = differ_from([version.text for version in choice.versions])
        mine_first = sorted(enumerate(choice.versions[:MOST]), key=lambda one: not one[1].by_me)
        for number, version in mine_first:
            box = version_box(theme, version, now, partial(self.picked.emit, number), start=start)
            name_place(box.keep, f"{key}:{number}")
            self.boxes.append(box)
            self._grid.addWidget(box)
        self.body.addLayout(self._grid)
        if choice.merged is not None:
            merged = merged_box(theme, choice.merged, self.merged_wanted.emit)
            name_place(merged.keep, f"{key}:merged")
            self.boxes.append(merged)
            self.body.addWidget(merged)
        self.body.addWidget(self._others(theme, key))

    def _others(self, theme: Theme, key: str) -> QWidget:
        flow = FlowLayout(theme.px(12))
        self.both: Button | None = None
        if self.choice.both is not None:
            self.both = Button(theme, "Keep both", "ghost", "copy", small=True, on_click=self.both_wanted.emit)
            self.both.setToolTip(self.choice.both)
            name_place(self.both, f"{key}:both")
            flow.addWidget(self.both)
        self.asks: list[Button] = []
        for who in dict.fromkeys(one.who for one in self.choice.versions if not one.by_me):
            name = sharing_words.called(who)
            ask = Button(theme, f"Ask {isolate(name)}", "ghost", "message-circle", small=True)
            ask.setToolTip("Copies a short question, to paste wherever you write to each other")
            ask.clicked.connect(partial(self._ask, who))
            name_place(ask, f"{key}:ask:{who}")
            self.asks.append(ask)
            flow.addWidget(ask)
        made = QWidget()
        made.setLayout(flow)
        return made

    def _ask(self, who: str, _checked: bool = False) -> None:
        self.asked.emit(who)
