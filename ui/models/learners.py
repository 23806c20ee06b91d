"""The roster as a table: what it says of each learner, in which order, and which rows a search keeps."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt

from learnerplan.domain import names
from learnerplan.domain.checkins import Staleness, staleness
from ui import days
from ui.models.marks import CONFERENCE_DAYS, conference_day, worth_knowing
from ui.models.table import Column, RowsModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from learnerplan.services.learners import RosterRow

Show = Literal["everyone", "not_seen", "needs_look", "conference"]
CHECK, NAME, OWN, MOVED, SEEN, WORTH = range(6)


def kept(show: Show, row: RosterRow, today: date) -> bool:
    """Whether a filter pill keeps a row."""
    if show == "not_seen":
        return staleness(row.last_check_in, today)[0] is not Staleness.FRESH
    if show == "needs_look":
        return row.goal_needs_look
    if show == "conference":
        meeting = conference_day(row)
        return meeting is not None and (meeting - today).days <= CONFERENCE_DAYS
    return True


def sentence(row: RosterRow, today: date) -> str:
    """A row in words, for people who listen to the table."""
    since = staleness(row.last_check_in, today)[1]
    seen = "no check-in yet" if since is None else f"last check-in {days.ago(row.last_check_in or today, today)}"
    moved = f"goals moved {days.ago(row.last_moved, today)}" if row.last_moved else "goals have not moved yet"
    return ", ".join([row.name, seen, moved, *(mark.text for mark in worth_knowing(row, today))])


class RosterModel(RowsModel["RosterRow"]):
    """Learners, kept by words and by a pill, sorted by a column. Texts to search are folded once, when rows come."""

    def __init__(self, today: Callable[[], date]) -> None:
        self._today = today
        never = date.min
        super().__init__(
            [
                Column("", lambda row: ""),
                Column(
                    "Student", lambda row: row.name, sort=lambda row: names.sort_key(row.given_name, row.family_name)
                ),
                Column("In own script", lambda row: row.other_name),
                Column("Goals moved", lambda row: self._ago(row.last_moved), sort=lambda row: row.last_moved or never),
                Column(
                    "Last check-in", lambda row: self._ago(row.last_check_in), sort=lambda r: r.last_check_in or never
                ),
                Column("Worth knowing", lambda row: ", ".join(m.text for m in worth_knowing(row, today()))),
            ],
            sentence=lambda row: sentence(row, today()),
        )
        self._every: list[tuple[str, RosterRow]] = []
        self._words: tuple[str, ...] = ()
        self._show: Show = "everyone"
        self._order: tuple[int, bool] = (NAME, False)

    def show_learners(self, rows: Sequence[RosterRow]) -> None:
        """Take the learners of the class; search, pill and order stay."""
        self._every = [(_searched(row), row) for row in rows]
        self._sort()
        self._narrow()

    def search(self, text: str) -> None:
        """Keep the learners whose names hold each word, without regard to accents and case."""
        words = tuple(names.folded(text).split())
        if words != self._words:
            self._words = words
            self._narrow()

    def show_only(self, show: Show) -> None:
        """Keep what a pill names."""
        self._show = show
        self._narrow()

    def words(self) -> tuple[str, ...]:
        """The words of the search, folded."""
        return self._words

    def total(self) -> int:
        """How many learners there are before search and pill."""
        return len(self._every)

    def counts(self) -> dict[Show, int]:
        """How many learners each pill would keep."""
        today = self._today()
        every: tuple[Show, ...] = ("everyone", "not_seen", "needs_look", "conference")
        return {show: sum(kept(show, row, today) for _, row in self._every) for show in every}

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; called when its heading is pressed."""
        self._order = (column, order == Qt.SortOrder.DescendingOrder)
        self._sort()
        self._narrow()

    def _sort(self) -> None:
        column, descending = self._order
        if column == WORTH:
            today = self._today()
            self._every.sort(key=lambda pair: len(worth_knowing(pair[1], today)), reverse=descending)
        else:
            key = self._columns[column].sort or self._columns[column].text
            self._every.sort(key=lambda pair: key(pair[1]), reverse=descending)

    def _narrow(self) -> None:
        today, show, pairs = self._today(), self._show, self._every
        for word in self._words:
            pairs = [pair for pair in pairs if word in pair[0]]
        rows = [row for _, row in pairs]
        self.set_rows([row for row in rows if kept(show, row, today)] if show != "everyone" else rows)

    def _ago(self, day: date | None) -> str:
        return days.ago(day, self._today()) if day else "—"


def _searched(row: RosterRow) -> str:
    return names.folded(f"{row.given_name} {row.preferred_name} {row.family_name} {row.other_name}")
