"""Keys: of this planbook's device, and of the epochs of a share. A key is never overwritten and never deleted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from learnerplan.domain.shares import Section
from learnerplan.sharing.seal import Random

KEY_BYTES = 32


@dataclass(frozen=True)
class Device:
    """A planbook's identity in every share: whom batches come from, and for whom keys are sealed.

    `id` is 16 hexadecimal characters; `sign_secret` an Ed25519 and `seal_secret` an X25519 key of 32 bytes each.
    """

    id: str
    sign_secret: bytes = field(repr=False)
    seal_secret: bytes = field(repr=False)

    @cached_property
    def sign_public(self) -> bytes:
        """The Ed25519 key by which others know what this device signed."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.sign_secret).public_key().public_bytes_raw()

    @cached_property
    def seal_public(self) -> bytes:
        """The X25519 key for which others seal what only this device may open."""
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

        return X25519PrivateKey.from_private_bytes(self.seal_secret).public_key().public_bytes_raw()


def new_device(random: Random) -> Device:
    """A fresh identity."""
    return Device(random(8).hex(), random(KEY_BYTES), random(KEY_BYTES))


def own(connection: Any, random: Random) -> Device:
    """The identity of this planbook, made at the first call and kept in `share_meta`."""
    sql = "SELECT name, value FROM share_meta WHERE name IN ('device', 'sign_secret', 'seal_secret')"
    held = dict(connection.execute(sql).fetchall())
    if held:
        return Device(held["device"], bytes.fromhex(held["sign_secret"]), bytes.fromhex(held["seal_secret"]))
    device = new_device(random)
    connection.executemany(
        "INSERT INTO share_meta(name, value) VALUES (?, ?)",
        [
            ("device", device.id),
            ("sign_secret", device.sign_secret.hex()),
            ("seal_secret", device.seal_secret.hex()),
        ],
    )
    return device


@dataclass(frozen=True)
class KeyRing:
    """The keys of one share that this planbook holds, by section and epoch."""

    keys: Mapping[tuple[Section, int], bytes] = field(repr=False)

    def newest(self, section: Section) -> tuple[int, bytes] | None:
        """The last epoch of a section with its key, which new files are sealed with; `None` where none is held."""
        epochs = [epoch for held, epoch in self.keys if held == section]
        return (max(epochs), self.keys[section, max(epochs)]) if epochs else None

    def get(self, section: Section, epoch: int) -> bytes | None:
        """The key of an epoch, or `None` when it never came here."""
        return self.keys.get((section, epoch))


def keys_of(connection: Any, share: str) -> KeyRing:
    """The keys of a share."""
    sql = "SELECT section, epoch, key FROM share_key WHERE share = ?"
    return KeyRing(
        {(Section(section), epoch): bytes.fromhex(key) for section, epoch, key in connection.execute(sql, (share,))}
    )


def add(connection: Any, share: str, section: Section, epoch: int, key: bytes) -> None:
    """Keep a key; the same one again changes nothing.

    Raises `ValueError` for another key of an epoch that is held: what was sealed with the first would be lost.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("a key has 32 bytes")
    held = keys_of(connection, share).get(section, epoch)
    if held is not None and held != key:
        raise ValueError(f"another key of {section} {epoch} is held already")
    if held is None:
        sql = "INSERT INTO share_key(share, section, epoch, key) VALUES (?, ?, ?, ?)"
        connection.execute(sql, (share, section.value, epoch, key.hex()))
