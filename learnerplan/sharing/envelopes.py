"""Envelopes: the keys of a share, sealed for one member's device (HPKE, RFC 9180) and signed by the owner.

An envelope holds every key that its member may have, up to an epoch. So the newest one is enough, and whoever joins
late reads what was before, too.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from learnerplan.domain.shares import Section
from learnerplan.sharing import frame, keys
from learnerplan.sharing.faults import Damaged, Forged
from learnerplan.sharing.keys import Device, KeyRing

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.hpke import Suite

KIND = b"e"
_LABEL = b"learnerplan share: envelope 1\x00"
_SHAPE: frame.Shape = {"share": frame.HEX32, "device": frame.HEX16, "epoch": frame.COUNT}
_KEY = re.compile("(main|restricted)/([1-9][0-9]{0,7})", re.ASCII)


class EnvelopeHeader(NamedTuple):
    """Whom an envelope is for. `epoch` is the newest in it."""

    share: str
    device: str
    epoch: int


def make(header: EnvelopeHeader, ring: KeyRing, seal_public: bytes, owner: Device, *, restricted: bool) -> bytes:
    """An envelope for a device. Keys of the supports go into it where `restricted` says so.

    The library draws its own randomness here; RFC 9180 leaves no room for ours.
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    front = frame.front(KIND, header._asdict())
    given = {
        f"{section.value}/{epoch}": key.hex()
        for (section, epoch), key in ring.keys.items()
        if epoch <= header.epoch and (restricted or section is Section.MAIN)
    }
    public = X25519PublicKey.from_public_bytes(seal_public)
    body = _suite().encrypt(frame.canonical(given), public, info=_LABEL + front)
    return frame.closed(front, body, owner.sign_secret)


def is_key(seal_public: bytes) -> bool:
    """Whether something can be sealed for this key; a few numbers are no points of the curve that hide anything."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    try:
        _suite().encrypt(b"", X25519PublicKey.from_public_bytes(seal_public), info=_LABEL)
    except ValueError:
        return False
    return True


def header_of(data: bytes) -> EnvelopeHeader:
    """Whom an envelope is for, by no key. Raises `Damaged` or `Newer`."""
    return EnvelopeHeader(**frame.opened(data, KIND, _SHAPE).header)


def open_envelope(data: bytes, device: Device, owner_public: bytes) -> Mapping[tuple[Section, int], bytes]:
    """The keys in it. Raises `Forged` when it is not by the owner or not for this device, `Damaged` or `Newer`."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    framed = frame.opened(data, KIND, _SHAPE)
    frame.verify(framed, owner_public)
    secret = X25519PrivateKey.from_private_bytes(device.seal_secret)
    try:
        text = _suite().decrypt(framed.body, secret, info=_LABEL + framed.front)
    # Versions of the library differ in what they say to a body that is no ciphertext at all.
    except (InvalidTag, ValueError) as error:
        raise Forged("key") from error
    return _keys(frame.parsed(text), framed.header["epoch"])


def take_in(connection: Any, share: str, device: Device, owner_public: bytes, data: bytes) -> int:
    """Keep the keys of an envelope that is for this device; gives how many are new.

    Raises what `open_envelope` does, and `Forged` ("key") when it holds another key for an epoch that has one: nothing
    of it is kept then.
    """
    header = header_of(data)
    if header.share != share or header.device != device.id:
        raise Damaged("content")
    held = keys.keys_of(connection, share)
    found = open_envelope(data, device, owner_public)
    if any(held.get(*which) not in (None, key) for which, key in found.items()):
        raise Forged("key")
    news = [which for which in found if held.get(*which) is None]
    for section, epoch in news:
        keys.add(connection, share, section, epoch, found[section, epoch])
    return len(news)


def keep(connection: Any, share: str, owner_public: bytes, data: bytes) -> None:
    """Keep an envelope, whoever it is for, the first one of its epoch: what its reader lacks one day, we may have.

    Raises `Forged` when it is not by the owner, `Damaged` (also for one of another share) or `Newer`.
    """
    header = header_of(data)
    if header.share != share:
        raise Damaged("content")
    frame.verify(frame.opened(data, KIND, _SHAPE), owner_public)
    connection.execute(
        "INSERT INTO share_meta VALUES (?, ?) ON CONFLICT(name) DO NOTHING",
        (_name(header), base64.b64encode(data).decode("ascii")),
    )


def kept(connection: Any, header: EnvelopeHeader) -> bytes | None:
    """The envelope that is kept for a device and an epoch, or `None`."""
    row = connection.execute("SELECT value FROM share_meta WHERE name = ?", (_name(header),)).fetchone()
    return None if row is None else base64.b64decode(row[0])


def _name(header: EnvelopeHeader) -> str:
    return f"envelope {header.share} {header.device} {header.epoch}"


def _suite() -> Suite:
    from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


def _keys(told: object, newest: int) -> dict[tuple[Section, int], bytes]:
    if not isinstance(told, dict):
        raise Damaged("content")
    found: dict[tuple[Section, int], bytes] = {}
    for name, key in told.items():
        which = _KEY.fullmatch(name)
        if which is None or int(which[2]) > newest or not isinstance(key, str) or not frame.HEX64.fullmatch(key):
            raise Damaged("content")
        found[Section(which[1]), int(which[2])] = bytes.fromhex(key)
    return found
