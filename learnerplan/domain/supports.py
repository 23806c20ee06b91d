"""Supports: what a school has agreed to give a learner. Restricted: asked for before anybody sees it."""

from enum import StrEnum

RESTRICTED = frozenset({"support"})
"""Tables whose rows leave the app, or show in a list, only where somebody asks for them."""


class SupportKind(StrEnum):
    """What a support is: the plan itself, one accommodation of it, a service, or a note only few may read."""

    PLAN = "plan"
    ACCOMMODATION = "accommodation"
    SERVICE = "service"
    NOTE = "note"
