"""Adding to a profile, mending an entry, and writing down that the learner sees it otherwise now."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from learnerplan.domain.audiences import Audience
from learnerplan.domain.profiles import Facet, Made, Source, Voice
from learnerplan.errors import UserError
from learnerplan.services import contacts, planbooks, profiles
from ui.dialogs.frame import DialogFrame
from ui.models.facets import FACETS, MADE
from ui.widgets.bidi import isolate
from ui.widgets.checkbox import CheckBox
from ui.widgets.date_field import DateField
from ui.widgets.fields import Select, TextBox, TextField
from ui.widgets.segmented import Segmented
from ui.widgets.wording_note import WordingNote

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from learnerplan.services.learners import LearnerRow
    from learnerplan.services.profiles import EntryRow
    from learnerplan.storage.store import Store
    from ui.context import Context

Purpose = Literal["add", "correct", "supersede"]
_TITLES = {"add": "Add to the profile", "correct": "Correct this entry", "supersede": "How is it now?"}
_TOASTS = {"add": "Added to the profile", "correct": "Entry corrected", "supersede": "Profile updated"}
_SOURCES = {
    Source.TYPED: "A conversation",
    Source.CONFERENCE: "A conference",
    Source.OBSERVATION: "Watching them work",
    Source.CHECK_IN: "A check-in",
}
_LABELS = {Source.CONFERENCE: "at conference", Source.OBSERVATION: "seen in class", Source.CHECK_IN: "check-in"}


class ProfileEntryDialog(DialogFrame):
    """With `entry` it mends that entry or takes its place, without one it adds a new one of `facet`."""

    def __init__(
        self,
        ctx: Context,
        learner: LearnerRow,
        parent: QWidget,
        *,
        purpose: Purpose = "add",
        entry: EntryRow | None = None,
        facet: Facet = Facet.STRENGTH,
        voice: Voice = Voice.LEARNER,
    ) -> None:
        super().__init__(ctx, _TITLES[purpose], "Keep", parent, subtitle=_subtitle(purpose, learner, entry))
        self._learner, self._purpose, self._entry = learner, purpose, entry
        self._today = date.today()
        theme = ctx.theme
        self.facet = Select(theme, [(value.value, text) for value, text in FACETS.items()], name="What it speaks of")
        self.facet.choose((entry.facet if entry else facet).value)
        self.voice = Segmented(
            theme,
            [(Voice.LEARNER, learner.called), (Voice.TEACHER, "Teacher"), (Voice.FAMILY, "Home"), (Voice.DATA, "Data")],
            "Who says it",
        )
        self.voice.choose((entry.voice if entry else voice).value)
        self.words = TextBox(theme, lines=4, name="Words", voice=True)
        self.said_by = TextField(theme, name="Name")
        self.said_on = DateField(theme, name="Date")
        self.made = Select(theme, [(value.value, text) for value, text in MADE.items()], name="How")
        self.source = Select(theme, [(value.value, text) for value, text in _SOURCES.items()], name="Where from")
        self.translation = TextBox(theme, lines=2, name="Translation")
        self.translator = TextField(theme, name="Translated by")
        self.home = CheckBox(theme, "May go home")
        self.wording = WordingNote(theme, self.words)
        self._build()
        self._fill()
        self.voice.chosen.connect(lambda _value: self._show_for_voice())
        self._show_for_voice()
        if entry is not None and purpose == "correct":
            self.follow("profile_entry", entry.id, {"text": self.words, "said_on": self.said_on, "facet": self.facet})
        self.words.setFocus()

    def state(self) -> object:
        """What the fields hold."""
        boxes = (self.words, self.translation, self.said_by, self.translator)
        return (*(box.value() for box in boxes), self.facet.value(), self.said_on.line.text())

    def keep(self) -> None:
        """Write the entry."""
        self.clear_problem()
        errors = {}
        if not self.words.value():
            errors["words"] = "There are no words yet. Type what was said, just as it was said."
        try:
            said_on = self.said_on.value()
            if said_on is None:
                errors["date"] = "Every entry has a date. Today is a good guess."
            elif said_on > self._today:
                errors["date"] = "This day is still to come. Write the day on which it was said."
        except UserError as error:
            said_on, errors["date"] = None, str(error)
        if self.show_errors(errors) or said_on is None:
            return
        if self.write(lambda store: self._write(store, said_on), _TOASTS[self._purpose]):
            self.accept()

    def _build(self) -> None:
        form = self.form
        if self._purpose == "supersede":
            form.add("Words", self.words, key="words").add_below(self.wording)
            form.add("When", self.said_on, key="date")
            return
        self._voice = form.add("Who says it", self.voice)
        self._facet = form.add("What it speaks of", self.facet)
        self._words = form.add("Words", self.words, key="words")
        self._words.add_below(self.wording)
        self._said_by = form.make("Name", self.said_by)
        self._made = form.make("How", self.made)
        form.add_row(self._said_by, self._made, form.make("When", self.said_on, key="date"))
        self._source = form.add("Where it comes from", self.source)
        self._translation = form.add("The same in English", self.translation)
        self._translator = form.add("Translated by", self.translator)
        self.body.addWidget(self.home)

    def _fill(self) -> None:
        entry = self._entry
        self.said_on.show_value(entry.said_on if entry and self._purpose == "correct" else self._today)
        if entry is None:
            return
        if self._purpose == "correct":
            self.words.show_value(entry.text)
            self.said_by.setText(entry.said_by)
            self.translation.show_value(entry.translation)
            self.translator.setText(entry.translator)

    def _show_for_voice(self) -> None:
        voice, adding = Voice(self.voice.value()), self._purpose == "add"
        self.wording.set_active(voice in (Voice.TEACHER, Voice.DATA))  # a child's and a family's words are their own
        if self._purpose == "supersede":
            return
        self._voice.setVisible(adding)
        self._source.setVisible(adding)
        self._said_by.setVisible(voice is not Voice.LEARNER)
        self._made.setVisible(adding and voice is Voice.LEARNER)
        for field in (self._translation, self._translator):
            field.setVisible(voice is Voice.FAMILY)
        self.home.setVisible(adding and voice in (Voice.TEACHER, Voice.DATA))
        if adding and (not self.said_by.value() or not self.said_by.isModified()):
            self.said_by.setText(self._usual_name(voice))
        names = {Voice.FAMILY: "Who at home", Voice.TEACHER: "Teacher", Voice.DATA: "Which test or record"}
        self.said_by.setPlaceholderText(names.get(voice, ""))

    def _usual_name(self, voice: Voice) -> str:
        if voice is Voice.TEACHER:
            return planbooks.about(self.ctx.store).teacher
        if voice is Voice.FAMILY:
            people = contacts.of_learner(self.ctx.store, self._learner.id)
            return (people[0].relation or people[0].name) if people else ""
        return ""

    def _write(self, store: Store, said_on: date) -> None:
        words = self.words.value()
        if self._purpose == "supersede" and self._entry is not None:
            profiles.supersede(store, self._entry.id, text=words, said_on=said_on)
            return
        voice = Voice(self.voice.value())
        said_by = "" if voice is Voice.LEARNER else self.said_by.value()
        facet = Facet(self.facet.value())
        family = voice is Voice.FAMILY
        if self._purpose == "correct" and self._entry is not None:
            profiles.correct(
                store,
                self._entry.id,
                text=words,
                facet=facet,
                said_on=said_on,
                said_by=said_by,
                translation=self.translation.value() if family else None,
                translator=self.translator.value(),
            )
            return
        source = Source(self.source.value())
        profiles.add(
            store,
            self._learner.id,
            facet=facet,
            text=words,
            voice=voice,
            said_on=said_on,
            said_by=said_by,
            made=Made(self.made.value()) if voice is Voice.LEARNER else Made.WROTE,
            source=source,
            source_label=_LABELS.get(source, ""),
            audience=Audience.FAMILY if self.home.isChecked() and not self.home.isHidden() else None,
            translation=self.translation.value() if family else "",
            translator=self.translator.value(),
        )


def _subtitle(purpose: Purpose, learner: LearnerRow, entry: EntryRow | None) -> str:
    if purpose == "supersede" and entry is not None:
        return f"Before: “{isolate(entry.text)}”. The old words stay readable with their date."
    if purpose == "correct":
        return "For slips of the pen. When the view has changed, take “Changed their mind” instead."
    return f"{isolate(learner.name)}. What children and families say waits for your OK before it goes home."
