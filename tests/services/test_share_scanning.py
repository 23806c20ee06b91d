"""The code of an invitation in files as phones, screens and printers make them, and files that hold none."""

from __future__ import annotations

import random

import pytest
from PIL import Image

from learnerplan.errors import UserError
from learnerplan.services import share_scanning
from learnerplan.sharing import codes
from tests.sharing.code_pictures import photo, square

CODE = codes.new(random.Random(7).randbytes)
OTHER = codes.new(random.Random(8).randbytes)


@pytest.mark.parametrize(
    "name", ["a.png", "a.jpg", "a.webp", "a.gif", "a.bmp", "a.tiff", "a.heic", "a.pdf", "IMG_0007"]
)
def test_a_photo_of_any_kind_gives_the_code(tmp_path, name):
    import pillow_heif

    pillow_heif.register_heif_opener()
    path = tmp_path / name
    photo(square(CODE), turned=12).convert("RGB").save(path, None if path.suffix else "JPEG")
    assert share_scanning.code_in_file(path) == CODE


def test_a_phones_whole_resolution_and_its_turn_are_read(tmp_path):
    facts = Image.Exif()
    facts[0x0112] = 6
    path = tmp_path / "photo.jpg"
    photo(square(CODE, 6), (6000, 4500)).save(path, exif=facts)
    assert share_scanning.code_in_file(path) == CODE


def test_a_screenshot_without_a_ground_is_read(tmp_path):
    code = square(CODE)
    path = tmp_path / "shot.png"
    ink = Image.new("RGBA", code.size, (0, 0, 0, 255))
    ink.putalpha(code.point(lambda value: 255 - value))
    ink.save(path)
    assert share_scanning.code_in_file(path) == CODE


def test_what_was_written_around_the_letters_makes_no_difference():
    image = square(f" {CODE.lower().replace('-', ' ')}\n")
    assert share_scanning.code_in_pixels(image.tobytes(), image.width, image.height, image.width) == CODE


def test_a_picture_without_a_code_is_told_from_a_file_without_a_picture(tmp_path):
    path = tmp_path / "cat.png"
    Image.new("RGB", (800, 600), "teal").save(path)
    with pytest.raises(UserError, match="No code was found in this picture"):
        share_scanning.code_in_file(path)
    path.write_bytes(b"no picture at all")
    for broken in (path, tmp_path / "gone.png", tmp_path):
        with pytest.raises(UserError, match="cannot be read as a picture"):
            share_scanning.code_in_file(broken)


@pytest.mark.parametrize("text", ["https://example.org/menu", "WIFI:S:School;;", CODE[:-1], CODE[:-1] + "*", "Ω"])
def test_a_code_of_something_else_is_said_to_be_one(text):
    image = square(text)
    with pytest.raises(UserError, match="no code to join with"):
        share_scanning.code_seen(image.tobytes(), image.width, image.height, image.width)


def test_a_slip_in_a_code_is_no_code():
    wrong = CODE[:-1] + ("0" if CODE[-1] != "0" else "1")
    image = square(wrong)
    with pytest.raises(UserError, match="no code to join with"):
        share_scanning.code_in_pixels(image.tobytes(), image.width, image.height, image.width)


def test_one_look_of_many_may_see_nothing():
    assert share_scanning.code_seen(bytes(64 * 48), 64, 48, 64) is None


def test_among_other_codes_ours_is_the_one_and_two_of_ours_are_not_chosen_between():
    picture = photo(square(CODE, 5), (1600, 800))
    picture.paste(square("https://example.org", 5), (1100, 100))
    assert share_scanning.code_seen(picture.tobytes(), 1600, 800, 1600) == CODE
    picture.paste(square(OTHER, 5), (1100, 500))
    with pytest.raises(UserError, match="several codes"):
        share_scanning.code_seen(picture.tobytes(), 1600, 800, 1600)
