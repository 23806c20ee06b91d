"""Rosters: each row is a learner to make, to update or to leave as they are. Absence from a file takes nobody away."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field, replace
from functools import partial

from learnerplan.imports.drafts import NEW, LearnerDraft
from learnerplan.imports.identifiers import is_damaged
from learnerplan.imports.known import Identifier, KnownLearner
from learnerplan.imports.mapped import column_notes
from learnerplan.imports.mapped.mapping import ColumnMapping
from learnerplan.imports.persons.entries import Entry, Reader
from learnerplan.imports.persons.match import By, Match, Outcome
from learnerplan.imports.persons.people import person_names, shown_name
from learnerplan.imports.planned.differences import (
    FIELDS,
    NOTHING,
    Wanted,
    compare,
    first_counts,
    grown,
    made,
    sentence,
    whole,
)
from learnerplan.imports.planned.plan import FilePlan, RowPlan, Verdict
from learnerplan.imports.planned.run import Run, column_order, date_questions
from learnerplan.imports.planned.verdicts import (
    FILE,
    KEEP,
    LEARNER,
    NEW_LEARNER,
    NO_ID,
    left_out,
    mine_or_file,
    refused,
    unreadable,
    waits,
    which_is_right,
    who_is_it,
)
from learnerplan.imports.planned.working import SKIP, Working
from learnerplan.imports.rosters import asides
from learnerplan.imports.rosters.familiar import Familiar
from learnerplan.imports.rosters.foresight import Ahead
from learnerplan.imports.rosters.rooms import Rooms
from learnerplan.imports.rosters.schools import Schools
from learnerplan.imports.rosters.sharing import sharing
from learnerplan.imports.tables import Table
from learnerplan.imports.words.folding import tidy
from learnerplan.progress import Progress

_STEP = 250
_FAMILIAR = "Same numbers. Nothing new."


def plan_learners(blank: FilePlan, run: Run) -> FilePlan:
    """The plan of one list of learners."""
    table, mapping = blank.table, blank.mapping
    order = column_order(table, mapping, run.fallback, "birth_date")
    roster = Roster(table, mapping, run.working, blank.class_name)
    rows = roster.rows(order, run.progress)
    listed = roster.listed
    if not listed and not run.by_class:
        listed = run.guessed_classes(roster.seen)
    return replace(
        blank,
        rows=rows,
        classes=tuple(run.working.new_classes[ref] for ref in drafted_classes(rows, run.working)),
        notes=(*blank.notes, *column_notes.of(table, mapping), *roster.notes),
        questions=date_questions(blank, order, "birth_date"),
        date_order=order,
        absent=run.absent(listed, roster.seen),
    )


@dataclass
class Roster:
    """Plans the learners of one table.

    `seen` maps a learner to the line of this table that named them first, `listed` a class to its learners here.
    """

    table: Table
    mapping: ColumnMapping
    working: Working
    class_name: str = ""
    notes: dict[str, None] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    listed: dict[str, set[str]] = field(default_factory=dict)
    _ahead: Ahead = field(default_factory=Ahead)
    _schools: Schools = field(default_factory=Schools)
    _rooms: Rooms = field(init=False)

    def rows(self, date_order: str, progress: Progress | None = None) -> tuple[RowPlan, ...]:
        """The plan of each row, in the order of the file."""
        planned = unreadable(self.table)
        reader = Reader.of(self.mapping, date_order)
        self._rooms = Rooms.of(self.working, self.mapping, reader, self.table.rows)
        aside = asides.found(self.table, self.mapping)
        planned += [self._aside(index, reason) for index, reason in aside.items()]
        left = self._familiar(reader, planned, aside)
        entries = reader.entries(self.table, left)
        keys = [self._key(entry) for entry in entries]
        self._ahead.look(zip(entries, keys, strict=True), self.working)
        self._schools = Schools.of(self.table, self.mapping)
        self._schools.look(set(range(len(self.table.rows))) - {*left, *aside}, entries, self._who)
        pairs = list(zip(entries, keys, strict=True))
        for done, (entry, key) in enumerate(self._in_order(pairs)):
            if progress is not None and done % _STEP == 0:
                progress.step(done, len(entries), f"Comparing {self.table.name}")
            planned.append(self._row(entry, key))
        return tuple(sorted(self._settled(planned, pairs), key=lambda row: row.line))

    def _in_order(self, pairs: list[tuple[Entry, str]]) -> Iterator[tuple[Entry, str]]:
        """The surest rows first: they tell whom the others cannot be, and what is said of a learner first counts.

        That is rows that say just what is here, then others whose number is held or who were answered for, then others
        with a number, then others; a row with a number alone says least of all. Rows that share a number keep the
        order of the file among themselves: what one writes must not let it overtake the others when the file comes
        again. Those that were answered for still go first.
        """
        ranks = {entry.index: self._rank(entry, key) for entry, key in pairs}
        for group in sharing(entry for entry, key in pairs if entry.named() and not self._answered(key)):
            least = max(ranks[entry.index] for entry in group)
            ranks.update(dict.fromkeys((entry.index for entry in group), least))
        yield from sorted(pairs, key=lambda pair: ranks[pair[0].index])

    def _rank(self, entry: Entry, key: str) -> int:
        if not entry.named():
            return 4
        learner = self._answered(key)
        settled = learner is not None or any(map(self.working.learners.holders, entry.person.identifiers))
        if learner is None and (settled or not entry.numbered()):
            learner = self.working.learners.find(entry.person, (self._ahead.owned, self._ahead.answered)).learner
        if learner is not None and compare(learner, self._wanted(entry, learner), self.working).empty():
            return 0
        if settled:
            return 1
        return 2 if entry.numbered() else 3

    def _answered(self, key: str) -> KnownLearner | None:
        """The learner whom a person has said a row to be."""
        return self.working.learners.get(self.working.answer(key)[0].partition("+")[0].removeprefix(LEARNER))

    def _settled(self, planned: list[RowPlan], pairs: list[tuple[Entry, str]]) -> list[RowPlan]:
        """Who decides that one of two rows of a name is another child, or the same, has decided about both."""
        answered = [row for row in planned if row.decided and row.learner_ref]
        if not answered:
            return planned
        names = {key: person_names(entry.person)[:1] for entry, key in pairs if not entry.numbered()}
        about = {names[row.key] for row in answered if row.key in names}
        whom = {row.learner_ref for row in answered}

        def is_meant(row: RowPlan) -> bool:
            open_row = bool(row.learner_ref) and not row.decided and row.key in names
            return open_row and (names[row.key] in about or row.learner_ref in whom)

        return [row._replace(decided=f"{LEARNER}{row.learner_ref}") if is_meant(row) else row for row in planned]

    def _aside(self, index: int, reason: str) -> RowPlan:
        row = self.table.rows[index]
        key = self.working.key(self.table, index, "aside", *row)
        return left_out(key, self.table.lines[index], next(filter(None, map(tidy, row)), ""), reason)

    def _familiar(self, reader: Reader, planned: list[RowPlan], aside: Container[int]) -> list[int]:
        """Plan the rows that say nothing new, and give the others that are about learners."""
        familiar = Familiar(reader, self.working, self._rooms, self.class_name)
        if not familiar.usable:
            return [index for index in range(len(self.table.rows)) if index not in aside]
        familiar.look(self.table.rows)
        left = []
        for index, row in enumerate(self.table.rows):
            if index in aside:
                continue
            learner = familiar.learner_of(row)
            if learner is None or learner.id in self.seen or learner.id in self.working.said:
                left.append(index)
                continue
            key = self.working.plain_key(self.table, index, "learner", *familiar.key_parts(row, learner))
            if not key:
                left.append(index)
                continue
            line = self.table.lines[index]
            self._ahead.owned.add(learner.id)
            self.seen[learner.id] = line
            self.working.said_later.setdefault(learner.id, partial(self._values_of, reader, index))
            same = RowPlan(key, line, shown_name(learner), Verdict.UNCHANGED, _FAMILIAR, learner_ref=learner.id)
            planned.append(same)
        return left

    def _values_of(self, reader: Reader, index: int) -> dict[str, str]:
        return reader.entries(self.table, (index,))[0].values

    def _key(self, entry: Entry) -> str:
        person = entry.person
        ids = (part for identifier in person.identifiers for part in identifier)
        parts = (
            person.given or person.preferred,
            person.family,
            person.grade,
            person.birth_date,
            *person.emails,
            *filter(None, (entry.class_name, entry.class_number)),
        )
        return self.working.key(self.table, entry.index, "learner", *ids, *parts)

    def _row(self, entry: Entry, key: str) -> RowPlan:
        choice, now = self.working.answer(key)
        if choice == SKIP:
            self.working.skipped.update(dict.fromkeys(entry.person.identifiers, key))
            return left_out(key, entry.line, entry.person.name)
        if choice and not now:
            # Who was once decided to go without a number still does.
            entry = self._ahead.without_clashes(entry)
        row = self._identified(entry, key, tuple(choice.split("+")) if choice else (), "")
        return row._replace(decided=choice) if choice and now and row.verdict is not Verdict.UNDECIDED else row

    def _identified(self, entry: Entry, key: str, steps: tuple[str, ...], before: str) -> RowPlan:
        """The row of a person whom the file, or the teacher's answers in `steps`, make known.

        `before` are the answers that are used up: the keys of further choices begin with them.
        """
        who = steps[0] if steps else ""
        if who == NO_ID:
            return self._identified(self._ahead.without_numbers(entry), key, steps[1:], f"{before}{NO_ID}+")
        if who == NEW_LEARNER:
            return self._new(entry, key)
        learner = self.working.learners.get(who.removeprefix(LEARNER)) if who.startswith(LEARNER) else None
        if learner is not None:
            which = steps[1] if len(steps) > 1 else ""
            return self._known(entry, key, learner, f"{before}{who}+", which, "As you decided.")
        clash = self._ahead.clashes.get(entry.index)
        if clash is not None and not before:
            return self._ask(entry, key, which_is_right(key, entry.line, entry.person.name, clash.reason))
        for identifier in entry.person.identifiers if self.working.waiting else ():
            if identifier in self.working.waiting:
                return waits(key, entry.line, entry.person.name, self.working.waiting[identifier])
        match = self._match(entry)
        if match.learner is None and not entry.named():
            reason = "There is no name in this row, and no student here has its number."
            return refused(key, entry.line, "", reason if entry.numbered() else "There is no name in this row.")
        if match.outcome is Outcome.ASK:
            return self._ask(entry, key, who_is_it(key, entry.line, entry.person, match, before))
        if match.learner is not None:
            return self._known(entry, key, match.learner, before, who, match.reason)
        if not before and self._schools.is_asked(entry.index):
            return self._ask(entry, key, self._schools.question(key, entry.line, entry.person.name, entry.index))
        return self._new(entry, key, match.reason)

    def _who(self, entry: Entry) -> KnownLearner | None:
        """Who a row is for certain, whatever else the file says."""
        for identifier in entry.person.identifiers:
            if holding := self.working.learners.holding(identifier):
                return holding[0]
        return self.working.learners.find(entry.person).learner

    def _match(self, entry: Entry) -> Match:
        """Who it is, with care for names that stand in this file twice."""
        if not entry.named():
            return self.working.learners.find_exactly(entry.person)
        match = self.working.learners.find(entry.person, (self._ahead.owned, self._ahead.answered))
        if match.outcome is Outcome.NONE and not entry.numbered() and (self._ahead.owned or self._ahead.answered):
            match = self._perhaps_taken(entry)
        learner = match.learner
        if learner is None or match.by is not By.NAME:
            return match
        if entry.person.birth_date and entry.person.birth_date == learner.birth_date:
            return match
        if learner.id in self.seen:
            reason = f"Line {self.seen[learner.id]} has the same name. Is it the same child?"
            return Match(Outcome.ASK, reason, By.NAME, None, (learner,))
        if self._ahead.is_shared(entry) and not compare(learner, self._wanted(entry, learner), self.working).empty():
            reason = f"The file has {entry.person.name} more than once."
            return Match(Outcome.ASK, reason, By.NAME, None, (learner,))
        return match

    def _perhaps_taken(self, entry: Entry) -> Match:
        """A row without a number that fits nobody but a learner of another row.

        Where a person once said that the other row is that learner too, this one may be, if it says nothing new; a
        learner whom the other row names by a number is asked about.
        """
        match = self.working.learners.find(entry.person, (self._ahead.owned_alone,))
        same = [
            learner
            for learner in match.candidates
            if compare(learner, self._wanted(entry, learner), self.working).empty()
        ]
        if len(same) == 1:
            return Match(Outcome.FOUND, "Same name.", By.NAME, same[0], match.candidates)
        match = self.working.learners.find(entry.person)
        born_alike = match.learner is not None and entry.person.birth_date == match.learner.birth_date != ""
        if not match.candidates or born_alike or match.by is By.EMAIL:
            return match
        line = self.seen.get(match.candidates[0].id)
        reason = f"Line {line} has the same name." if line else "Another row of the file has the same name."
        return Match(Outcome.ASK, f"{reason} Is it the same child?", match.by, None, match.candidates)

    def _new(self, entry: Entry, key: str, reason: str = "Made as a new student, as you decided.") -> RowPlan:
        ref = f"{NEW}learner:{key}"
        wanted = self._wanted(entry, None)
        draft = whole(ref, wanted)
        self._took(entry, made(draft), wanted.classes)
        kept = next((each.value for each in wanted.identifiers if each.value.startswith("0")), "")
        zeros = f" ID {kept} keeps its zeros." if kept and kept.isdigit() else ""
        archived = " Not active there: goes to the archive." if entry.values.get("active") == "no" else ""
        text = f"{reason}{zeros}{archived}{self._about_date(entry)}"
        return RowPlan(key, entry.line, entry.person.name, Verdict.NEW, text, payload=draft, learner_ref=ref)

    def _known(self, entry: Entry, key: str, learner: KnownLearner, prefix: str, which: str, how: str) -> RowPlan:
        """A row about a learner who is here; `prefix` and `which` carry the answers that were given so far."""
        wanted = self._wanted(entry, learner)
        difference = compare(learner, wanted, self.working)
        said = {} if difference is NOTHING else self.working.said_of(learner.id)
        difference, overruled = first_counts(difference, entry.values, said, self.seen.get(learner.id))
        title = entry.person.name or shown_name(learner)
        if difference.conflicts:
            if which == FILE:
                difference = difference.with_file()
            elif which == KEEP:
                difference = difference.with_mine()
            else:
                return self._ask(entry, key, mine_or_file(key, entry.line, title, difference, prefix))
        if prefix:
            difference = difference.with_spoiled(learner, entry.person.identifiers)
        self._took(entry, learner if difference is NOTHING else grown(learner, difference.draft), wanted.classes)
        text = f"{overruled}{self._about_date(entry)}"
        if difference.changes:
            reason = f"{sentence(difference.changes)}{text}"
            changes, draft = difference.changes, difference.draft
            return RowPlan(key, entry.line, title, Verdict.UPDATED, reason, changes, draft, learner_ref=draft.ref)
        payload = difference.draft if difference.draft.declined else None
        reason = f"{how} Nothing new.{text}"
        return RowPlan(key, entry.line, title, Verdict.UNCHANGED, reason, payload=payload, learner_ref=learner.id)

    def _wanted(self, entry: Entry, learner: KnownLearner | None) -> Wanted:
        name = self.class_name or entry.class_name
        room = self._rooms.ref(name, "" if self.class_name else entry.class_number, learner) if name else ""
        if name and not room:
            self.notes[f"Several classes are called {name}, so nobody is added to them. Do that by hand."] = None
        emails = tuple([Identifier("email", email) for email in entry.person.emails])
        # A row without a name finds its learner by a number, and gives them no other.
        given = entry.person.identifiers if entry.named() else ()
        free = tuple([each for each in given if self._is_free(each, learner)])
        return Wanted(entry.values, free + emails, entry.contacts, (room,) if room else ())

    def _is_free(self, identifier: Identifier, learner: KnownLearner | None) -> bool:
        """A number stays with the learner who has it: no import gives it to a second one."""
        holders = self.working.learners.holders(identifier)
        return not holders or (learner is not None and learner.id in holders)

    def _took(self, entry: Entry, learner: KnownLearner, classes: tuple[str, ...]) -> None:
        """Later rows find the learner as this row leaves them."""
        if self.working.learners.get(learner.id) is not learner:
            self.working.learners.put(learner)
        for ref in classes:
            self.listed.setdefault(ref, set()).add(learner.id)
        self.seen.setdefault(learner.id, entry.line)
        self.working.said[learner.id] = entry.values | self.working.said_of(learner.id)
        if entry.numbered():
            self._ahead.owned.add(learner.id)

    def _ask(self, entry: Entry, key: str, row: RowPlan) -> RowPlan:
        for identifier in entry.person.identifiers:
            if not is_damaged(identifier.value):
                self.working.waiting.setdefault(identifier, key)
        return row

    def _about_date(self, entry: Entry) -> str:
        return f" {FIELDS['birth_date']} {entry.unclear} is not certain and is left out." if entry.unclear else ""


def drafted_classes(rows: tuple[RowPlan, ...], working: Working) -> tuple[str, ...]:
    """Refs of new classes that the rows put learners into."""
    refs = (ref for row in rows if isinstance(row.payload, LearnerDraft) for ref in row.payload.classes)
    return tuple(dict.fromkeys(ref for ref in refs if ref in working.new_classes))
