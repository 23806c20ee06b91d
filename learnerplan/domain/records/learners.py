"""Learners, their identifiers, and the people at home."""

from datetime import date

from learnerplan.domain.audiences import Audience
from learnerplan.domain.learners import Kind, NameOrder, PointKind
from learnerplan.domain.records.base import SHARED, Record, choice, link, prose


class Learner(Record, table=True):
    """A child (or the educator, for the teacher's own plan)."""

    __tablename__ = "learner"
    __table_args__ = SHARED

    given_name: str = prose(group="name")
    family_name: str = prose(group="name")
    middle_name: str = prose(group="name")
    preferred_name: str = prose()
    preferred_name_for: Audience = choice(Audience.FAMILY)
    other_name: str = prose()
    name_order: NameOrder = choice(NameOrder.GIVEN, group="name")
    pronouns: str = prose(search=False)
    pronouns_for: Audience = choice(Audience.RECORD)
    grade: str = prose(search=False)
    birth_date: date | None = None
    home_language: str = prose(search=False)
    photo_consent: bool = False
    # The artifact that is the portrait; no foreign key, since artifacts point back to learners.
    photo_id: str | None = None
    active: bool = True
    kind: Kind = choice(Kind.CHILD)


class Identifier(Record, table=True):
    """What some system calls a learner: trimmed text, zeros kept."""

    __tablename__ = "identifier"
    __table_args__ = SHARED

    learner_id: str = link("learner.id")
    source: str
    value: str = prose(..., search=False, index=True)


class LearnerAlias(Record, table=True):
    """The id of a learner who turned out to be this one; both ids stay alive."""

    __tablename__ = "learner_alias"
    __table_args__ = SHARED

    learner_id: str = link("learner.id")
    old_id: str = prose(..., search=False, index=True)


class Contact(Record, table=True):
    """A person at home, and what may be sent to them."""

    __tablename__ = "contact"
    __table_args__ = SHARED

    learner_id: str = link("learner.id")
    name: str = prose(search=False)
    relation: str = prose(search=False)
    language: str = prose(search=False)
    address: str = prose(search=False)
    may_receive: bool = True
    must_not_receive: bool = False
    separate_conference: bool = False
    position: int = 0


class ContactIdentifier(Record, table=True):
    """What some system calls a contact."""

    __tablename__ = "contact_identifier"
    __table_args__ = SHARED

    contact_id: str = link("contact.id")
    source: str
    value: str = prose(..., search=False, index=True)


class ContactPoint(Record, table=True):
    """A phone number or an e-mail address of a contact."""

    __tablename__ = "contact_point"
    __table_args__ = SHARED

    contact_id: str = link("contact.id")
    kind: PointKind = choice(...)
    value: str = prose(..., search=False)
