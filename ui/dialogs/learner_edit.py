"""A learner's particulars, for adding and changing: names, pronouns and to whom, grade, birth date, consent."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from learnerplan.domain import names
from learnerplan.domain.audiences import Audience
from learnerplan.domain.learners import NameOrder
from learnerplan.errors import UserError
from learnerplan.services import classes, learners
from ui.dialogs.frame import DialogFrame
from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.checkbox import CheckBox
from ui.widgets.date_field import DateField
from ui.widgets.fields import Select, TextField
from ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from learnerplan.services.learners import LearnerRow
    from ui.context import Context

FOR_WHOM: dict[Audience, str] = {
    Audience.FAMILY: "At school and with the family",
    Audience.RECORD: "At school only",
}
"""To whom a preferred name or pronouns may be shown. The learner decides, the teacher writes it down."""
_YOUNGEST, _OLDEST = 2, 100


class LearnerDialog(DialogFrame):
    """Changes one learner, archives them or brings them back; without a learner it adds one to a class."""

    def __init__(self, ctx: Context, learner: LearnerRow | None, parent: QWidget, *, class_id: str = "") -> None:
        title, primary = ("Edit student", "Keep") if learner else ("Add a student", "Add student")
        super().__init__(ctx, title, primary, parent, width=640)
        self._learner, self._class_id = learner, class_id
        theme = ctx.theme
        whom = [(audience.value, text) for audience, text in FOR_WHOM.items()]
        self.given = TextField(theme, name="Given name")
        self.family = TextField(theme, name="Family name")
        self.middle = TextField(theme, name="Middle name")
        self.preferred = TextField(theme, "Where it is not the given name")
        self.preferred_for = Select(theme, whom, name="Who may see it")
        self.other = TextField(theme, "As it is written at home")
        self.order = Select(
            theme, [(NameOrder.GIVEN, "Given name first"), (NameOrder.FAMILY, "Family name first")], name="Order"
        )
        self.pronouns = TextField(theme, "she/her, he/him, they/them")
        self.pronouns_for = Select(theme, whom, name="Who may see them")
        self.grade = TextField(theme, name="Grade")
        self.birth = DateField(theme, name="Birth date")
        self.language = TextField(theme, "Arabic and English", name="Home language")
        self.consent = CheckBox(theme, "The family agrees to photos of this student")
        self._build()
        if learner is not None:
            self._fill(learner)
            self._follow(learner)
        else:
            self.pronouns_for.choose(Audience.RECORD.value)
            self.grade.setText(classes.grade(ctx.store, class_id))
        self.given.setFocus()

    @classmethod
    def add(cls, ctx: Context, parent: QWidget, *, class_id: str = "") -> LearnerDialog:
        """Open the dialog for a new learner of a class, or of none."""
        made = cls(ctx, None, parent, class_id=class_id)
        made.open()
        return made

    def state(self) -> object:
        """What the fields hold."""
        return {**self._values(), "birth": self.birth.line.text()}

    def keep(self) -> None:
        """Write what was changed."""
        self.clear_problem()
        errors: dict[str, str] = {}
        if not (self.given.value() or self.family.value() or self.preferred.value()):
            errors["given"] = "A student needs a name. Type at least a given name."
        birth = None
        try:
            birth = self.birth.value()
            if birth is not None and not _YOUNGEST <= date.today().year - birth.year <= _OLDEST:
                errors["birth"] = "This birth date is too near or too far. Check the year."
        except UserError as error:
            errors["birth"] = str(error)
        if self.show_errors(errors):
            return
        values = {**self._values(), "birth_date": birth}
        held = self._learner
        if held is not None:
            done = self.write(lambda store: learners.change(store, held.id, **values), "Student changed")
        else:
            name = names.shown_name(self.given.value(), self.family.value(), self.preferred.value(), self.order.value())
            done = self.write(partial(learners.add, class_id=self._class_id, **values), f"{isolate(name)} is added")
        if done:
            self.accept()

    def _values(self) -> dict[str, Any]:
        return {
            "given_name": self.given.value(),
            "family_name": self.family.value(),
            "middle_name": self.middle.value(),
            "preferred_name": self.preferred.value(),
            "preferred_name_for": Audience(self.preferred_for.value()),
            "other_name": self.other.value(),
            "name_order": NameOrder(self.order.value()),
            "pronouns": self.pronouns.value(),
            "pronouns_for": Audience(self.pronouns_for.value()),
            "grade": self.grade.value(),
            "home_language": self.language.value(),
            "photo_consent": self.consent.isChecked(),
        }

    def _archive(self, learner: LearnerRow) -> None:
        active = not learner.active
        toast = f"{isolate(learner.name)} is back" if active else f"{isolate(learner.name)} is archived"
        if self.write(lambda store: learners.set_active(store, learner.id, active), toast):
            self.accept()

    def _build(self) -> None:
        form = self.form
        form.add_row(form.make("Given name", self.given, key="given"), form.make("Family name", self.family))
        form.add_row(form.make("Middle name", self.middle), form.make("Which comes first", self.order))
        form.add("Name in its own script", self.other)
        form.add_row(form.make("Likes to be called", self.preferred), form.make("Who may see it", self.preferred_for))
        form.add_row(form.make("Pronouns", self.pronouns), form.make("Who may see them", self.pronouns_for))
        form.add_row(form.make("Grade", self.grade), form.make("Birth date", self.birth, key="birth"))
        form.add("Speaks at home", self.language)
        self.body.addWidget(self.consent)
        if self._learner is not None:
            self._build_archive(self._learner)

    def _build_archive(self, learner: LearnerRow) -> None:
        act = partial(self._archive, learner)
        if learner.active:
            archive = Button(self.theme, "Archive", "quiet", "archive", on_click=act)
            archive.setToolTip("Leaves the lists. Everything stays, and you can bring the student back.")
        else:
            self.body.insertWidget(0, label("This student is archived and stands in no list.", "small", wrap=True))
            archive = Button(self.theme, "Bring back", "quiet", "archive-restore", on_click=act)
        archive.setAutoDefault(False)
        self.add_foot(archive)

    def _follow(self, learner: LearnerRow) -> None:
        self.follow(
            "learner",
            learner.id,
            {
                "given_name": self.given,
                "family_name": self.family,
                "middle_name": self.middle,
                "preferred_name": self.preferred,
                "preferred_name_for": self.preferred_for,
                "other_name": self.other,
                "name_order": self.order,
                "pronouns": self.pronouns,
                "pronouns_for": self.pronouns_for,
                "grade": self.grade,
                "birth_date": self.birth,
                "home_language": self.language,
                "photo_consent": self.consent,
            },
        )

    def _fill(self, learner: LearnerRow) -> None:
        self.given.setText(learner.given_name)
        self.family.setText(learner.family_name)
        self.middle.setText(learner.middle_name)
        self.preferred.setText(learner.preferred_name)
        self.preferred_for.choose(learner.preferred_name_for.value)
        self.other.setText(learner.other_name)
        self.order.choose(learner.name_order)
        self.pronouns.setText(learner.pronouns)
        self.pronouns_for.choose(learner.pronouns_for.value)
        self.grade.setText(learner.grade)
        self.birth.show_value(learner.birth_date)
        self.language.setText(learner.home_language)
        self.consent.setChecked(learner.photo_consent)
