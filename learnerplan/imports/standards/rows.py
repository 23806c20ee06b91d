"""What the planners of standards share: cells by their use, comparing texts, rows of a plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from learnerplan.imports.drafts import NEW
from learnerplan.imports.files.table import Table
from learnerplan.imports.mapped.mapping import ColumnMapping
from learnerplan.imports.planned.plan import Change, RowPlan
from learnerplan.imports.planned.verdicts import refused
from learnerplan.imports.words.folding import clean, fold

_LONGEST = 60


@dataclass(frozen=True)
class Cells:
    """Reads rows by the use of their columns."""

    places: Mapping[str, int]

    @classmethod
    def of(cls, mapping: ColumnMapping) -> Cells:
        """A reader for tables with this mapping."""
        places: dict[str, int] = {}
        for column in mapping.columns:
            places.setdefault(column.use, column.index)
        return cls(places)

    def __contains__(self, use: str) -> bool:
        return use in self.places

    def text(self, row: tuple[str, ...], use: str) -> str:
        """The cell with this use, to the letter but for space around it; empty where there is none."""
        place = self.places.get(use)
        if place is None or not row[place]:
            return ""
        return clean(row[place]).strip()

    def exact(self, row: tuple[str, ...], use: str) -> str:
        """The cell with this use to the letter; empty where there is nothing in it."""
        place = self.places.get(use)
        return clean(row[place]) if place is not None and row[place].strip() else ""


def identity(identifier: str, title: str) -> tuple[str, str]:
    """What tells a framework from others in one import."""
    return identifier.casefold(), fold(title)


def new_ref(noun: str, key: str) -> str:
    """The ref of something that this import makes."""
    return f"{NEW}{noun}:{key}"


def differs(old: str, new: str) -> bool:
    """Whether two texts differ in more than the way their lines end."""
    return old != new and old.replace("\r\n", "\n").strip() != new.replace("\r\n", "\n").strip()


def short(text: str, longest: int = _LONGEST) -> str:
    """A text on one line, for a title."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def told(changes: Iterable[Change]) -> str:
    """The first changes as a sentence each."""
    shown = list(changes)[:3]
    return " ".join(f"{each.label}: {short(each.old) or 'none'}, now {short(each.new) or 'none'}." for each in shown)


def unreadable(table: Table) -> list[RowPlan]:
    """The entries that could not be read. Several tables of a package count from one, so the sheet is in the key."""
    return [
        refused(f"{table.digest[:16]}.{fold(table.sheet)}.{each.line}", each.line, "", each.reason)
        for each in table.refused
    ]


def counted(number: int, one: str, many: str) -> str:
    """Such as "3 standards"."""
    return f"{number:,} {one if number == 1 else many}"
