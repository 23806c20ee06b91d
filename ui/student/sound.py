"""Microphone and loudspeaker, where the optional `[media]` extra has brought Qt's Multimedia."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, QUrl

from ui.media import media_module

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MODULE = "PySide6.QtMultimedia"


class Sound(Protocol):
    """What a recorder needs. `ending` is that of its files, `can_play` whether there is a loudspeaker."""

    ending: str
    can_play: bool

    def record(self, file: Path, ended: Callable[[bool], object]) -> None:
        """Record into `file` until `stop`; `ended` tells whether the file is whole, also when recording failed."""

    def stop(self) -> None:
        """End the recording."""

    def play(self, file: Path, ended: Callable[[], object]) -> None:
        """Play a file; `ended` tells that it is over."""

    def hush(self) -> None:
        """Stop playing and let go of the file."""


class QtSound(QObject):
    """`Sound` by Qt, on the microphone and the loudspeaker that the system prefers."""

    def __init__(self, media: Any, parent: QObject) -> None:
        super().__init__(parent)
        self._media = media
        self._ended: Callable[[bool], object] | None = None
        self._played: Callable[[], object] | None = None
        self._session = media.QMediaCaptureSession(self)
        self._input = media.QAudioInput(self)
        self._recorder = media.QMediaRecorder(self)
        self._session.setAudioInput(self._input)
        self._session.setRecorder(self._recorder)
        self._recorder.recorderStateChanged.connect(self._changed)
        self.can_play = bool(media.QMediaDevices.audioOutputs())
        self._player = media.QMediaPlayer(self)
        self._player.setAudioOutput(media.QAudioOutput(self))
        self._player.mediaStatusChanged.connect(self._heard)
        kind, codec, self.ending = _format(media)
        told = media.QMediaFormat(kind)
        told.setAudioCodec(codec)
        self._recorder.setMediaFormat(told)
        self._recorder.setAudioChannelCount(1)

    def record(self, file: Path, ended: Callable[[bool], object]) -> None:
        """Record from the microphone of now: it may have been plugged in after the start."""
        self._ended = ended
        self._input.setDevice(self._media.QMediaDevices.defaultAudioInput())
        self._recorder.setOutputLocation(QUrl.fromLocalFile(str(file)))
        self._recorder.record()
        if self._recorder.error() != self._media.QMediaRecorder.Error.NoError:
            self._tell(whole=False)

    def stop(self) -> None:
        """End the recording; the file is whole when `ended` is told."""
        self._recorder.stop()

    def play(self, file: Path, ended: Callable[[], object]) -> None:
        """Play from the beginning."""
        self._played = ended
        self._player.setSource(QUrl.fromLocalFile(str(file)))
        self._player.play()

    def hush(self) -> None:
        """Stop playing; on Windows a file that is open cannot be deleted."""
        self._played = None
        self._player.stop()
        self._player.setSource(QUrl())

    def _changed(self, state: Any) -> None:
        if state == self._media.QMediaRecorder.RecorderState.StoppedState:
            # A microphone that is switched off, or that the system keeps to itself, gives a file without any sound.
            heard = self._recorder.duration() > 0
            self._tell(whole=heard and self._recorder.error() == self._media.QMediaRecorder.Error.NoError)

    def _tell(self, *, whole: bool) -> None:
        ended, self._ended = self._ended, None
        if ended is not None:
            ended(whole)

    def _heard(self, status: Any) -> None:
        over = (self._media.QMediaPlayer.MediaStatus.EndOfMedia, self._media.QMediaPlayer.MediaStatus.InvalidMedia)
        if status in over:
            played, self._played = self._played, None
            if played is not None:
                played()


def has_microphone() -> bool:
    """Whether anything can be recorded on this computer now."""
    media = media_module(MODULE)
    return media is not None and bool(media.QMediaDevices.audioInputs())


def find_sound(parent: QObject) -> QtSound | None:
    """A microphone; `None` without the extra or without any microphone, and then nothing offers to record."""
    media = media_module(MODULE)
    return QtSound(media, parent) if media is not None and has_microphone() else None


def _format(media: Any) -> tuple[Any, Any, str]:
    """AAC, which every system plays; where it cannot be written, a plain wave file."""
    kinds, codecs = media.QMediaFormat.FileFormat, media.QMediaFormat.AudioCodec
    can = media.QMediaFormat(kinds.Mpeg4Audio).supportedAudioCodecs(media.QMediaFormat.ConversionMode.Encode)
    if codecs.AAC in can:
        return kinds.Mpeg4Audio, codecs.AAC, ".m4a"
    return kinds.Wave, codecs.Wave, ".wav"
