"""The frame that every signed file of a share has: a header that all may read, a body, a signature, a check sum.

```
6 bytes   magic          1 byte  kind          1 byte  format
4 bytes   length of the header (big-endian), then the header: canonical JSON      all this is the "front"
          body
64 bytes  Ed25519 signature over a prefix, the front and the SHA-256 of the body
32 bytes  SHA-256 of everything before it
```

The check sum tells damage (send it again) from forgery (tell the teacher). It stays the last thing of every later
format, so that a flipped format number never looks like a file of the future.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from learnerplan.sharing.faults import Damaged, Forged, Newer, TooLarge

MAGIC = b"\x93LPSHR"
FORMAT = 1
LARGEST = 1 << 20
"""Bytes of the largest file that is written or read, except blobs."""
LARGEST_HEADER = 768
LARGEST_TEXT = 4 << 20
"""Bytes of JSON that are parsed as one value: in memory it takes twenty times as much."""
_PREFIX = b"learnerplan share: signature over a file\x00"
_START = len(MAGIC) + 2
_TAIL = 64 + 32

Pattern = re.Pattern[str]
Shape = Mapping[str, Pattern | range]
"""The fields of a header: texts by a pattern for the whole of it, whole numbers by a range."""

HEX16 = re.compile("[0-9a-f]{16}", re.ASCII)
HEX32 = re.compile("[0-9a-f]{32}", re.ASCII)
HEX64 = re.compile("[0-9a-f]{64}", re.ASCII)
SESSION = re.compile("[0-9a-f]{16}-[0-9a-f]{12}", re.ASCII)
SECTION = re.compile("main|restricted", re.ASCII)
COUNT = range(1, 100_000_000)
"""Numbers of epochs, entries and files: eight digits in a name."""


class Framed(NamedTuple):
    """A file taken apart. Nothing in it is trusted before `verify`."""

    front: bytes
    header: dict[str, Any]
    body: bytes
    signature: bytes


def canonical(value: object) -> bytes:
    """JSON in the one form that is signed: sorted names, no spaces, ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")


def parsed(text: bytes) -> Any:
    """What `canonical` wrote. Raises `Damaged` for any other spelling of it, too, and for more than `LARGEST_TEXT`."""
    if len(text) > LARGEST_TEXT:
        raise Damaged("size")
    try:
        value = json.loads(text.decode("ascii"))
        if canonical(value) != text:
            raise Damaged("content")
    # Nesting too deep and numbers that are none are as foreign as a missing bracket.
    except (ValueError, RecursionError) as error:
        raise Damaged("content") from error
    return value


def front(kind: bytes, header: Mapping[str, Any]) -> bytes:
    """The front of a file of a kind (one byte); it is also what the seal binds the body to."""
    text = canonical(header)
    return MAGIC + kind + bytes([FORMAT]) + len(text).to_bytes(4, "big") + text


def closed(front: bytes, body: bytes, sign_secret: bytes) -> bytes:
    """The finished file. Raises `TooLarge` beyond `LARGEST`."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    signature = Ed25519PrivateKey.from_private_bytes(sign_secret).sign(_signed(front, body))
    whole = front + body + signature
    if len(whole) + 32 > LARGEST:
        raise TooLarge("size")
    return whole + hashlib.sha256(whole).digest()


def opened(data: bytes, kind: bytes, shape: Shape) -> Framed:
    """Take a file apart and check its form, by no key. Raises `Damaged` or `Newer`."""
    if len(data) > LARGEST:
        raise Damaged("size")
    if data[: len(MAGIC)] != MAGIC:
        raise Damaged("foreign")
    if len(data) < _START + 4 + _TAIL or hashlib.sha256(data[:-32]).digest() != data[-32:]:
        raise Damaged("torn")
    if data[_START - 1] > FORMAT:
        raise Newer("format")
    if data[_START - 2 : _START] != kind + bytes([FORMAT]):
        raise Damaged("kind")
    length = int.from_bytes(data[_START : _START + 4], "big")
    end = _START + 4 + length
    if length > LARGEST_HEADER or end > len(data) - _TAIL:
        raise Damaged("header")
    header = _header(data[_START + 4 : end], shape)
    return Framed(data[:end], header, data[end:-_TAIL], data[-_TAIL:-32])


def verify(framed: Framed, sign_public: bytes) -> None:
    """Raise `Forged` unless the owner of this key signed the file."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(sign_public).verify(framed.signature, _signed(framed.front, framed.body))
    except (InvalidSignature, ValueError) as error:
        raise Forged("signature") from error


def _signed(front: bytes, body: bytes) -> bytes:
    return _PREFIX + front + hashlib.sha256(body).digest()


def _header(text: bytes, shape: Shape) -> dict[str, Any]:
    try:
        header = parsed(text)
    except Damaged as error:
        raise Damaged("header") from error
    if not isinstance(header, dict) or not fits(header, shape):
        raise Damaged("header")
    return header


def fits(values: Mapping[str, Any], shape: Shape) -> bool:
    """Whether values have exactly the fields of a shape, each of its form."""
    return values.keys() == shape.keys() and all(_fits(values[name], form) for name, form in shape.items())


def _fits(value: object, form: Pattern | range) -> bool:
    if isinstance(form, range):
        return type(value) is int and value in form
    return isinstance(value, str) and form.fullmatch(value) is not None


def is_moment(value: object) -> bool:
    """Whether this is a moment with its zone, as `datetime.isoformat` writes it.

    At the ends of the calendar a moment has no time in other zones; nobody's clock is that wrong.
    """
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return False
    return found is not None and found.tzinfo is not None and 1970 <= found.year < 9000
