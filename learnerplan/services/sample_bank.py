"""Writes the sample class's goal bank: goals without a learner, and plan templates of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from learnerplan.domain import records
from learnerplan.domain.steps import Repeats, Who

if TYPE_CHECKING:
    from learnerplan.services.batches import Batch
    from learnerplan.services.sample_learners import Sample


def write_bank(batch: Batch, sample: Sample) -> None:
    """All that `resources/sample/bank.toml` holds."""
    for goal in sample.content.bank["goal"]:
        _write_goal(batch, sample, goal)
    for plan in sample.content.bank["plan"]:
        plan_id = batch.add(
            records.PlanTemplate,
            sample.id("plan template", plan["key"]),
            title=plan["title"],
            vision=plan["vision"],
        )
        for position, key in enumerate(plan["goals"]):
            batch.add(
                records.PlanTemplateGoal,
                sample.id("template goal", plan["key"], key),
                plan_template_id=plan_id,
                goal_template_id=sample.id("goal template", key),
                position=position,
            )


def _write_goal(batch: Batch, sample: Sample, goal: dict[str, Any]) -> None:
    texts = {name: goal[name] for name in ("title", "kind", "area", "grades", "words", "why", "success")}
    goal_id = batch.add(
        records.GoalTemplate,
        sample.id("goal template", goal["key"]),
        **texts,
        measure=goal["measure"],
        unit=goal["unit"],
        baseline=goal["from"],
        target=goal["aim"],
    )
    for code in goal.get("standards", ()):
        batch.add(
            records.GoalTemplateCompetency,
            sample.id("template works on", goal["key"], code),
            goal_template_id=goal_id,
            competency_id=sample.id("competency", code),
        )
    for position, step in enumerate(goal["steps"]):
        who = next(each for each in Who if each in step)
        batch.add(
            records.GoalTemplateStep,
            sample.id("template step", goal["key"], position),
            goal_template_id=goal_id,
            position=position,
            text=step[who],
            who=who,
            repeats=step.get("every", Repeats.ONCE),
        )
