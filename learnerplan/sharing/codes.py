"""Codes that let somebody ask to join: read aloud, typed, or scanned.

Twenty letters of Crockford's base 32 in groups of four: 18 random ones (90 bits), then two that tell a slip at once.
Keys are drawn from a code by HKDF alone. A slow hash is for words that people choose; nobody tries 2^90 codes, and a
code opens only an invitation, not the share.
"""

from __future__ import annotations

import unicodedata

from learnerplan.sharing.seal import Random

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 20
_CHECK = 2
_GROUP = 4
# A prime below 32^2: every wrong letter and every two neighbours that changed places give another remainder.
_PRIME = 1021
_ALIKE = str.maketrans("OIL", "011")
_LABEL = b"learnerplan share: code 1\x00"


class CodeFault(ValueError):
    """A text that is no code. `reason`: "letters" (one that no code has), "length" or "slip"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def new(random: Random) -> str:
    """A fresh code, in groups."""
    number = int.from_bytes(random(12), "big") % 32 ** (LENGTH - _CHECK)
    return grouped(_spelt(number, LENGTH - _CHECK) + _spelt(number % _PRIME, _CHECK))


def read(text: str) -> str:
    """A code as it was typed, in groups. Raises `CodeFault`.

    Small letters, spaces and dashes of any kind are as good; O counts as 0, I and L as 1.
    """
    plain = unicodedata.normalize("NFKC", text).upper().translate(_ALIKE)
    found = "".join(letter for letter in plain if letter.isalnum())
    if any(letter not in LETTERS for letter in found):
        raise CodeFault("letters")
    if len(found) != LENGTH:
        raise CodeFault("length")
    if _value(found[:-_CHECK]) % _PRIME != _value(found[-_CHECK:]):
        raise CodeFault("slip")
    return grouped(found)


def grouped(letters: str) -> str:
    """Letters in groups of four."""
    return "-".join(letters[start : start + _GROUP] for start in range(0, len(letters), _GROUP))


def id_of(code: str) -> str:
    """The name of an invitation, 16 hexadecimal characters: whoever has the code finds it by this."""
    return _drawn(code, b"id", 8).hex()


def key_of(code: str) -> bytes:
    """The key that the invitation and the answers to it are sealed with."""
    return _drawn(code, b"key", 32)


def _drawn(code: str, purpose: bytes, length: int) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), length, None, _LABEL + purpose).derive(read(code).encode("ascii"))


def _spelt(number: int, length: int) -> str:
    letters = []
    for _ in range(length):
        number, place = divmod(number, len(LETTERS))
        letters.append(LETTERS[place])
    return "".join(reversed(letters))


def _value(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * len(LETTERS) + LETTERS.index(letter)
    return number
