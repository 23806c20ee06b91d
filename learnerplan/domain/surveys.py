"""Surveys: the kinds of question, and what stands for an answer without words."""

from __future__ import annotations

from enum import StrEnum

from learnerplan.domain.profiles import Made

STAND_INS = {Made.DREW: "Drew a picture", Made.DICTATED: "Said it aloud"}
"""The text of an answer that was drawn or spoken. The piece itself is kept as the child's work; nobody is quoted."""


class QuestionKind(StrEnum):
    """How a question is answered."""

    TEXT = "text"
    ONE = "one"
    SEVERAL = "several"
    SCALE = "scale"
    PICTURES = "pictures"
