"""The columns of one table, sorted for reading: who, which test, when, and the numbers of each sitting in a row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from learnerplan.imports.assessments.meanings import Meaning, meaning_of
from learnerplan.imports.assessments.uses import PART_USES, WHO_USES
from learnerplan.imports.mapped.mapping import LEAVE_OUT, ColumnMapping, ColumnUse
from learnerplan.imports.words.folding import clean

NOWHERE = -1
_WITH_THE_LEARNER = frozenset(("birth_date", "email"))
"""These stand in the learner's record, and need not stand with every result again."""
WHOLE_USES = ("score", "standard_error", "percentile", "placement")
_FIELDS = {
    "part_score": "score", "part_error": "standard_error", "part_percentile": "percentile",
    "part_placement": "placement",
}  # fmt: skip


class PartColumns(NamedTuple):
    """Where a sub-score stands. `named` is the column with its name, where the header has none itself."""

    name: str
    named: int
    scale: str
    fields: tuple[tuple[str, int], ...]


class SittingColumns(NamedTuple):
    """Where the numbers of one sitting stand; `fields` are those of the whole test. `kept` are its own cells."""

    label: str
    scale: str
    fields: tuple[tuple[str, int], ...]
    taken: tuple[int, ...]
    years: tuple[int, ...]
    parts: tuple[PartColumns, ...]
    kept: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table by use; those that a use has several of, the leading one first."""

    places: dict[str, tuple[int, ...]]
    sittings: tuple[SittingColumns, ...]
    who: tuple[int, ...] = field(default=())

    def first(self, row: Sequence[str], use: str) -> str:
        """The first filled cell with a use."""
        for place in self.places.get(use, ()):
            if cell := row[place].strip():
                return cell
        return ""

    @classmethod
    def of(cls, mapping: ColumnMapping) -> Columns:
        """The columns of a table with this mapping."""
        meant = [(column, meaning_of(column.header)) for column in mapping.columns if column.use != LEAVE_OUT]
        places: dict[str, list[tuple[int, int]]] = {}
        for column, meaning in meant:
            rank = meaning.rank if meaning.use == column.use else 0
            places.setdefault(column.use, []).append((rank, column.index))
        ordered = {use: tuple(place for _rank, place in sorted(found)) for use, found in places.items()}
        who = tuple(place for use in WHO_USES for place in ordered.get(use, ()))
        return cls(ordered, _sittings(meant), who)


def _sittings(meant: list[tuple[ColumnUse, Meaning]]) -> tuple[SittingColumns, ...]:
    """One sitting, or several where the columns of measures say that they are of different ones."""
    labels = dict.fromkeys(meaning.sitting for column, meaning in meant if _is_measure(column) and meaning.sitting)
    if len(labels) < 2:
        return (_sitting(next(iter(labels), ""), meant),)
    loose = any(not meaning.sitting and _is_measure(column) for column, meaning in meant)
    found = [_sitting(label, [each for each in meant if _belongs(*each, label)]) for label in labels]
    if loose:
        found.append(_sitting("", [each for each in meant if not each[1].sitting]))
    return tuple(found)


def _belongs(column: ColumnUse, meaning: Meaning, label: str) -> bool:
    """What says no sitting is said of all, but for measures; a year may be said of a grade's sittings alone."""
    if not meaning.sitting:
        return not _is_measure(column)
    return meaning.sitting == label or (column.use == "school_year" and label.startswith(f"{meaning.sitting},"))


def _is_measure(column: ColumnUse) -> bool:
    return column.use in WHOLE_USES or column.use in PART_USES


def _sitting(label: str, meant: list[tuple[ColumnUse, Meaning]]) -> SittingColumns:
    whole: dict[str, tuple[int, str]] = {}
    parts: dict[str, dict[str, int]] = {}
    names: dict[str, int] = {}
    scales: dict[str, str] = {}
    scale = ""
    for column, meaning in meant:
        if column.use in WHOLE_USES and column.use not in whole:
            whole[column.use] = (column.index, column.header)
            scale = meaning.scale if column.use == "score" else scale
        elif column.use == "part_name":
            names[part_of(column)] = column.index
        elif column.use in _FIELDS:
            part = part_of(column)
            parts.setdefault(part, {}).setdefault(_FIELDS[column.use], column.index)
            scales.setdefault(part, meaning.scale)
    return SittingColumns(
        label,
        scale,
        tuple((use, whole[use][0]) for use in WHOLE_USES if use in whole),
        _ranked(meant, "taken_on"),
        _ranked(meant, "school_year"),
        tuple(
            PartColumns(name, names.get(name, NOWHERE), scales.get(name, ""), tuple(fields.items()))
            for name, fields in parts.items()
        ),
        _kept(column for column, _meaning in meant),
    )


def _kept(columns: Iterable[ColumnUse]) -> tuple[tuple[str, int], ...]:
    """(heading, column) of the cells that stay with a result; of two headings that are alike the second is numbered."""
    named: dict[str, int] = {}
    for column in columns:
        header, number = clean(column.header).strip(), 1
        while (name := header if number == 1 else f"{header} ({number})") in named:
            number += 1
        if column.use not in _WITH_THE_LEARNER:
            named[name] = column.index
    return tuple(named.items())


def part_of(column: ColumnUse) -> str:
    """The name of the sub-score in a column: what its header says, else the whole header."""
    meaning = meaning_of(column.header)
    if meaning.part:
        return meaning.part
    scale = meaning.scale[:1].upper() + meaning.scale[1:]
    return scale or clean(column.header).strip()


def _ranked(meant: list[tuple[ColumnUse, Meaning]], use: str) -> tuple[int, ...]:
    found = [(meaning.rank, column.index) for column, meaning in meant if column.use == use]
    return tuple(place for _rank, place in sorted(found))
