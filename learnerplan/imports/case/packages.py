"""Finding the packages of standards in a JSON file, and saying what it is where there is none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from learnerplan.errors import UserError
from learnerplan.imports.case import sheets

if TYPE_CHECKING:
    from pathlib import Path

    from learnerplan.imports.files.table import Table

_WITHIN = 3
_PARTS = ("CFDocument", "CFItems", "CFAssociations")
_AS_PACKAGE = "Export the whole framework as a CASE package (CFPackage), and choose that file."


def tables_of(path: Path, text: str, digest: str) -> tuple[Table, ...]:
    """The tables of all packages in a JSON file; none where the text is no JSON at all.

    A package may be wrapped as a server answers it. Raises `UserError` for any other JSON, for a broken package
    and for one that is nested so deeply that nobody can have meant it.
    """
    start = text[:2000].lstrip("\ufeff \t\r\n")
    if not start.startswith(("{", "[")):
        return ()
    try:
        content = json.loads(text.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        if not any(f'"{part}"' in text for part in _PARTS):
            return ()
        raise UserError(
            f"“{path.name}” is a broken package of standards: it cannot be read from line {error.lineno} on.",
            "Download it again, and check that the download is complete.",
        ) from error
    except (ValueError, RecursionError) as error:
        raise _not_meant(path, "it is JSON, nested or written in a way that no table is") from error
    packages = [] if _is_schema(content) else _found(content)
    if not packages:
        raise _refusal(path, content)
    several = len(packages) > 1
    return tuple(
        table
        for number, package in enumerate(packages, 1)
        for table in sheets.tables_of(path, package, digest, f" {number}" if several else "")
    )


def _is_schema(content: Any) -> bool:
    return isinstance(content, dict) and isinstance(content.get("properties"), dict) and "CFDocument" not in content


def _found(content: Any) -> list[dict[str, Any]]:
    """The packages in an answer: it may be one, hold one under any name, or hold a list of them."""
    packages: list[dict[str, Any]] = []
    level = [content]
    for _depth in range(_WITHIN + 1):
        inner: list[Any] = []
        for each in level:
            if isinstance(each, dict) and isinstance(each.get("CFDocument"), dict):
                packages.append(each)
            elif isinstance(each, dict):
                inner.extend(each.values())
            elif isinstance(each, list):
                inner.extend(each)
        level = inner
    return packages


def _refusal(path: Path, content: Any) -> UserError:
    fields = content if isinstance(content, dict) else {}
    if _is_schema(fields) and any(part in fields["properties"] for part in _PARTS):
        return UserError(
            f"“{path.name}” is a JSON schema: it says how a package of standards is written, and holds no standards.",
            _AS_PACKAGE,
        )
    if any(part in fields for part in (*_PARTS, "CFDocuments")):
        return UserError(f"“{path.name}” is a part of a set of standards without its framework.", _AS_PACKAGE)
    return _not_meant(path, "it is JSON")


def _not_meant(path: Path, what: str) -> UserError:
    return UserError(
        f"“{path.name}” is not a table: {what}.", "Choose a CSV or Excel file, or export this one as CSV first."
    )
