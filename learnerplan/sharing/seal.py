"""Sealing: bytes packed, padded, and readable by holders of a key alone.

body = 32 bytes of salt, then ChaCha20-Poly1305 over (length, Zstandard, zeros up to a multiple of 4 KiB).

Every file has a key of its own, drawn by HKDF from the key of the epoch, the salt and the front of the file. The front
holds the kind, the share and whose it is, and is authenticated besides, so a body fits no other front. The salt is
random *and* made from what is sealed: a computer that was put back to an earlier moment and draws the same random
bytes again still never seals two texts in one way.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable

from learnerplan.sharing.faults import Damaged, Forged, TooLarge

UNPACKED = 16 << 20
"""Bytes of the largest payload."""
BLOCK = 4096
_LABEL = b"learnerplan share: seal 1\x00"
_SALT = 32
_NONCE = bytes(12)

Random = Callable[[int], bytes]
"""So many random bytes: `os.urandom`, or a seeded source in the simulator."""


def sealed(payload: bytes, key: bytes, front: bytes, random: Random) -> bytes:
    """The body that belongs to this front. Raises `TooLarge` beyond `UNPACKED`."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    padded = _padded(payload)
    salt = hmac.digest(key, _LABEL + random(_SALT) + front + padded, hashlib.sha256)
    return salt + ChaCha20Poly1305(_own_key(key, salt, front)).encrypt(_NONCE, padded, front)


def unsealed(body: bytes, key: bytes, front: bytes) -> bytes:
    """The payload. Raises `Forged` when the key does not fit, `Damaged` for a bomb or what does not unpack."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    salt, rest = body[:_SALT], body[_SALT:]
    try:
        padded = ChaCha20Poly1305(_own_key(key, salt, front)).decrypt(_NONCE, rest, front)
    except InvalidTag as error:
        raise Forged("key") from error
    length = int.from_bytes(padded[:4], "big")
    if len(padded) % BLOCK or length > len(padded) - 4 or any(padded[4 + length :]):
        raise Damaged("packing")
    return _unpacked(padded[4 : 4 + length])


def _own_key(key: bytes, salt: bytes, front: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), 32, salt, _LABEL + front).derive(key)


def _padded(payload: bytes) -> bytes:
    import zstandard

    if len(payload) > UNPACKED:
        raise TooLarge("size")
    packed = zstandard.ZstdCompressor(level=3).compress(payload)
    text = len(packed).to_bytes(4, "big") + packed
    return text + bytes(-len(text) % BLOCK)


def _unpacked(packed: bytes) -> bytes:
    """Only what says its size beforehand is unpacked, into that much room: a bomb is refused before memory grows."""
    import zstandard

    try:
        size = zstandard.frame_content_size(packed)
        if size > UNPACKED:
            raise Damaged("bomb")
        if size < 0:
            raise Damaged("packing")
        return zstandard.ZstdDecompressor().decompress(packed, allow_extra_data=False)
    except zstandard.ZstdError as error:
        raise Damaged("packing") from error
