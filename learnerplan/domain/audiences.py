"""Who may see what. Filtering happens on data, before any page is laid out."""

from __future__ import annotations

from enum import StrEnum


class Audience(StrEnum):
    """How far a text may travel. Packets are built from `FAMILY` alone."""

    RECORD = "record"
    FAMILY = "family"
    NOT_HOME = "not_home"
    SAFEGUARDING = "safeguarding"


def may_go_home(audience: Audience) -> bool:
    """Whether a text with this audience may stand on a page that a family reads."""
    return audience is Audience.FAMILY


def waits_for_release(audience: Audience) -> bool:
    """Whether an adult has still to decide: blocked texts do not ask again."""
    return audience is Audience.RECORD
