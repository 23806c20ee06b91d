"""Places in the window."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """Where to go: a page, the record that it shows and the part of it, such as a tab."""

    page: str
    target: str = ""
    part: str = ""
