"""Packages of standards made in the test itself."""

from __future__ import annotations

import json
from pathlib import Path

from learnerplan.imports.tables import read_sources

DOCUMENT = {"identifier": "doc-1", "title": "Reading", "uri": "https://x.org/doc-1", "creator": "Us"}


def item(number: int, **fields: object) -> dict[str, object]:
    return {"identifier": f"item-{number}", "fullStatement": f"Statement {number}", **fields}


def end(identifier: str, title: str = "") -> dict[str, str]:
    return {"title": title or identifier, "identifier": identifier, "uri": f"https://x.org/items/{identifier}"}


def link(number: int, kind: str, start: str, to: str, **fields: object) -> dict[str, object]:
    ends = {"originNodeURI": end(start), "destinationNodeURI": end(to)}
    return {"identifier": f"link-{number}", "associationType": kind, **ends, **fields}


def package(items: object = (), links: object = (), document: object = None, **more: object) -> dict[str, object]:
    lists = {name: list(value) if isinstance(value, tuple) else value for name, value in
             (("CFItems", items), ("CFAssociations", links))}  # fmt: skip
    return {"CFDocument": document or DOCUMENT, **lists, **more}


def saved(folder: Path, content: object, name: str = "package.json", encoding: str = "utf-8") -> Path:
    path = folder / name
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, indent=1)
    path.write_text(text, encoding=encoding, newline="")
    return path


def tables(folder: Path, content: object, name: str = "package.json", encoding: str = "utf-8"):
    return {table.sheet: table for table in read_sources([saved(folder, content, name, encoding)])}
