"""What the window knows of sharing: the count at the sidebar, the round that is under way, and asking for one."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class SharingNews(QObject):
    """Pages ask for rounds here and hear of them; `ui.sharing_rounds` answers. It starts nothing by itself."""

    changed = Signal()
    """A round ended, or something about the shares is otherwise: look again."""
    counted = Signal(int)
    """So many things wait for a person: open choices, people who ask to come in, grave problems."""
    began = Signal()
    progressed = Signal(int, int, str)
    """(done, total, what) of the round that is under way."""
    ended = Signal(object)
    """The reports of a round, one a share; `None` where it was stopped or failed."""
    round_wanted = Signal()
    """Somebody asks for a round now; where no share was known until now, those every half minute begin with it."""
    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.busy = False
        self.problem = ""
        """Why the last round ended early; empty while all is well."""

    def ask(self) -> None:
        """Ask for a round now: by the button, after a share was made, joined or left."""
        self.round_wanted.emit()

    def tell_count(self, count: int) -> None:
        """Say how many things wait."""
        if count != self.count:
            self.count = count
            self.counted.emit(count)

    def begin(self) -> None:
        """Say that a round is under way."""
        self.busy = True
        self.began.emit()

    def end(self, reports: object, problem: str = "") -> None:
        """Say that the round is over, and what came of it."""
        self.busy, self.problem = False, problem
        self.ended.emit(reports)
        self.changed.emit()
