"""Pages as pixels: what the screen shows is the file that would be printed."""

from __future__ import annotations

import pytest

from learnerplan.documents.packet import render
from learnerplan.documents.preview import Pages, preview
from learnerplan.errors import UserError
from tests.documents.elif_packet import long_packet, packet


def test_a_packet_is_shown_page_by_page():
    pages = preview(packet())
    assert len(pages) == 2
    assert pages.sizes[0] == (612.0, 792.0)
    image = pages.image(1, 306)
    assert (image.width, image.height) == (306, 396)
    assert image.stride >= 306 * 4
    assert len(image.pixels) == image.stride * image.height
    assert "Work I chose" in pages.text(1)


def test_a_file_is_shown_as_qt_can_take_it(tmp_path):
    from PySide6.QtGui import QImage

    render([long_packet()], tmp_path / "packet.pdf")
    found = Pages(tmp_path / "packet.pdf").image(0, 200)
    image = QImage(found.pixels, found.width, found.height, found.stride, QImage.Format.Format_RGB32)
    assert image.pixelColor(2, 2).name() == "#ffffff"


def test_what_is_no_pdf_is_a_sentence(tmp_path):
    with pytest.raises(UserError, match="cannot be shown"):
        Pages(b"no pdf")
    with pytest.raises(UserError, match="cannot be shown"):
        Pages(tmp_path / "gone.pdf")
