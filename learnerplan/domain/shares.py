"""Sharing, as screens and the command line see it: shares, who is in them, what is wrong, what is to be chosen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class ShareKind(StrEnum):
    """What is shared."""

    CLASS = "class"
    LEARNERS = "learners"
    EDUCATOR = "educator"
    DEVICES = "devices"


class Role(StrEnum):
    """What a member may do. The owner alone lets people in and out."""

    OWNER = "owner"
    EDITOR = "editor"
    READER = "reader"


class ShareState(StrEnum):
    """How this planbook stands to a share."""

    ASKING = "asking"
    ON = "on"
    LEFT = "left"
    REVOKED = "revoked"


class Section(StrEnum):
    """What has keys of its own: the record, and the supports for whom the owner allows them."""

    MAIN = "main"
    RESTRICTED = "restricted"


@dataclass(frozen=True)
class Scope:
    """What belongs to a share: a class, some learners of a class, or one educator; neither for one's own devices."""

    kind: ShareKind
    class_id: str | None = None
    learner_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Share:
    """A share that this planbook takes part in. `folder` is where it lies on this computer; `owner` is a name, empty
    while it is not known here.
    """

    id: str
    name: str
    scope: Scope
    folder: str
    role: Role
    state: ShareState
    owner: str
    since: datetime


@dataclass(frozen=True)
class Invitation:
    """A code to read aloud or scan, for one person, until a day."""

    share_id: str
    id: str
    code: str
    name: str
    role: Role
    until: datetime


@dataclass(frozen=True)
class JoinRequest:
    """Somebody who used a code and waits to be let in; both screens show the same `words`."""

    share_id: str
    device: str
    name: str
    role: Role
    words: tuple[str, ...]
    at: datetime


class MemberState(StrEnum):
    """How a member stands, as the sharing page says it."""

    UP_TO_DATE = "up to date"
    WAITING = "waiting"
    QUIET = "quiet"
    NEVER_HEARD = "never heard"
    ENDED = "ended"
    REVOKED = "revoked"


@dataclass(frozen=True)
class Member:
    """A person's device in a share.

    `heard_at`: when something of theirs was last read. `waiting`: entries of ours that they have not told us to have.
    `came`: their entries that are here.
    """

    device: str
    name: str
    role: Role
    me: bool
    state: MemberState
    heard_at: datetime | None
    waiting: int
    came: int
    until: date | None = None
    learners: int | None = None
    restricted: bool = False


@dataclass(frozen=True)
class Problem:
    """Something that is wrong or unusual: a sentence for a teacher, and the next step. `grave` ones show amber."""

    kind: str
    sentence: str
    next_step: str
    since: datetime
    grave: bool = True


@dataclass(frozen=True)
class Health:
    """How a share is: who, what waits, what is wrong. `synced_at` is the last round that ended well."""

    share: Share
    members: tuple[Member, ...]
    problems: tuple[Problem, ...]
    requests: tuple[JoinRequest, ...]
    entries: int
    unsent: int
    synced_at: datetime | None


@dataclass(frozen=True)
class Version:
    """One of the values that stand side by side. `by_me` and `who` say whose; `value` holds the columns of the cell."""

    hlc: int
    session: str
    who: str
    by_me: bool
    at: datetime
    text: str
    value: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Choice:
    """A cell with several values, all kept until somebody picks.

    `title` and `where` say in words whose and what it is ("Layla Haddad", "Next step for “Explain ratios”"). `both` is
    the text that keeps both, where that makes sense; `merged` the paragraphs of both sides where they do not touch.
    """

    share_id: str
    table: str
    row_id: str
    cell: str
    learner_id: str | None
    title: str
    where: str
    versions: tuple[Version, ...]
    both: str | None = None
    merged: str | None = None


@dataclass(frozen=True)
class Activity:
    """What somebody changed: one batch of changes of one person."""

    share_id: str
    who: str
    by_me: bool
    at: datetime
    label: str
    rows: int


@dataclass(frozen=True)
class RoundReport:
    """What one round over one share did: entries that went out and came in, and what stands in the way."""

    share_id: str
    name: str
    sent: int
    came: int
    files: int
    problems: tuple[Problem, ...]
