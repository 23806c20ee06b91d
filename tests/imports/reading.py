"""Short ways to read a file that a test makes."""

from __future__ import annotations

from pathlib import Path

from learnerplan.imports.tables import Table, read


def table_of(tmp_path: Path, content: bytes | str, name: str = "list.csv") -> Table:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    (table,) = read(path)
    return table


def objects(table: Table) -> list[dict[str, str]]:
    return [dict(zip(table.headers, row, strict=True)) for row in table.rows]
