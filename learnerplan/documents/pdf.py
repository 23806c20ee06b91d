"""One PDF file: pages of operators, fonts, pictures, bookmarks and the facts about the file.

ReportLab writes the objects; what stands on a page is written here as PDF operators. Bytes depend on the
content alone: dates come from the caller, names and codes from the order of use.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from hashlib import md5
from typing import TYPE_CHECKING, NamedTuple

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream

from learnerplan.documents.embedding import EmbeddedFont
from learnerplan.documents.faces import outline

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from learnerplan.documents.faces import Face
    from learnerplan.documents.pictures import Picture
    from learnerplan.documents.text import Block, Line

CREATOR = "Learnerplan"

# Half the time of zlib's own level, for files that are a tenth larger.
_LEVEL = 3


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a PDF says about itself. `made_on` is the only date in it; `rtl` asks viewers to turn pages leftwards."""

    title: str
    language: str
    made_on: date
    subject: str = ""
    author: str = ""
    rtl: bool = False


@dataclass(slots=True)
class Sheet:
    """A page under way: its operators and the pictures that it shows, by their names in the file."""

    width: float
    height: float
    operators: list[str] = field(default_factory=list)
    pictures: dict[str, object] = field(default_factory=dict)


class BlockCode(NamedTuple):
    """A block as operators: those between `BT` and `ET`, and the marks that are drawn as outlines."""

    text: str
    outlines: str


