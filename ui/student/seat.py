"""What every screen of student mode is given: who sits there, what is open, and the way to write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from learnerplan.services.student_sessions import Session
    from learnerplan.services.student_view import Me
    from ui.context import Context
    from ui.student.read_aloud import Reader
    from ui.theme.theme import Theme


@dataclass(frozen=True)
class Seat:
    """One child's turn. `ctx` bears the child's theme; `reader` reads aloud where the laptop can."""

    ctx: Context
    me: Me
    session: Session
    today: date
    reader: Reader | None = None

    @property
    def theme(self) -> Theme:
        """Light, in the reading font."""
        return self.ctx.theme


class Screen(QWidget):
    """One thing to do. `finished` leads back to the child's start."""

    finished = Signal()

    def __init__(self, seat: Seat, title: str, subtitle: str = "") -> None:
        super().__init__()
        self.seat, self.theme = seat, seat.theme
        self.title, self.subtitle = title, subtitle
        self.setAccessibleName(title)
        self.middle: QWidget | None = None
        """What stands in the middle of the window's head, such as the stars."""
        self.ends: tuple[QWidget, ...] = ()
        """Buttons at the end of the head."""

    def leave(self) -> None:
        """Keep what is being typed: the laptop goes to somebody else."""
