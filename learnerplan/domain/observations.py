"""Observations: what kind of thing was noticed."""

from __future__ import annotations

from enum import StrEnum


class ObservationKind(StrEnum):
    """Seen, heard, or a step worth telling the family."""

    SAW = "saw"
    SAID = "said"
    PROUD = "proud"
