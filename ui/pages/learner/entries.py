"""What can be done with an entry of a profile, wherever it is shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from learnerplan.domain.audiences import Audience
from learnerplan.services import profiles
from ui import operations
from ui.models.audiences import CHOICES, MARKS
from ui.widgets.menu_button import Choice

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from learnerplan.domain.profiles import Facet, Voice
    from learnerplan.services.learners import LearnerRow
    from learnerplan.services.profiles import EntryRow
    from learnerplan.storage.store import Store
    from ui.context import Context
    from ui.dialogs.profile_entry import Purpose

_SAID = {
    Audience.FAMILY: "May go home",
    Audience.RECORD: "Waits for your OK",
    Audience.NOT_HOME: "Stays at school",
    Audience.SAFEGUARDING: "Marked as a safeguarding concern",
}


class EntryActions:
    """The menu of an entry, and adding a new one."""

    def __init__(self, ctx: Context, parent: QWidget) -> None:
        self._ctx, self._parent = ctx, parent
        self.learner: LearnerRow | None = None

    def add(self, facet: Facet, voice: Voice) -> None:
        """Open the dialog for a new entry."""
        from ui.dialogs.profile_entry import ProfileEntryDialog

        if self.learner is not None:
            ProfileEntryDialog(self._ctx, self.learner, self._parent, facet=facet, voice=voice).open()

    def choices(self, entry: EntryRow) -> list[Choice]:
        """The menu of an entry: how far it travels, then what to do with it."""
        travel = [
            Choice(
                CHOICES[audience],
                partial(self._send, entry, audience),
                MARKS[audience][0],
                checked=audience is entry.audience,
            )
            for audience in CHOICES
        ]
        return [
            *travel,
            Choice("Changed their mind…", lambda: self._edit(entry, "supersede"), "refresh-cw", rule=True),
            Choice("Correct…", lambda: self._edit(entry, "correct"), "pencil"),
            Choice("Remove", lambda: self._remove(entry), "trash-2"),
        ]

    def _edit(self, entry: EntryRow, purpose: Purpose) -> None:
        from ui.dialogs.profile_entry import ProfileEntryDialog

        if self.learner is not None:
            ProfileEntryDialog(self._ctx, self.learner, self._parent, purpose=purpose, entry=entry).open()

    def _send(self, entry: EntryRow, audience: Audience) -> None:
        def work(store: Store) -> None:
            profiles.set_audience(store, [entry.id], audience)

        if audience is not entry.audience:
            operations.perform(self._ctx, work, parent=self._parent, toast=_SAID[audience])

    def _remove(self, entry: EntryRow) -> None:
        operations.perform(
            self._ctx, lambda store: profiles.remove(store, entry.id), parent=self._parent, toast="Entry removed"
        )
