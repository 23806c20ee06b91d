"""One goal of a row of a sheet, read: what it says, its steps, and sentences on what could not be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from learnerplan.domain.goals import GoalArea, GoalKind, GoalStatus, MeasureKind
from learnerplan.domain.steps import Who
from learnerplan.imports.drafts import StepDraft
from learnerplan.imports.words import dates
from learnerplan.imports.words.folding import clean, fold

if TYPE_CHECKING:
    from learnerplan.imports.persons.entries import Reader

FIELDS = {
    "statement": "Goal", "words": "In the student’s words", "kind": "Kind", "area": "Area", "why": "Why it matters",
    "success": "Success criteria", "measure": "Measure", "measure_kind": "Kind of measure", "unit": "Unit",
    "baseline": "Baseline", "target": "Target", "target_words": "Target", "due_on": "Due", "status": "Outcome",
    "aspiration": "Hope",
}  # fmt: skip
_TEXTS = {
    "statement": "goal",
    "words": "goal_words",
    "why": "why",
    "success": "success",
    "measure": "measure",
    "unit": "unit",
    "aspiration": "goal_hope",
}
_AREAS = (
    (GoalArea.SOCIAL_EMOTIONAL, re.compile(r"\b(?:social|emotional|sel|feelings?|friend\w*|behaviou?r)\b")),
    (GoalArea.HABITS, re.compile(r"\b(?:habits?|organi[sz]ation|executive|homework|attendance|routine)\b")),
    (GoalArea.FUTURE, re.compile(r"\b(?:future|career|transition|college|dream)\b")),
    (
        GoalArea.ACADEMIC,
        re.compile(r"\b(?:academic\w*|read\w*|math\w*|writ\w*|science|language|ela|literacy|numeracy)\b"),
    ),
)
_PERSONAL = re.compile(r"\b(?:personal|own|individual|mine|self)\b")
_GRADE_LEVEL = re.compile(r"\b(?:grade level|grade|standard|class|everyone|curriculum|core)\b")
_OWNERS = {
    "me": Who.ME, "i": Who.ME, "student": Who.ME, "learner": Who.ME, "child": Who.ME, "pupil": Who.ME,
    "teacher": Who.TEACHER, "school": Who.TEACHER, "home": Who.HOME, "family": Who.HOME, "parent": Who.HOME,
    "parents": Who.HOME, "guardian": Who.HOME, "mum": Who.HOME, "mom": Who.HOME, "dad": Who.HOME,
}  # fmt: skip
_STEP = re.compile(r"^\s*([^\W\d]+)\s*[:：]\s*(.+)$", re.DOTALL)
_NUMBER = re.compile(r"^(-?\d{1,15}(?:[.,]\d+)?)\s*(%|[^\W\d](?:[^\W\d]|[ /])*)?$")
_TRIES = re.compile(
    r"^(\d{1,9})\s*(?:/|of|out of)\s*(\d{1,9})(?:\s*(?:times|trials|tries|attempts|opportunities))?$", re.IGNORECASE
)
_STATUSES = {
    GoalStatus.MET: ("met", "achieved", "reached", "done", "complete", "completed", "mastered", "yes"),
    GoalStatus.PARTLY: ("partly", "partly met", "partially met", "partially", "in part", "partial"),
    GoalStatus.CARRIED: ("carried", "carried forward", "carried over", "continue", "continued", "continues"),
    GoalStatus.DROPPED: ("dropped", "stopped", "abandoned", "set aside", "discontinued", "cancelled", "canceled"),
    GoalStatus.ACTIVE: ("active", "open", "in progress", "ongoing", "on track", "started", "current", "new", "not yet"),
}


def values_of(row: tuple[str, ...], reader: Reader) -> tuple[dict[str, str], tuple[str, ...]]:
    """The filled fields of a goal, and a sentence on each cell that could not be read."""
    values = {name: cell_of(row, reader, use) for name, use in _TEXTS.items()}
    values["statement"] = statement_of(row, reader)
    notes = []
    kind, area, due, status = (reader.first(row, use) for use in ("goal_kind", "goal_area", "due", "goal_status"))
    day = dates.day_of(due, reader.date_order)
    values["kind"], values["area"], values["status"] = _kind(kind), _area(area), _status(status)
    values["due_on"] = day.isoformat() if day else ""
    for label, cell, name in (
        ("Kind", kind, "kind"), ("Area", area, "area"), ("Due", due, "due_on"), ("Outcome", status, "status"),
    ):  # fmt: skip
        if cell and not values[name]:
            notes.append(f"{label} “{cell}” is not understood and is left out.")
    values |= measure_of(cell_of(row, reader, "baseline"), cell_of(row, reader, "target"), values["unit"])
    return {name: value for name, value in values.items() if value}, tuple(notes)


def codes_of(cell: str) -> tuple[str, ...]:
    """The codes of standards in a cell, between commas, semicolons or lines."""
    return tuple(dict.fromkeys(code for part in re.split(r"[;,\n\r]+", cell) if (code := part.strip(" •-*"))))


def steps_of(cell: str) -> tuple[StepDraft, ...]:
    """The steps in a cell, separated by `;` or line breaks: "me: read daily; home: listen to me"."""
    steps = []
    for part in re.split(r"[;\n\r]+", cell):
        text = part.strip(" \t•-*")
        if not text:
            continue
        match = _STEP.match(text)
        who = _OWNERS.get(fold(match[1])) if match else None
        steps.append(StepDraft(str(who or Who.ME), match[2].strip() if match and who else text))
    return tuple(dict.fromkeys(steps))


def measure_of(baseline: str, target: str, unit: str = "") -> dict[str, str]:
    """Baseline, target and how they are measured: numbers where both cells allow it, else words."""
    low, high = _NUMBER.match(baseline.strip()), _NUMBER.match(target.strip())
    if (high or not target) and (low or not baseline) and (low or high):
        found = {"measure_kind": str(MeasureKind.NUMBER)}
        found["baseline"] = _number(low[1]) if low else ""
        found["target"] = _number(high[1]) if high else ""
        found["unit"] = unit or next((match[2].strip() for match in (high, low) if match and match[2]), "")
        return found
    if not target and not baseline:
        return {}
    low, high = _TRIES.match(baseline.strip()), _TRIES.match(target.strip())
    if (high or not target) and (low or not baseline):
        shares = {"baseline": _share(low), "target": _share(high)}
        return {"measure_kind": str(MeasureKind.TRIALS), **shares, "unit": unit}
    words = target if not baseline else f"{target} (from {baseline})" if target else f"from {baseline}"
    yes_no = fold(target) in ("yes", "no")
    return {"measure_kind": str(MeasureKind.YES_NO if yes_no else MeasureKind.WORDS), "target_words": words}


def _share(tries: re.Match[str] | None) -> str:
    """Tries are aimed for as a share of 100."""
    return f"{100 * int(tries[1]) / int(tries[2]):.4g}" if tries and int(tries[2]) else ""


def cell_of(row: tuple[str, ...], reader: Reader, use: str) -> str:
    """The first filled cell of a use, whole."""
    return clean(reader.whole(row, use)).strip()


def statement_of(row: tuple[str, ...], reader: Reader) -> str:
    """The goal as the row states it, else in the learner's words."""
    return cell_of(row, reader, "goal") or cell_of(row, reader, "goal_words")


def _kind(cell: str) -> str:
    key = fold(cell)
    if _PERSONAL.search(key):
        return str(GoalKind.PERSONAL)
    return str(GoalKind.GRADE_LEVEL) if _GRADE_LEVEL.search(key) else ""


def _area(cell: str) -> str:
    key = fold(cell)
    return next((str(area) for area, words in _AREAS if words.search(key)), "")


def _number(text: str) -> str:
    return f"{float(text.replace(',', '.')):.12g}"


def _status(cell: str) -> str:
    key = fold(cell)
    return next((str(status) for status, words in _STATUSES.items() if key in words), "")


def ordered(values: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """The filled fields in the order in which drafts have them."""
    return tuple((name, values[name]) for name in FIELDS if values.get(name))
