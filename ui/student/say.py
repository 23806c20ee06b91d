"""Saying it aloud: a large round button that listens, then hearing it again, and keeping it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from learnerplan.services import student_work
from ui import icons, operations
from ui.student.controls import BigButton, EnterPresses, paint_focus
from ui.student.read_aloud import read_at_end
from ui.student.recording import State
from ui.student.seat import Aside, Screen, Seat
from ui.widgets import paint
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.text import label

if TYPE_CHECKING:
    from learnerplan.storage.store import Store
    from ui.student.recording import Recorder
    from ui.theme.theme import Theme

READY = "Press the button and speak."
HEARS = "I am listening. Press again when you are done."
THERE = "Do you want to keep it?"
FAILED = "That did not work. Try again, or ask your teacher."
_SIDE = 150


class MicButton(EnterPresses, QPushButton):
    """A microphone; a square to stop it while it listens."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._listens = theme, False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_listening(False)

    def show_listening(self, on: bool) -> None:
        """Show which of the two a press does."""
        self._listens = on
        self.setAccessibleName("Stop" if on else "Speak")
        self.update()

    def sizeHint(self) -> QSize:
        """The largest thing on the screen."""
        return QSize(self._theme.px(_SIDE), self._theme.px(_SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the disc."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        paint.antialiased(painter)
        box = QRectF(self.rect())
        name = "sunken" if not self.isEnabled() else "bad" if self._listens else "accent"
        paint.rounded(painter, box, box.width() / 2, theme.color(name))
        reach = px(22 if self._listens else 34)
        place = QRectF(box.center() - QPointF(reach, reach), box.center() + QPointF(reach, reach))
        if self._listens:
            paint.rounded(painter, place, px(8), theme.color("on_accent"))
        else:
            icons.paint(painter, "mic", theme.color("on_accent" if self.isEnabled() else "ink3"), place)
        if self.shows_focus():
            paint_focus(painter, theme, box.adjusted(-px(1), -px(1), px(1), px(1)), box.width() / 2)


class SayScreen(Screen):
    """Nothing is kept before "Keep it" is pressed; going back takes the recording away."""

    def __init__(self, seat: Seat, recorder: Recorder, wanted: Aside | None = None) -> None:
        words = wanted.words if wanted is not None and wanted.words else "Tell about your learning"
        super().__init__(seat, "Say it")
        theme, px = seat.theme, seat.theme.px
        self.recorder, self._title = recorder, wanted.title if wanted is not None else ""
        self.ends = read_at_end(theme, seat.reader, lambda: words)
        asked = label(words, "student-title" if len(words) < 60 else "h1", wrap=True)
        self.words = label(READY, "student-body", "ink2", wrap=True)
        for each in (asked, self.words):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.mic = MicButton(theme)
        self.mic.clicked.connect(self._press)
        self.hear = BigButton(theme, "Listen", "soft", "volume-2", small=True, on_click=recorder.play)
        self.again = BigButton(theme, "Again", "plain", "rotate-ccw", small=True, on_click=recorder.start)
        self.back = BigButton(theme, "Back", "plain", "arrow-left", on_click=self.left.emit)
        self.keep_button = BigButton(theme, "Keep it", "primary", "check", on_click=self.keep)
        line = row(STRETCH, self.hear, self.again, STRETCH, gap=px(16))
        inside = (asked, px(12), row(STRETCH, self.mic, STRETCH), self.words, line)
        foot = row(self.back, STRETCH, self.keep_button)
        self.setLayout(column(STRETCH, *inside, STRETCH, foot, gap=px(16)))
        recorder.changed.connect(self._arrange)
        recorder.failed.connect(self._fail)
        self._arrange()

    def keep(self) -> None:
        """Keep the recording as a piece of the child's work."""
        if self.recorder.state is not State.THERE:
            return
        me, on, file = self.seat.me.id, self.seat.today, self.recorder.file

        def write(store: Store) -> str:
            return student_work.keep_recording(store, me, file, title=self._title, on=on)

        if operations.perform(self.seat.ctx, write, parent=self):
            self.finished.emit()

    def leave(self) -> None:
        """Nothing is recorded behind another screen."""
        self.recorder.stop()

    def take_focus(self) -> None:
        """The space bar speaks."""
        self.mic.setFocus(Qt.FocusReason.OtherFocusReason)

    def _press(self) -> None:
        if self.recorder.state is State.RUNNING:
            self.recorder.stop()
            return
        if self.seat.reader is not None:
            self.seat.reader.hush()  # or it would record the laptop
        self.recorder.start()

    def _arrange(self) -> None:
        state = self.recorder.state
        there = state is State.THERE
        self.mic.show_listening(state is State.RUNNING)
        self.mic.setEnabled(state is not State.ENDING)
        self.mic.setVisible(not there)
        self.words.setText({State.EMPTY: READY, State.THERE: THERE}.get(state, HEARS))
        self.hear.setVisible(there and self.recorder.can_play)
        self.hear.say("Stop" if self.recorder.playing else "Listen")
        self.again.setVisible(there)
        self.keep_button.setEnabled(there)
        if there and not self.recorder.playing:
            self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fail(self) -> None:
        self.words.setText(FAILED)
