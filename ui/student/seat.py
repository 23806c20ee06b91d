"""What every screen of student mode is given: who sits there, what is open, and the way to write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from learnerplan.services.student_sessions import Opens

if TYPE_CHECKING:
    from learnerplan.services.student_sessions import Session
    from learnerplan.services.student_view import Me
    from ui.context import Context
    from ui.student.read_aloud import Reader
    from ui.student.recording import Recorder
    from ui.theme.theme import Theme


@dataclass(frozen=True)
class Seat:
    """One child's turn. `ctx` bears the child's theme; `reader` and `recorder` are there where the laptop has them."""

    ctx: Context
    me: Me
    session: Session
    today: date
    reader: Reader | None = None
    recorder: Recorder | None = None

    @property
    def theme(self) -> Theme:
        """Light, in the reading font."""
        return self.ctx.theme

    def may(self, opens: Opens) -> bool:
        """Whether the child may draw or speak instead of writing: the youngest always, else where it is open."""
        wanted = self.me.young or opens in self.session.opens
        return wanted and (opens is not Opens.SAY or self.recorder is not None)


class Aside(NamedTuple):
    """Something to draw or to say for one place of a screen: `title` names what is kept, `words` are read above it."""

    opens: Opens
    title: str
    words: str = ""


class Screen(QWidget):
    """One thing to do. `finished` says that the child did it, `left` only that they go back.

    `aside` asks for a drawing or a recording; the screen comes back afterwards. `turned` says that the screen now asks
    something else.
    """

    finished = Signal()
    left = Signal()
    aside = Signal(object)
    turned = Signal()

    def __init__(self, seat: Seat, title: str, subtitle: str = "") -> None:
        super().__init__()
        self.seat, self.theme = seat, seat.theme
        self.title, self.subtitle = title, subtitle
        self.setAccessibleName(title)
        self.middle: QWidget | None = None
        """What stands in the middle of the window's head, such as the stars."""
        self.ends: tuple[QWidget, ...] = ()
        """Buttons at the end of the head."""

    def take_focus(self) -> None:
        """The keyboard begins where the child does."""
        self.setFocus()

    def take_aside(self, aside: Aside) -> None:
        """What was asked for is kept now."""

    def leave(self) -> None:
        """Keep what is being typed: the laptop goes to somebody else."""
