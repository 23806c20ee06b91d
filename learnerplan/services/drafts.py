"""Drafts of an import become records: learners, their families, classes and enrolments. Others have own files."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from learnerplan.domain import records
from learnerplan.domain.learners import PointKind
from learnerplan.imports.drafts import (
    TODAY,
    ClassDraft,
    ContactDraft,
    EnrolmentDraft,
    LearnerDraft,
    RelativeDraft,
    Values,
    is_new,
)
from learnerplan.services import school_years
from learnerplan.services.batches import fresh_ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from learnerplan.services.batches import Batch

YES = "yes"


class Refs:
    """Which id each ref of a plan stands for; the same new ref always gets the same new id."""

    def __init__(self) -> None:
        self._made: dict[str, str] = {}
        self._ids = fresh_ids()

    def id_of(self, ref: str) -> str:
        """The id behind a ref: its own for what is in the planbook, a fresh one for what is new."""
        found = self._made.get(ref)
        if found is not None:
            return found
        if not is_new(ref):
            return ref
        made = self._made[ref] = next(self._ids)
        return made

    @property
    def made(self) -> Mapping[str, str]:
        """The ids that were handed out, by ref."""
        return self._made

    def is_fresh(self, ref: str) -> bool:
        """Whether this ref's record has still to be made; asking for its id makes it a known one."""
        return is_new(ref) and ref not in self._made


class RosterWriter:
    """Writes the learners, classes and enrolments of a plan into a batch."""

    def __init__(self, batch: Batch, refs: Refs, today: date) -> None:
        self._batch = batch
        self._refs = refs
        self._today = today
        self._positions: dict[str, int] = {}
        self._enrolled: set[tuple[str, str]] = set()
        self._referred: dict[str, ClassDraft] = {}

    def know_classes(self, drafts: Iterable[ClassDraft]) -> None:
        """Classes that rows may refer to; each is made with the first row that does."""
        for draft in drafts:
            self._referred.setdefault(draft.ref, draft)

    def write_class(self, draft: ClassDraft) -> None:
        """Make a class, or change one."""
        fresh = self._refs.is_fresh(draft.ref)
        class_id = self._refs.id_of(draft.ref)
        values = self._class_values(draft, fresh=fresh)
        if fresh:
            self._batch.add(records.SchoolClass, class_id, **values)
        else:
            self._batch.change(records.SchoolClass, class_id, **values)
        for identifier in draft.identifiers:
            self._batch.add(
                records.ClassIdentifier, class_id=class_id, source=identifier.source, value=identifier.value
            )
        decline(self._batch, class_id, draft.declined)

    def write_learner(self, draft: LearnerDraft) -> None:
        """Make a learner, or add to one."""
        fresh = self._refs.is_fresh(draft.ref)
        learner_id = self._refs.id_of(draft.ref)
        values = _learner_values(draft.values)
        if fresh:
            self._batch.add(records.Learner, learner_id, **values)
        else:
            self._batch.change(records.Learner, learner_id, **values)
        for identifier in draft.identifiers:
            self._batch.add(records.Identifier, learner_id=learner_id, source=identifier.source, value=identifier.value)
        for class_ref in draft.classes:
            self.enrol(class_ref, draft.ref)
        if draft.contacts:
            self._write_contacts(learner_id, draft.contacts, fresh)
        decline(self._batch, learner_id, draft.declined)

    def enrol(self, class_ref: str, learner_ref: str, starts: str = "", ends: str = "") -> None:
        """Put a learner into a class, once."""
        if self._refs.is_fresh(class_ref):
            self.write_class(self._referred[class_ref])
        pair = (self._refs.id_of(class_ref), self._refs.id_of(learner_ref))
        if pair not in self._enrolled:
            self._enrolled.add(pair)
            self._batch.add(
                records.Enrolment,
                class_id=pair[0],
                learner_id=pair[1],
                starts_on=self._day(starts),
                ends_on=self._day(ends),
            )

    def write_enrolment(self, draft: EnrolmentDraft) -> None:
        """Put a learner into a class, or change when they are in it."""
        if not draft.held:
            self.enrol(draft.class_ref, draft.learner_ref, draft.starts, draft.ends)
            return
        held = self._batch.tx.value(
            """SELECT id FROM enrolment WHERE class_id = ? AND learner_id = ?
            ORDER BY ends_on IS NULL DESC, id DESC LIMIT 1""",
            (draft.class_ref, draft.learner_ref),
        )
        days = self._day(draft.starts), self._day(draft.ends)
        self._batch.change(records.Enrolment, held, starts_on=days[0], ends_on=days[1])

    def write_relative(self, draft: RelativeDraft) -> None:
        """Make a family contact of a learner, or add to one."""
        self._write_contacts(self._refs.id_of(draft.learner_ref), (draft.contact,), fresh=False)

    def _day(self, day: str) -> date | None:
        if day == TODAY:
            return self._today
        return date.fromisoformat(day) if day else None

    def _write_contacts(self, learner_id: str, contacts: tuple[ContactDraft, ...], fresh: bool) -> None:
        for contact in contacts:
            made = self._refs.is_fresh(contact.ref)
            contact_id = self._refs.id_of(contact.ref)
            if made:
                self._batch.add(
                    records.Contact,
                    contact_id,
                    learner_id=learner_id,
                    name=contact.name,
                    relation=contact.relation,
                    language=contact.language,
                    address=contact.address,
                    position=self._next_position(learner_id, fresh=fresh),
                )
            elif contact.renamed:
                self._batch.change(records.Contact, contact_id, name=contact.renamed)
            for kind, many in ((PointKind.PHONE, contact.phones), (PointKind.EMAIL, contact.emails)):
                for value in many:
                    self._batch.add(records.ContactPoint, contact_id=contact_id, kind=kind, value=value)
            for identifier in contact.identifiers:
                source, number = identifier
                self._batch.add(records.ContactIdentifier, contact_id=contact_id, source=source, value=number)

    def _next_position(self, learner_id: str, *, fresh: bool) -> int:
        """The place of one more contact; those of this import may not be written yet."""
        if learner_id not in self._positions:
            sql = "SELECT coalesce(max(position) + 1, 0) FROM contact WHERE learner_id = ?"
            self._positions[learner_id] = 0 if fresh else int(self._batch.tx.value(sql, (learner_id,)))
        position = self._positions[learner_id]
        self._positions[learner_id] += 1
        return position

    def _class_values(self, draft: ClassDraft, *, fresh: bool) -> dict[str, Any]:
        held = dict(draft.values)
        plain: dict[str, Any] = {name: held[name] for name in ("name", "subject", "period", "grade") if name in held}
        if "active" in held:
            plain["active"] = held["active"] == YES
        for name, column in (("starts", "starts_on"), ("ends", "ends_on")):
            if held.get(name):
                plain[column] = date.fromisoformat(held[name])
        if draft.year_ref:
            plain["school_year_id"] = self._refs.id_of(draft.year_ref)
        elif fresh and "starts_on" in plain:
            plain["school_year_id"] = school_years.holding(self._batch.tx, plain["starts_on"])
        return plain


def decline(batch: Batch, record_id: str, declined: Values) -> None:
    """Remember values of a file that the teacher did not take, so that nobody is asked twice."""
    for field, value in declined:
        batch.add(records.DeclinedValue, record_id=record_id, field=field, value=value)


def _learner_values(values: Values) -> dict[str, Any]:
    plain: dict[str, Any] = dict(values)
    if "birth_date" in plain:
        plain["birth_date"] = plain["birth_date"] or None
    if "active" in plain:
        plain["active"] = plain["active"] == YES
    return plain
