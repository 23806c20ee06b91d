"""Pictures on paper: the right way up, without transparency, at the resolution of a good printer.

An artifact that is missing or cannot be read is no error here: the page shows a dashed frame in its place.
`gray` gives the same pictures as plain pixels, for whoever looks for something in them.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from learnerplan import pdfium

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

DOTS_PER_INCH = 200
_QUALITY = 80


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A picture ready to embed: JPEG bytes and its size in pixels."""

    jpeg: bytes
    width: int
    height: int
    gray: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Gray:
    """A picture as one byte a pixel, row by row from the top left: 0 is black, 255 white."""

    pixels: bytes
    width: int
    height: int


def gray(path: Path, longest: int) -> Gray | None:
    """A picture, or a PDF's first page, no side longer than `longest` pixels; None where it cannot be read."""
    most = (longest, longest)
    image = _first_page(path, most) if _is_pdf(path) else _opened(path, most)
    return Gray(image.convert("L").tobytes(), image.width, image.height) if image is not None else None


def load(path: Path | None, width: float, height: float) -> Picture | None:
    """The picture, or a PDF's first page, scaled to fit `width` x `height` points; None if there is none to show."""
    if path is None:
        return None
    try:
        facts = path.stat()
    except OSError:
        return None
    return _prepared(path, facts.st_mtime_ns, facts.st_size, round(width), round(height))


@lru_cache(maxsize=128)
def _prepared(path: Path, _changed: int, _size: int, width: int, height: int) -> Picture | None:
    most = (width * DOTS_PER_INCH // 72, height * DOTS_PER_INCH // 72)
    image = _first_page(path, most) if _is_pdf(path) else _opened(path, most)
    return _encoded(image) if image is not None else None


def _is_pdf(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return b"%PDF-" in file.read(1024)
    except OSError:
        return False


def _opened(path: Path, most: tuple[int, int]) -> Image | None:
    from PIL import Image, ImageOps, UnidentifiedImageError
    from pillow_heif import register_heif_opener

    register_heif_opener()
    try:
        with Image.open(path) as source:
            source.draft("RGB", (most[0] * 2, most[1] * 2))
            upright = ImageOps.exif_transpose(source)
            flat = _on_white(upright)
            flat.thumbnail(most, Image.Resampling.BICUBIC)
            return flat
    # Pillow's readers raise all of these on damaged files (its documentation lists no common parent).
    except (OSError, UnidentifiedImageError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError):
        return None


def _on_white(image: Image) -> Image:
    """Without transparency, in gray or RGB."""
    from PIL import Image

    if image.mode in ("L", "RGB"):
        return image
    if image.mode in ("1", "I;16", "I", "F", "CMYK", "YCbCr", "LAB", "HSV"):
        return image.convert("L" if image.mode == "1" else "RGB")
    layered = image.convert("RGBA")
    paper = Image.new("RGB", layered.size, "white")
    paper.paste(layered, mask=layered.getchannel("A"))
    return paper


def _first_page(path: Path, most: tuple[int, int]) -> Image | None:
    import pypdfium2

    try:
        with pdfium.opened(path) as document:
            page = document[0]
            scale = min(most[0] / max(page.get_width(), 1), most[1] / max(page.get_height(), 1))
            image: Image = page.render(scale=scale).to_pil()
            return image.convert("RGB")
    except (pypdfium2.PdfiumError, OSError, IndexError, ValueError):
        return None


def _encoded(image: Image) -> Picture:
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=_QUALITY, optimize=True)
    return Picture(stream.getvalue(), image.width, image.height, gray=image.mode == "L")
