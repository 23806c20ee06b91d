"""Artifacts: what kind of work a file is."""

from __future__ import annotations

from enum import StrEnum


class ArtifactKind(StrEnum):
    """What the learner made."""

    DRAWING = "drawing"
    PHOTO = "photo"
    SCAN = "scan"
    WRITING = "writing"
    RECORDING = "recording"
    VIDEO = "video"
    FILE = "file"


_BY_TYPE = {"image": ArtifactKind.PHOTO, "audio": ArtifactKind.RECORDING, "video": ArtifactKind.VIDEO}


def kind_of(media_type: str) -> ArtifactKind:
    """The likeliest kind of a file of this media type; the teacher may choose another."""
    if media_type == "application/pdf":
        return ArtifactKind.SCAN
    return _BY_TYPE.get(media_type.partition("/")[0], ArtifactKind.FILE)
