"""QR codes are found however they were photographed, without NumPy and without being told where they are."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import ImageFilter

from learnerplan.sharing import codes, scanning
from tests.sharing.code_pictures import photo, slanted, square

CODE = codes.new(random.Random(7).randbytes)
ROOT = Path(__file__).resolve().parents[2]


def texts(image):
    return scanning.texts(image.tobytes(), image.width, image.height, image.width)


@pytest.mark.parametrize("inverted", [False, True], ids=["dark on light", "light on dark"])
@pytest.mark.parametrize("turned", [0, 17, 45, 90, 180, 291])
def test_a_code_is_found_whichever_way_it_lies(turned, inverted):
    ground = 20 if inverted else 140
    assert texts(photo(square(CODE, inverted=inverted), turned=turned, ground=ground)) == (CODE,)


@pytest.mark.parametrize("turned", [0, 25, 200])
def test_a_code_seen_from_the_side_is_found(turned):
    assert texts(photo(slanted(square(CODE, 12)), turned=turned)) == (CODE,)


def test_a_small_dim_and_a_blurred_code_are_found():
    assert texts(photo(square(CODE, 2), (4000, 3000))) == (CODE,)
    assert texts(photo(square(CODE), light=0.2)) == (CODE,)
    assert texts(photo(square(CODE)).filter(ImageFilter.GaussianBlur(2))) == (CODE,)


def test_several_codes_are_told_each_once():
    picture = photo(square(CODE, 5), (1600, 800))
    picture.paste(square("https://example.org", 5), (1100, 100))
    picture.paste(square(CODE, 5), (1100, 500))
    assert sorted(texts(picture)) == sorted((CODE, "https://example.org"))


def test_where_nothing_is_nothing_is_found():
    assert scanning.texts(bytes(640 * 480), 640, 480, 640) == ()
    noise = random.Random(3).randbytes(640 * 480)
    assert scanning.texts(noise, 640, 480, 640) == ()
    assert scanning.texts(b"\x00", 1, 1, 1) == ()


def test_rows_may_be_longer_than_the_picture_is_wide():
    image = square(CODE, 3)
    stride = image.width + 5
    rows = image.tobytes()
    padded = b"".join(rows[at : at + image.width] + os.urandom(5) for at in range(0, len(rows), image.width))
    assert scanning.texts(memoryview(padded), image.width, image.height, stride) == (CODE,)


@pytest.mark.parametrize("shape", [(10, 10, 10), (0, 9, 9), (9, 0, 9), (9, 9, 8), (-1, 9, 9)])
def test_pixels_that_do_not_fill_the_picture_are_refused(shape):
    with pytest.raises(ValueError, match="do not fill"):
        scanning.texts(bytes(99), *shape)


def test_the_reader_needs_no_numpy_and_comes_late():
    script = """
import sys
from learnerplan.services import share_scanning
from learnerplan.sharing import scanning
early = [name for name in ("zxingcpp", "PIL") if name in sys.modules]
sys.modules["numpy"] = None
print(early, scanning.texts(bytes(100), 10, 10, 10))
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "[] ()", done.stderr
