"""Rows of a sheet of goals become goals with their steps, in the plan of the current term."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from learnerplan.domain import records
from learnerplan.domain.goals import GoalKind
from learnerplan.services import plans, terms
from learnerplan.services.drafts import decline

if TYPE_CHECKING:
    from datetime import date

    from learnerplan.imports.drafts import GoalDraft, Values
    from learnerplan.services.batches import Batch
    from learnerplan.services.drafts import Refs


class GoalWriter:
    """Writes the goals of a plan. A learner without a plan for this term gets one."""

    def __init__(self, batch: Batch, refs: Refs, today: date) -> None:
        self._batch = batch
        self._refs = refs
        self._today = today
        self._plans: dict[str, str] = {}
        self._goals_in: dict[str, int] = {}
        self._steps_in: dict[str, int] = {}

    def write(self, draft: GoalDraft) -> None:
        """Make a goal, or change one, and add its steps."""
        fresh = self._refs.is_fresh(draft.ref)
        goal_id = self._refs.id_of(draft.ref)
        values = _goal_values(draft.values)
        if fresh:
            self._add(goal_id, self._refs.id_of(draft.learner_ref), values)
        else:
            self._batch.change(records.Goal, goal_id, **values)
        for step in draft.steps:
            position = self._next(self._steps_in, "step", "goal_id", goal_id)
            self._batch.add(records.Step, goal_id=goal_id, text=step.text, who=step.who, position=position)
        decline(self._batch, goal_id, draft.declined)

    def _add(self, goal_id: str, learner_id: str, values: dict[str, Any]) -> None:
        plan_id = self._plan_of(learner_id)
        self._batch.add(
            records.Goal,
            goal_id,
            **{
                "plan_id": plan_id,
                "learner_id": learner_id,
                "position": self._next(self._goals_in, "goal", "plan_id", plan_id),
                "kind": GoalKind.PERSONAL,
                "begun_on": self._today,
                **values,
            },
        )

    def _plan_of(self, learner_id: str) -> str:
        if learner_id not in self._plans:
            if terms.current(self._batch.tx, self._today) is None:
                terms.add_usual_year(self._batch.tx, self._today)
            self._plans[learner_id] = plans.needed(self._batch.tx, learner_id, today=self._today)
        return self._plans[learner_id]

    def _next(self, counters: dict[str, int], table: str, column: str, owner: str) -> int:
        if owner not in counters:
            sql = f'SELECT coalesce(max(position) + 1, 0) FROM "{table}" WHERE {column} = ?'
            counters[owner] = int(self._batch.tx.value(sql, (owner,)))
        counters[owner] += 1
        return counters[owner] - 1


def _goal_values(values: Values) -> dict[str, Any]:
    """The columns of a goal; numbers and the day are text in a draft."""
    plain: dict[str, Any] = dict(values)
    for name in ("baseline", "target", "due_on"):
        if name in plain:
            plain[name] = plain[name] or None
    return plain
