"""What a child draws or says in student mode: kept as a piece of their work, in their voice, until an adult's OK."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.domain.artifacts import ArtifactKind
from learnerplan.domain.profiles import Made, Voice
from learnerplan.services import artifacts

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from learnerplan.storage.store import Store

DRAWING, RECORDING = "My drawing", "My words"


def keep_drawing(store: Store, learner_id: str, png: bytes, *, title: str = "", why: str = "", on: date) -> str:
    """Keep a drawing (a PNG file's bytes) and give its id. Raises `UserError` where the disk takes none."""
    draft = artifacts.Draft(
        png,
        f"{DRAWING} {on.isoformat()}.png",
        title.strip() or DRAWING,
        why,
        on,
        ArtifactKind.DRAWING,
        voice=Voice.LEARNER,
        made=Made.DREW,
    )
    return artifacts.add_all(store, learner_id, [draft], added_on=on)[0]


def keep_recording(store: Store, learner_id: str, file: Path, *, title: str = "", on: date) -> str:
    """Keep a copy of a recording and give its id. Raises `UserError` where it cannot be read or kept."""
    draft = artifacts.Draft(
        file,
        f"{RECORDING} {on.isoformat()}{file.suffix}",
        title.strip() or RECORDING,
        "",
        on,
        ArtifactKind.RECORDING,
        voice=Voice.LEARNER,
        made=Made.DICTATED,
    )
    return artifacts.add_all(store, learner_id, [draft], added_on=on)[0]
