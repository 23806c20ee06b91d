"""Choosing whom something is for: by name, or a whole class at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from learnerplan.services import classes, learners
from ui.dialogs.people_picker import PeoplePicker
from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.layout import column

if TYPE_CHECKING:
    from ui.context import Context


class PeopleOfClasses(QWidget):
    """Names as in `PeoplePicker`, with a button for each class. `changed` tells that others are chosen now."""

    changed = Signal()

    def __init__(self, ctx: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = ctx.theme
        with ctx.store.read() as view:
            known = [one for one in learners.all_names(view) if one.active]
            self._classes = {
                each.id: tuple(classes.learner_ids(view, each.id))
                for each in classes.listed(view)
                if each.active and each.learners
            }
            named = {each.id: each.name for each in classes.listed(view)}
        self.people = PeoplePicker(theme, known)
        self.people.changed.connect(self.changed)
        self.rooms: dict[str, Button] = {}
        flow = FlowLayout(theme.px(6))
        for class_id in self._classes:
            button = Button(theme, f"All of {isolate(named[class_id])}", icon="users", small=True)
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._take_class, class_id))
            self.rooms[class_id] = button
            flow.addWidget(button)
        place = QWidget()
        place.setLayout(flow)
        place.setVisible(bool(self.rooms))
        self.setLayout(column(self.people, place, gap=theme.px(8)))
        self.setFocusProxy(self.people)

    def value(self) -> tuple[str, ...]:
        """The ids of the chosen learners."""
        return self.people.value()

    def settle(self) -> None:
        """Take the first match of a name that is typed and not chosen yet."""
        if self.people.line.value():
            self.people.take_first()

    def _take_class(self, class_id: str, _on: bool = False) -> None:
        self.people.choose([*self.people.value(), *self._classes[class_id]])
