"""The list inside a backup: which files it holds, with size and SHA-256, and how many rows each table had."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from learnerplan.errors import UserError

NAME = "manifest.json"
FORMAT = 1


@dataclass(frozen=True)
class Entry:
    """One file of the backup."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself. `last` is the planbook's newest transaction, `made_at` is UTC."""

    made_at: datetime
    version: str
    schema: str
    last: int
    counts: dict[str, int]
    files: dict[str, Entry]
    format: int = FORMAT


def encode(manifest: Manifest) -> bytes:
    """The manifest as JSON."""
    values = {**asdict(manifest), "made_at": manifest.made_at.isoformat()}
    return (json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")


def decode(data: bytes, name: str) -> Manifest:
    """The manifest of the backup `name`. Raises `UserError` when it is none that this version understands."""
    try:
        held: dict[str, Any] = json.loads(data)
        newer = held["format"] > FORMAT
        files = {path: Entry(str(one["sha256"]), int(one["size"])) for path, one in held["files"].items()}
        found = Manifest(
            datetime.fromisoformat(held["made_at"]),
            str(held["version"]),
            str(held["schema"]),
            int(held["last"]),
            {str(table): int(count) for table, count in held["counts"].items()},
            files,
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise no_backup(name) from error
    if newer:
        raise UserError(
            f"The backup {name} was made by a newer version of Learnerplan.",
            "Install the newest version and restore it there. Nothing was changed.",
        )
    return found


def no_backup(name: str) -> UserError:
    """The sentence for a file that is no backup of ours."""
    return UserError(
        f"The file {name} is not a backup made by Learnerplan, or it is damaged.",
        "Choose another backup. Nothing was changed.",
    )
