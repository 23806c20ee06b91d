"""Writing a support by hand, or changing one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from learnerplan.domain.supports import SupportKind
from learnerplan.errors import UserError
from learnerplan.services import supports
from ui.dialogs.frame import DialogFrame
from ui.models.supports import KINDS
from ui.widgets.checkbox import CheckBox
from ui.widgets.date_field import DateField
from ui.widgets.fields import Select, TextBox, TextField

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from learnerplan.services.learners import LearnerRow
    from learnerplan.services.supports import SupportRow
    from ui.context import Context
    from ui.dialogs.meanwhile import Control

_DAYS = {"starts_on": "Begins", "review_on": "Review", "ends_on": "Ends"}


class SupportDialog(DialogFrame):
    """With `support` it changes that one, else it adds one. `plans` are those that an accommodation may belong to."""

    def __init__(
        self,
        ctx: Context,
        learner: LearnerRow,
        plans: Sequence[SupportRow],
        parent: QWidget,
        *,
        support: SupportRow | None = None,
    ) -> None:
        title = "Change the support" if support else "Add a support"
        super().__init__(ctx, title, "Keep", parent, subtitle="In no packet, list or export until you ask for it")
        self._learner, self._support = learner, support
        theme = ctx.theme
        self.kind = Select(theme, [(kind.value, words) for kind, words in KINDS.items()], name="Kind")
        own = [(plan.id, plan.title or KINDS[plan.kind]) for plan in plans if support is None or plan.id != support.id]
        self.part_of = Select(theme, [("", "No plan"), *own], name="Part of")
        self.title = TextField(theme, "Such as: more time in tests", name="What it is called")
        self.area = TextField(theme, "Such as: math, all subjects", name="Subject or setting")
        self.given_by = TextField(theme, name="Who gives it")
        self.status = TextField(theme, name="Status")
        self.text = TextBox(theme, "What is given, and how", 4, name="What is given")
        self.days = {field: DateField(theme, name=words) for field, words in _DAYS.items()}
        self.glance = CheckBox(theme, "May be seen at a glance")
        self._build()
        self._fill()
        self.kind.chosen.connect(lambda _value: self._show_for_kind())
        self._show_for_kind()
        if support is not None:
            fields: dict[str, Control] = {
                "title": self.title,
                "area": self.area,
                "text": self.text,
                "given_by": self.given_by,
            }
            marks: dict[str, Control] = {
                "kind": self.kind,
                "part_of_id": self.part_of,
                "status": self.status,
                "at_a_glance": self.glance,
            }
            self.follow("support", support.id, {**fields, **marks, **self.days})
        self.title.setFocus()

    def state(self) -> object:
        """What the fields hold."""
        texts = (self.title, self.area, self.given_by, self.status, self.text, self.kind, self.part_of)
        lines = tuple(field.line.text() for field in self.days.values())
        return (*(field.value() for field in texts), *lines, self.glance.isChecked())

    def keep(self) -> None:
        """Write the support."""
        self.clear_problem()
        errors: dict[str, str] = {}
        found: dict[str, date | None] = {}
        if not (self.title.value() or self.text.value()):
            errors["title"] = "A support needs a name or a text. Type what it is called."
        for field, line in self.days.items():
            try:
                found[field] = line.value()
            except UserError as error:
                errors[field] = str(error)
        starts, ends = found.get("starts_on"), found.get("ends_on")
        if starts and ends and ends < starts:
            errors["ends_on"] = "It would end before it begins. Look at both days again."
        if self.show_errors(errors):
            return
        values = self._values() | found
        support = self._support
        if support is None:
            done = self.write(lambda store: supports.add(store, self._learner.id, **values), "Support added")
        else:
            done = self.write(lambda store: supports.change(store, support.id, **values), "Support changed")
        if done:
            self.accept()

    def _values(self) -> dict[str, Any]:
        kind = SupportKind(self.kind.value())
        return {
            "kind": kind,
            "part_of_id": (self.part_of.value() or None) if kind is not SupportKind.PLAN else None,
            "title": self.title.value(),
            "area": self.area.value(),
            "text": self.text.value(),
            "given_by": self.given_by.value(),
            "status": self.status.value(),
            "at_a_glance": self.glance.isChecked(),
        }

    def _build(self) -> None:
        form = self.form
        self._part_of = form.make("Part of", self.part_of)
        form.add_row(form.make("Kind", self.kind), self._part_of)
        form.add("What it is called", self.title, key="title")
        form.add("What is given", self.text)
        form.add_row(form.make("Subject or setting", self.area), form.make("Who gives it", self.given_by))
        form.add_row(*(form.make(words, self.days[field], key=field) for field, words in _DAYS.items()))
        form.add("Status", self.status)
        self.body.addWidget(self.glance)

    def _fill(self) -> None:
        held = self._support
        if held is None:
            self.kind.choose(SupportKind.ACCOMMODATION.value)
            return
        self.kind.choose(held.kind.value)
        self.part_of.choose(held.part_of_id or "")
        self.title.setText(held.title)
        self.area.setText(held.area)
        self.given_by.setText(held.given_by)
        self.status.setText(held.status)
        self.text.show_value(held.text)
        for field, line in self.days.items():
            line.show_value(getattr(held, field))
        self.glance.setChecked(held.at_a_glance)

    def _show_for_kind(self) -> None:
        self._part_of.setVisible(self.kind.value() != SupportKind.PLAN.value and self.part_of.count() > 1)
