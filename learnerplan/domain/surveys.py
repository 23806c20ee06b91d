"""Surveys: the kinds of question."""

from __future__ import annotations

from enum import StrEnum


class QuestionKind(StrEnum):
    """How a question is answered."""

    TEXT = "text"
    ONE = "one"
    SEVERAL = "several"
    SCALE = "scale"
    PICTURES = "pictures"
