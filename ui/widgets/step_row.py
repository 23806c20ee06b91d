"""One step of a goal: to tick, with whose promise it is and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.attribution import ICONS
from ui.widgets.bidi import joined
from ui.widgets.checkbox import CheckBox
from ui.widgets.glyph import Glyph
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.text import label, set_tone

if TYPE_CHECKING:
    from ui.theme.theme import Theme


class StepRow(QWidget):
    """`ticked` tells the step's id and whether it is done now. `late` shows the date in the warning tone."""

    ticked = Signal(str, bool)

    def __init__(
        self,
        theme: Theme,
        step_id: str,
        text: str,
        who: str,
        who_words: str,
        when: str = "",
        *,
        done: bool = False,
        late: bool = False,
        trailing: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.step_id = step_id
        self._box = CheckBox(theme, name=", ".join(part for part in (text, who_words, when) if part))
        self._box.setChecked(done)
        self._text = label(text, "body", "ink3" if done else "", wrap=True)
        tone = "warn" if late and not done else "ink3"
        who_line = row(
            Glyph(theme, ICONS.get(who, "smile"), tone, 14),
            label(joined(who_words, when), "caption", tone),
            STRETCH,
            gap=theme.px(6),
        )
        line = row(self._box, column(self._text, who_line, gap=0), gap=theme.px(4))
        line.setStretch(1, 1)
        line.setAlignment(self._box, Qt.AlignmentFlag.AlignVCenter)
        if trailing is not None:
            line.addWidget(trailing)
        self.setLayout(line)
        self.setFocusProxy(self._box)
        self._box.clicked.connect(self._tell)

    def _tell(self, done: bool) -> None:
        set_tone(self._text, "ink3" if done else "")
        self.ticked.emit(self.step_id, done)
