"""Bytes of a text file become text: marks at the start, then UTF-8, then the tables of old Windows and Mac systems."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator

from learnerplan.errors import UserError

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8"),
    (b"\xff\xfe\x00\x00", "utf-32", "UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32", "UTF-32"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)
_SAMPLE = 200_000
_STRICT = frozenset(("utf-16", "utf-32"))
WINDOWS = "windows"
"""The codec of Windows-1252 for `pieces`, which loses no byte."""
# Letters of Western names and words as people write them; what else a wrong table makes of a byte is rarely here.
_EXPECTED = frozenset("áàâäãåæçéèêëíìîïñóòôöõøœúùûüýÿßÁÀÂÄÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜÝŸŠšŽž’‘“”–—…«»¿¡€£°º·•§© \u00a0")
_WINDOWS = {
    byte: bytes([byte]).decode("cp1252") for byte in range(0x80, 0xA0) if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_HIGH = re.compile(r"[^\x00-\x7f]")
_HIGH_RUN = re.compile(r"[^\x00-\x7f‘’“”–—…\u00a0]{3,}")


def codec_of(sample: bytes, name: str) -> tuple[str, str, int]:
    """How a file begins: codec, name of the encoding, bytes of the mark. UTF-8 is assumed where nothing says more.

    Raises `UserError` for bytes that are no text in any encoding.
    """
    for mark, codec, label in _MARKS:
        if sample.startswith(mark):
            return ("utf-8" if codec == "utf-8-sig" else codec), label, len(mark) if codec == "utf-8-sig" else 0
    wide = _wide_without_mark(sample)
    if wide:
        return wide, wide.upper(), 0
    if _is_binary(sample):
        raise no_text(name)
    return "utf-8", "UTF-8", 0


def legacy_of(sample: bytes) -> tuple[str, str]:
    """Codec and name of the one-byte table in which a sample that is no UTF-8 reads best."""
    _text, label = _legacy(sample[:_SAMPLE])
    return {"Windows-1252": WINDOWS, "Mac OS Roman": "mac_roman"}.get(label, label), label


def pieces(chunks: Iterable[bytes], codec: str, name: str) -> Iterator[str]:
    """The text of a file in pieces. Raises `UserError` where a wide encoding breaks in the middle."""
    if codec == WINDOWS:
        yield from map(_windows, chunks)
        return
    errors = "strict" if codec in _STRICT else "replace"
    decoder = codecs.getincrementaldecoder(codec)(errors)
    try:
        for chunk in chunks:
            yield decoder.decode(chunk)
    except UnicodeDecodeError as error:
        raise no_text(name) from error


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text of a file and the name of its encoding. `name` is for the sentence when there is no text in it.

    Raises `UserError` for bytes that are no text in any encoding (a picture, a program).
    """
    for mark, codec, label in _MARKS:
        if data.startswith(mark):
            return _with_mark(data, codec, label, name)
    wide = _wide_without_mark(data)
    if wide:
        return data.decode(wide, "replace"), wide.upper()
    if _is_binary(data):
        raise no_text(name)
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return _legacy(data)


def _with_mark(data: bytes, codec: str, label: str, name: str) -> tuple[str, str]:
    """A mark that lies: Windows bytes under a UTF-8 mark are read as Windows bytes, a broken wide file is refused."""
    try:
        return data.decode(codec), label
    except UnicodeDecodeError as error:
        if codec == "utf-8-sig":
            return _legacy(data[3:])
        if error.end >= len(data) - 4:  # cut off in the middle of the last character
            return data.decode(codec, "ignore"), label
        raise no_text(name) from error


def _wide_without_mark(data: bytes) -> str:
    """UTF-16 without a mark shows by zeros at every other byte."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or sample.count(0) < len(sample) * 0.2:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 10 * even and odd > len(sample) * 0.2:
        return "utf-16-le"
    if even > 10 * odd and even > len(sample) * 0.2:
        return "utf-16-be"
    return ""


def _is_binary(data: bytes) -> bool:
    """Text has next to no control characters; a few are tolerated, since exports do carry strays."""
    sample = data[:_SAMPLE]
    controls = sum(sample.count(byte) for byte in range(32) if byte not in (9, 10, 11, 12, 13, 27))
    return controls > 3 and controls > len(sample) * 0.02


def _legacy(data: bytes) -> tuple[str, str]:
    """One-byte tables. Windows-1252 wins unless Mac OS Roman, or by its statistics another table, reads better."""
    sample = data[:_SAMPLE]
    windows = _windows(sample)
    if _looks_foreign(windows):
        guessed = _guess(sample)
        if guessed:
            return data.decode(guessed, "replace"), guessed
    mac = sample.decode("mac_roman")
    lead = 0 if b"\r" in sample and b"\n" not in sample else 1
    if _oddity(mac) + lead <= _oddity(windows):
        return data.decode("mac_roman"), "Mac OS Roman"
    return _windows(data), "Windows-1252"


def _windows(data: bytes) -> str:
    """Windows-1252, with the five bytes that it leaves open read as Latin-1 does, so that no byte is lost."""
    return data.decode("latin-1").translate(_WINDOWS)


def _oddity(text: str) -> int:
    """How often the text has a character that no Western name or sentence would have in that place."""
    odd = 0
    for found in _HIGH.finditer(text):
        place, char = found.start(), found[0]
        before, after = text[place - 1 : place] or " ", text[place + 1 : place + 2] or " "
        capital_inside = char.isupper() and before.islower()
        mark_inside = not char.isalpha() and char not in "’·-" and before.isalpha() and after.isalpha()
        odd += char not in _EXPECTED or capital_inside or mark_inside
    return odd


def _looks_foreign(text: str) -> bool:
    """Russian or Greek read as Windows-1252 shows as long runs of accented letters."""
    high = sum(1 for char in text if char > "\x7f")
    return high > 0 and sum(len(run) for run in _HIGH_RUN.findall(text)) > high * 0.5


def _guess(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_exclusion=["utf_7"]).best()
    return best.encoding if best else ""


def no_text(name: str) -> UserError:
    """The sentence for bytes that are no text."""
    return UserError(
        f"“{name}” is not a table: there is no readable text in it.",
        "Choose a CSV or Excel file. If it came from another program, export it from there as CSV.",
    )
