"""What a survey on paper holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from learnerplan.domain.surveys import QuestionKind


@dataclass(frozen=True, slots=True)
class SheetQuestion:
    """A question on paper; options are (text, picture) pairs."""

    text: str
    kind: QuestionKind
    options: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class SurveySheet:
    """One person's sheet. Without a `name` there is a line to write it on; `about` is the child of a family's sheet."""

    title: str
    introduction: str
    questions: tuple[SheetQuestion, ...]
    pictures: bool = False
    name: str = ""
    about: str = ""
    language: str = "en"
