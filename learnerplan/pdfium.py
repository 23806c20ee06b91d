"""Reading PDF files through PDFium, which only one thread of a program may use at a time."""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ALONE = threading.RLock()


@contextmanager
def opened(path: Path | bytes) -> Iterator[Any]:
    """The `pypdfium2.PdfDocument` of a file or of its bytes; other threads wait until the block ends, so keep it short.

    Raises `pypdfium2.PdfiumError` for a damaged or locked file.
    """
    import pypdfium2

    with _ALONE:
        document = pypdfium2.PdfDocument(path)
        try:
            yield document
        finally:
            document.close()


def text(path: Path, limit: int) -> str:
    """The first `limit` characters of a PDF's words; nothing for a damaged or locked one."""
    import pypdfium2

    parts: list[str] = []
    # A damaged PDF is kept and shown as a file; only its words, or those after the damage, are not found.
    with suppress(pypdfium2.PdfiumError), opened(path) as document:
        for index in range(len(document)):
            parts.append(document[index].get_textpage().get_text_bounded())
            if sum(map(len, parts)) >= limit:
                break
    return "\n".join(parts)[:limit]
