"""Names for files and folders that every system takes, in any script, and that a person can still read."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# What Windows forbids; the other systems forbid less.
_FORBIDDEN = dict.fromkeys(map(ord, '<>:"/\\|?*'), "-")
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"]
)
# Persian and Hindi spell with these two; every other invisible mark only misleads the eye (as in "cod.exe" backwards).
_JOINERS = frozenset("\u200c\u200d")
# Together with the planbook's own path this stays under Windows' 260 characters and under 143 bytes of encrypted homes.
_CHARACTERS = 80
_BYTES = 110
_LONGEST_SUFFIX = 12


def readable(name: str, fallback: str = "file") -> str:
    """`name` as one path segment that Windows, macOS and Linux all take; an ending such as ".pdf" is kept."""
    plain = _plain(name)
    suffix = PurePosixPath(plain).suffix
    if len(suffix) > _LONGEST_SUFFIX or " " in suffix:
        suffix = ""
    stem = _cut(plain.removesuffix(suffix) if suffix else plain) or fallback
    if stem.split(".")[0].rstrip().casefold() in _DEVICES:
        stem = f"_{stem}"
    return stem + suffix


def is_sound(name: str) -> bool:
    """Whether every system takes a name that came from elsewhere, and shows it as it is."""
    device = name.split(".")[0].rstrip().casefold() in _DEVICES
    return bool(name) and _plain(name) == name and not device and len(name.encode("utf-8")) <= 2 * _BYTES


def numbered(name: str, taken: Callable[[str], bool]) -> str:
    """`name`, or the first of "name-2", "name-3", ... before its ending that is not taken."""
    suffix = PurePosixPath(name).suffix
    stem = name.removesuffix(suffix) if suffix else name
    number, candidate = 1, name
    while taken(candidate):
        number += 1
        candidate = f"{stem}-{number}{suffix}"
    return candidate


def same(name: str) -> str:
    """What two names have in common that some system takes for one: without case, in one normal form."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _plain(name: str) -> str:
    sound = unicodedata.normalize("NFC", name.encode("utf-8", "ignore").decode("utf-8")).translate(_FORBIDDEN)
    kept = "".join(_kept(character) for character in sound)
    return " ".join(kept.split()).strip(". ")


def _kept(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Zl", "Zp", "Zs"):
        return " "
    return "" if category == "Cf" and character not in _JOINERS else character


def _cut(stem: str) -> str:
    end = min(len(stem), _CHARACTERS)
    while len(stem[:end].encode("utf-8")) > _BYTES:
        end -= 1
    # Not between a letter and its marks.
    while 0 < end < len(stem) and (unicodedata.category(stem[end])[0] == "M" or stem[end] in _JOINERS):
        end -= 1
    return stem[:end].strip(". ")
