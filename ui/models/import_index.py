"""Where the rows of each group stand in a plan, and what they bring: counted once a plan, off the window's thread.

A plan may have a million rows that are made when they are asked for. So no list of them is kept here, only places.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from learnerplan.imports.drafts import LearnerDraft
from learnerplan.imports.planned.chained import Chained
from learnerplan.imports.planned.plan import RowPlan, Verdict
from learnerplan.imports.planned.streamed import StreamedRows
from learnerplan.imports.planned.working import SKIP
from ui.models.import_lines import GROUPS, ORDER, Shown, alike

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from learnerplan.progress import Progress

_STEP = 2000
MOST_ASKED = 5000
"""Of a file that is too large for memory so many questions are kept at hand; the others are read when looked at."""


class Asked(NamedTuple):
    """A row that asked something: its place, the row as it stands now, and what it has in common with others.

    `short` ones ask whether the value of the file or the one that is here is right, which is answered beside the row.
    """

    place: int
    row: RowPlan
    like: tuple[str, ...]
    short: bool


@dataclass
class RowIndex:
    """The places of rows by group, ascending, and counts of what they would write, by the type of draft.

    `skipped` rows were left out by an answer; `made` tells where the rows of new learners stand, by their ref.
    `unlisted` rows ask something and are not among `asked`, since there are too many.
    """

    rows: Sequence[RowPlan]
    places: dict[Shown, array[int]] = field(default_factory=lambda: {group: array("I") for group in ORDER})
    asked: list[Asked] = field(default_factory=list)
    new: Counter[type] = field(default_factory=Counter)
    updated: Counter[type] = field(default_factory=Counter)
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    skipped: int = 0
    unlisted: int = 0
    remembers: bool = False
    """Whether a row that stays has something to keep all the same, such as that its file's value was declined."""
    made: dict[str, int] = field(default_factory=dict)

    @property
    def news(self) -> bool:
        """Whether the rows would write anything."""
        return bool(self.new or self.updated or self.remembers)


def index_of(
    rows: Sequence[RowPlan], asked: Collection[str] = (), *, aside: bool = False, progress: Progress | None = None
) -> RowIndex:
    """Go once through the rows of one file. `asked` are keys of rows that asked something before this plan.

    Rows of a file that is `aside` are read only to be left out. Raises `Cancelled` when asked to stop.
    """
    if isinstance(rows, StreamedRows):
        return _index_of_streamed(rows, progress)
    found = RowIndex(rows)
    for place, row in enumerate(rows):
        if progress is not None and place % _STEP == 0:
            progress.step(place, len(rows), "Counting")
        _note(found, place, row, aside=aside, was_asked=row.key in asked)
    return found


def _index_of_streamed(rows: StreamedRows, progress: Progress | None) -> RowIndex:
    """The same of rows that nobody keeps in memory: their verdicts tell most, and only questions are read."""
    found = RowIndex(rows)
    for done, (verdict, group) in enumerate(GROUPS.items()):
        if progress is not None:
            progress.step(done, len(GROUPS), "Counting")
        found.places[group] = rows.places([verdict])
        found.verdicts[verdict] = len(found.places[group])
    for verdict, counts in ((Verdict.NEW, found.new), (Verdict.UPDATED, found.updated)):
        first = next(rows.select([verdict], written=True), None)
        if first is not None:
            counts[type(first.payload)] = rows.tally(verdict, written=True)
    found.remembers = bool(rows.tally(Verdict.UNCHANGED, written=True))
    found.skipped = sum(1 for row in rows.select(decided=True) if row.decided == SKIP)
    asked = found.places[Shown.NEED]
    for place in asked[:MOST_ASKED]:
        found.asked.append(_asked(place, rows[place]))
    found.unlisted = max(0, len(asked) - MOST_ASKED)
    return found


def _asked(place: int, row: RowPlan) -> Asked:
    like = alike(row)
    return Asked(place, row, like, {*like} >= {"keep", "file"})


def _note(found: RowIndex, place: int, row: RowPlan, *, aside: bool, was_asked: bool) -> None:
    verdict = row.verdict
    found.verdicts[verdict] += 1
    if verdict is Verdict.UNDECIDED or was_asked:
        found.asked.append(_asked(place, row))
        found.places[Shown.NEED].append(place)
    else:
        leave = aside and verdict is Verdict.UNCHANGED
        found.places[Shown.ASIDE if leave else GROUPS[verdict]].append(place)
    if row.decided == SKIP:
        found.skipped += 1
    if row.payload is None:
        return
    if verdict is Verdict.NEW:
        found.new[type(row.payload)] += 1
        if isinstance(row.payload, LearnerDraft):
            found.made[row.payload.ref] = place
    elif verdict is Verdict.UPDATED:
        found.updated[type(row.payload)] += 1
    elif verdict is not Verdict.UNDECIDED:
        found.remembers = True


def chained(parts: Sequence[RowIndex]) -> RowIndex:
    """The index of all files together."""
    rows = Chained([part.rows for part in parts])
    whole = RowIndex(rows)
    for start, part in zip(rows.starts, parts, strict=False):
        for group, places in part.places.items():
            whole.places[group].extend(place + start for place in places)
        whole.asked += [each._replace(place=each.place + start) for each in part.asked]
        whole.new += part.new
        whole.updated += part.updated
        whole.verdicts += part.verdicts
        whole.skipped += part.skipped
        whole.unlisted += part.unlisted
        whole.remembers = whole.remembers or part.remembers
        whole.made.update({ref: place + start for ref, place in part.made.items()})
    return whole


def open_of(asked: Iterable[Asked], answers: Mapping[str, str], questions: Mapping[str, RowPlan]) -> list[Asked]:
    """Those that somebody has still to answer: an answer counts where the question offers it."""
    return [
        each
        for each in asked
        if each.row.verdict is Verdict.UNDECIDED
        and each.row.choices
        and not _answered(questions.get(each.row.key, each.row), answers.get(each.row.key, ""))
    ]


def _answered(question: RowPlan, answer: str) -> bool:
    return bool(answer) and any(choice.key == answer for choice in question.choices)
