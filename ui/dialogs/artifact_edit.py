"""Changing what is said of a piece of work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.domain.artifacts import ArtifactKind
from learnerplan.errors import UserError
from learnerplan.services import artifacts
from ui.dialogs.frame import DialogFrame
from ui.dialogs.goal_ticks import GoalTicks
from ui.models.work import KINDS
from ui.widgets.date_field import DateField
from ui.widgets.fields import Select, TextBox, TextField

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtWidgets import QWidget

    from learnerplan.services.artifacts import ArtifactRow
    from learnerplan.services.goals import GoalRow
    from ui.context import Context
    from ui.dialogs.meanwhile import Control


class ArtifactEditDialog(DialogFrame):
    """Title, kind, day, reason and goals; the file itself stays as it is."""

    def __init__(
        self,
        ctx: Context,
        work: ArtifactRow,
        goals: Sequence[GoalRow],
        tied: Collection[str],
        parent: QWidget,
        *,
        own_plan: bool = False,
    ) -> None:
        super().__init__(ctx, "Change this piece of work", "Keep", parent)
        self._work = work
        theme = ctx.theme
        self.title = TextField(theme, name="Title")
        self.title.setText(work.title)
        self.kind = Select(theme, [(kind.value, word) for kind, (word, _) in KINDS.items()], name="Kind")
        self.kind.choose(work.kind.value)
        self.made_on = DateField(theme, name="Made on")
        self.made_on.show_value(work.made_on)
        self.why = TextBox(theme, "I chose it because…", 3, voice=True)
        self.why.show_value(work.why)
        self.goals = GoalTicks(theme, goals, tied, own_plan=own_plan)
        self._tied = self.goals.value()
        self.form.add("Title", self.title, key="title")
        self.form.add_row(self.form.make("Kind", self.kind), self.form.make("Made on", self.made_on, key="made on"))
        self.form.add("Why I chose it", self.why)
        self.goals.setVisible(bool(goals))
        self.body.addWidget(self.goals)
        fields: dict[str, Control] = {"title": self.title, "kind": self.kind, "made_on": self.made_on, "why": self.why}
        self.follow("artifact", work.id, fields)
        self.title.setFocus()

    def state(self) -> object:
        """What the fields hold."""
        dates = self.made_on.line.text()
        return self.title.value(), self.kind.value(), dates, self.why.value(), tuple(self.goals.value())

    def keep(self) -> None:
        """Write what was changed."""
        self.clear_problem()
        errors: dict[str, str] = {}
        if not self.title.value():
            errors["title"] = "A piece of work needs a title. Name what it is."
        made_on = None
        try:
            made_on = self.made_on.value()
        except UserError as error:
            errors["made on"] = str(error)
        if self.show_errors(errors):
            return
        values = {
            "title": self.title.value(),
            "kind": ArtifactKind(self.kind.value()),
            "made_on": made_on,
            "why": self.why.value(),
        }
        # As they were means: as they are now, since another person may have tied others meanwhile.
        chosen = self.goals.value() if self.goals.value() != self._tied else None
        if self.write(
            lambda store: artifacts.change(store, self._work.id, goal_ids=chosen, **values), "Piece of work changed"
        ):
            self.accept()
