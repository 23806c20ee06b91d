"""A class sheet typed in afterwards: each row a learner, everything in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from learnerplan.domain.checkins import Mode
from learnerplan.errors import UserError
from learnerplan.services import checkins, steps

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from learnerplan.domain.checkins import Feeling
    from learnerplan.storage.store import Store


@dataclass(frozen=True)
class GridRow:
    """What was written for one learner: `levels` and `numbers` by goal id, `steps` (step id, goal id) that were ticked.

    A level is named by its id, a number is what the goal's measure stands at.
    """

    learner_id: str
    levels: Mapping[str, str] = field(default_factory=dict)
    steps: Sequence[tuple[str, str]] = ()
    feeling: Feeling | None = None
    words: str = ""
    next_move: str = ""
    goal_of_move: str = ""
    numbers: Mapping[str, float] = field(default_factory=dict)

    def is_empty(self) -> bool:
        """Whether nothing was written."""
        said = self.words.strip() or self.next_move.strip()
        return not (self.levels or self.numbers or self.steps or self.feeling or said)


def keep(store: Store, rows: Sequence[GridRow], *, held_on: date, by: str) -> int:
    """Keep the check-ins of a sheet in one step of undo; gives how many. Empty rows are no check-ins.

    Raises `UserError` where nothing was typed at all; then, as with any other mistake, nothing is kept.
    """
    written = [row for row in rows if not row.is_empty()]
    if not written:
        raise UserError("There is nothing to keep yet.", "Type what stands on the sheet.")
    label = "Type in a check-in" if len(written) == 1 else f"Type in {len(written)} check-ins"
    with store.transaction(label) as tx:
        for row in written:
            for step_id, _goal in row.steps:
                steps.tick_in(tx, step_id, held_on)
            worked: dict[str, str | None] = {goal: None for _, goal in row.steps}
            talk = checkins.Talk(
                held_on=held_on,
                levels={**worked, **row.levels},
                measures={goal: checkins.Measure(number) for goal, number in row.numbers.items()},
                words=row.words,
                next_move=row.next_move,
                next_goal=row.goal_of_move if row.next_move.strip() else "",
                feeling=row.feeling,
                mode=Mode.PAPER,
                by=by,
            )
            checkins.add_in(tx, row.learner_id, talk)
    return len(written)
