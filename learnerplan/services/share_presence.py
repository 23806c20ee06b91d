"""Whether a planbook shares anything: asked at every start, so it loads nothing of sharing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable


def is_known(view: Readable) -> bool:
    """Whether this planbook takes part in a share, or ever did."""
    return bool(view.value("SELECT 1 FROM share LIMIT 1"))
