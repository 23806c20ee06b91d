"""Batches made by hand: what somebody with keys, or without, may put into the folder whatever our program would do."""

from __future__ import annotations

import json
import random
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from learnerplan.domain.shares import Section
from learnerplan.sharing import batches, frame, keys, layout, seal
from learnerplan.sharing.batches import BatchHeader
from learnerplan.sharing.keys import Device, KeyRing
from learnerplan.sharing.operations import Operation, write
from tests.sharing.sides import SHARE, Side

LUCK = random.Random(11)


class Handmade:
    """A session of a side's device, batch by batch; each can be given other values than an honest one has."""

    def __init__(self, side: Side, letter: str = "a", share: str = SHARE) -> None:
        self.side, self.share = side, share
        self.device: Device = side.device
        self.session = f"{self.device.id}-{letter * 12}"
        self.seq, self.previous = 0, ""
        self.hlc = side.now << 16
        self.ring: KeyRing = keys.keys_of(side.book.connection, share)

    def op(self, table: str, row: str, cell: str, value: Any, **more: Any) -> list[Any]:
        """An operation of this session, as JSON has it."""
        self.hlc += 1
        made: list[Any] = json.loads(write(Operation(table, row, cell, self.hlc, self.session, value, **more)))
        return made

    def make(self, payload: list[Any] | bytes, **header: Any) -> bytes:
        """The bytes of the next batch. `key` and `signer` may be somebody else's; the rest changes the header."""
        key, signer = header.pop("key", None), header.pop("signer", self.device)
        made = BatchHeader(self.share, Section.MAIN, 1, self.session, self.seq + 1, self.previous, self.device.id)
        made = made._replace(**header)
        key = key or self.ring.get(made.section, made.epoch) or bytes(32)
        front = frame.front(batches.KIND, made._asdict())
        data = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
        return frame.closed(front, seal.sealed(data, key, front, LUCK.randbytes), signer.sign_secret)

    def put(self, payload: list[Any] | bytes, **header: Any) -> str:
        """Write the next batch into the folder; gives its path."""
        data = self.make(payload, **header)
        self.seq, self.previous = self.seq + 1, batches.digest(data)
        return self.lay(data)

    def put_unpackable(self) -> None:
        """Write a batch that is sealed and signed as it should be, while what is sealed does not unpack."""
        header = batches.header_of(self.make([]))
        front = frame.front(batches.KIND, header._asdict())
        key, salt = self.ring.keys[header.section, header.epoch], LUCK.randbytes(seal._SALT)
        padded = b"\xff" * seal.BLOCK
        body = salt + ChaCha20Poly1305(seal._own_key(key, salt, front)).encrypt(seal._NONCE, padded, front)
        data = frame.closed(front, body, self.device.sign_secret)
        self.seq, self.previous = self.seq + 1, batches.digest(data)
        self.lay(data)

    def lay(self, data: bytes) -> str:
        """Write the bytes of a batch into the folder."""
        header = batches.header_of(data)
        path = layout.batch(self.share, header.session, header.seq, batches.digest(data))
        self.side.files.held[path] = data
        return path
