"""PDF files are read one at a time, damaged ones as if they held no words."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from learnerplan import pdfium


@pytest.fixture
def story(tmp_path) -> Path:
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "story.pdf"
    canvas = Canvas(str(path))
    for page in ("The pigeon bakery", "A second page"):
        canvas.drawString(72, 700, page)
        canvas.showPage()
    canvas.save()
    return path


def test_the_words_of_a_pdf(story):
    assert pdfium.text(story, 1000) == "The pigeon bakery\nA second page"
    assert pdfium.text(story, 10) == "The pigeon"


def test_a_damaged_pdf_has_no_words(tmp_path):
    path = tmp_path / "broken.pdf"
    path.write_bytes(b"%PDF-1.7 and then nothing")
    assert pdfium.text(path, 1000) == ""


def test_many_threads_may_ask_at_once(story):
    with ThreadPoolExecutor(8) as pool:
        words = list(pool.map(lambda _: pdfium.text(story, 1000), range(40)))
    assert set(words) == {"The pigeon bakery\nA second page"}