class _Content(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """The operators of a page, compressed. ReportLab's own stream takes most of its time to write its dictionary."""

    __RefOnly__ = 1

    def __init__(self, code: str) -> None:
        self._data = zlib.compress(code.encode("latin-1"), _LEVEL)

    def format(self, _document: object) -> bytes:
        """The stream as it stands in the file."""
        return b"<< /Filter /FlateDecode /Length %d >>\nstream\n%bendstream\n" % (len(self._data), self._data)


class PdfFile:
    """A PDF that grows page by page and is given out as bytes once."""

    def __init__(self, facts: FileFacts) -> None:
        self._document = document = pdfdoc.PDFDocument(
            compression=1, invariant=1, lang=facts.language, pdfVersion=(1, 7)
        )
        # Without this the file's own identifier would hold a time stamp from the environment.
        document.signature = md5(CREATOR.encode(), usedforsecurity=False)
        stamp = facts.made_on.strftime("D:%Y%m%d000000+00'00'")
        document.setDateFormatter(lambda *_: stamp)
        for key, value in (("Title", facts.title), ("Subject", facts.subject), ("Author", facts.author)):
            getattr(document, f"set{key}")(value)
        document.setCreator(CREATOR)
        document.setProducer(CREATOR)
        preferences = {"DisplayDocTitle": "true"}
        if facts.rtl:
            preferences["Direction"] = PDFName("R2L")
        document.Catalog.ViewerPreferences = PDFDictionary(preferences)
        self._fonts: dict[Face, EmbeddedFont] = {}
        self._codes: dict[Block, BlockCode] = {}
        self._pictures: dict[Picture, str] = {}
        self._outline: list[tuple[dict[str, object], list[dict[str, object]]]] = []
        self._titles: dict[str, str] = {}
        self._fonts_alone = document.Reference(self._resources(Sheet(0, 0)))
        self.pages = 0
        self.missing: set[str] = set()
        self.replays: dict[object, str] = {}

    def add(self, sheet: Sheet) -> object:
        """Put a finished page at the end of the file; gives the page, for bookmarks."""
        code = "\n".join(sheet.operators)
        self._document.updateSignature(code)
        page = pdfdoc.PDFPage()
        page.MediaBox = f"[0 0 {sheet.width:g} {sheet.height:g}]"
        page.Contents = _Content(code)
        page.Resources = self._resources(sheet) if sheet.pictures else self._fonts_alone
        self._document.inPage()
        self._document.addPage(page)
        self.pages += 1
        return page

    def _resources(self, sheet: Sheet) -> object:
        resources: dict[str, object] = {"Font": pdfdoc.PDFObjectReference(pdfdoc.BasicFonts)}
        if sheet.pictures:
            resources["XObject"] = PDFDictionary(sheet.pictures)
        return PDFDictionary(resources)

    def bookmark(self, page: object, title: str, level: int) -> None:
        """A bookmark on the page: level 0 for a learner, 1 for a section of the learner before."""
        # ReportLab looks titles up by a name, which must be its own for each bookmark.
        key = f"b{len(self._titles)}"
        self._titles[key] = title
        place = {key: pdfdoc.PDFDestinationFit(page)}
        if level == 0:
            self._outline.append((place, []))
        else:
            self._outline[-1][1].append(place)

    def text(self, block: Block) -> BlockCode:
        """The operators that draw a block from its first baseline's start; `missing` learns what no font has."""
        code = self._codes.get(block)
        if code is None:
            code = self._codes[block] = self._encode(block)
            self.missing.update(block.missing)
        return code

    def picture(self, sheet: Sheet, picture: Picture) -> str:
        """The name by which the sheet draws the picture; its bytes are stored once a file."""
        name = self._pictures.get(picture)
        if name is None:
            name = self._pictures[picture] = f"P{len(self._pictures) + 1}"
            facts = {
                "Type": PDFName("XObject"),
                "Subtype": PDFName("Image"),
                "Width": picture.width,
                "Height": picture.height,
                "BitsPerComponent": 8,
                "ColorSpace": PDFName("DeviceGray" if picture.gray else "DeviceRGB"),
                "Filter": PDFName("DCTDecode"),
            }
            self._document.Reference(PDFStream(PDFDictionary(facts), picture.jpeg, []), name)
        sheet.pictures[name] = pdfdoc.PDFObjectReference(name)
        return name

    def save(self) -> bytes:
        """The finished file."""
        for font in self._fonts.values():
            font.write(self._document)
        if self._outline:
            outline = self._document.outline
            outline.destinationnamestotitles.update(self._titles)
            outline.setDestinations([entry if entry[1] else entry[0] for entry in self._outline])
        if len(self._outline) > 1:
            self._document.Catalog.setPageMode("UseOutlines")
        return bytes(self._document.GetPDFData(None))

    def _font(self, face: Face) -> EmbeddedFont:
        font = self._fonts.get(face)
        if font is None:
            font = self._fonts[face] = EmbeddedFont(face, f"F{len(self._fonts) + 1}")
        return font

    def _encode(self, block: Block) -> BlockCode:
        operators: list[str] = []
        outlines: list[str] = []
        state = _TextState(block.style.size)
        left = 0.0
        for number, line in enumerate(block.lines):
            if number or line.left:
                operators.append(f"{line.left - left:.2f} {-block.leading if number else 0:.2f} Td")
                left = line.left
            self._encode_line(line, state, operators)
            outlines.extend(_outlines(line, block.style.size, -block.leading * number))
        return BlockCode("\n".join(operators), "\n".join(outlines))

    def _encode_line(self, line: Line, state: _TextState, operators: list[str]) -> None:
        array: list[str] = []
        face, ink, font = None, None, None

        def show() -> None:
            if array:
                operators.append(f"[{''.join(array).replace('><', '')}]TJ")
                array.clear()

        for shape, colour in line.runs:
            if shape.face is not face or colour is not ink or font is None:
                show()
                face, ink = shape.face, colour
                font = self._font(face)
                operators.extend(state.change(font, ink, 0.0))
            flat = font.flat.get(shape)
            if flat is not None:
                array.append(flat)
                continue
            for code in font.encode(shape):
                changes = state.change(font, colour, code.up)
                if changes:
                    show()
                    operators.extend(changes)
                array.append(code.array)
            if state.up:
                show()
                operators.extend(state.change(font, colour, 0.0))
        show()


def _outlines(line: Line, size: float, level: float) -> Iterator[str]:
    """The marks of a line, each moved and scaled to its place."""
    pen = line.left
    for shape, ink in line.runs:
        scale = size * shape.face.optical / shape.face.units
        for mark in shape.marks:
            x, y = pen + mark.right * size / 1000, level + mark.up * size / 1000
            path = outline(shape.face, mark.number)
            yield f"q {ink} rg {scale:.5f} 0 0 {scale:.5f} {x:.2f} {y:.2f} cm {path} f Q"
        pen += shape.width * size / 1000


class _TextState:
    """Which font, colour and rise are set, so that only changes are written."""

    def __init__(self, size: float) -> None:
        self.size = size
        self.font: EmbeddedFont | None = None
        self.ink = ""
        self.up = 0.0

    def change(self, font: EmbeddedFont, ink: str, up: float) -> list[str]:
        """The operators that bring the state to this font, colour and rise (1/1000 em)."""
        changes: list[str] = []
        if ink != self.ink:
            self.ink = ink
            changes.append(f"{ink} rg")
        if font is not self.font:
            self.font = font
            changes.append(f"/{font.key} {self.size * font.face.optical:g} Tf")
        if up != self.up:
            self.up = up
            changes.append(f"{up * self.size / 1000:.2f} Ts")
        return changes
