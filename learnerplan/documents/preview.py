"""PDF pages as pixels, for the preview and for thumbnails: what is shown is the file that would be printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from learnerplan import pdfium
from learnerplan.documents.packet import compose
from learnerplan.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from learnerplan.domain.packets import Packet


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
    """A PDF to look at, page by page (numbered from 0); any thread may ask."""

    def __init__(self, source: bytes | Path) -> None:
        """A PDF by its bytes or its file. Raises `UserError` for one that cannot be read."""
        import pypdfium2

        self._source = source
        try:
            with pdfium.opened(source) as document:
                sizes = [document.get_page_size(number) for number in range(len(document))]
        except (pypdfium2.PdfiumError, OSError) as error:
            raise UserError("This PDF cannot be shown.", "Make it again, or open it with another program.") from error
        self.sizes: tuple[tuple[float, float], ...] = tuple((float(width), float(height)) for width, height in sizes)

    def __len__(self) -> int:
        return len(self.sizes)

    def image(self, number: int, width: int) -> PageImage:
        """A page drawn `width` pixels wide."""
        with pdfium.opened(self._source) as document:
            bitmap = document[number].render(scale=width / self.sizes[number][0], prefer_bgrx=True)
            return PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))

    def text(self, number: int) -> str:
        """The text of a page as a search finds it."""
        with pdfium.opened(self._source) as document:
            return str(document[number].get_textpage().get_text_range())


def preview(packet: Packet) -> Pages:
    """The packet as it would be printed, opened for looking at."""
    data, _ = compose([packet])
    return Pages(data)
