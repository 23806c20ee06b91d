"""Contacts: the people at home."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from learnerplan.domain.learners import PointKind

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable


@dataclass(frozen=True)
class ContactRow:
    """A person at home."""

    id: str
    name: str
    relation: str
    language: str
    address: str
    may_receive: bool
    must_not_receive: bool
    separate_conference: bool


@dataclass(frozen=True)
class PointRow:
    """A phone number or an e-mail address."""

    contact_id: str
    kind: PointKind
    value: str


def of_learner(view: Readable, learner_id: str) -> list[ContactRow]:
    """A learner's contacts in their order."""
    return view.rows(
        ContactRow,
        """SELECT id, name, relation, language, address, may_receive, must_not_receive, separate_conference
        FROM contact WHERE learner_id = ? ORDER BY position, id""",
        (learner_id,),
    )


def points(view: Readable, learner_id: str) -> list[PointRow]:
    """How a learner's contacts are reached."""
    return view.rows(
        PointRow,
        """SELECT p.contact_id, p.kind, p.value FROM contact_point p JOIN contact c ON c.id = p.contact_id
        WHERE c.learner_id = ? ORDER BY c.position, c.id, p.kind DESC, p.id""",
        (learner_id,),
    )
