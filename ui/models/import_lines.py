"""One line of "What will happen": a row of an import with its group, its question and the answer to it."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from learnerplan.imports.planned.plan import Verdict

if TYPE_CHECKING:
    from learnerplan.imports.planned.plan import Choice, RowPlan

_NAMED = re.compile(r"\d+|“[^”]*”")


class Shown(StrEnum):
    """The filters above the list. A row that asked something stays under `NEED` after its answer.

    `ASIDE` are rows that are read only to be left out, such as teachers and schools.
    """

    ALL = "all"
    NEED = "need"
    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    ASIDE = "aside"


ORDER = (Shown.NEED, Shown.REFUSED, Shown.NEW, Shown.UPDATED, Shown.UNCHANGED, Shown.ASIDE)
"""Groups in the order of the list."""
FOLDED = (Shown.UNCHANGED, Shown.ASIDE)
"""Groups that stand behind the fold line."""
WORDS = {
    Shown.ALL: "All",
    Shown.NEED: "Need you",
    Shown.NEW: "New",
    Shown.UPDATED: "Updated",
    Shown.UNCHANGED: "Unchanged",
    Shown.REFUSED: "Refused",
    Shown.ASIDE: "Not needed",
}
GROUPS = {
    Verdict.NEW: Shown.NEW,
    Verdict.UPDATED: Shown.UPDATED,
    Verdict.UNCHANGED: Shown.UNCHANGED,
    Verdict.UNDECIDED: Shown.NEED,
    Verdict.REFUSED: Shown.REFUSED,
}


class ImportLine(NamedTuple):
    """One line of the list: a row with its group; without a row, the fold line.

    `row` is the question as it was asked where there was one, `result` what the plan makes of it now; `answer` is
    the key of the choice that was picked. On the fold line `answer` says whether its rows are shown. `place` is where
    the row stands among all rows.
    """

    row: RowPlan | None
    group: Shown
    answer: str = ""
    fold: str = ""
    result: RowPlan | None = None
    place: int = -1

    @property
    def open(self) -> bool:
        """Whether somebody has still to answer this row."""
        return self._undecided and self.row is not None and bool(self.row.choices)

    @property
    def waits(self) -> bool:
        """Whether the row waits for the answer on another one."""
        return self._undecided and self.row is not None and bool(self.row.waits_for)

    @property
    def state(self) -> Shown:
        """What to call the row now: its group, or what an answer to another row made of it."""
        if self.result is None or self.group is not Shown.NEED or self._undecided or self.answer:
            return self.group
        return GROUPS[self.result.verdict]

    @property
    def _undecided(self) -> bool:
        return self.result is not None and self.result.verdict is Verdict.UNDECIDED and not self.answer


def told(line: ImportLine) -> str:
    """What is said beside a row: what it asks or does, or what the answer on the row that it waited for made of it."""
    row, result = line.row, line.result
    if row is None:
        return line.fold
    settled = row.waits_for and result is not None and result.verdict is not Verdict.UNDECIDED
    return what_changes(result if settled and result is not None else row)


def what_changes(row: RowPlan) -> str:
    """What a row does, in one line."""
    if row.reason or not row.changes:
        return row.reason
    return " ".join(f"{change.label}: {change.old or 'none'}, now {change.new or 'none'}." for change in row.changes)


def chosen(row: RowPlan, answer: str) -> Choice | None:
    """The choice that an answer stands for, where the row offers it."""
    return next((choice for choice in row.choices if choice.key == answer), None) if answer else None


def sense(choice: Choice) -> str:
    """What a choice means apart from whom it names: `learner`, `new`, `keep`, `file`, `no_id` or `skip`.

    A question that follows another one carries its answer before a plus: `learner:...+keep`, `no_id+learner:...`.
    """
    last = choice.key.rpartition("+")[2]
    return "learner" if last.startswith("learner:") else last


def alike(row: RowPlan) -> tuple[str, ...]:
    """What rows have in common that one answer can settle: the same question and the same kinds of answers.

    A question about values is the same where it is about the same fields; one about a person where its words are
    the same but for names and numbers.
    """
    kinds = {sense(choice) for choice in row.choices}
    if kinds & {"keep", "file"}:
        return (*sorted(kinds), *sorted(change.field for change in row.changes))
    words = row.reason.replace(row.title, "") if row.title else row.reason
    return (*sorted(kinds), _NAMED.sub("", words))


def answer_like(row: RowPlan, choice: Choice) -> str:
    """The key of `row`'s own choice that means the same as `choice`; empty where none does.

    "It is this learner" carries over only where there is exactly one learner to mean.
    """
    same = [each.key for each in row.choices if sense(each) == sense(choice)]
    return same[0] if len(same) == 1 else ""


def sentence(line: ImportLine) -> str:
    """A line in words, for people who listen to the list."""
    if line.row is None:
        return f"{line.fold}, {'shown' if line.answer else 'folded'}"
    answer = chosen(line.row, line.answer)
    said = f"Answered: {answer.label}." if answer is not None else told(line)
    return f"Line {line.row.line}, {state_words(line)}: {line.row.title}. {said}"


def state_words(line: ImportLine) -> str:
    """The word on a line's chip."""
    if line.answer and line.row is not None:
        return "Answered"
    return "Waits" if line.waits else WORDS[line.state]
