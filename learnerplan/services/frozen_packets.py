"""A packet as text, so that a closed plan can be printed again as it was, also in another language."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from learnerplan.domain.packets import Packet

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from learnerplan.storage.folder import Folder


@cache
def _adapter() -> TypeAdapter[Packet]:
    from pydantic import TypeAdapter

    return TypeAdapter(Packet)


def to_json(packet: Packet, folder: Folder) -> str:
    """The packet as JSON; files are named from the artifacts folder, since a planbook may move."""
    work = tuple(
        replace(piece, file=piece.file.relative_to(folder.artifacts)) if piece.file is not None else piece
        for piece in packet.artifacts
    )
    portrait = packet.learner.portrait
    learner = replace(packet.learner, portrait=portrait.relative_to(folder.artifacts) if portrait else None)
    return _adapter().dump_json(replace(packet, artifacts=work, learner=learner)).decode("utf-8")


def from_json(text: str, folder: Folder) -> Packet:
    """The packet that `to_json` wrote, its files where the planbook lies now."""
    packet = _adapter().validate_json(text)
    work = tuple(
        replace(piece, file=folder.artifacts / Path(piece.file)) if piece.file is not None else piece
        for piece in packet.artifacts
    )
    portrait = packet.learner.portrait
    learner = replace(packet.learner, portrait=folder.artifacts / portrait if portrait else None)
    return replace(packet, artifacts=work, learner=learner)
