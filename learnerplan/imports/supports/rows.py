"""One row of a sheet of supports, read: what it is, what it says, its key, and the plan that it belongs to."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from learnerplan.domain.supports import SupportKind
from learnerplan.imports.mapped.mapping import LEAVE_OUT
from learnerplan.imports.mapped.worded import title_of
from learnerplan.imports.persons.entries import Reader
from learnerplan.imports.supports.columns import is_at_a_glance, usual_kind
from learnerplan.imports.tables import Table
from learnerplan.imports.words import dates
from learnerplan.imports.words.folding import clean, fold, tidy

_NULL = frozenset(("", "null", "n/a", "#n/a", "\\n"))
_EPOCH = re.compile(r"^\d{12,13}$")
_KINDS = (
    (SupportKind.ACCOMMODATION, re.compile(r"accommodation|modification|adaptation")),
    (SupportKind.SERVICE, re.compile(r"service|intervention|therapy|counsel|tutor")),
    (SupportKind.NOTE, re.compile(r"\bnote\b")),
    (SupportKind.PLAN, re.compile(r"\bplan\b")),
)
_PLANS = (("504", re.compile(r"\b504\b")), ("IEP", re.compile(r"\biep\b")), ("ELL", re.compile(r"\b(?:ell|el|eal)\b")))
DAYS = {"support_starts": "starts_on", "support_review": "review_on", "support_ends": "ends_on"}
LABELS = {
    "kind": "Kind", "title": "Support", "area": "Subject or setting", "text": "What is given",
    "given_by": "Who gives it", "status": "Status", "starts_on": "Begins", "review_on": "Review", "ends_on": "Ends",
}  # fmt: skip


class Support(NamedTuple):
    """What a row says. `number` and `plan_number` are the source's own; `notes` are on cells that could not be read."""

    kind: SupportKind
    values: dict[str, str]
    number: str
    plan_number: str
    source_row: str
    notes: tuple[str, ...]

    @property
    def key(self) -> str:
        """The same whenever this support comes again: by its number, else by what it is called.

        A plan or a service is told from another of its name by the day that it begins, what has no name by its text.
        """
        if self.number:
            return number_key(self.kind, self.number)
        said = [str(self.kind), *(fold(self.values.get(name, "")) for name in ("title", "area"))]
        if self.kind in (SupportKind.PLAN, SupportKind.SERVICE):
            said.append(self.values.get("starts_on", ""))
        if self.kind is SupportKind.NOTE or not self.values.get("title"):
            said.append(fold(self.values.get("text", "")))
        name = hashlib.sha256("\x1f".join(said).encode("utf-8", "replace")).hexdigest()[:24]
        return f"{self.kind}/like:{name}"


def number_key(kind: str, number: str) -> str:
    """The key of a support that its source has numbered."""
    return f"{kind}/number:{number}"


@dataclass
class SupportReader:
    """Reads the rows of one sheet."""

    table: Table
    reader: Reader

    def __post_init__(self) -> None:
        mapping = self.reader.mapping
        self._file = title_of(self.table)
        self._usual = usual_kind(mapping, self._file)
        self._whole = is_at_a_glance(mapping)
        self._headers = {column.index: tidy(column.header) for column in mapping.columns}

    def read(self, row: tuple[str, ...]) -> Support:
        """What a row says."""
        said = self._cell(row, "support_kind")
        kind = next((kind for kind, words in _KINDS if words.search(fold(said))), self._usual)
        texts = ("support_title", "support_text") if self._whole else ("support_text",)
        values = {
            "kind": str(kind),
            "title": "" if self._whole else self._cell(row, "support_title"),
            "area": self._cell(row, "support_area"),
            "text": self._cell(row, "support_note") or self._together(row, texts),
            "given_by": tidy(self._cell(row, "support_by")),
            "status": self._cell(row, "support_status"),
        }
        values["title"] = values["title"] or self._title(kind, said)
        notes = self._days(row, values)
        number, plan_number = self._cell(row, "support_number"), self._cell(row, "support_plan")
        if kind is SupportKind.PLAN:
            number, plan_number = number or plan_number, ""
        filled = {name: value for name, value in values.items() if value}
        return Support(kind, filled, number, plan_number, self._source(row, plan_number), notes)

    def says_something(self, row: tuple[str, ...]) -> bool:
        """Whether any column of supports is filled, or the sheet has none and is a list of those who get one."""
        telling = [
            place
            for use, places in self.reader.places.items()
            if use.startswith("support_") and use != "support_kept"
            for place in places
        ]
        return not telling or any(_plain(row[place]) for place in telling)

    def _title(self, kind: SupportKind, said: str) -> str:
        """A plan is called after its law, a service of a bare list after the file."""
        if kind is SupportKind.PLAN:
            about = fold(f"{said} {self._file} {' '.join(self._headers.values())}")
            named = next((name for name, words in _PLANS if words.search(about)), "")
            return f"{named} plan" if named and named != "IEP" else named or "Education plan"
        if kind is SupportKind.SERVICE and "support_title" not in self.reader.places:
            return self._file
        return ""

    def _days(self, row: tuple[str, ...], values: dict[str, str]) -> tuple[str, ...]:
        notes = []
        for use, field in DAYS.items():
            cell = self._cell(row, use)
            day = day_of(cell, self.reader.date_order)
            values[field] = day
            if cell and not day:
                notes.append(f"What stands under “{LABELS[field]}” is no day and is left out.")
        return tuple(notes)

    def _together(self, row: tuple[str, ...], uses: tuple[str, ...]) -> str:
        """The filled cells of these columns; with their headers where there are several columns."""
        places = sorted(place for use in uses for place in self.reader.places.get(use, ()))
        cells = [(self._headers[place], _plain(row[place])) for place in places]
        if len(places) < 2:
            return "".join(cell for _, cell in cells)
        return "\n".join(f"{header}: {cell}" for header, cell in cells if cell)

    def _cell(self, row: tuple[str, ...], use: str) -> str:
        return next((cell for place in self.reader.places.get(use, ()) if (cell := _plain(row[place]))), "")

    def _source(self, row: tuple[str, ...], plan_number: str) -> str:
        cells: dict[str, str] = {}
        for column in self.reader.mapping.columns:
            if column.use == LEAVE_OUT or not row[column.index].strip():
                continue
            header, again = tidy(column.header), 1
            while (name := header if again == 1 else f"{header} ({again})") in cells:
                again += 1
            cells[name] = clean(row[column.index])
        source = {"cells": cells} | ({"part_of": plan_number} if plan_number else {})
        return json.dumps(source, ensure_ascii=False)


def day_of(cell: str, order: str) -> str:
    """A day in ISO form, also from a database's milliseconds since 1970; empty for what is none."""
    day = dates.day_of(cell, order)
    if day is not None:
        return day.isoformat()
    return datetime.fromtimestamp(int(cell) / 1000, UTC).date().isoformat() if _EPOCH.match(cell) else ""


def _plain(cell: str) -> str:
    r"""A cell without the backslashes that databases put before line breaks and quotation marks, and without NULL."""
    text = clean(cell).replace("\r\n", "\n").replace("\\\n", "\n").replace('\\"', '"').strip()
    return "" if text.casefold() in _NULL else text
