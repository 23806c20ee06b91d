"""The foot of the check: what undo will do, and the buttons that say what happens next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from learnerplan.imports.planned.plan import Verdict
from ui.models.import_words import on_button, summary
from ui.widgets.button import Button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.glyph import Glyph
from ui.widgets.layout import column, row
from ui.widgets.text import label

if TYPE_CHECKING:
    from ui.pages.import_session import ImportSession
    from ui.theme.theme import Theme


class ImportFoot(QWidget):
    """`go` is the primary button: it leads to the next question, then imports."""

    next_wanted = Signal()
    import_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._does = self.next_wanted
        self.later = Button(theme, "", on_click=self.import_wanted.emit)
        self.go = Button(theme, "", "primary", trailing="arrow-right", on_click=self._press)
        self._summary = label("", "small-strong", wrap=True)
        self._words = label("One undo takes the whole import back.", "caption", wrap=True)
        buttons = FlowLayout(theme.px(12), end=True)
        buttons.addWidget(self.later)
        buttons.addWidget(self.go)
        place = QWidget()
        place.setLayout(buttons)
        undo = row(Glyph(theme, "undo-2", "ink2", 14), self._words, gap=theme.px(6))
        undo.setStretch(1, 1)
        self._undo = QWidget()
        self._undo.setLayout(undo)
        said = column(self._summary, self._undo, gap=theme.px(2))
        line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        line.setContentsMargins(0, theme.px(2), 0, theme.px(16))
        line.setSpacing(theme.px(12))
        line.addLayout(said, 3)
        line.addWidget(place, 4)

    def show_counts(self, session: ImportSession, open_count: int) -> None:
        """Say what the buttons will do with this plan; `open_count` questions have no answer yet."""
        index, news, pending = session.index(), session.has_news(), session.pending
        undecided, refused = index.verdicts[Verdict.UNDECIDED], index.verdicts[Verdict.REFUSED]
        asked = (each.row for each in index.asked)
        answered = sum(1 for held in asked if held.verdict is Verdict.UNDECIDED and held.key in session.answers)
        waits = max(undecided - answered, open_count)
        verb = "Save" if pending else "Import"
        asking = len(session.asking()) if news else 0
        self.later.setVisible((open_count > 0 or asking > 0) and not (pending and not news))
        settled = len(index.rows) - undecided - refused + answered
        ready = f"{settled:,}" if pending else on_button(index.new + index.updated, answered)
        does = f"{verb} {ready}" if ready != "0" else "Save the answers"
        self.later.say(_later(does if ready != "0" else "", waits, asking))
        self._summary.setText(summary(index, waits) or _nothing(refused))
        self._words.setText("One undo takes the whole import back." if news or open_count else "")
        self._undo.setVisible(bool(self._words.text()))
        if open_count or asking:
            self._does = self.next_wanted
            questions = f"Answer {open_count + asking:,}"
            self.go.say(f"{questions} more" if session.answers else questions)
        elif news:
            self._does = self.import_wanted
            self.go.say(does)
        else:
            self._does = self.leave_wanted
            self.go.say("Close")
        if session.writing:
            self.go.disable("It is being written.")
            self.later.disable("It is being written.")
        else:
            self.go.enable()
            self.later.enable()

    def _press(self) -> None:
        self._does.emit()


def _later(does: str, waits: int, asking: int) -> str:
    """What happens without the answers: rows wait, and dates that are not clear are left out."""
    if asking and not waits:
        return f"{does} without unclear dates"
    if not does:
        return "Ask me later" if waits == 1 else f"Ask me later about all {waits:,}"
    return f"{does}, ask me later about {waits:,}"


def _nothing(refused: int) -> str:
    if refused:
        return "Nothing here can be imported. The list says why."
    return "Everything in here is in your Learnerplan folder already."
