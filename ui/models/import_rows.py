"""The rows of an import as the list of "What will happen" shows them: questions first, what stays folded away."""

from __future__ import annotations

import time
from array import array
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer

from learnerplan.imports.words.folding import fold
from ui.models.import_index import RowIndex, index_of, open_of
from ui.models.import_lines import FOLDED, ORDER, WORDS, ImportLine, Shown, alike, chosen, sentence, what_changes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from learnerplan.imports.planned.plan import RowPlan
    from ui.models.import_index import Asked

    Index = QModelIndex | QPersistentModelIndex

LINE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_HELD = 512
"""So many lines are kept ready: more than a screen shows."""
_SLICE = 0.008
"""Seconds that a search takes at a time, so that typing stays quick among a million rows."""


class _Run(NamedTuple):
    """Lines of one group that follow one another; the fold line is a run without places."""

    group: Shown
    start: int
    places: array[int] | None

    @property
    def end(self) -> int:
        return self.start + (1 if self.places is None else len(self.places))


class ImportRows(QAbstractListModel):
    """Lines of one file or of all. Give it the index again after each planning; it keeps filter, search and fold."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._index = index_of(())
        self._questions: Mapping[str, RowPlan] = {}
        self._answers: Mapping[str, str] = {}
        self._scope: object = None
        self._asked: dict[int, Asked] = {}
        self._place_of: dict[str, int] = {}
        self._alike: Counter[tuple[str, ...]] = Counter()
        self._runs: list[_Run] = []
        self._held: dict[int, ImportLine] = {}
        self._shown = Shown.ALL
        self._unfolded = False
        self._words = ""
        self._found: dict[Shown, array[int]] | None = None
        self._search: Iterator[None] | None = None
        self._go_on = QTimer(self)
        self._go_on.setSingleShot(True)
        self._go_on.timeout.connect(self._search_on)

    def set_rows(
        self, index: RowIndex, questions: Mapping[str, RowPlan], answers: Mapping[str, str], scope: object = None
    ) -> None:
        """Show these rows. `questions` are the rows, by key, as they were asked since the file was chosen.

        Another `scope` says that they are the rows of something else, and not the same ones planned again.
        """
        self._index, self._questions, self._answers = index, questions, answers
        self._asked = {each.place: each for each in index.asked}
        self._place_of.update((each.row.key, each.place) for each in index.asked)
        self._count_open()
        if scope != self._scope:
            self._scope, self._runs = scope, []
            self._place_of = {each.row.key: each.place for each in index.asked}
        if self._words:
            self._begin_search()
        else:
            self._show()

    def set_answers(self, answers: Mapping[str, str]) -> None:
        """Show other answers to the same rows."""
        self._answers = answers
        self._count_open()
        self._renewed()

    def show(self, shown: Shown) -> None:
        """Keep only one group, or all."""
        self._shown = shown
        self._show()

    def search(self, words: str) -> None:
        """Keep the rows whose name, reason or line holds these words; an empty text keeps all."""
        wanted = fold(words) if words.strip() else ""
        if wanted == self._words:
            return
        self._words = wanted
        if wanted:
            self._begin_search()
        else:
            self._search, self._found = None, None
            self._show()

    @property
    def searching(self) -> bool:
        """Whether a search is still going through the rows."""
        return self._search is not None

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
        counts = {group: len(places) for group, places in self._index.places.items()}
        waits = sum(1 for each in self._index.asked if each.row.waits_for and not self._answers.get(each.row.key))
        return {Shown.ALL: sum(counts.values()), **counts, Shown.NEED: self.open_count() + waits}

    def open_count(self) -> int:
        """How many rows nobody has answered yet."""
        return self._alike.total() + self._index.unlisted

    def others_like(self, row: RowPlan, *, answered: bool) -> int:
        """How many other rows the same answer could settle."""
        return self._alike[alike(row)] - (0 if answered else 1)

    def rows_like(self, row: RowPlan) -> list[RowPlan]:
        """The open rows that ask the same as this one, itself left out."""
        same = alike(row)
        open_rows = open_of(self._index.asked, self._answers, self._questions)
        return [each.row for each in open_rows if each.row.key != row.key and each.like == same]

    def line(self, index: Index | int) -> ImportLine | None:
        """The line at a place of the list."""
        at = index if isinstance(index, int) else index.row()
        held = self._held.get(at)
        if held is not None:
            return held
        run = next((run for run in self._runs if run.start <= at < run.end), None)
        if run is None or at < 0:
            return None
        made = self._fold_line() if run.places is None else self._line(run.group, run.places[at - run.start])
        if len(self._held) >= _HELD:
            self._held.clear()
        self._held[at] = made
        if made.row is not None:
            self._place_of[made.row.key] = made.place
        return made

    def position(self, key: str) -> int:
        """Where a row stands in the list now; -1 where it is filtered away or was never looked at."""
        place = self._place_of.get(key, -1)
        if not 0 <= place < len(self._index.rows) or self._index.rows[place].key != key:
            return -1
        for run in self._runs:
            if run.places is not None:
                at = bisect_left(run.places, place)
                if at < len(run.places) and run.places[at] == place:
                    return run.start + at
        return -1

    def next_open(self, after: int = -1) -> int:
        """The next row to answer after a place, from the top again at the end; -1 when all are answered."""
        run = next((run for run in self._runs if run.group is Shown.NEED), None)
        if run is None or run.places is None:
            return -1
        count = run.end - run.start
        first = after + 1 - run.start if run.start <= after < run.end else 0
        for step in range(count):
            at = run.start + (first + step) % count
            line = self.line(at)
            if line is not None and line.open:
                return at
        return -1

    def odd_lines(self) -> Iterator[int]:
        """The lines that may be higher or lower than most: those with a short question, and the fold line."""
        for run in self._runs:
            if run.places is None:
                yield run.start
            elif run.group is Shown.NEED:
                for each in self._index.asked:
                    at = bisect_left(run.places, each.place) if each.short else len(run.places)
                    if at < len(run.places) and run.places[at] == each.place:
                        yield run.start + at

    def rowCount(self, parent: Index | None = None) -> int:
        """How many lines are shown."""
        return 0 if (parent is not None and parent.isValid()) or not self._runs else self._runs[-1].end

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

    def _line(self, group: Shown, place: int) -> ImportLine:
        asked = self._asked.get(place)
        row = asked.row if asked is not None else self._index.rows[place]
        if asked is None:
            return ImportLine(row, group, result=row, place=place)
        question = self._questions.get(row.key, row)
        answer = self._answers.get(row.key, "")
        answer = answer if chosen(question, answer) is not None else ""
        return ImportLine(question, Shown.NEED, answer, result=row, place=place)

    def _fold_line(self) -> ImportLine:
        told = [f"{len(self._kept(group)):,} {WORDS[group].lower()}" for group in FOLDED if self._kept(group)]
        return ImportLine(None, Shown.UNCHANGED, "open" if self._unfolded or self._words else "", ", ".join(told))

    def _kept(self, group: Shown) -> array[int]:
        return self._index.places[group] if self._found is None else self._found[group]

    def _count_open(self) -> None:
        self._alike = Counter(each.like for each in open_of(self._index.asked, self._answers, self._questions))

    def _show(self) -> None:
        runs = self._wanted()
        if runs == self._runs and runs:
            self._renewed()
            return
        self.beginResetModel()
        self._runs = runs
        self._held.clear()
        self.endResetModel()

    def _renewed(self) -> None:
        self._held.clear()
        if self._runs:
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    def _wanted(self) -> list[_Run]:
        if self._shown is not Shown.ALL:
            return _runs((self._shown, self._kept(self._shown)))
        upper = [(group, self._kept(group)) for group in ORDER if group not in FOLDED]
        lower = [(group, self._kept(group)) for group in FOLDED]
        if not any(places for _group, places in upper) or not any(places for _group, places in lower):
            return _runs(*upper, *lower)
        return _runs(*upper, (Shown.UNCHANGED, None), *(lower if self._unfolded or self._words else ()))

    def _begin_search(self) -> None:
        self._found = {group: array("I") for group in ORDER}
        self._search = self._look(self._words, self._found)
        self._search_on()

    def _search_on(self) -> None:
        if self._search is None:
            return
        until = time.perf_counter() + _SLICE
        for _more in self._search:
            if time.perf_counter() > until:
                self._go_on.start(0)
                return
        self._search = None
        self._show()

    def _look(self, words: str, found: dict[Shown, array[int]]) -> Iterator[None]:
        rows = self._index.rows
        for group, places in self._index.places.items():
            for number, place in enumerate(places):
                row = rows[place]
                if words in fold(row.title) or words in fold(what_changes(row)) or words == str(row.line):
                    found[group].append(place)
                if number % 64 == 0:
                    yield


def _runs(*wanted: tuple[Shown, array[int] | None]) -> list[_Run]:
    runs: list[_Run] = []
    start = 0
    for group, places in wanted:
        if places is None or places:
            runs.append(_Run(group, start, places))
            start = runs[-1].end
    return runs
