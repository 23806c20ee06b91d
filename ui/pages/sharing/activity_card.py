"""Activity by person: who changed how much in the last weeks, and on demand what it was."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import sharing_words
from ui.widgets.avatar import Avatar
from ui.widgets.bidi import isolate, joined
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.kept_focus import kept_focus, name_place
from ui.widgets.layout import clear, column, row
from ui.widgets.text import Elided, label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from learnerplan.domain.shares import Activity
    from ui.theme.theme import Theme

LINES = 12
"""So many of somebody's changes are told one by one."""


class ActivityCard(Card):
    """Hidden where nobody changed anything."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Who did what lately", gap=10, parent=parent)
        self._theme = theme
        self._open = ""
        self._rows = column(gap=theme.px(12))
        self.body.addLayout(self._rows)
        self.people: list[Button] = []

    def show_activity(self, activity: Sequence[Activity], faces: Mapping[str, str], now: datetime) -> None:
        """Show each person once, whoever was active last first; `faces` has the device of each name."""
        self._shown, self._faces, self._now = activity, faces, now
        by_person: dict[str, list[Activity]] = {}
        for one in sorted(activity, key=lambda one: one.at, reverse=True):
            by_person.setdefault("" if one.by_me else one.who, []).append(one)
        self.setVisible(bool(by_person))
        with kept_focus(self):
            clear(self._rows)
            self.people = []
            for who, deeds in by_person.items():
                self._rows.addWidget(self._person(who, deeds, now))
                if self._open == (who or "me"):
                    self._rows.addLayout(self._told(deeds, now))

    def _person(self, who: str, deeds: list[Activity], now: datetime) -> QWidget:
        theme = self._theme
        name, rows = deeds[0].who, sum(one.rows for one in deeds)
        open_ = self._open == (who or "me")
        changes = "1 change" if rows == 1 else f"{rows:,} changes"
        about = joined(changes, sharing_words.heard(sharing_words.local(deeds[0].at), now))
        turn = Button(
            theme,
            "Hide" if open_ else "Show",
            "ghost",
            small=True,
            on_click=partial(self._turn, who or "me"),
        )
        turn.setAccessibleName(f"{'Hide' if open_ else 'Show'} what {'you' if not who else name} changed")
        name_place(turn, f"activity:{who}")
        self.people.append(turn)
        words = column(
            Elided("You" if not who else isolate(name), "strong"), Elided(about, "caption", "ink2"), gap=theme.px(1)
        )
        avatar = Avatar(theme, self._faces.get(name, name), sharing_words.letters(name), 32)
        line = row(avatar, words, turn, gap=theme.px(12))
        line.setStretch(1, 1)
        made = QWidget()
        made.setLayout(line)
        return made

    def _told(self, deeds: list[Activity], now: datetime) -> QVBoxLayout:
        theme = self._theme
        told = column(gap=theme.px(4), margins=(theme.px(44), 0, 0, 0))
        for one in deeds[:LINES]:
            when = label(sharing_words.moment(one.at, now), "caption", "ink2")
            what = Elided(one.label, "small")
            line = row(what, when, gap=theme.px(8))
            line.setStretch(0, 1)
            told.addLayout(line)
        if len(deeds) > LINES:
            told.addWidget(label(f"and {len(deeds) - LINES:,} before", "caption"))
        return told

    def _turn(self, who: str) -> None:
        self._open = "" if self._open == who else who
        self.show_activity(self._shown, self._faces, self._now)
