"""The quick note: what was seen or heard of one learner or several, from anywhere; or a private reminder."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from learnerplan.domain.observations import ObservationKind
from learnerplan.errors import UserError
from learnerplan.services import learners, planbooks, quick_notes, typing_drafts
from ui.dialogs.frame import DialogFrame
from ui.dialogs.people_picker import PeoplePicker
from ui.widgets.date_field import DateField
from ui.widgets.fields import TextBox, TextField
from ui.widgets.glyph import Glyph
from ui.widgets.layout import row
from ui.widgets.segmented import Segmented
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from learnerplan.storage.store import Store
    from ui.context import Context

PRIVATE = "private"
KINDS = (
    (ObservationKind.SAW.value, "Seen"),
    (ObservationKind.SAID.value, "Said"),
    (ObservationKind.PROUD.value, "Proud of"),
    (PRIVATE, "Private"),
)
_ASKS = {
    ObservationKind.SAW.value: "What you saw",
    ObservationKind.SAID.value: "What they said, in their own words",
    ObservationKind.PROUD.value: "What to be proud of",
    PRIVATE: "For your own memory",
}
_DRAFT, _PRIVATE_DRAFT = "quick-note", "quick-note:private"
SETTLE = 600
"""Milliseconds without a key after which the draft is kept: well below the two seconds that may be lost."""


class QuickNoteDialog(DialogFrame):
    """Ctrl+Enter keeps the note. Leaving keeps what was typed as a draft, for the next time it opens."""

    def __init__(self, ctx: Context, parent: QWidget, *, about: Iterable[str] = (), kind: str = "") -> None:
        super().__init__(ctx, "Quick note", "Keep", parent, width=580)
        theme = ctx.theme
        self.kind = Segmented(theme, KINDS, "Kind of note")
        self.text = TextBox(theme, _ASKS[ObservationKind.SAW.value], 4, name="Note")
        self.people = PeoplePicker(theme, [one for one in learners.all_names(ctx.store) if one.active])
        self.tags = TextField(theme, "Such as reading, teamwork", name="Tags")
        self.day = DateField(theme, name="Day")
        self.day.show_value(date.today())
        words = "Stays on this laptop alone: in no search, packet, export or share."
        self.lock = QWidget()
        line = row(Glyph(theme, "lock", "ink2", 16), label(words, "small", wrap=True), gap=theme.px(8))
        line.setStretch(1, 1)
        self.lock.setLayout(line)
        form = self.form
        form.add("Kind", self.kind)
        form.add("Note", self.text, key="text")
        self.body.addWidget(self.lock)
        self.body.addWidget(form.make("About", self.people, key="people"))
        self._tags = form.make("Tags", self.tags)
        dates = row(self._tags, form.make("Day", self.day, key="day"), gap=theme.px(12))
        dates.setStretch(0, 1)
        self.day.setFixedWidth(theme.px(190))
        self.body.addLayout(dates)
        self.people.choose(about)
        self._draft = QTimer(self)
        self._draft.setSingleShot(True)
        self._draft.setInterval(SETTLE)
        self._draft.timeout.connect(self.keep_draft)
        self.kind.choose(kind)
        self.text.show_value(typing_drafts.read(ctx.store, _PRIVATE_DRAFT if self.is_private() else _DRAFT))
        self.text.textChanged.connect(self._draft.start)
        self.kind.chosen.connect(self._chose)
        self._show_kind()
        self.text.setFocus()
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)

    def is_private(self) -> bool:
        """Whether this is for the teacher's own memory."""
        return self.kind.value() == PRIVATE

    def keep(self) -> None:
        """Write the note for everyone who was chosen, in one step of undo."""
        self.clear_problem()
        if self.people.line.value():
            self.people.take_first()
        people, words = self.people.value(), self.text.value()
        errors: dict[str, str] = {}
        if not words:
            errors["text"] = "A note needs words. Type what you saw or heard."
        if not people:
            errors["people"] = "The note is about nobody yet. Choose one student or several."
        day = None
        try:
            day = self.day.value()
        except UserError as error:
            errors["day"] = str(error)
        if self.show_errors(errors):
            return
        if self._write(words, people, day or date.today()):
            self._forget_drafts()
            self.accept()

    def keep_draft(self) -> None:
        """Keep what is typed, in no journal and in no search; a private one apart."""
        if self._draft.isActive():
            self._draft.stop()
        mine, other = (_PRIVATE_DRAFT, _DRAFT) if self.is_private() else (_DRAFT, _PRIVATE_DRAFT)
        store, words = self.ctx.store, self.text.value()
        if typing_drafts.read(store, mine) != words:
            typing_drafts.keep(store, mine, words)
        if words and typing_drafts.read(store, other) == words:
            typing_drafts.keep(store, other, "")

    def done(self, result: int) -> None:
        """Leaving without keeping leaves a draft."""
        if not result:
            self.keep_draft()
        self._draft.stop()
        super().done(result)

    def _write(self, words: str, people: tuple[str, ...], day: date) -> bool:
        if self.is_private():
            return self.write(lambda store: quick_notes.remember(store, words, people, on=day), "Private note kept")
        note = quick_notes.QuickNote(
            words, people, ObservationKind(self.kind.value()), tuple(self.tags.value().split(","))
        )

        def observe(store: Store) -> None:
            quick_notes.observe(store, note, seen_on=day, by=planbooks.about(store).teacher)

        return self.write(observe, "Note kept" if len(people) == 1 else f"Note kept for {len(people)} students")

    def _forget_drafts(self) -> None:
        self._draft.stop()
        typing_drafts.keep(self.ctx.store, _PRIVATE_DRAFT if self.is_private() else _DRAFT, "")

    def _chose(self, _kind: str) -> None:
        if self.is_private() and not self.text.value():
            self.text.show_value(typing_drafts.read(self.ctx.store, _PRIVATE_DRAFT))
        self._show_kind()
        self._draft.start()
        self.text.setFocus()

    def _show_kind(self) -> None:
        private = self.is_private()
        self.lock.setVisible(private)
        self._tags.setVisible(not private)
        self.text.setPlaceholderText(_ASKS[self.kind.value()])
        if self.text.property("private") != private:
            self.text.setProperty("private", private)
            self.text.style().unpolish(self.text)
            self.text.style().polish(self.text)
        self.primary.say("Keep privately" if private else "Keep")
        if self.isVisible():
            self.resize(self.sizeHint())
