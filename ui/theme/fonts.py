"""Loading the app's own fonts into Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QFontDatabase

from learnerplan import fonts

if TYPE_CHECKING:
    from collections.abc import Iterable

NAMES = (
    *("inter-400", "inter-500", "inter-600", "inter-700", "literata-400", "literata-600", "literata-italic-400"),
    *("noto-sans-arabic-400", "noto-sans-arabic-600", "noto-sans-devanagari-400", "noto-sans-devanagari-600"),
    *("noto-sans-400", "noto-sans-600", "heebo-400", "heebo-600", "amiri-400", "frank-ruhl-libre-400"),
    *("lexend-400", "lexend-600"),
)
"""All are loaded before the first paint, which takes 4 ms beyond the first. One name in a script without a face
here makes Qt look through all fonts of the system, which takes 40 ms for each weight."""


def load_fonts(names: Iterable[str] = NAMES) -> bool:
    """Make the fonts known to Qt; True when all are there.

    A font that is not built yet is left out: Qt then takes the system's own, and the window still opens.
    """
    # Qt warns when the first face lacks a script and the next one is taken, which is what the others are for.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    files = fonts.font_files()
    complete = True
    for name in names:
        path = files[name]
        loaded = path.is_file() and QFontDatabase.addApplicationFont(str(path)) >= 0
        complete = complete and loaded
    return complete
