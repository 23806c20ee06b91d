"""Whose the rows of a sheet are: found for certain, or asked once for all rows that name the same person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from learnerplan.imports.identifiers import LABELS
from learnerplan.imports.known import KnownLearner
from learnerplan.imports.persons.entries import Reader
from learnerplan.imports.persons.match import By, Match, Outcome
from learnerplan.imports.persons.people import Person, shown_name
from learnerplan.imports.planned.plan import Choice, RowPlan, Verdict
from learnerplan.imports.planned.verdicts import LEARNER, LEAVE_OUT, left_out, refused, traits, waits
from learnerplan.imports.planned.working import SKIP, Working
from learnerplan.imports.words.folding import fold
from learnerplan.imports.words.grades import grade_of

_NEAR = 76
_SHOWN = 3


class Owner(NamedTuple):
    """Whose a row is. Without a `learner` the row ends here, as `ends` says.

    `which` is the answer to a question beyond that of whose it is, `before` what the answers to such a question begin
    with; `decided` is the answer to remember, where a person has given it.
    """

    learner: KnownLearner | None = None
    ends: RowPlan | None = None
    which: str = ""
    before: str = ""
    decided: str = ""


def person_of(row: tuple[str, ...], reader: Reader) -> Person:
    """Whom a row names: numbers, e-mails, name and grade."""
    given, family = reader.names(row)
    grade = grade_of(reader.first(row, "grade"))
    return Person(given, family, "", "", grade, "", reader.identifiers(row), reader.emails(row))


def key_parts(person: Person) -> tuple[str, ...]:
    """What a person adds to the key of a row."""
    return (*(each.value for each in person.identifiers), person.name, *person.emails)


@dataclass
class Owners:
    """Finds the learner of each row of a sheet of a `kind`; an answer holds for all sheets of the kind in one import.

    `careful`: a name alone is not enough (supports). Otherwise a first name will do where only one learner has it.
    """

    working: Working
    kind: str
    careful: bool = False

    def of(self, key: str, line: int, person: Person) -> Owner:
        """Whose the row with this key is."""
        if not (person.named() or person.identifiers or person.emails):
            return Owner(ends=refused(key, line, "", "There is no student in this row."))
        title = person.name or _numbered(person)
        choice, now = self.working.answer(key)
        who, _, which = choice.partition("+")
        if who != SKIP and not who.startswith(LEARNER):
            who, which = "", choice
        same = (self.kind, *map(fold, key_parts(person)))
        if who:
            self.working.told.setdefault(same, (who, now))
        else:
            who, now = self.working.told.get(same, ("", now))
        if who == SKIP:
            return Owner(ends=left_out(key, line, title))
        chosen = self.working.learners.get(who.removeprefix(LEARNER)) if who else None
        if chosen is not None:
            decided = f"{who}+{which}" if which else who
            return Owner(chosen, None, which, f"{who}+", decided if now else "")
        match = self.match(person)
        if match.learner is not None:
            return Owner(match.learner, None, which, "", choice if now else "")
        return Owner(ends=self._asks(key, line, title, person, match, same))

    def match(self, person: Person) -> Match:
        """Who this is, or the question about it."""
        match = self.working.learners.find(person)
        if self.careful and match.learner is not None and match.by is By.NAME:
            reason = "Found by the name alone. A support is taken only when you say whose it is."
            return Match(Outcome.ASK, reason, By.NAME, None, (match.learner,))
        if match.outcome is not Outcome.NONE:
            return match
        if not self.careful and not person.family and not person.identifiers and person.given:
            called = self._called(person.given)
            if len(called) == 1:
                return Match(Outcome.FOUND, "The only student of this name.", learner=called[0])
            if called:
                reason = f"{len(called)} students here are called {person.given}."
                return Match(Outcome.ASK, reason, candidates=called)
        who = person.name or next((each.value for each in person.identifiers), "") or person.emails[0]
        return Match(Outcome.ASK, f"No student here is {who}.", candidates=self._near(person))

    def _asks(self, key: str, line: int, title: str, person: Person, match: Match, same: tuple[str, ...]) -> RowPlan:
        """The question whose a row is; further rows that name the same person wait for its answer."""
        asked = (self.working.waiting.get(each, "") for each in person.identifiers)
        other = next(filter(None, asked), "") or self.working.asked.setdefault(same, key)
        if other != key:
            return waits(key, line, title, other)
        choices = (*learner_choices(match.candidates), LEAVE_OUT)
        return RowPlan(key, line, title, Verdict.UNDECIDED, match.reason, choices=choices)

    def _called(self, given: str) -> tuple[KnownLearner, ...]:
        name = fold(given)
        return tuple(
            each
            for each in self.working.learners.all()
            if each.active and name in (fold(each.given_name), fold(each.preferred_name))
        )

    def _near(self, person: Person) -> tuple[KnownLearner, ...]:
        """Learners whose name is like the one in the row, to choose from."""
        if not (person.given and person.family):
            return ()
        from rapidfuzz import fuzz, process

        known = list(self.working.learners.all())
        names = [fold(shown_name(each)) for each in known]
        near = process.extract(fold(person.name), names, scorer=fuzz.token_sort_ratio, score_cutoff=_NEAR, limit=_SHOWN)
        return tuple(known[position] for _, _, position in near)


def _numbered(person: Person) -> str:
    """What to call somebody without a name: "Local ID 0042", or the address."""
    numbers = (f"{LABELS[each.source]} {each.value}" for each in person.identifiers)
    return next(numbers, "") or person.emails[0]


def learner_choices(learners: tuple[KnownLearner, ...], before: str = "") -> tuple[Choice, ...]:
    """One choice for each learner whose the row may be."""
    return tuple(
        Choice(f"{before}{LEARNER}{each.id}", shown_name(each), traits(each) or "This student", each.id)
        for each in learners
    )


def settled(row: RowPlan, owner: Owner) -> RowPlan:
    """A planned row with what a person decided of whose it is."""
    if row.verdict is Verdict.UNDECIDED or owner.learner is None:
        return row
    return row._replace(decided=owner.decided, learner_ref=owner.learner.id)
