"""Where the files that rows name lie on this computer, and which of them are still on their way here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from learnerplan.errors import UserError
from learnerplan.storage import arrivals

if TYPE_CHECKING:
    from pathlib import Path

    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store


@dataclass(frozen=True)
class _Hash:
    sha256: str


def on_their_way(view: Readable) -> frozenset[str]:
    """The SHA-256 of the files that rows of a share name and that have not come yet."""
    sql = "SELECT DISTINCT sha256 FROM share_blob WHERE state = 'wanted'"
    return frozenset(row.sha256 for row in view.rows(_Hash, sql))


def find(store: Store, path: str, sha256: str) -> Path:
    """A row's file. Raises `UserError` when it is missing, and says so when it is on its way from another computer."""
    try:
        return arrivals.find(store.folder, path, sha256)
    except UserError as error:
        if sha256 in on_their_way(store):
            raise UserError(
                f"The file {path.rpartition('/')[2]} is on its way from another computer.",
                "It comes as soon as the shared folder has brought it. The Sharing page tells who was last heard.",
            ) from error
        raise
