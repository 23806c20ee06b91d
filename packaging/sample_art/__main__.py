"""Draw every picture and document of the sample class: `python packaging/sample_art [NAME...]`.

The files land in `resources/sample/artifacts` and are committed, so nobody needs this to run the application. Install
`packaging/sample_art/requirements.txt` beside the application's own libraries first. Two runs make the same bytes.
"""

from __future__ import annotations

import importlib
import io
import sys
from pathlib import Path

from documents import DOCUMENTS
from pieces import PIECES
from PIL import Image

MODULES = ("comic_art", "maths_art", "chart_art", "page_art", "card_art", "thing_art", "place_art")
TARGET = Path(__file__).resolve().parents[2] / "resources" / "sample" / "artifacts"


def encoded(picture: Image.Image, suffix: str) -> bytes:
    """The bytes of a file: a small palette for drawings, JPEG for what looks photographed."""
    buffer = io.BytesIO()
    if suffix == ".jpg":
        picture.convert("RGB").save(buffer, "JPEG", quality=70, optimize=True, subsampling="4:2:0")
    else:
        small = picture.convert("RGB").quantize(32, Image.Quantize.MEDIANCUT, kmeans=2, dither=Image.Dither.NONE)
        small.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def main(wanted: list[str]) -> None:
    """Draw all, or those whose names begin with one of the words given."""
    for module in MODULES:
        importlib.import_module(module)
    TARGET.mkdir(parents=True, exist_ok=True)
    total = 0
    for name in sorted(PIECES.keys() | DOCUMENTS.keys()):
        if wanted and not any(name.startswith(word) for word in wanted):
            continue
        data = DOCUMENTS[name]() if name in DOCUMENTS else encoded(PIECES[name](), Path(name).suffix)
        (TARGET / name).write_bytes(data)
        total += len(data)
        print(f"{len(data):7d}  {name}")
    print(f"{total:7d}  in all")


main(sys.argv[1:])
