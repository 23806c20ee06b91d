"""Reading aloud, where the optional `[media]` extra has brought Qt's speech and the system has a voice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from ui.media import media_module
from ui.student.controls import BigButton

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.theme.theme import Theme

MODULE = "PySide6.QtTextToSpeech"
SILENT = frozenset({"mock"})
"""Qt's engine for trying programs out: it has voices and says nothing."""
READ = "Read to me"


class Reader(QObject):
    """Says one text at a time; a new one takes the place of the one before."""

    def __init__(self, engine: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine

    def say(self, text: str) -> None:
        """Read this aloud."""
        self._engine.stop()
        self._engine.say(text)

    def hush(self) -> None:
        """Stop reading."""
        self._engine.stop()


def find_reader(parent: QObject) -> Reader | None:
    """A reader; `None` without the extra or without any voice, and then no button offers one."""
    speech = media_module(MODULE)
    if speech is None or all(name in SILENT for name in speech.QTextToSpeech.availableEngines()):
        return None
    engine = speech.QTextToSpeech(parent)
    return Reader(engine, parent) if engine.engine() not in SILENT and engine.availableVoices() else None


def read_button(
    theme: Theme, reader: Reader | None, words: Callable[[], str], *, round_one: bool = False
) -> BigButton | None:
    """A button that reads aloud what `words` gives; `None` where nothing can be read. A round one has an icon alone."""
    if reader is None:
        return None
    button = BigButton(theme, "" if round_one else READ, "soft", "volume-2", small=True)
    button.setAccessibleName(READ)
    button.setToolTip(READ if round_one else "")
    button.clicked.connect(lambda: reader.say(words()))
    return button


def read_at_end(theme: Theme, reader: Reader | None, words: Callable[[], str]) -> tuple[BigButton, ...]:
    """The same button for the end of a screen's head; empty where nothing can be read."""
    button = read_button(theme, reader, words)
    return () if button is None else (button,)
