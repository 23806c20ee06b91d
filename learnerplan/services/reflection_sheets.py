"""Sheets to look back on a term by hand, for a class: by each learner's grade unless one set of questions is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.documents.reflection_sheets import ReflectionSheet, render
from learnerplan.domain.reflections import Style, style_for
from learnerplan.services import learners
from learnerplan.services.survey_sheets import code

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from learnerplan.storage.rows import Readable


def of_class(
    view: Readable, class_id: str, *, today: date, style: Style | None = None, term: str = "", language: str = ""
) -> list[ReflectionSheet]:
    """A sheet with their name for each learner of a class, of all classes when none is named, by family name."""
    return [
        ReflectionSheet(style or style_for(row.grade), row.name, term, code(language))
        for row in learners.roster(view, today=today, class_id=class_id)
    ]


def blank(*, style: Style | None = None, term: str = "", language: str = "") -> list[ReflectionSheet]:
    """One sheet of each set of questions, or of the one that is named."""
    return [ReflectionSheet(each, "", term, code(language)) for each in ([style] if style else Style)]


def save(sheets: list[ReflectionSheet], path: Path, *, paper: str, on: date) -> int:
    """Write sheets into one PDF; gives its number of pages. Raises `UserError` where it cannot be written."""
    return render(sheets, path, paper=paper, made_on=on)
