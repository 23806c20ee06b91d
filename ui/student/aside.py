"""Two buttons for what is hard to write: say it, or draw it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.services.student_sessions import Opens
from ui.student.controls import BigButton
from ui.student.seat import Aside

if TYPE_CHECKING:
    from ui.student.seat import Screen

_LOOKS = {Opens.SAY: ("Say it", "mic"), Opens.DRAW: ("Draw it", "brush")}


def aside_buttons(screen: Screen, title: str, words: str) -> list[BigButton]:
    """The buttons that this child may press. `title` names what is kept, `words` are asked while it is made."""
    made: list[BigButton] = []
    for opens, (text, icon) in _LOOKS.items():
        if screen.seat.may(opens):
            wanted = Aside(opens, title, words)
            button = BigButton(screen.theme, text, "plain", icon, small=True)
            button.clicked.connect(lambda _on=False, wanted=wanted: screen.aside.emit(wanted))
            made.append(button)
    return made
