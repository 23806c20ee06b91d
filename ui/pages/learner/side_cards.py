"""The cards beside a profile: then and now, from home, and what is worth asking again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from learnerplan.domain.profiles import Facet, Voice, is_stale
from ui import days
from ui.models.facets import HEADINGS
from ui.pages.learner.entry_line import EntryLine
from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.glyph import Glyph
from ui.widgets.kept_focus import kept_focus, name_place
from ui.widgets.kept_parts import KeptParts
from ui.widgets.layout import clear, column, row
from ui.widgets.text import Quote, label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from learnerplan.services.profiles import ChangedView, EntryRow
    from ui.models.facets import Heading
    from ui.pages.learner.entries import EntryActions
    from ui.theme.theme import Theme

HOME_SHOWN = 2


class ThenAndNow(Card):
    """What the learner said first and says now, of the newest change; any two days are one press away."""

    def __init__(self, theme: Theme, look: Callable[[], object], parent: QWidget | None = None) -> None:
        self.look = Button(theme, "Choose days", "ghost", small=True, on_click=look)
        self.look.setAccessibleName("Then and now: choose two days")
        name_place(self.look, "then-and-now:look")
        super().__init__(theme, "Then and now", gap=8, action=self.look, parent=parent)
        self._theme = theme
        self._shown: tuple[ChangedView | None, date] | None = None
        self._content = column(gap=theme.px(8))
        self.body.addLayout(self._content)

    def show_change(self, change: ChangedView | None, today: date, *, said: bool = True) -> None:
        """Show one change of view; without any, that there is none. Hidden while nothing is `said` at all."""
        self.setVisible(said)
        if (change, today) == self._shown:
            return
        self._shown = change, today
        clear(self._content)
        if change is None:
            self._content.addWidget(
                label("No words have changed yet. Any two days can be looked at.", "small", wrap=True)
            )
            return
        theme = self._theme
        heading = next((one.title for one in HEADINGS if change.now.facet in one.facets), "")
        then, now = _periods(change.then.said_on, change.now.said_on, today)
        parts: tuple[QWidget, ...] = (
            label(change.question or heading, "small", wrap=True),
            Chip(theme, then, tone="none"),
            Quote(change.then.text, "m"),
            Glyph(theme, "arrow-down", "accent", 16),
            Chip(theme, now, tone="info"),
            Quote(change.now.text, "m"),
        )
        for part in parts:
            self._content.addWidget(part)


def _periods(then: date, now: date, today: date) -> tuple[str, str]:
    """Months where they tell the two apart, else the days."""
    if (then.year, then.month) == (now.year, now.month) or (today - then).days > 330:
        return days.short(then, today), days.short(now, today)
    return days.long_month(then), days.long_month(now)


class FromHome(Card):
    """What the family says, in its language, with a person's translation beside it."""

    def __init__(self, theme: Theme, actions: EntryActions, parent: QWidget | None = None) -> None:
        add = Button(theme, "Add", "ghost", small=True)
        add.setAccessibleName("Add what the family says")
        add.clicked.connect(lambda: actions.add(Facet.STRENGTH, Voice.FAMILY))
        name_place(add, "home:add")
        super().__init__(theme, "From home", gap=8, action=add, parent=parent)
        self._theme, self._actions = theme, actions
        self.shown: list[str] = []
        self._parts = KeptParts()
        self._content = column(gap=theme.px(12))
        self.body.addLayout(self._content)

    def show_entries(self, entries: Sequence[EntryRow], called: str, today: date) -> None:
        """Show the newest of what the family said, those with a translation first."""
        said = (entry for entry in entries if entry.voice is Voice.FAMILY)
        home = sorted(said, key=lambda entry: not entry.translation)
        self.shown = [entry.id for entry in home[: 1 if home and home[0].translation else HOME_SHOWN]]
        with kept_focus(self), self._parts.renewing(self._content):
            for entry in home[: len(self.shown)]:
                make = partial(self._line, entry, called, today)
                self._content.addWidget(self._parts.part(entry.id, (entry, called, today), make))
            if not home:
                words = f"What do people at home want you to know about {isolate(called)}?"
                ask = partial(label, words, "small", wrap=True)
                self._content.addWidget(self._parts.part("none", called, ask))

    def _line(self, entry: EntryRow, called: str, today: date) -> EntryLine:
        return EntryLine(self._theme, entry, called, today, partial(self._actions.choices, entry), large=True)


class AskAgain(Card):
    """Says which part of the profile has grown old, and opens the field for new words."""

    def __init__(self, theme: Theme, actions: EntryActions, parent: QWidget | None = None) -> None:
        super().__init__(theme, kind="quiet", padding=14, parent=parent)
        self._actions = actions
        self._title = label("", "small-strong", wrap=True)
        self._caption = label("Ask in the next check-in", "caption", wrap=True)
        self._heading: Heading | None = None
        self.ask = Button(theme, "Ask now", "ghost", small=True, on_click=self._write)
        line = row(
            Glyph(theme, "hourglass", "ink3", 18),
            column(self._title, self._caption, gap=theme.px(1)),
            self.ask,
            gap=theme.px(12),
        )
        line.setStretch(1, 1)
        self.body.addLayout(line)

    def show_entries(self, entries: Sequence[EntryRow], today: date) -> None:
        """Show the part whose newest words of the learner are the oldest, if they are old at all."""
        found: list[tuple[date, Heading]] = []
        for heading in HEADINGS:
            said = [
                entry.said_on for entry in entries if entry.voice is Voice.LEARNER and entry.facet in heading.facets
            ]
            if said and is_stale(max(said), today):
                found.append((max(said), heading))
        self.setVisible(bool(found))
        if not found:
            return
        oldest, self._heading = min(found, key=lambda one: (one[0], one[1].first is not Facet.INTEREST))
        self._title.setText(f"{self._heading.plural} are {days.long_ago(oldest, today)}")

    def _write(self) -> None:
        if self._heading is not None:
            self._actions.add(self._heading.first, Voice.LEARNER)


class Waiting(Card):
    """How much waits for an adult's OK; hidden while nothing does."""

    def __init__(self, theme: Theme, look: Button, parent: QWidget | None = None) -> None:
        super().__init__(theme, kind="quiet", padding=14, parent=parent)
        self._title = label("", "small-strong", wrap=True)
        caption = label("Packets hold only what may go home", "caption", wrap=True)
        line = row(
            Glyph(theme, "mail", "ink3", 18), column(self._title, caption, gap=theme.px(1)), look, gap=theme.px(12)
        )
        line.setStretch(1, 1)
        self.body.addLayout(line)
        self._look = look

    def show_count(self, count: int) -> None:
        """Show how much waits."""
        self.setVisible(count > 0)
        self._title.setText(f"{count} {'thing waits' if count == 1 else 'things wait'} for your OK")
        self._look.setAccessibleName(f"Look at what waits for your OK, {count}")
