"""What a merge moves and keeps, in the teacher's nouns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Qt

from learnerplan.domain.supports import RESTRICTED
from ui.widgets.bidi import PDI, isolate, joined

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from learnerplan.services.merge_fields import Field
    from learnerplan.services.merging import Side

_NOUNS = {
    "goal": ("goal", "goals"),
    "profile_entry": ("profile entry", "profile entries"),
    "artifact": ("artifact", "artifacts"),
    "check_in": ("check-in", "check-ins"),
    "plan": ("plan", "plans"),
    "response": ("survey", "surveys"),
    "result": ("result", "results"),
    "reflection": ("reflection", "reflections"),
    "aspiration": ("hope", "hopes"),
    "observation_learner": ("observation", "observations"),
    "conference": ("conference", "conferences"),
    "contact": ("contact", "contacts"),
    "enrolment": ("class", "classes"),
    "memory_aid": ("private note", "private notes"),
}
"""One and several of what hangs on a learner, in the order in which it is told."""
_LONG = 26
"""Letters of a name on a button, and of a value in a sentence."""
_UNTOLD = ("identifier", "learner_alias", *RESTRICTED)
"""What moves without a word: whoever looks on may not learn that there are supports."""
_UNSHOWN = ("email", "username")
_SOURCES = {"sis": "SIS", "state": "State", "local": "Local", "number": "Number", "student_id": "Student ID"}


def told(counts: Mapping[str, int]) -> str:
    """Such as "3 goals, 12 profile entries and 2 artifacts"; empty where there is nothing."""
    order = [*_NOUNS, *sorted(set(counts) - set(_NOUNS) - set(_UNTOLD))]
    parts = [_counted(table, counts[table]) for table in order if counts.get(table)]
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)


def _counted(table: str, count: int) -> str:
    noun = table.replace("_", " ")
    one, many = _NOUNS.get(table, (noun, f"{noun}s"))
    return f"{count} {one if count == 1 else many}"


def traits(side: Side) -> str:
    """What tells a learner from the other: classes and numbers."""
    numbers = [
        f"{_SOURCES.get(source, source)} {value}" for source, value in side.identifiers if source not in _UNSHOWN
    ]
    return joined(*side.classes[:2], *numbers[:2], "" if side.active else "archived") or "No class and no number"


def shown(field: Field, text: str) -> str:
    """A value as a card has it."""
    if not text:
        return "Empty"
    day = QDate.fromString(text, Qt.DateFormat.ISODate) if field.name == "birth_date" else QDate()
    return isolate(QLocale().toString(day, "d MMMM yyyy") if day.isValid() else text)


def same(fields: Sequence[Field]) -> str:
    """The fields in which both agree, such as "grade 4, home language Spanish"; empty where nothing is filled."""
    quiet = ("name_order", "preferred_name_for", "pronouns_for", "active", "photo_consent")
    told_of = [each for each in fields if each.keep and each.name not in quiet]
    return ", ".join(f"{each.label.lower()} {shown(each, each.keep)}" for each in told_of)


def asked(fields: Sequence[Field]) -> list[Field]:
    """The fields between which a person must choose: both are filled, and so is what they are about."""
    empty = {each.name for each in fields if not (each.keep and each.other)}
    return [each for each in fields if not each.same and not {each.name, each.name.removesuffix("_for")} & empty]


def filled(fields: Sequence[Field]) -> str:
    """What only the one who joins has, and that is taken: "birth date 3 May 2015; home language Spanish"."""
    told_of = [each for each in fields if each.other and not each.keep]
    return "; ".join(f"{each.label.lower()} {_short(shown(each, each.other))}" for each in told_of)


def _short(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[:_LONG].rstrip()}…{PDI}"


def calls(keep: Side, other: Side) -> tuple[str, str]:
    """What to call the two on a button: a short name where it tells them apart and the whole one is long."""
    names = (keep.name, other.name)
    short = tuple(name.split(" ")[0] if len(name) > _LONG else name for name in names)
    return (short[0], short[1]) if short[0] != short[1] else names
