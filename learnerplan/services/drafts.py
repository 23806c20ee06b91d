"""Drafts of an import become records: learners, classes and enrolments. Surveys and goals have files of their own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from learnerplan.domain import records
from learnerplan.domain.learners import PointKind
from learnerplan.imports.drafts import ClassDraft, ContactDraft, LearnerDraft, Values, is_new
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

    def __init__(self, batch: Batch, refs: Refs) -> None:
        self._batch = batch
        self._refs = refs
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
        values = self._class_values(draft.values)
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

    def enrol(self, class_ref: str, learner_ref: str) -> None:
        """Put a learner into a class, once."""
        if self._refs.is_fresh(class_ref):
            self.write_class(self._referred[class_ref])
        pair = (self._refs.id_of(class_ref), self._refs.id_of(learner_ref))
        if pair not in self._enrolled:
            self._enrolled.add(pair)
            self._batch.add(records.Enrolment, class_id=pair[0], learner_id=pair[1])

    def _write_contacts(self, learner_id: str, contacts: tuple[ContactDraft, ...], fresh: bool) -> None:
        sql = "SELECT coalesce(max(position) + 1, 0) FROM contact WHERE learner_id = ?"
        position = 0 if fresh else int(self._batch.tx.value(sql, (learner_id,)))
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
                    position=position,
                )
            position += made
            for kind, many in ((PointKind.PHONE, contact.phones), (PointKind.EMAIL, contact.emails)):
                for value in many:
                    self._batch.add(records.ContactPoint, contact_id=contact_id, kind=kind, value=value)

    def _class_values(self, values: Values) -> dict[str, Any]:
        held = dict(values)
        plain: dict[str, Any] = {name: held[name] for name in ("name", "subject", "period", "grade") if name in held}
        for name, column in (("starts", "starts_on"), ("ends", "ends_on")):
            if held.get(name):
                plain[column] = date.fromisoformat(held[name])
        if "starts_on" in plain:
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
