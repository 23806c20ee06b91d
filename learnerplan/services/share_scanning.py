"""The code of an invitation in a picture: a photo, a screenshot, or what a camera sees now. Nothing of it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.errors import UserError
from learnerplan.sharing import codes

if TYPE_CHECKING:
    from pathlib import Path

LONGEST = 4096
"""Pixels of a photo's longer side that are looked at; a code that fills a twentieth of that is read."""


def code_in_file(path: Path) -> str:
    """The code, in groups, that a photo, a screenshot or a PDF shows. Raises `UserError` where there is none."""
    from learnerplan.documents import pictures

    found = pictures.gray(path, LONGEST)
    if found is None:
        raise UserError("This file cannot be read as a picture.", "Choose a photo or a screenshot of the code.")
    return code_in_pixels(found.pixels, found.width, found.height, found.width)


def code_in_pixels(pixels: bytes | bytearray | memoryview, width: int, height: int, stride: int) -> str:
    """The code in a gray picture, as `sharing.scanning` takes it. Raises `UserError` where there is none."""
    code = code_seen(pixels, width, height, stride)
    if code is None:
        raise UserError(
            "No code was found in this picture.",
            "The whole square has to be on it, sharp and without a reflection. Or type the code.",
        )
    return code


def code_seen(pixels: bytes | bytearray | memoryview, width: int, height: int, stride: int) -> str | None:
    """The same for one look of many: None while no QR code is to be seen at all.

    Raises `UserError` where what is seen lets nobody join, or where several codes do.
    """
    from learnerplan.sharing import scanning

    seen = scanning.texts(pixels, width, height, stride)
    found = {code for text in seen if (code := _read(text)) is not None}
    if len(found) > 1:
        raise UserError("There are several codes in this picture.", "Show one alone, so that it is the right one.")
    if seen and not found:
        raise UserError(
            "This QR code is no code to join with.", "The right one stands beside the code on the other screen."
        )
    return found.pop() if found else None


def _read(text: str) -> str | None:
    """One of our codes; None for the many other things that a QR code can hold."""
    try:
        return codes.read(text)
    except codes.CodeFault:
        return None
