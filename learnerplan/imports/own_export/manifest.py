"""The list that an export carries: its version, its tables with their columns, and the files that it wrote."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from learnerplan.domain import tables
from learnerplan.errors import UserError

NAME = "learnerplan-export.json"
"""The file in the folder of an export. What it says is all by which an export is known for ours."""
ABOUT = "about this export.txt"
FORMAT = 1
"""Goes up when exports are written otherwise than an earlier version can read them."""
CSV = "csv"


@dataclass(frozen=True, slots=True)
class Manifest:
    """`tables`: table -> columns as the CSV files have them; `files`: form of export -> name in the folder -> SHA-256.

    `made` is when the newest CSV export was begun, UTC in ISO form. A folder may hold exports of several forms.
    """

    made: str = ""
    schema: str = ""
    tables: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def to_json(self) -> str:
        """The text of the file."""
        plain = {
            "learnerplan export": FORMAT,
            "made": self.made,
            "schema": self.schema,
            "tables": {name: list(columns) for name, columns in self.tables.items()},
            "files": {form: dict(sorted(files.items())) for form, files in sorted(self.files.items())},
        }
        return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def parsed(text: str, where: str) -> Manifest:
    """The list in a text. Raises `UserError` for one of a newer version, or one that is damaged."""
    damaged = UserError(
        f"The list of files in “{where}” ({NAME}) is damaged, so it cannot be told what was exported.",
        "Export again, and leave the folder as it is.",
    )
    try:
        plain: Any = json.loads(text)
        if int(plain["learnerplan export"]) > FORMAT:
            raise _newer(where)
        found = Manifest(
            str(plain["made"]),
            str(plain["schema"]),
            {str(name): tuple(map(str, columns)) for name, columns in plain["tables"].items()},
            {str(form): {str(k): str(v) for k, v in files.items()} for form, files in plain["files"].items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise damaged from error
    return found


def refuse_newer(manifest: Manifest, where: str) -> None:
    """Tables or columns that are not known here were written by a newer version. Raises `UserError`."""
    known = tables.shared()
    for name, columns in manifest.tables.items():
        if name not in known or set(columns) - set(tables.columns(name)):
            raise _newer(where)


def _newer(where: str) -> UserError:
    return UserError(
        f"“{where}” was exported by a newer version of Learnerplan.",
        "Install the newest version, and import it again.",
    )
