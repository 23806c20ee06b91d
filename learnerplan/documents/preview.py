"""PDF pages as pixels, for the preview and for thumbnails: what is shown is the file that would be printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from learnerplan.documents.packet import compose
from learnerplan.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from pypdfium2 import PdfPage

    from learnerplan.domain.packets import Packet

POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page as pixels, four bytes each: blue, green, red, unused (what Qt calls `Format_RGB32`).

    `stride` is the length of a row in bytes.
    """

    width: int
    height: int
    stride: int
    pixels: bytes


class Pages:
    """A PDF opened for looking at. Close it, or use it in a `with` block; not for two threads at once."""

    def __init__(self, source: bytes | Path) -> None:
        """Open a PDF from its bytes or its file. Raises `UserError` for one that cannot be read."""
        import pypdfium2

        try:
            self._document = pypdfium2.PdfDocument(source)
        except (pypdfium2.PdfiumError, OSError) as error:
            raise UserError("This PDF cannot be shown.", "Make it again, or open it with another program.") from error

    def __enter__(self) -> Pages:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._document)

    def close(self) -> None:
        """Free the document's memory."""
        self._document.close()

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of a page (from 0) in points."""
        width, height = self._document.get_page_size(number)
        return float(width), float(height)

    def image(self, number: int, width: int) -> PageImage:
        """A page (from 0) drawn `width` pixels wide."""
        page: PdfPage = self._document[number]
        try:
            bitmap = page.render(scale=width / page.get_width(), rev_byteorder=False, prefer_bgrx=True)
            return PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        finally:
            page.close()

    def text(self, number: int) -> str:
        """The text of a page (from 0) as a search finds it."""
        page: PdfPage = self._document[number]
        try:
            return str(page.get_textpage().get_text_range())
        finally:
            page.close()


def preview(packet: Packet) -> Pages:
    """The packet as it would be printed, opened for looking at."""
    data, _ = compose([packet])
    return Pages(data)
