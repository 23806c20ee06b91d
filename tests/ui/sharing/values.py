"""Values of sharing as the services give them, for the parts of the page."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from learnerplan.domain.shares import (
    Choice,
    Health,
    JoinRequest,
    Member,
    MemberState,
    Problem,
    Role,
    Scope,
    Share,
    ShareKind,
    ShareState,
    Version,
)

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=timezone(timedelta(hours=1)))
WORDS = ("harbor", "velvet", "lantern", "pepper", "orchid", "summit")
MINE, THEIRS = "4" * 16, "5" * 16


def share(state=ShareState.ON, role=Role.OWNER):
    """A class that is shared."""
    return Share("a" * 32, "Room 12", Scope(ShareKind.CLASS, "c"), "/stick/share", role, state, MINE, NOW)


def member(device, name, state=MemberState.UP_TO_DATE, *, me=False, role=Role.EDITOR, hours=12.0, **more):
    """A person of the share, heard so many hours ago."""
    waiting, came = more.pop("waiting", 0), more.pop("came", 14)
    heard = None if state is MemberState.NEVER_HEARD else NOW - timedelta(hours=hours)
    return Member(device, name, role, me, state, heard, waiting, came, **more)


ME = member(MINE, "Amara Okoye", me=True, role=Role.OWNER)
TOMAS = member(THEIRS, "Tomáš Novák")
PRIYA = member("7" * 16, "Priya Menon", MemberState.QUIET, hours=9 * 24, waiting=3, learners=6)
REQUEST = JoinRequest("a" * 32, "f" * 16, "Sofía de la Fuente", Role.READER, WORDS, NOW)
PROBLEM = Problem("folder", "The shared folder is not there.", "Plug in the stick.", NOW)


def health(*members: Member, problems=(), requests=(), held=None):
    """How the share is."""
    return Health(held or share(), members or (ME, TOMAS, PRIYA), problems, requests, 1204, 0, NOW)


def version(text, *, by_me, hours=2.5, who="Tomáš Novák"):
    """One value of a cell."""
    session = f"{MINE if by_me else THEIRS}-aaaaaaaaaaaa"
    return Version(1, session, "Amara Okoye" if by_me else who, by_me, NOW - timedelta(hours=hours), text)


def choice(number=1, mine="Share a recipe", theirs="Draw the table", *, both="both", merged=None):
    """Two values of a step's words."""
    versions = (version(mine, by_me=True), version(theirs, by_me=False))
    return Choice(
        "a" * 32, "step", f"row{number}", "text", "learner1", "Layla Haddad", "Next step for “Explain ratios”",
        versions, both, merged,
    )  # fmt: skip
