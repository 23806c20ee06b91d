"""The grid in which a class sheet is typed: learners down, goals, steps, feeling and words across."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from learnerplan.domain.checkins import Feeling
from learnerplan.services.check_in_grids import GridRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from learnerplan.domain.class_sheets import ClassSheet, SheetRow
    from learnerplan.services.scales import Level

STEPS, FEELING, WORDS, MOVE = "steps", "feeling", "words", "move"
_FEELINGS = (Feeling.EASY, Feeling.GOOD, Feeling.HARD, Feeling.STUCK)
_TITLES = {STEPS: "Steps done", FEELING: "Feeling", WORDS: "In their own words", MOVE: "Next move"}
_RATING = re.compile(r"(?P<level>\d{1,2})?(?:(?(level)[ =/]|=)\s*(?P<number>\d{1,6}(?:[.,]\d{1,3})?))?")
_Index = QModelIndex | QPersistentModelIndex


class GridModel(QAbstractTableModel):
    """What is typed stays text until it is kept; a cell that means nothing refuses the text. `typed` tells of one.

    `feelings` are the words for easy, good, hard and stuck on the paper; their first letters are typed.
    """

    typed = Signal()

    def __init__(self, sheet: ClassSheet, levels: Sequence[Level], feelings: Sequence[str]) -> None:
        super().__init__()
        self.sheet, self._levels = sheet, list(levels)
        self._letters = {word[:1].casefold(): feeling for word, feeling in zip(feelings, _FEELINGS, strict=True)}
        self._said = dict(zip(_FEELINGS, feelings, strict=True))
        self._goals = max((len(row.goals) for row in sheet.rows), default=0)
        self.columns = [*(f"goal {at}" for at in range(self._goals)), STEPS, FEELING, WORDS, MOVE]
        self._typed: dict[tuple[int, int], str] = {}

    def rowCount(self, parent: _Index | None = None) -> int:
        """One for each learner."""
        return 0 if parent is not None and parent.isValid() else len(self.sheet.rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Goals, steps, feeling, words, next move."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Names at the side, what is typed above."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return self.sheet.rows[section].name
        at = self.columns[section]
        return _TITLES.get(at, f"Goal {section + 1}")

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """A goal that a learner does not have cannot be typed in."""
        base = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return base | Qt.ItemFlag.ItemIsEditable if self._means(index) else Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What was typed, in words where it stands for something, and what a cell is about."""
        text = self._typed.get((index.row(), index.column()), "")
        if role == Qt.ItemDataRole.EditRole:
            return text
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(index, text)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._about(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            row = self.sheet.rows[index.row()]
            parts = (row.name, self._about(index), self._shown(index, text))
            return ", ".join(part for part in parts if part)
        return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed, where it means something in its column."""
        text = str(value).strip()
        if not index.isValid():
            return False
        if role != Qt.ItemDataRole.EditRole or not self._fits(index, text):
            return False
        place = (index.row(), index.column())
        if text:
            self._typed[place] = text
        else:
            self._typed.pop(place, None)
        self.dataChanged.emit(index, index)
        self.typed.emit()
        return True

    def cells(self) -> list[tuple[str, str, str]]:
        """What is typed as (learner, column, text), to be kept as a draft."""
        rows = self.sheet.rows
        return [(rows[row].learner_id, self.columns[column], text) for (row, column), text in self._typed.items()]

    def show_cells(self, cells: Iterable[Sequence[str]]) -> None:
        """Put what was typed before in place of what is typed; cells that mean nothing any more are left out."""
        self.beginResetModel()
        self._typed = {}
        at = {row.learner_id: number for number, row in enumerate(self.sheet.rows)}
        for learner, column, text in cells:
            if learner in at and column in self.columns:
                index = self.index(at[learner], self.columns.index(column))
                if self._means(index) and self._fits(index, text):
                    self._typed[index.row(), index.column()] = text
        self.endResetModel()

    def hint(self, index: _Index) -> str:
        """What may be typed in a cell."""
        at = self.columns[index.column()] if index.isValid() else ""
        if at == STEPS:
            return "The numbers of the steps that are ticked, such as 1 3"
        if at == FEELING:
            return ", ".join(f"{letter} {self._said[feeling]}" for letter, feeling in self._letters.items())
        if at in (WORDS, MOVE):
            return "As it stands on the sheet"
        levels = "  ".join(f"{level.position} {level.name}" for level in self._levels)
        goals = self.sheet.rows[index.row()].goals if index.isValid() else ()
        if index.column() < len(goals) and goals[index.column()].counts is not None:
            return f"{levels}\nWith the number now after a space, such as 3 12; or =12 for the number alone"
        return levels

    def rows(self) -> list[GridRow]:
        """What was typed, a row a learner."""
        return [self._row(at, row) for at, row in enumerate(self.sheet.rows)]

    def _row(self, at: int, row: SheetRow) -> GridRow:
        said = {name: self._typed.get((at, column), "") for column, name in enumerate(self.columns)}
        typed = {goal.id: _rating(said[f"goal {at}"]) for at, goal in enumerate(row.goals) if goal.id}
        levels = {goal: self._levels[rating.level].id for goal, rating in typed.items() if rating.level is not None}
        steps = row.steps()
        ticked = [(steps[n - 1][0], steps[n - 1][2]) for n in _numbers(said[STEPS])]
        return GridRow(
            learner_id=row.learner_id,
            levels=levels,
            numbers={goal: rating.number for goal, rating in typed.items() if rating.number is not None},
            steps=ticked,
            feeling=self._letters.get(said[FEELING].casefold()),
            words=said[WORDS],
            next_move=said[MOVE],
            goal_of_move=next((goal.id for goal in row.goals if goal.id), ""),
        )

    def _means(self, index: _Index) -> bool:
        row, column = self.sheet.rows[index.row()], index.column()
        if column < self._goals:
            return column < len(row.goals) and bool(row.goals[column].id)
        return any(step for step, _, _ in row.steps()) if self.columns[column] == STEPS else True

    def _fits(self, index: _Index, text: str) -> bool:
        at = self.columns[index.column()]
        if not text or at in (WORDS, MOVE):
            return True
        if at == FEELING:
            return text.casefold() in self._letters
        if at == STEPS:
            steps = [step for step, _, _ in self.sheet.rows[index.row()].steps()]
            found = _numbers(text)
            there = all(1 <= one <= len(steps) and steps[one - 1] for one in found)
            return bool(found) and there and not re.search(r"[^\d\s,;.]", text)
        rating = _rating(text)
        counts = self.sheet.rows[index.row()].goals[index.column()].counts is not None
        level = rating.level is None or rating.level < len(self._levels)
        return level and (rating.number is None or counts) and rating != _Rating(None, None)

    def _shown(self, index: _Index, text: str) -> str:
        at = self.columns[index.column()]
        if not text:
            return ""
        if at == FEELING:
            return self._said[self._letters[text.casefold()]].capitalize()
        if at in (STEPS, WORDS, MOVE):
            return text
        rating, goal = _rating(text), self.sheet.rows[index.row()].goals[index.column()]
        level = "" if rating.level is None else f"{rating.level}  {self._levels[rating.level].name}"
        now = "" if rating.number is None else f"now {rating.number:g} {goal.counts}".strip()
        return ", ".join(part for part in (level, now) if part)

    def _about(self, index: _Index) -> str:
        row, column = self.sheet.rows[index.row()], index.column()
        if column < self._goals:
            return row.goals[column].title if column < len(row.goals) else "No such goal"
        if self.columns[column] == STEPS:
            return "\n".join(f"{n}  {words}" for n, (_, words, _goal) in enumerate(row.steps(), 1)) or "No open steps"
        return _TITLES[self.columns[column]]


class _Rating(NamedTuple):
    level: int | None
    number: float | None


def _rating(text: str) -> _Rating:
    """What a goal's cell means: "3" a level, "3 12" a level and the number now, "=12" the number alone."""
    hit = _RATING.fullmatch(text.strip())
    if hit is None:
        return _Rating(None, None)
    level, number = hit.group("level"), hit.group("number")
    return _Rating(int(level) if level else None, float(number.replace(",", ".")) if number else None)


def _numbers(text: str) -> list[int]:
    """The numbers in a text; digits without room between them stand for themselves while there are fewer than ten."""
    parts = re.split(r"[\s,;.]+", text.strip())
    found: list[int] = []
    for part in parts:
        if part.isdecimal():
            found += [int(part)] if len(parts) > 1 or len(part) == 1 else [int(digit) for digit in part]
    return list(dict.fromkeys(found))
