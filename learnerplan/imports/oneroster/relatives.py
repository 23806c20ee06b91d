"""Relationships: each row makes one user a family contact of another, who is a learner."""

from __future__ import annotations

from dataclasses import replace

from learnerplan.imports.drafts import ContactDraft, LearnerDraft, RelativeDraft
from learnerplan.imports.identifiers import email_of
from learnerplan.imports.known import Identifier, KnownLearner
from learnerplan.imports.oneroster.folder import is_gone
from learnerplan.imports.persons import contacts
from learnerplan.imports.persons.entries import Reader
from learnerplan.imports.persons.people import shown_name
from learnerplan.imports.planned.differences import grown
from learnerplan.imports.planned.plan import Change, FilePlan, RowPlan, Verdict
from learnerplan.imports.planned.run import Run
from learnerplan.imports.planned.verdicts import left_out, refused, unreadable, waits
from learnerplan.imports.planned.working import Working
from learnerplan.imports.words.folding import tidy


def plan(blank: FilePlan, run: Run) -> FilePlan:
    """The plan of the relationships. Contacts who are here stay, whatever a file deletes."""
    reader = Reader.of(blank.mapping, "")
    planned = unreadable(blank.table)
    for index, row in enumerate(blank.table.rows):
        child, relative = reader.first(row, "id_sis"), reader.first(row, "contact_id")
        key = run.working.key(blank.table, index, "relationship", child, relative)
        planned.append(_row(key, blank.table.lines[index], row, reader, run.working))
    return replace(blank, rows=tuple(sorted(planned, key=lambda each: each.line)))


def _row(key: str, line: int, row: tuple[str, ...], reader: Reader, working: Working) -> RowPlan:
    child, relative = reader.first(row, "id_sis"), reader.first(row, "contact_id")
    if not child or not relative:
        return refused(key, line, "", "This row lacks the number of the student or of the family contact.")
    identifier = Identifier("sis", child)
    if identifier in working.waiting:
        return waits(key, line, child, working.waiting[identifier])
    holders = working.learners.holders(identifier)
    if len(holders) != 1:
        if identifier in working.unkept:
            return left_out(key, line, child, working.unkept[identifier])
        if identifier in working.skipped:
            return left_out(key, line, child, "Its student was left out.")
        return refused(key, line, child, f"No student has the number {child}, in this import or here.")
    learner = working.learners.known(holders[0])
    contact = _contact(row, reader, relative)
    if is_gone(reader.first(row, "status")):
        reason = f"No longer family of {shown_name(learner)} there. A contact who is here stays; take them out by hand."
        return left_out(key, line, contact.name or relative, reason)
    if not (contact.name or contact.phones or contact.emails):
        return _unnamed(key, line, relative, contact, learner)
    return _new(key, line, contact, learner, working)


def _contact(row: tuple[str, ...], reader: Reader, relative: str) -> ContactDraft:
    phones = (tidy(row[place]) for place in reader.places.get("contact_phone", ()))
    relation = reader.first(row, "contact_relation")
    return ContactDraft(
        name=reader.first(row, "contact_name"),
        relation=relation[:1].upper() + relation[1:],
        phones=tuple(dict.fromkeys(phone for phone in phones if phone)),
        emails=tuple(filter(None, (email_of(reader.first(row, "contact_email")),))),
        identifiers=(Identifier("sis", relative),),
    )


def _unnamed(key: str, line: int, relative: str, contact: ContactDraft, learner: KnownLearner) -> RowPlan:
    """The users' table does not have the relative: a contact who is here is known by number."""
    held = next((each for each in learner.contacts if set(contact.identifiers) & set(each.identifiers)), None)
    if held is not None:
        return left_out(key, line, held.name, f"Is a contact of {shown_name(learner)} already.")
    return refused(key, line, relative, f"No user has the number {relative}, so there is no name for this contact.")


def _new(key: str, line: int, contact: ContactDraft, learner: KnownLearner, working: Working) -> RowPlan:
    title = contact.name or contact.relation
    found = contacts.what_is_new(contact, learner.contacts)
    if found is None:
        reason = f"Is a contact of {shown_name(learner)} already."
        return RowPlan(key, line, title, Verdict.UNCHANGED, reason, learner_ref=learner.id)
    verdict = Verdict.UPDATED if found.ref else Verdict.NEW
    made = contacts.with_refs((found,), learner.id, learner.contacts)[0]
    working.learners.put(grown(learner, LearnerDraft(learner.id, contacts=(made,))))
    change = Change("contact", "Family contact", "", contacts.describe(made))
    reason = f"{contact.relation or 'Family contact'} of {shown_name(learner)}."
    if made.renamed:
        reason += f" Has a new name, {made.renamed}."
    return RowPlan(
        key, line, title, verdict, reason, (change,), RelativeDraft(learner.id, made), learner_ref=learner.id
    )
