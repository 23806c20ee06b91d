"""What is said of a file that the watched folder offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.models.import_kinds import words
from ui.widgets.bidi import isolate

if TYPE_CHECKING:
    from learnerplan.services.watching import Offer


def sentence(offer: Offer) -> str:
    """Such as "“roster.csv” in Downloads looks like a class list."."""
    return f"“{isolate(offer.path.name)}” in {isolate(offer.path.parent.name)} looks like {what(offer)}."


def what(offer: Offer) -> str:
    """What the file looks like: "a class list", "survey answers"."""
    choice = words(offer.kind).choice
    return f"{choice[0].lower()}{choice[1:]}"
