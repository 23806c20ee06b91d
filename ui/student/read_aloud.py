"""Reading aloud, where the optional `[media]` extra has brought Qt's speech and the system has a voice."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from ui.student.controls import BigButton

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.theme.theme import Theme

MODULE = "PySide6.QtTextToSpeech"


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
    if find_spec(MODULE) is None:
        return None
    engine = import_module(MODULE).QTextToSpeech(parent)
    return Reader(engine, parent) if engine.availableVoices() else None


def read_button(theme: Theme, reader: Reader | None, words: Callable[[], str]) -> BigButton | None:
    """A button that reads aloud what `words` gives; `None` where nothing can be read."""
    if reader is None:
        return None
    button = BigButton(theme, "Read to me", "soft", "volume-2", small=True)
    button.clicked.connect(lambda: reader.say(words()))
    return button
