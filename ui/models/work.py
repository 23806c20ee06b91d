"""Pieces of work: what each kind is called and which icon stands for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.domain.artifacts import ArtifactKind
from learnerplan.domain.goals import GoalKind

if TYPE_CHECKING:
    from collections.abc import Collection

    from ui.models.tones import Look

KINDS: dict[ArtifactKind, tuple[str, str]] = {
    ArtifactKind.DRAWING: ("Drawing", "pencil"),
    ArtifactKind.PHOTO: ("Photo", "image"),
    ArtifactKind.SCAN: ("Scan", "scan-line"),
    ArtifactKind.WRITING: ("Writing", "notebook-pen"),
    ArtifactKind.RECORDING: ("Recording", "mic"),
    ArtifactKind.VIDEO: ("Video", "video"),
    ArtifactKind.FILE: ("File", "file-text"),
}
"""(word, icon) of each kind."""

EVERYONE: Look = ("For everyone", "book-open", "info")
OWN: Look = ("My own", "heart", "voice")
SCHOOL: Look = ("Our school", "book-open", "info")
BOTH: Look = ("Both goals", "target", "info")
NO_GOAL: Look = ("No goal yet", "unlink", "warn")
MISSING: Look = ("The file is missing", "image-off", "bad")
ARRIVING: Look = ("The file is on its way", "clock", "info")


def goal_chip(kinds: Collection[str]) -> Look:
    """(word, icon, tone) for the kinds of goal that a piece of work belongs to."""
    if not kinds:
        return NO_GOAL
    if len(set(kinds)) > 1:
        return BOTH
    return kind_chip(GoalKind.GRADE_LEVEL if GoalKind.GRADE_LEVEL in kinds else GoalKind.PERSONAL)


def kind_chip(kind: GoalKind, *, own_plan: bool = False) -> Look:
    """(word, icon, tone) of a kind of goal; in a teacher's `own_plan` the school's goal stands beside one's own."""
    if kind is GoalKind.PERSONAL:
        return OWN
    return SCHOOL if own_plan else EVERYONE
