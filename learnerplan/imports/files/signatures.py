"""What a file is when it is no table: by its first bytes, whatever it is called."""

from __future__ import annotations

from learnerplan.errors import UserError

ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or sound"),
    (b"{\\rtf", "a text document"),
    (b"SQLite format 3", "a database"),
    (b"\x1f\x8b", "a packed archive that is no zip"),
    (b"7z\xbc\xaf", "a packed archive that is no zip"),
    (b"Rar!", "a packed archive that is no zip"),
    (b"PK", "a damaged or unusual zip"),
)
_MARKUP = ("<!doctype", "<html", "<table", "<?xml", "<div")


def refuse_others(name: str, data: bytes) -> None:
    """Raise `UserError` for the bytes of a picture, a PDF, an archive that is no zip and the like."""
    for mark, what in _OTHERS:
        if data.startswith(mark):
            raise no_table(name, f"it is {what}")


def refuse_markup(name: str, text: str) -> None:
    """Raise `UserError` for web pages that call themselves .xls: text, but no table."""
    start = text[:2000].lstrip("\ufeff \t\r\n").lower()
    if start.startswith(_MARKUP):
        raise no_table(name, "it is a web page")


def no_table(name: str, what: str) -> UserError:
    """The sentence for a file that is something else."""
    return UserError(
        f"“{name}” is not a table: {what}.", "Choose a CSV or Excel file, or export this one as CSV first."
    )
