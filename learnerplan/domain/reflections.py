"""Reflections: what a learner is asked at the end."""

from __future__ import annotations

from enum import StrEnum


class Prompt(StrEnum):
    """The three questions that every packet prints."""

    PROUD = "proud"
    HARD = "hard"
    NEXT = "next"
