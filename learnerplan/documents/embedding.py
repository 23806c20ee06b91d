"""The fonts of one PDF: which glyphs it uses, under which codes, and the embedded subsets.

Each face becomes a composite font. A code is given to each pair of glyph and text as it first occurs, so the
same glyph can stand for different characters and every word is found by search (its ToUnicode map); HarfBuzz
cuts the subset. ReportLab's own fonts can do neither, which is why they are not used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument

    from learnerplan.documents.faces import Face
    from learnerplan.documents.shaping import Glyph, Shape

# Kerning finer than this (1/1000 em) is carried on to the next glyph.
_FINE = 0.5

# What a viewer needs to draw and no more; layout was done here.
_DROPPED = ("GSUB", "GPOS", "GDEF", "STAT", "DSIG", "cmap", "name", "OS/2", "post", "gasp", "vhea", "vmtx")

_NONSYMBOLIC, _ITALIC = 32, 64


class Code(NamedTuple):
    """Glyphs as the inside of a PDF `TJ` array, raised above the line by `up` (1/1000 em)."""

    array: str
    up: float


class EmbeddedFont:
    """One face in one PDF."""

    def __init__(self, face: Face, key: str) -> None:
        self.face = face
        self.key = key
        self._codes: dict[tuple[int, str], int] = {}
        self._widths: list[float] = []
        self.flat: dict[Shape, str] = {}

    def _code(self, glyph: Glyph) -> int:
        pair = (glyph.number, glyph.source)
        found = self._codes.get(pair)
        if found is None:
            found = self._codes[pair] = len(self._codes) + 1
            # Marks take no room in a line; a width of their own would look like a gap to a viewer's search.
            natural = self.face.font.get_glyph_h_advance(glyph.number) if glyph.advance else 0
            self._widths.append(round(natural * 1000 / self.face.units, 2))
        return found

    def encode(self, shape: Shape) -> list[Code]:
        """The shape's glyphs, with its kerning and offsets, in this font's codes.

        Most shapes need no rise: those are kept in `flat`, where the writer of a line looks first.
        """
        optical = self.face.optical
        pieces: list[Code] = []
        array: list[str] = []
        owed = rise = 0.0
        for glyph in shape.glyphs:
            if abs(glyph.up - rise) >= _FINE:
                pieces.append(Code("".join(array), rise))
                array, rise = [], glyph.up
            code = self._code(glyph)
            owed -= glyph.right / optical
            if abs(owed) >= _FINE:
                array.append(f"{owed:.1f}")
                owed -= round(owed, 1)
            array.append(f"<{code:04x}>")
            owed += self._widths[code - 1] - (glyph.advance - glyph.right) / optical
        if abs(owed) >= _FINE:
            array.append(f"{owed:.1f}")
        pieces.append(Code("".join(array).replace("><", ""), rise))
        if len(pieces) == 1 and not rise:
            self.flat[shape] = pieces[0].array
        return [piece for piece in pieces if piece.array]

    def write(self, document: PDFDocument) -> None:
        """Put the font's objects into the document, under this font's key."""
        from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString, PDFZCompress

        program, mapping = self._subset()
        name = self._name()
        file = PDFStream(PDFDictionary({"Length1": len(program)}), program, [PDFZCompress])
        places = b"\0\0" + b"".join(mapping[number].to_bytes(2, "big") for number, _ in self._codes)
        system = {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
        below = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("CIDFontType2"),
                "BaseFont": PDFName(name),
                "CIDSystemInfo": PDFDictionary(system),
                "FontDescriptor": document.Reference(PDFDictionary(self._descriptor(name, document.Reference(file)))),
                "DW": 0,
                "W": PDFArray([1, PDFArray(self._widths)]),
                "CIDToGIDMap": document.Reference(PDFStream(None, places, [PDFZCompress])),
            }
        )
        top = {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type0"),
            "BaseFont": PDFName(name),
            "Encoding": PDFName("Identity-H"),
            "DescendantFonts": PDFArray([document.Reference(below)]),
            "ToUnicode": document.Reference(PDFStream(None, self._to_unicode(), [PDFZCompress])),
        }
        document.idToObject["BasicFonts"].dict[self.key] = document.Reference(PDFDictionary(top))

    def _name(self) -> str:
        """A subset's name: six letters that tell this PDF's subsets apart, and the font's own name."""
        number, letters = int(self.key[1:]), ""
        for _ in range(6):
            number, rest = divmod(number, 26)
            letters = chr(65 + rest) + letters
        return f"{letters}+{''.join(part.title() for part in self.face.name.split('-'))}"

    def _subset(self) -> tuple[bytes, dict[int, int]]:
        """The font program with the used glyphs, and each glyph's new number."""
        import uharfbuzz

        wanted = uharfbuzz.SubsetInput()
        wanted.flags = uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
        wanted.sets(uharfbuzz.SubsetInputSets.GLYPH_INDEX).update(number for number, _ in self._codes)
        dropped = (int.from_bytes(tag.encode(), "big") for tag in _DROPPED)
        wanted.sets(uharfbuzz.SubsetInputSets.DROP_TABLE_TAG).update(dropped)
        plan = uharfbuzz.SubsetPlan(self.face.font.face, wanted)
        return bytes(plan.execute().blob.data), dict(plan.old_to_new_glyph_mapping)

    def _descriptor(self, name: str, file: object) -> dict[str, object]:
        from reportlab.pdfbase.pdfdoc import PDFArray, PDFName

        em = 1000 / self.face.units
        extents = self.face.font.get_font_extents("ltr")
        top, bottom = round(extents.ascender * em), round(extents.descender * em)
        italic = "italic" in self.face.name
        return {
            "Type": PDFName("FontDescriptor"),
            "FontName": PDFName(name),
            "Flags": _NONSYMBOLIC | (_ITALIC if italic else 0),
            "FontBBox": PDFArray([-500, bottom, 1500, top]),
            "ItalicAngle": -12 if italic else 0,
            "Ascent": top,
            "Descent": bottom,
            "CapHeight": 700,
            "StemV": 120 if self.face.name.endswith(("600", "700")) else 80,
            "FontFile2": file,
        }

    def _to_unicode(self) -> str:
        """The map from codes to text, as a CMap."""
        rows = [
            f"<{code:04x}> <{source.encode('utf-16-be').hex()}>" for (_, source), code in self._codes.items() if source
        ]
        blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
        listed = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
            f"{listed}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        )
