"""The profile of one learner: the child's words first, then six facets, and what home says."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from learnerplan.domain.profiles import Facet, Made, Voice
from learnerplan.services import profiles, releases
from ui import days
from ui.pages.learner.entries import EntryActions
from ui.pages.learner.facets import FacetsCard
from ui.pages.learner.side_cards import AskAgain, FromHome, ThenAndNow, Waiting
from ui.pages.learner.supports import SupportsCard
from ui.pages.learner.words import AllWords
from ui.refresh import keep_fresh
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.drawers import Drawers
from ui.widgets.layout import STRETCH, clear, column, row
from ui.widgets.text import Paragraph, label
from ui.widgets.two_columns import TwoColumns
from ui.widgets.voice_card import VoiceCard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from learnerplan.services.learners import LearnerRow
    from learnerplan.services.profiles import EntryRow
    from ui.context import Context

WORDS = "All words"
READS = frozenset(
    {"learner", "profile_entry", "translation", "response", "answer", "question", "check_in", "reflection", "artifact"}
)
LEADING = (
    *(Facet.PREFERENCE, Facet.STRENGTH, Facet.MOTIVATION, Facet.PASSION, Facet.INTEREST, Facet.HOPE),
    *(Facet.SUPPORT, Facet.SKILL, Facet.CHALLENGE),
)
"""Which facet's words open the page, the first that has any."""
_SENTENCE, _LONGEST_LEAD = 40, 160


class ProfileTab(QWidget):
    """Reads its learner anew whenever something of the profile was written."""

    def __init__(self, ctx: Context, page: QWidget) -> None:
        super().__init__()
        self._ctx = ctx
        theme = ctx.theme
        self._learner: LearnerRow | None = None
        self.entry_actions = EntryActions(ctx, self)
        self.lead = QWidget()
        self._lead_box = column(gap=0)
        self._shown: object = None
        self.lead.setLayout(self._lead_box)
        self.facets = FacetsCard(theme, self.entry_actions)
        self.then_and_now = ThenAndNow(theme, self.open_times)
        self.home = FromHome(theme, self.entry_actions)
        self.ask_again = AskAgain(theme, self.entry_actions)
        self.look = Button(theme, "Look", "ghost", small=True, on_click=self.open_waiting)
        self.waiting = Waiting(theme, self.look)
        self.supports = SupportsCard(ctx)
        main, side = QWidget(), QWidget()
        main.setLayout(column(self.lead, self.facets, self.supports, STRETCH, gap=theme.px(16)))
        side.setLayout(column(self.then_and_now, self.home, self.ask_again, self.waiting, STRETCH, gap=theme.px(16)))
        self.columns = TwoColumns(theme, main, side, "From home", side_width=328)
        self.setLayout(column(self.columns, gap=0))
        self._drawers = Drawers(theme, page)
        self._words: AllWords | None = None
        self._fresh = keep_fresh(self, ctx, READS, self.reload)

    def show_learner(self, learner: LearnerRow) -> None:
        """Show another learner, or the same one anew."""
        if self._learner is None or self._learner.id != learner.id:
            self.facets.fold()
            self._drawers.close()
        self._learner = self.entry_actions.learner = learner
        self.supports.show_learner(learner)
        self._fresh.mark()

    def close_drawers(self) -> None:
        """Close what lies over the page."""
        self._drawers.close()

    def reload(self) -> None:
        """Read the profile and show it."""
        learner = self._learner
        if learner is None:
            return
        today = date.today()
        with self._ctx.store.read() as view:
            every = profiles.entries(view, learner.id, current_only=False)
            waiting = releases.count(view, [learner.id])
        current = [entry for entry in every if entry.current]
        self._show_lead(current, sum(entry.voice is Voice.LEARNER for entry in every), today)
        self.home.show_entries(current, learner.called, today)
        self.home.setVisible(bool(self.home.shown) or not learner.is_educator)
        lead = leading(current)
        shown = {*self.home.shown, lead.id if lead else ""}
        elsewhere = [entry for entry in current if entry.id not in shown]
        self.facets.show_entries(elsewhere, learner.called, today)
        changes = [change for change in profiles.changed_views(every) if change.now.voice is Voice.LEARNER]
        self.then_and_now.show_change(changes[0] if changes else None, today, said=bool(every))
        self.ask_again.show_entries(current, today)
        self.waiting.show_count(waiting)
        if self._words is not None and self._drawers.is_open(WORDS):
            self._words.show_learner(learner.id, today)

    def open_words(self) -> None:
        """Open the drawer with everything the learner said."""
        learner = self._learner
        if learner is None:
            return
        if self._words is None:
            self._words = AllWords(self._ctx)
        self._words.show_learner(learner.id, date.today())
        self._drawers.open(WORDS, self._words, self.focusWidget())

    def open_times(self) -> None:
        """Open the profile of two days side by side."""
        from ui.dialogs.profile_times import ProfileTimesDialog

        if self._learner is not None:
            ProfileTimesDialog(self._ctx, self._learner, self).open()

    def open_waiting(self) -> None:
        """Open the list of words that wait for an OK."""
        from ui.dialogs.release import ReleaseDialog

        if self._learner is not None:
            ReleaseDialog(self._ctx, self._learner, self).open()

    def _show_lead(self, entries: Sequence[EntryRow], count: int, today: date) -> None:
        learner, theme = self._learner, self._ctx.theme
        entry = leading(entries)
        shown = (learner.id, learner.called, entry, count, today) if learner else None
        if learner is None or shown == self._shown:
            return
        self._shown = shown
        clear(self._lead_box)
        own = learner.is_educator
        heading = "In my words" if own else f"In {learner.called}’s words"
        if entry is None:
            add = Button(theme, "Add", "ghost", small=True)
            add.clicked.connect(lambda: self.entry_actions.add(Facet.PREFERENCE, Voice.LEARNER))
            words = f"Nothing yet. Ask {learner.called} how learning goes best, and write it here."
            if own:
                words = "Nothing yet. Write here how your work goes best."
            card = Card(theme, kind="voice", gap=8)
            card.body.addLayout(row(label(heading, "caption-strong", "voice_ink"), STRETCH, add))
            card.add(Paragraph(words, "body", "voice_ink"))
        else:
            every = Button(theme, f"All {count}", "ghost", small=True, on_click=self.open_words)
            every.setAccessibleName(f"All {count} things that {'I' if own else learner.called} said")
            parts = (learner.called, entry.source_label, days.short(entry.said_on, today))
            card = VoiceCard(theme, entry.text, "child", parts, heading, action=every)
        self._lead_box.addWidget(card)


def leading(entries: Sequence[EntryRow]) -> EntryRow | None:
    """The words of the learner's own that open the page: a whole sentence of the facet that says most of learning."""
    own = [
        entry
        for entry in entries
        if entry.voice is Voice.LEARNER and entry.made is not Made.PICKED and len(entry.text) <= _LONGEST_LEAD
    ]
    return min(
        own,
        key=lambda entry: (LEADING.index(entry.facet), len(entry.text) < _SENTENCE, -entry.said_on.toordinal()),
        default=None,
    )
