"""Writes the sample class's plans over two terms: goals, steps, check-ins, reflections, work, results and talks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from learnerplan.domain import records
from learnerplan.domain.audiences import Audience
from learnerplan.domain.checkins import Mode
from learnerplan.domain.goals import GoalStatus
from learnerplan.domain.profiles import Voice
from learnerplan.domain.reflections import PROMPTS, Prompt, Style
from learnerplan.domain.steps import Repeats
from learnerplan.services import sample_content
from learnerplan.services.sample_learners import artifact_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from learnerplan.services.batches import Batch
    from learnerplan.services.sample_learners import Sample
    from learnerplan.storage.artifacts import StoredFile


def write_results(batch: Batch, sample: Sample) -> None:
    """The scores of both checks, each with the row of the file that it came from."""
    for test in sample.content.room["assessment"]:
        for line, (key, one) in enumerate(sample.content.learners.items(), start=2):
            for window, score in zip(test["windows"], one[test["key"]], strict=True):
                if not score:
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
            state=term["state"],
            learner_agreed_on=moved(term["agreed"]),
            teacher_agreed_on=moved(term["agreed"]),
            family_agreed_on=moved(term["agreed_at_home"]),
        )
        goals = [goal for goal in one["goal"] if goal["term"] == term["key"]]
        for position, goal in enumerate(goals):
            _write_goal(batch, sample, key, plan, position, goal, moved(term["agreed"]))


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


def write_check_ins(batch: Batch, sample: Sample) -> None:
    """The talks of the term, with how far each goal was."""
    for key, one in sample.content.learners.items():
        for talk in one["check_in"]:
            on = sample.calendar.talked(talk["on"])
            check_in = batch.add(
                records.CheckIn,
                sample.id("check-in", key, str(talk["on"]), on=on),
                learner_id=sample.id("learner", key),
                held_on=on,
                mode=talk.get("mode", Mode.ONE_ON_ONE),
                by=sample.content.shown(talk["by"]),
                feeling=talk["feeling"],
                words=talk["said"],
                next_move=talk["next"],
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


def write_reflections(batch: Batch, sample: Sample, term: str) -> None:
    """What the learners wrote when a term closed, and what their teacher wrote back."""
    for key, one in sample.content.learners.items():
        on = sample.calendar.past(one["reflection"]["on"])
        said = [(prompt, one["reflection"][prompt], Voice.LEARNER) for prompt in PROMPTS[Style.THREE]]
        for prompt, text, voice in (*said, (Prompt.PROUD, one["reflection"]["teacher"], Voice.TEACHER)):
            batch.add(
                records.Reflection,
                sample.id("reflection", key, prompt, voice, on=on),
                learner_id=sample.id("learner", key),
                plan_id=sample.id("plan", key, term),
                prompt=prompt,
                text=text,
                voice=voice,
                reflected_on=on,
                audience=Audience.FAMILY,
            )


def write_work(
    batch: Batch, sample: Sample, kept: Mapping[tuple[str, str], StoredFile], texts: Mapping[str, str]
) -> None:
    """The artifacts, by (learner, file) and by the words of documents; the files are in the tree already."""
    for key, one in sample.content.learners.items():
        for work in one["artifact"]:
            file = kept[key, work["file"]]
            made = sample.calendar.past(work["made"])
            artifact = batch.add(
                records.Artifact,
                artifact_id(sample, key, work),
                learner_id=sample.id("learner", key),
                title=work["title"],
                kind=work["kind"],
                path=file.path,
                sha256=file.sha256,
                size=file.size,
                media_type=file.media_type,
                made_on=made,
                added_on=made,
                added_by=one.get("preferred") or one["given"],
                why=work["why"],
                text=texts.get(work["file"], ""),
                audience=work.get("audience", Audience.FAMILY),
            )
            _tie(batch, sample, key, artifact, work)


def _tie(batch: Batch, sample: Sample, key: str, artifact: str, work: dict[str, Any]) -> None:
    for goal in work.get("goals", ()):
        goal_id = sample.goal(key, goal)
        batch.add(records.ArtifactGoal, sample.id("shows", artifact, goal), artifact_id=artifact, goal_id=goal_id)
    for code in work.get("shows", ()):
        batch.add(
            records.ArtifactCompetency,
            sample.id("shows", artifact, code),
            artifact_id=artifact,
            competency_id=sample.id("competency", code),
        )
    for tag in work["tags"]:
        batch.add(records.ArtifactTag, sample.id("tag", artifact, tag), artifact_id=artifact, tag=tag)


def write_notes(batch: Batch, sample: Sample) -> None:
    """Observations, the teacher's own reminders, the talks with families, and what left the app."""
    for key, one in sample.content.learners.items():
        learner = sample.id("learner", key)
        for number, seen in enumerate(one.get("observation", ())):
            on = sample.calendar.past(seen["on"])
            observation = batch.add(
                records.Observation,
                sample.id("observation", key, number, on=on),
                text=seen["text"],
                seen_on=on,
                by=sample.content.shown(seen["by"]),
                audience=seen["audience"],
            )
            batch.add(
                records.ObservationLearner,
                sample.id("seen", observation),
                observation_id=observation,
                learner_id=learner,
            )
        for number, aid in enumerate(one.get("memory_aid", ())):
            on = sample.calendar.past(aid["on"])
            batch.add(
                records.MemoryAid,
                sample.id("aid", key, number, on=on),
                learner_id=learner,
                text=aid["text"],
                written_on=on,
            )
    for talk in sample.content.room["conference"]:
        _write_conference(batch, sample, talk)
    for number, left in enumerate(sample.content.room["disclosure"]):
        _write_disclosure(batch, sample, number, left)


def _write_conference(batch: Batch, sample: Sample, talk: dict[str, Any]) -> None:
    batch.add(
        records.Conference,
        sample.id("conference", talk["learner"], str(talk["at"])),
        learner_id=sample.id("learner", talk["learner"]),
        held_at=sample.calendar.planned(talk["at"]),
        minutes=talk["minutes"],
        place=talk["place"],
        attends=", ".join(talk["who"]),
        language=sample.content.language(talk["language"]),
        interpreter=talk["interpreter"],
    )


def _write_disclosure(batch: Batch, sample: Sample, number: int, left: dict[str, Any]) -> None:
    disclosure = batch.add(
        records.Disclosure,
        sample.id("disclosure", number),
        at=sample.calendar.happened(left["at"]),
        way=left["what"],
        recipient=left["to"],
        purpose=left["purpose"],
        file_name=left["file"],
    )
    learner = sample.id("learner", left["learner"])
    batch.add(
        records.DisclosureLearner,
        sample.id("disclosed", disclosure, learner),
        disclosure_id=disclosure,
        learner_id=learner,
    )
    for section in left["sections"]:
        batch.add(
            records.DisclosureSection,
            sample.id("section", disclosure, section),
            disclosure_id=disclosure,
            section=section,
        )
