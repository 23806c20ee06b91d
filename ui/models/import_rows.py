"""The rows of an import as the list of "What will happen" shows them: questions first, what stays folded away."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from learnerplan.imports.plan import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from learnerplan.imports.plan import Choice, RowPlan

    Index = QModelIndex | QPersistentModelIndex

_NAMED = re.compile(r"\d+|“[^”]*”")
LINE_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class Shown(StrEnum):
    """The filters above the list. A row that asked something stays under `NEED` after its answer."""

    ALL = "all"
    NEED = "need"
    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


ORDER = (Shown.NEED, Shown.REFUSED, Shown.NEW, Shown.UPDATED, Shown.UNCHANGED)
"""Groups in the order of the list."""
WORDS = {
    Shown.ALL: "All",
    Shown.NEED: "Need you",
    Shown.NEW: "New",
    Shown.UPDATED: "Updated",
    Shown.UNCHANGED: "Unchanged",
    Shown.REFUSED: "Refused",
}
_GROUPS = {
    Verdict.NEW: Shown.NEW,
    Verdict.UPDATED: Shown.UPDATED,
    Verdict.UNCHANGED: Shown.UNCHANGED,
    Verdict.UNDECIDED: Shown.NEED,
    Verdict.REFUSED: Shown.REFUSED,
}


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One line of the list: a row with its group; without a row, the fold line.

    `row` is the question as it was asked where there was one, `result` what the plan makes of it now; `answer` is
    the key of the choice that was picked. On the fold line `answer` says whether its rows are shown.
    """

    row: RowPlan | None
    group: Shown
    answer: str = ""
    fold: str = ""
    result: RowPlan | None = None

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
        return _GROUPS[self.result.verdict]

    @property
    def _undecided(self) -> bool:
        return self.result is not None and self.result.verdict is Verdict.UNDECIDED and not self.answer


def what_changes(row: RowPlan) -> str:
    """What a row does, in one line."""
    if row.reason or not row.changes:
        return row.reason
    return " ".join(f"{change.label}: {change.old or 'none'}, now {change.new or 'none'}." for change in row.changes)


def chosen(row: RowPlan, answer: str) -> Choice | None:
    """The choice that an answer stands for, where the row offers it."""
    return next((choice for choice in row.choices if choice.key == answer), None)


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


class ImportRows(QAbstractListModel):
    """Lines of one file or of all. Give it the rows again after each planning; it keeps its filter and fold."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._grouped: dict[Shown, list[ImportLine]] = {group: [] for group in ORDER}
        self._lines: list[ImportLine] = []
        self._at: dict[str, int] = {}
        self._alike: Counter[tuple[str, ...]] = Counter()
        self._shown = Shown.ALL
        self._unfolded = False

    def set_rows(self, rows: Sequence[RowPlan], asked: Mapping[str, RowPlan], answers: Mapping[str, str]) -> None:
        """Show these rows. `asked` are the questions, by row key, that were asked since the file was chosen."""
        grouped: dict[Shown, list[ImportLine]] = {group: [] for group in ORDER}
        self._alike.clear()
        for row in rows:
            question = row if row.verdict is Verdict.UNDECIDED else asked.get(row.key)
            if question is None:
                line = ImportLine(row, _GROUPS[row.verdict], result=row)
            else:
                answer = answers.get(row.key, "")
                answer = answer if chosen(question, answer) is not None else ""
                line = ImportLine(question, Shown.NEED, answer, result=row)
            grouped[line.group].append(line)
            if line.open:
                self._alike[alike(row)] += 1
        self._grouped = grouped
        self._show()

    def show(self, shown: Shown) -> None:
        """Keep only one group, or all."""
        self._shown = shown
        self._show()

    @property
    def shown(self) -> Shown:
        """The filter of now."""
        return self._shown

    def toggle_fold(self) -> None:
        """Show or hide the rows that stay as they are."""
        self._unfolded = not self._unfolded
        self._show()

    def counts(self) -> dict[Shown, int]:
        """How many rows each filter keeps; of those that asked something, the ones without an answer."""
        counts = {group: len(lines) for group, lines in self._grouped.items()}
        unanswered = sum(1 for line in self._grouped[Shown.NEED] if line.open or line.waits)
        return {Shown.ALL: sum(counts.values()), **counts, Shown.NEED: unanswered}

    def open_count(self) -> int:
        """How many rows nobody has answered yet."""
        return sum(self._alike.values())

    def others_like(self, row: RowPlan, *, answered: bool) -> int:
        """How many other rows the same answer could settle."""
        return self._alike[alike(row)] - (0 if answered else 1)

    def rows_like(self, row: RowPlan) -> list[RowPlan]:
        """The open rows that ask the same as this one, itself left out."""
        same = alike(row)
        lines = self._grouped[Shown.NEED]
        return [
            line.row
            for line in lines
            if line.row is not None and line.open and line.row.key != row.key and alike(line.row) == same
        ]

    def line(self, index: Index | int) -> ImportLine | None:
        """The line at a place."""
        at = index if isinstance(index, int) else index.row()
        return self._lines[at] if 0 <= at < len(self._lines) else None

    def position(self, key: str) -> int:
        """Where a row stands now; -1 where it is filtered away."""
        return self._at.get(key, -1)

    def next_open(self, after: int = -1) -> int:
        """The next row to answer after a place, from the top again at the end; -1 when all are answered."""
        count = len(self._lines)
        for step in range(1, count + 1):
            at = (after + step) % count
            if self._lines[at].open:
                return at
        return -1

    def rowCount(self, parent: Index | None = None) -> int:
        """How many lines are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The line itself, its title, and the sentence that a screen reader says."""
        line = self.line(index)
        if line is None:
            return None
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.row.title if line.row is not None else line.fold
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return sentence(line)
        if role == Qt.ItemDataRole.ToolTipRole and line.row is not None:
            return f"{line.row.title}\n{what_changes(line.row)}"
        return None

    def _show(self) -> None:
        lines = self._wanted()
        same = [_key(line) for line in lines] == [_key(line) for line in self._lines]
        if same and lines:
            self._lines = lines
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self._lines = lines
        self._at = {line.row.key: at for at, line in enumerate(lines) if line.row is not None}
        self.endResetModel()

    def _wanted(self) -> list[ImportLine]:
        if self._shown is not Shown.ALL:
            return list(self._grouped[self._shown])
        lines = [line for group in ORDER[:-1] for line in self._grouped[group]]
        still = self._grouped[Shown.UNCHANGED]
        if not still or not lines:
            return lines + still
        lines.append(ImportLine(None, Shown.UNCHANGED, "open" if self._unfolded else "", f"{len(still):,} unchanged"))
        return lines + still if self._unfolded else lines


def _key(line: ImportLine) -> str:
    return line.row.key if line.row is not None else f"fold {line.answer} {line.fold}"


def sentence(line: ImportLine) -> str:
    """A line in words, for people who listen to the list."""
    if line.row is None:
        return f"{line.fold}, {'shown' if line.answer else 'folded'}"
    answer = chosen(line.row, line.answer)
    said = f"Answered: {answer.label}." if answer is not None else what_changes(line.row)
    return f"Line {line.row.line}, {state_words(line)}: {line.row.title}. {said}"


def state_words(line: ImportLine) -> str:
    """The word on a line's chip."""
    if line.answer and line.row is not None:
        return "Answered"
    return "Waits" if line.waits else WORDS[line.state]
