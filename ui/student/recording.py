"""One recording at a time, in one file of the Learnerplan folder that is gone when nobody needs it any more."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ui.student.sound import find_sound

if TYPE_CHECKING:
    from pathlib import Path

    from ui.student.sound import Sound

STEM = "student-recording"
LONGEST = 180_000
"""Milliseconds after which a recording ends by itself: a child that walked off is not recorded on."""


class State(StrEnum):
    """What there is: nothing yet, a recording that runs, is being finished, or can be heard."""

    EMPTY = "empty"
    RUNNING = "running"
    ENDING = "ending"
    THERE = "there"


class Recorder(QObject):
    """`changed` tells another `state`, or that `playing` began or ended; `failed` that nothing could be recorded."""

    changed = Signal()
    failed = Signal()

    def __init__(self, sound: Sound, place: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sound = sound
        self.file = place / f"{STEM}{sound.ending}"
        self.state, self.playing, self.can_play = State.EMPTY, False, sound.can_play
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(LONGEST)
        self._clock.timeout.connect(self.stop)
        self._remove()  # a crash may have left one

    def start(self) -> None:
        """Record; what was recorded before is gone."""
        self.drop()
        self._become(State.RUNNING)
        self._clock.start()
        self._sound.record(self.file, self._ended)

    def stop(self) -> None:
        """End the recording."""
        if self.state is State.RUNNING:
            self._clock.stop()
            self._become(State.ENDING)
            self._sound.stop()

    def play(self) -> None:
        """Let it be heard, or stop hearing it."""
        if self.playing:
            self._sound.hush()
            self._played()
        elif self.state is State.THERE:
            self.playing = True
            self.changed.emit()
            self._sound.play(self.file, self._played)

    def drop(self) -> None:
        """Take the recording away, whatever it does now."""
        if self.state in (State.RUNNING, State.ENDING):
            self._clock.stop()
            self.state = State.EMPTY  # so that its end is no recording
            self._sound.stop()
        self._sound.hush()
        self.playing = False
        self._remove()
        self._become(State.EMPTY)

    def _ended(self, whole: bool) -> None:
        if self.state is State.EMPTY:
            self._remove()
            return
        self._clock.stop()
        if whole and self.file.is_file() and self.file.stat().st_size:
            self._become(State.THERE)
        else:
            self._remove()
            self._become(State.EMPTY)
            self.failed.emit()

    def _played(self) -> None:
        self.playing = False
        self.changed.emit()

    def _become(self, state: State) -> None:
        if state is not self.state:
            self.state = state
            self.changed.emit()

    def _remove(self) -> None:
        try:
            self.file.unlink(missing_ok=True)
        except OSError:
            return  # it is open still; the next start takes it away


def find_recorder(parent: QObject, place: Path) -> Recorder | None:
    """A recorder whose file lies in `place`; `None` where nothing can be recorded."""
    sound = find_sound(parent)
    return Recorder(sound, place, parent) if sound is not None else None
