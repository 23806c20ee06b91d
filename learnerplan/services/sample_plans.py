"""Writes the sample class's plans over two terms: goals, steps, check-ins, work and results."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from learnerplan.domain import records
from learnerplan.domain.audiences import Audience
from learnerplan.domain.checkins import Mode
from learnerplan.domain.goals import GoalStatus
from learnerplan.domain.plans import PlanState
from learnerplan.domain.steps import Repeats
from learnerplan.services import sample_content
from learnerplan.services.sample_learners import artifact_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from learnerplan.services.batches import Batch
    from learnerplan.services.sample_content import Stretch
    from learnerplan.services.sample_learners import Sample
    from learnerplan.storage.artifacts import StoredFile


@dataclass(frozen=True)
class KeptWork:
    """A piece of work in the tree, and the words of a document."""

    file: StoredFile
    text: str


def write_results(batch: Batch, sample: Sample, stretch: Stretch) -> None:
    """The scores of both checks, each with the row of the file that it came from."""
    for test in sample.content.room["assessment"]:
        for line, (key, one) in enumerate(sample.content.learners.items(), start=2):
            for window, score in zip(test["windows"], one[test["key"]], strict=True):
                if not score or window not in stretch:
                    continue
                taken = sample.calendar.past(window)
                batch.add(
                    records.Result,
                    sample.id("result", key, test["key"], str(window), on=taken),
                    learner_id=sample.id("learner", key),
                    assessment_id=sample.id("assessment", test["key"]),
                    window=sample_content.month_of(taken),
                    taken_on=taken,
                    score=score,
                    standard_error=test["standard_error"],
                    source_file=f"{test['key']}-check-{taken:%Y-%m}.csv",
                    source_line=line,
                )


def write_plans(batch: Batch, sample: Sample, term: dict[str, Any]) -> None:
    """The plan of every learner for one term, with goals, measurements and steps."""
    moved = sample.calendar.moved
    for key, one in sample.content.learners.items():
        plan = batch.add(
            records.Plan,
            sample.id("plan", key, term["key"]),
            learner_id=sample.id("learner", key),
            term_id=sample.id("term", term["key"]),
            state=PlanState.ACTIVE,
            learner_agreed_on=moved(term["agreed"]),
            teacher_agreed_on=moved(term["agreed"]),
            family_agreed_on=moved(term["agreed_at_home"]),
        )
        for hour, state in ((9, PlanState.AGREED), (10, PlanState.ACTIVE)):
            _write_turn(batch, sample, plan, state, datetime.combine(moved(term["agreed"]), time(hour), UTC))
        goals = [goal for goal in one["goal"] if goal["term"] == term["key"]]
        for position, goal in enumerate(goals):
            _write_goal(batch, sample, key, plan, position, goal, moved(term["agreed"]))


def _write_turn(batch: Batch, sample: Sample, plan: str, state: PlanState, at: datetime) -> None:
    batch.add(
        records.PlanTurn,
        sample.id("turn", plan, state, on=at.date()),
        plan_id=plan,
        state=state,
        at=at,
        by=sample_content.ACTOR,
    )


def _write_goal(
    batch: Batch, sample: Sample, key: str, plan: str, position: int, goal: dict[str, Any], begun: date
) -> None:
    measure = goal["measure"]
    hope, earlier = goal.get("aspiration"), goal.get("carried_from")
    goal_id = batch.add(
        records.Goal,
        sample.goal(key, goal["key"]),
        plan_id=plan,
        learner_id=sample.id("learner", key),
        position=position,
        kind=goal["kind"],
        area=goal["area"],
        words=goal["words"],
        why=goal["why"],
        success="\n".join(goal["success"]),
        aspiration_id=sample.id("aspiration", key, hope) if hope else None,
        measure=measure["name"],
        unit=measure["unit"],
        baseline=measure["from"],
        target=measure["aim"],
        begun_on=begun,
        due_on=sample.calendar.moved(goal["due"]) if "due" in goal else None,
        status=goal.get("outcome", GoalStatus.ACTIVE),
        outcome_note=goal.get("lesson", ""),
        carried_from_id=sample.goal(key, earlier) if earlier else None,
    )
    for code in goal.get("standards", ()):
        batch.add(
            records.GoalCompetency,
            sample.id("works on", goal_id, code),
            goal_id=goal_id,
            competency_id=sample.id("competency", code),
        )
    for day, value in goal["measured"]:
        on = sample.calendar.past(day)
        batch.add(
            records.Measurement,
            sample.id("measurement", goal_id, str(day), on=on),
            goal_id=goal_id,
            measured_on=on,
            value=value,
            by=sample.content.shown("okoye"),
        )
    for place, step in enumerate(goal["steps"]):
        _write_step(batch, sample, goal_id, place, step)


def _write_step(batch: Batch, sample: Sample, goal_id: str, place: int, step: dict[str, Any]) -> None:
    who = next(name for name in ("me", "teacher", "home") if name in step)
    step_id = batch.add(
        records.Step,
        sample.id("step", goal_id, place),
        goal_id=goal_id,
        text=step[who],
        who=who,
        repeats=step.get("every", Repeats.ONCE),
        due_on=sample.calendar.moved(step["due"]) if "due" in step else None,
        position=place,
    )
    done = step.get("done", [])
    days = {sample.calendar.past(day) for day in ([done] if isinstance(done, date) else done)}
    for on in sorted(days):
        batch.add(records.StepDone, sample.id("done", step_id, str(on)), step_id=step_id, done_on=on)


def write_check_ins(batch: Batch, sample: Sample, stretch: Stretch) -> None:
    """The talks of the term, with how far each goal was."""
    for key, one in sample.content.learners.items():
        for talk in (talk for talk in (*one["check_in"], *_sheets(sample, one, stretch)) if talk["on"] in stretch):
            on = sample.calendar.talked(talk["on"])
            check_in = batch.add(
                records.CheckIn,
                sample.id("check-in", key, str(talk["on"]), on=on),
                learner_id=sample.id("learner", key),
                held_on=on,
                mode=talk.get("mode", Mode.ONE_ON_ONE),
                by=sample.content.shown(talk["by"]),
                feeling=talk.get("feeling"),
                words=talk.get("said", ""),
                next_move=talk.get("next", ""),
                audience=talk.get("audience", Audience.FAMILY),
            )
            for goal, level in talk["goals"].items():
                batch.add(
                    records.CheckInGoal,
                    sample.id("level", check_in, goal, on=on),
                    check_in_id=check_in,
                    goal_id=sample.goal(key, goal),
                    level_id=sample.id("level", level),
                )


def _sheets(sample: Sample, one: dict[str, Any], stretch: Stretch) -> Iterator[dict[str, Any]]:
    """What the class sheets of the term say of one learner, as check-ins without words."""
    for sheet in sample.content.room["class_sheet"]:
        ended = {goal["key"]: goal.get("outcome") for goal in one["goal"] if goal["term"] == stretch.term["key"]}
        levels = {goal: sheet["levels"][outcome] for goal, outcome in ended.items() if outcome}
        yield {"on": sheet["on"], "by": sheet["by"], "mode": Mode.PAPER, "goals": levels}


def write_work(batch: Batch, sample: Sample, stretch: Stretch, kept: Mapping[tuple[str, str], KeptWork]) -> None:
    """The artifacts, by (learner, file), and which goals they show; the files are in the tree already."""
    begins = {term["key"]: term["starts"] for term in sample.content.room["term"]}
    for key, one in sample.content.learners.items():
        goals = {goal["key"]: begins[goal["term"]] for goal in one["goal"]}
        for work in one["artifact"]:
            if work["made"] in stretch:
                _write_artifact(batch, sample, key, work, kept[key, work["file"]])
            artifact = artifact_id(sample, key, work)
            for goal in work.get("goals", ()):
                # Older work may show a goal that came later.
                if max(work["made"], goals[goal]) in stretch:
                    shown = {"artifact_id": artifact, "goal_id": sample.goal(key, goal)}
                    batch.add(records.ArtifactGoal, sample.id("shows", artifact, goal), **shown)


def _write_artifact(batch: Batch, sample: Sample, key: str, work: dict[str, Any], kept: KeptWork) -> None:
    one, made = sample.content.learners[key], sample.calendar.past(work["made"])
    artifact = batch.add(
        records.Artifact,
        artifact_id(sample, key, work),
        learner_id=sample.id("learner", key),
        title=work["title"],
        kind=work["kind"],
        path=kept.file.path,
        sha256=kept.file.sha256,
        size=kept.file.size,
        media_type=kept.file.media_type,
        made_on=made,
        added_on=made,
        added_by=one.get("preferred") or one["given"],
        why=work["why"],
        text=kept.text,
        audience=work.get("audience", Audience.FAMILY),
    )
    for code in work.get("shows", ()):
        batch.add(
            records.ArtifactCompetency,
            sample.id("shows", artifact, code),
            artifact_id=artifact,
            competency_id=sample.id("competency", code),
        )
    for tag in work["tags"]:
        batch.add(records.ArtifactTag, sample.id("tag", artifact, tag), artifact_id=artifact, tag=tag)
