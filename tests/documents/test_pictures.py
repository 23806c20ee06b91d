"""Pictures of every kind that a phone or a scanner makes, and files that are none."""

from __future__ import annotations

import io
import os

import pytest
from PIL import Image

from learnerplan.documents import pictures
from tests.documents.elif_packet import picture


def opened(found: pictures.Picture) -> Image.Image:
    return Image.open(io.BytesIO(found.jpeg))


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.webp", "a.gif", "a.bmp", "a.tiff"])
def test_common_pictures_are_scaled_to_a_printers_dots(tmp_path, name):
    found = pictures.load(picture(tmp_path / name, (1600, 1200)), 72, 72)
    assert (found.width, found.height) == (200, 150)
    assert opened(found).size == (200, 150)


def test_a_small_picture_keeps_its_size(tmp_path):
    found = pictures.load(picture(tmp_path / "a.png", (40, 30)), 200, 200)
    assert (found.width, found.height) == (40, 30)


def test_a_phones_heic_is_read(tmp_path):
    import pillow_heif

    pillow_heif.register_heif_opener()
    path = tmp_path / "photo.heic"
    Image.new("RGB", (640, 480), "teal").save(path)
    assert pictures.load(path, 100, 100).width == 277


def test_a_photo_held_upright_stands_upright(tmp_path):
    image = Image.new("RGB", (400, 300), "white")
    facts = Image.Exif()
    facts[0x0112] = 6
    path = tmp_path / "photo.jpg"
    image.save(path, exif=facts)
    found = pictures.load(path, 300, 300)
    assert found.height > found.width


def test_transparent_pictures_stand_on_white(tmp_path):
    path = tmp_path / "a.png"
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(path)
    assert opened(pictures.load(path, 100, 100)).getpixel((25, 25)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "CMYK", "I;16", "F"])
def test_every_kind_of_pixel_is_shown(tmp_path, mode):
    path = tmp_path / "a.tiff"
    Image.new(mode, (60, 40)).save(path)
    assert pictures.load(path, 100, 100).width == 60


def test_a_pdf_shows_its_first_page(tmp_path):
    from learnerplan.documents.packet import render
    from tests.documents.elif_packet import packet

    path = tmp_path / "work.PDF"
    render([packet()], path)
    found = pictures.load(path, 85, 110)
    assert abs(found.width / found.height - 612 / 792) < 0.02


def test_what_is_no_picture_is_none(tmp_path):
    files = {"a.txt": b"words", "b.jpg": b"", "c.pdf": b"%PDF-1.4", "d.png": b"\x89PNG\r\n\x1a\n" * 9}
    for name, data in files.items():
        path = tmp_path / name
        path.write_bytes(data)
        assert pictures.load(path, 100, 100) is None, name
    assert pictures.load(tmp_path / "gone.jpg", 100, 100) is None
    assert pictures.load(tmp_path, 100, 100) is None
    assert pictures.load(None, 100, 100) is None


def test_a_picture_changed_on_disk_is_read_again(tmp_path):
    path = picture(tmp_path / "a.png", (40, 30))
    assert pictures.load(path, 100, 100).width == 40
    picture(path, (60, 30))
    os.utime(path, ns=(1, 1))
    assert pictures.load(path, 100, 100).width == 60


def test_gray_pixels_are_upright_and_no_larger_than_asked(tmp_path):
    image = Image.new("RGB", (400, 300), "white")
    image.paste("black", (0, 0, 40, 300))
    facts = Image.Exif()
    facts[0x0112] = 6
    path = tmp_path / "photo.png"
    image.save(path, exif=facts)
    found = pictures.gray(path, 200)
    assert (found.width, found.height, len(found.pixels)) == (150, 200, 150 * 200)
    assert found.pixels[0] < 10
    assert found.pixels[-1] > 245
    assert pictures.gray(tmp_path / "gone.png", 200) is None
