"""A share in memory for tests: the owner's tables, and devices that come and go."""

from __future__ import annotations

import json
import random as randoms
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from learnerplan.domain.shares import Role
from learnerplan.sharing import keys, members
from learnerplan.sharing.entries import EntryKind
from learnerplan.sharing.keys import Device
from learnerplan.sharing.members import Membership
from learnerplan.storage.sharing_tables import TABLES

SHARE = "5e" * 16
START = datetime(2026, 9, 1, 8, tzinfo=UTC)


def tables() -> sqlite3.Connection:
    """An empty database with the tables of sharing."""
    opened = sqlite3.connect(":memory:")
    for statement in TABLES:
        opened.execute(statement)
    return opened


def share_row(connection: sqlite3.Connection, owner: str, *, restricted: bool = True) -> None:
    config = json.dumps({"class": "class-1", "learners": [], "restricted": restricted})
    connection.execute(
        "INSERT INTO share VALUES (?, 'Room 12', 'class', 'folder', 'owner', 'on', ?, ?, ?)",
        (SHARE, owner, config, START.isoformat()),
    )


class Owned:
    """A share and the planbook of its owner."""

    def __init__(self, seed: int = 1) -> None:
        self.random = randoms.Random(seed).randbytes
        self.connection = tables()
        self.owner = keys.own(self.connection, self.random)
        share_row(self.connection, self.owner.id)
        self.now = START
        members.founding(self.connection, SHARE, self.owner, "Ms. Kay", self.random)

    @property
    def people(self) -> Membership:
        return members.load(self.connection, SHARE)

    def add(self, kind: EntryKind, **told: Any) -> Membership:
        self.now += timedelta(minutes=1)
        return members.add(self.connection, SHARE, kind, told, self.owner, self.random, self.now)

    def admit(self, device: Device | None = None, **terms: Any) -> Device:
        """Somebody comes; an editor with the supports unless told otherwise."""
        device = device or keys.new_device(self.random)
        self.add(EntryKind.ADDED, **public(device), **{**TERMS, **terms})
        return device

    def turn(self, kind: EntryKind, device: Device, marks: Mapping[str, int] | None = None, **terms: Any) -> Membership:
        more = {**TERMS, "epoch": self.people.epoch, **terms} if kind is EntryKind.CHANGED else {}
        return self.add(kind, device=device.id, marks=dict(marks or {}), **more)

    def new_epoch(self) -> Membership:
        self.now += timedelta(minutes=1)
        return members.new_epoch(self.connection, SHARE, self.owner, self.random, self.now)

    def files(self) -> list[bytes]:
        """The log as files."""
        return [bytes(row[0]) for row in self.connection.execute("SELECT body FROM share_entry ORDER BY n")]


def public(device: Device) -> dict[str, str]:
    return {"device": device.id, "sign": device.sign_public.hex(), "seal": device.seal_public.hex()}


TERMS: dict[str, Any] = {
    "name": "Mr. Osei",
    "role": Role.EDITOR.value,
    "until": None,
    "learners": [],
    "restricted": True,
}
