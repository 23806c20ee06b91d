"""Looks back on a term of the sample class and closes its plans, as the app does for a teacher."""

from __future__ import annotations

from datetime import UTC, datetime, time
from functools import partial
from typing import TYPE_CHECKING, Any

from learnerplan.domain import records
from learnerplan.domain.audiences import Audience
from learnerplan.domain.plans import PlanState
from learnerplan.domain.profiles import Voice
from learnerplan.domain.reflections import PROMPTS, Prompt, Style
from learnerplan.services import plan_closing, plan_states, sample_content

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from learnerplan.progress import Progress
    from learnerplan.services.batches import Batch
    from learnerplan.services.sample_learners import Sample
    from learnerplan.storage.store import Store


def write_reflections(batch: Batch, sample: Sample, term: dict[str, Any]) -> None:
    """What the learners wrote when the term ended, what their teacher wrote back, and what some families said."""
    for key, one in sample.content.learners.items():
        on, plan = sample.calendar.past(one["reflection"]["on"]), sample.id("plan", key, term["key"])
        turn_id = sample.id("turn", plan, PlanState.REFLECTING, on=on)
        at = datetime.combine(on, time(9), UTC)
        plan_states.turn(batch.tx, plan, PlanState.REFLECTING, by=sample_content.ACTOR, at=at, turn_id=turn_id)
        for prompt, text, voice in _said(one["reflection"]):
            batch.add(
                records.Reflection,
                sample.id("reflection", key, prompt, voice, on=on),
                learner_id=sample.id("learner", key),
                plan_id=plan,
                prompt=prompt,
                text=text,
                voice=voice,
                reflected_on=on,
                audience=Audience.FAMILY,
            )


def _said(reflection: dict[str, Any]) -> Iterator[tuple[Prompt, str, Voice]]:
    for prompt in PROMPTS[Style.THREE]:
        yield prompt, reflection[prompt], Voice.LEARNER
    yield Prompt.PROUD, reflection["teacher"], Voice.TEACHER
    for prompt, text in reflection.get("home", {}).items():
        yield Prompt(prompt), text, Voice.FAMILY


def close_plans(store: Store, sample: Sample, term: dict[str, Any], origin: str, progress: Progress) -> None:
    """Close every plan of the term on its last day: freeze it and keep its packets. `progress` counts the learners."""
    ends = sample.calendar.moved(term["ends"])
    keys = {sample.id("plan", key, term["key"]): key for key in sample.content.learners}
    closings = plan_closing.prepared(store, list(keys), today=ends, progress=progress)
    at = datetime.combine(ends, time(16), UTC)
    with store.transaction(f"Close {term['name']}", origin=origin) as tx:
        for closing in closings:
            id_of = partial(_id, sample, closing.plan_id, ends)
            plan_closing.close_in(tx, closing, by=sample_content.ACTOR, at=at, id_of=id_of)


def _id(sample: Sample, plan: str, on: date, kind: str, which: str) -> str:
    return sample.id(kind, plan, which, on=on)
