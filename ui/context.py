"""What every page is given. Nothing is looked up anywhere else."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from learnerplan import settings as settings_file
from ui.incoming import Incoming
from ui.navigation import Place
from ui.sharing_news import SharingNews

if TYPE_CHECKING:
    from collections.abc import Callable

    from learnerplan.domain.changes import Changes
    from learnerplan.settings import Settings
    from learnerplan.storage.store import Store
    from ui.tasks import Tasks
    from ui.theme.theme import Theme


class ChangeHub(QObject):
    """Tells on the window's thread what each committed transaction changed, whichever thread made it."""

    changed = Signal(object)
    """`Changes` of one transaction."""
    _arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._arrived.connect(self._pass_on)
        self._stop: Callable[[], None] | None = None

    def follow(self, store: Store) -> None:
        """Listen to a store until `leave`."""
        self._stop = store.subscribe(self._arrived.emit)

    def leave(self) -> None:
        """Stop listening."""
        if self._stop is not None:
            self._stop()
            self._stop = None

    @Slot(object)
    def _pass_on(self, changes: Changes) -> None:
        self.changed.emit(changes)


class Room(QObject):
    """Which class the teacher is looking at. An empty id means everyone."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.class_id = ""

    def choose(self, class_id: str) -> None:
        """Look at another class."""
        if class_id != self.class_id:
            self.class_id = class_id
            self.changed.emit()


class Preferences(QObject):
    """The settings of this computer, kept as soon as they change."""

    changed = Signal()

    def __init__(self, value: Settings) -> None:
        super().__init__()
        self.value = value

    def save(self, **changes: Any) -> None:
        """Keep other values of some settings. Raises `UserError` when they cannot be written."""
        value = replace(self.value, **changes).cleaned()
        if value != self.value:
            settings_file.save(value)
            self.value = value
            self.changed.emit()


class Shell(QObject):
    """What a page may ask of the window around it."""

    place_wanted = Signal(object)
    """`Place` to go to."""
    toast_wanted = Signal(str, bool)
    """A sentence, and whether an Undo button stands beside it."""
    toast_unwanted = Signal()
    """What was said last is not to be shown any longer."""
    planbook_wanted = Signal(str)
    """Path of another planbook to open; empty for the welcome screen."""


@dataclass(frozen=True)
class Context:
    """The open planbook and everything that pages share."""

    store: Store
    preferences: Preferences
    tasks: Tasks
    theme: Theme
    changes: ChangeHub
    room: Room
    shell: Shell
    incoming: Incoming = field(default_factory=Incoming)
    sharing: SharingNews = field(default_factory=SharingNews)

    def navigate(self, page: str, target: str = "", part: str = "") -> None:
        """Go to a page, such as `navigate("learner", learner_id, "plan")`."""
        self.shell.place_wanted.emit(Place(page, target, part))

    def toast(self, text: str, *, undo: bool = False) -> None:
        """Say a sentence at the foot of the window for ten seconds."""
        self.shell.toast_wanted.emit(text, undo)
