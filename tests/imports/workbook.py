"""Small XLSX files, written by hand so that the tests say exactly what stands in them."""

from __future__ import annotations

import zipfile
from html import escape
from pathlib import Path

_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
</Types>"""
_RELS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
 Target="xl/workbook.xml"/></Relationships>"""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class Raw(str):
    """The inside of a cell as XML, with its attributes before a bar: `Raw('t="e"|<v>#N/A</v>')`."""


def write(
    path: Path, sheets: dict[str, list[list[object]]], hidden: tuple[str, ...] = (), after: str = "", more: str = ""
) -> Path:
    """Write sheets of strings, numbers, booleans, `Raw` and None (no cell).

    `after` stands behind the rows of each sheet, `more` among the settings of the workbook.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _RELS)
        names, relations = "", ""
        for number, (name, rows) in enumerate(sheets.items(), start=1):
            state = ' state="hidden"' if name in hidden else ""
            names += f'<sheet name="{escape(name)}" sheetId="{number}"{state} r:id="s{number}"/>'
            relations += f'<Relationship Id="s{number}" Type="{_REL}/worksheet" Target="worksheets/s{number}.xml"/>'
            package.writestr(f"xl/worksheets/s{number}.xml", _sheet(rows, after))
        package.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}">{more}<sheets>{names}</sheets></workbook>'
        )
        package.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}'
            "</Relationships>",
        )
    return path


def _sheet(rows: list[list[object]], after: str = "") -> str:
    body = ""
    for number, row in enumerate(rows, start=1):
        cells = "".join(_cell(f"{chr(65 + column)}{number}", cell) for column, cell in enumerate(row))
        body += f'<row r="{number}">{cells}</row>'
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData>{after}</worksheet>'


def _cell(place: str, cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Raw):
        attributes, _, inside = cell.partition("|")
        return f'<c r="{place}" {attributes}>{inside}</c>'
    if isinstance(cell, bool):
        return f'<c r="{place}" t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, int | float):
        return f'<c r="{place}"><v>{cell!r}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(str(cell))}</t></is></c>'
