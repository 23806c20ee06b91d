"""Disclosures: the ways by which data leaves the app."""

from __future__ import annotations

from enum import StrEnum


class Way(StrEnum):
    """How it left."""

    PACKET = "packet"
    EXPORT = "export"
    SHARE = "share"
    BACKUP = "backup"
