"""Reading finished PDFs the way a person's program does: by PDFium's search, and by poppler's text where it is."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from datetime import date
from typing import TYPE_CHECKING

import pypdfium2

from learnerplan.documents.page import Page
from learnerplan.documents.pdf import FileFacts, PdfFile
from learnerplan.documents.preview import Pages
from learnerplan.documents.style import BOX_WIDTH, Role, Style
from learnerplan.documents.text import lay_out

if TYPE_CHECKING:
    from collections.abc import Sequence

MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def one_page(texts: Sequence[str], role: Role = Role.SANS) -> bytes:
    """A PDF of one page with a line for each text."""
    file = PdfFile(FileFacts("Texts", "en", date(2026, 11, 22)))
    page = Page(file, "letter")
    y = 0.0
    for text in texts:
        block = lay_out(text, Style(role, 12, 18), BOX_WIDTH)
        page.text(block, 0, y)
        y += block.height
    page.finish()
    return file.save()


def finds(data: bytes, words: str) -> bool:
    """Whether PDFium's search finds the words on some page."""
    document = pypdfium2.PdfDocument(data)
    try:
        return any(page.get_textpage().search(words).get_next() is not None for page in document)
    finally:
        document.close()


def pages_text(data: bytes) -> list[str]:
    """The text of each page, in lines."""
    pages = Pages(data)
    return [pages.text(number).replace("\r\n", "\n") for number in range(len(pages))]


def poppler_text(data: bytes) -> str | None:
    """The text by poppler without direction marks; None where poppler is not installed."""
    program = shutil.which("pdftotext")
    if program is None:
        return None
    run = subprocess.run([program, "-", "-"], input=data, capture_output=True, check=True)
    return unicodedata.normalize("NFC", MARKS.sub("", run.stdout.decode()))
