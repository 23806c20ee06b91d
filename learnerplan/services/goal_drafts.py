"""Rows of a sheet of goals become goals with their steps, in the plan of the term that they name or of this one."""

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
    """Writes the goals of a plan. A learner without a plan for the term gets one."""

    def __init__(self, batch: Batch, refs: Refs, today: date) -> None:
        self._batch = batch
        self._refs = refs
        self._today = today
        self._plans: dict[tuple[str, str], str] = {}
        self._goals_in: dict[str, int] = {}
        self._steps_in: dict[str, int] = {}
        self._hopes: dict[tuple[str, str], str] = {}

    def write(self, draft: GoalDraft) -> None:
        """Make a goal, or change one, add its steps and standards, and go on to the others of its row."""
        fresh = self._refs.is_fresh(draft.ref)
        goal_id = self._refs.id_of(draft.ref)
        learner_id = self._refs.id_of(draft.learner_ref)
        values = self._values(draft.values, learner_id)
        if fresh:
            self._add(goal_id, learner_id, draft.term, values)
        else:
            self._batch.change(records.Goal, goal_id, **values)
        for step in draft.steps:
            position = self._next(self._steps_in, "step", "goal_id", goal_id)
            self._batch.add(records.Step, goal_id=goal_id, text=step.text, who=step.who, position=position)
        for competency_id in draft.competencies:
            self._batch.add(records.GoalCompetency, goal_id=goal_id, competency_id=competency_id)
        decline(self._batch, goal_id, draft.declined)
        for other in draft.more:
            self.write(other)

    def _add(self, goal_id: str, learner_id: str, term: str, values: dict[str, Any]) -> None:
        plan_id = self._plan_of(learner_id, term)
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

    def _plan_of(self, learner_id: str, term: str) -> str:
        if (learner_id, term) not in self._plans:
            if not term and terms.current(self._batch.tx, self._today) is None:
                terms.add_usual_year(self._batch.tx, self._today)
            found = plans.needed(self._batch.tx, learner_id, today=self._today, term_id=term)
            self._plans[learner_id, term] = found
        return self._plans[learner_id, term]

    def _next(self, counters: dict[str, int], table: str, column: str, owner: str) -> int:
        if owner not in counters:
            sql = f'SELECT coalesce(max(position) + 1, 0) FROM "{table}" WHERE {column} = ?'
            counters[owner] = int(self._batch.tx.value(sql, (owner,)))
        counters[owner] += 1
        return counters[owner] - 1

    def _values(self, values: Values, learner_id: str) -> dict[str, Any]:
        """The columns of a goal; numbers and the day are text in a draft, a hope is its words."""
        plain: dict[str, Any] = dict(values)
        for name in ("baseline", "target", "due_on"):
            if name in plain:
                plain[name] = plain[name] or None
        if hope := plain.pop("aspiration", ""):
            plain["aspiration_id"] = self._hope(learner_id, hope)
        return plain

    def _hope(self, learner_id: str, text: str) -> str:
        """The hope of a learner in these words, kept as one for all the goals that serve it."""
        if (learner_id, text) not in self._hopes:
            held = self._batch.tx.value(
                "SELECT id FROM aspiration WHERE learner_id = ? AND text = ? ORDER BY id LIMIT 1", (learner_id, text)
            )
            self._hopes[learner_id, text] = (
                str(held)
                if held
                else self._batch.add(records.Aspiration, learner_id=learner_id, text=text, said_on=self._today)
            )
        return self._hopes[learner_id, text]
