"""Rows of a plan in the forms that every kind of import has: refused, left out, waiting, to be decided."""

from __future__ import annotations

from dataclasses import replace

from learnerplan.imports.identifiers import LABELS, NUMBERED, is_damaged, without_zeros
from learnerplan.imports.known import KnownLearner
from learnerplan.imports.persons.match import Match
from learnerplan.imports.persons.people import Person, known_names, lower_first, person_names, shown_name
from learnerplan.imports.planned.differences import Difference
from learnerplan.imports.planned.plan import Choice, RowPlan, Verdict
from learnerplan.imports.planned.working import LEFT_OUT, SKIP
from learnerplan.imports.tables import Table

NEW_LEARNER = "new"
NO_ID = "no_id"
LEARNER = "learner:"
KEEP, FILE = "keep", "file"
LEAVE_OUT = Choice(SKIP, "Leave out", "Nothing of this row is taken")


def refused(key: str, line: int, title: str, reason: str) -> RowPlan:
    """A row that cannot be taken."""
    return RowPlan(key, line, title, Verdict.REFUSED, reason)


def unreadable(table: Table) -> list[RowPlan]:
    """The rows that could not be read at all."""
    return [refused(f"{table.digest[:16]}.{each.line}", each.line, "", each.reason) for each in table.refused]


def left_out(key: str, line: int, title: str, reason: str = LEFT_OUT) -> RowPlan:
    """A row that a person chose to leave out, or that holds nothing to keep."""
    return RowPlan(key, line, title, Verdict.UNCHANGED, reason, decided=SKIP if reason == LEFT_OUT else "")


def waits(key: str, line: int, title: str, other: str) -> RowPlan:
    """A row that is decided together with another."""
    reason = "Waits until the row with this student is decided."
    return RowPlan(key, line, title, Verdict.UNDECIDED, reason, waits_for=other)


def who_is_it(key: str, line: int, person: Person, match: Match, before: str = "") -> RowPlan:
    """A question about whom the row means, with the candidates side by side and nothing chosen.

    `before` are answers given so far, with which the keys of the choices begin.
    """
    asked = (*candidates(match.candidates, person), _another(match, person))
    choices = (*(replace(choice, key=f"{before}{choice.key}") for choice in asked), LEAVE_OUT)
    return RowPlan(key, line, person.name, Verdict.UNDECIDED, match.reason, choices=choices)


def candidates(learners: tuple[KnownLearner, ...], person: Person) -> tuple[Choice, ...]:
    """One choice for each learner whom the row may mean."""
    if len(learners) == 1:
        learner = learners[0]
        called = learner.preferred_name or learner.given_name or shown_name(learner)
        if zeros := _with_zeros(person, learner):
            return (Choice(f"{LEARNER}{learner.id}", "Same child", f"Keep {called}’s record. {zeros}", learner.id),)
        numbers = {each.source for each in person.identifiers if each.source in NUMBERED}
        new = any(each not in learner.identifiers for each in person.identifiers)
        news = ["add the new ID"] if numbers and new else []
        if person.named() and not set(person_names(person)) & set(known_names(learner)):
            news.append("take the new name")
        detail = ", ".join((f"Keep {called}’s record", *news))
        return (Choice(f"{LEARNER}{learner.id}", "Same child", detail, learner.id),)
    return tuple(
        Choice(f"{LEARNER}{learner.id}", shown_name(learner), traits(learner), learner.id) for learner in learners
    )


def traits(learner: KnownLearner) -> str:
    """What tells a learner from another of the same name: grade, birthday, numbers."""
    parts = [f"Grade {learner.grade}" if learner.grade else "", learner.birth_date]
    numbers = [each for each in learner.identifiers if each.source in NUMBERED]
    parts += [f"{lower_first(LABELS[each.source])} {each.value}" for each in numbers[:2]]
    return ", ".join(part for part in parts if part)


def _with_zeros(person: Person, learner: KnownLearner) -> str:
    """What becomes of the number where one side has lost the zeros in front of it."""
    held = {without_zeros(each.value): each.value for each in learner.identifiers if each.source in NUMBERED}
    for each in person.identifiers:
        here = held.get(without_zeros(each.value) or "-", "") if each.source in NUMBERED else ""
        if here and here != each.value:
            kept = max(here, each.value, key=len)
            return f"The ID is {kept}, with its zeros."
    return ""


def _another(match: Match, person: Person) -> Choice:
    label = "Two children" if len(match.candidates) == 1 else "Another child" if match.candidates else "A new student"
    lost = any(each.source in NUMBERED and is_damaged(each.value) for each in person.identifiers)
    return Choice(NEW_LEARNER, label, "Make a new student, without the number" if lost else "Make a new student")


def which_is_right(key: str, line: int, title: str, reason: str) -> RowPlan:
    """A question about two rows that have one number and two names."""
    choices = (
        Choice(NEW_LEARNER, "The number is right here", "Make a student with it"),
        Choice(NO_ID, "Without the number", "Make a student, leave the number out"),
        LEAVE_OUT,
    )
    return RowPlan(key, line, title, Verdict.UNDECIDED, reason, choices=choices)


def mine_or_file(key: str, line: int, title: str, difference: Difference, before: str = "") -> RowPlan:
    """The file says otherwise than what somebody typed here: "You wrote “Bảo”. The file has “Quoc Bao”." """
    shown = [
        f"You wrote “{each.old}”. The file has “{each.new}”."
        if each.old
        else f"You left {each.label} empty. The file has “{each.new}”."
        for each in difference.conflicts
    ]
    choices = (
        Choice(f"{before}{KEEP}", "Keep mine", ", ".join(each.old for each in difference.conflicts if each.old)),
        Choice(f"{before}{FILE}", "Use file", ", ".join(each.new for each in difference.conflicts)),
    )
    changes = difference.changes + difference.conflicts
    return RowPlan(key, line, title, Verdict.UNDECIDED, " ".join(shown), changes, choices=choices)
