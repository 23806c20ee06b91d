"""The list of pictures, filled by the modules that draw them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL import Image

PIECES: dict[str, Callable[[], Image.Image]] = {}


def piece(file: str) -> Callable[[Callable[[], Image.Image]], Callable[[], Image.Image]]:
    """Enter a drawing function under the name of the file that it makes."""

    def enter(draw: Callable[[], Image.Image]) -> Callable[[], Image.Image]:
        if file in PIECES:
            raise ValueError(f"{file} is drawn twice")
        PIECES[file] = draw
        return draw

    return enter
