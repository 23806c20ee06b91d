"""Texts of two directions in one line. Every name and quote is isolated, so that it cannot turn its line round."""

from __future__ import annotations

FSI, PDI = "\u2068", "\u2069"
DOT = "  ·  "


def isolate(text: str) -> str:
    """`text` between marks that let it run in its own direction and leave its neighbours alone."""
    return f"{FSI}{text}{PDI}" if text else ""


def joined(*parts: str) -> str:
    """The parts that are not empty, each isolated, with a dot between them."""
    return DOT.join(isolate(part) for part in parts if part)


def is_rtl(text: str) -> bool:
    """Whether a paragraph of this text runs from right to left: its first letter outside of isolates decides."""
    import unicodedata

    depth = 0
    for character in text:
        depth += (character == FSI) - (character == PDI)
        if depth > 0:
            continue
        direction = unicodedata.bidirectional(character)
        if direction in {"R", "AL"}:
            return True
        if direction == "L":
            return False
    return False


def plain(text: str) -> str:
    """The text without marks of isolation, for titles of windows, which other programs draw."""
    return text.replace(FSI, "").replace(PDI, "")


def quoted(text: str) -> str:
    """`text` in quotation marks of its own script; marks that it has already are not doubled."""
    bare = text.strip()
    if bare[:1] in {"“", "«", "„", '"'}:
        return bare
    if any("\u0600" <= character <= "\u06ff" for character in bare[:40]):
        return f"«{bare}»"
    return f"“{bare}”"
