"""Reflections of a learner and of the family, at the end of a goal and of a term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from learnerplan.domain import records
from learnerplan.domain.audiences import Audience
from learnerplan.domain.checkins import Feeling
from learnerplan.domain.plans import PlanPart
from learnerplan.domain.profiles import Made, Voice
from learnerplan.domain.reflections import Prompt
from learnerplan.services import plan_states
from learnerplan.services.student_words import FACES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store
    from learnerplan.storage.transaction import Transaction


@dataclass(frozen=True)
class ReflectionRow:
    """An answer to one prompt, of a plan or of one goal."""

    id: str
    plan_id: str | None
    goal_id: str | None
    prompt: Prompt
    text: str
    voice: Voice
    reflected_on: date
    audience: Audience
    feeling: Feeling | None


def of_learner(view: Readable, learner_id: str) -> list[ReflectionRow]:
    """A learner's reflections, newest first."""
    return view.rows(
        ReflectionRow,
        """SELECT id, plan_id, goal_id, prompt, text, voice, reflected_on, audience,
        feeling FROM reflection
        WHERE learner_id = ? ORDER BY reflected_on DESC, id DESC""",
        (learner_id,),
    )


def write(
    store: Store,
    learner_id: str,
    plan_id: str,
    answers: Mapping[Prompt, str],
    *,
    on: date,
    voice: Voice = Voice.LEARNER,
    goal_id: str | None = None,
) -> None:
    """Keep the answers to the prompts of a plan, or of one goal of it: one of a voice to each prompt.

    The answer to `Prompt.FACE` is a feeling by its name. Emptied answers are removed. Raises `UserError` for a plan
    that is closed.
    """
    with store.transaction("Write reflection") as tx:
        write_in(tx, learner_id, plan_id, answers, on=on, voice=voice, goal_id=goal_id)


def write_in(
    tx: Transaction,
    learner_id: str,
    plan_id: str,
    answers: Mapping[Prompt, str],
    *,
    on: date,
    voice: Voice = Voice.LEARNER,
    goal_id: str | None = None,
) -> None:
    """`write` within a transaction that does more. What is as it was keeps its day."""
    plan_states.needs_open(tx, plan_id, PlanPart.WORK)
    for prompt, answer in answers.items():
        held = tx.value(
            """SELECT id FROM reflection WHERE learner_id = ? AND plan_id = ? AND prompt = ? AND voice = ?
            AND goal_id IS ?""",
            (learner_id, plan_id, prompt.value, voice.value, goal_id),
        )
        feeling = Feeling(answer) if prompt is Prompt.FACE and answer else None
        values = {"text": FACES[feeling] if feeling else answer.strip(), "feeling": feeling}
        if held and not answer.strip():
            tx.delete(records.Reflection, held)
        elif held and tx.change(records.Reflection, held, **values):
            tx.change(records.Reflection, held, reflected_on=on)
        elif not held and answer.strip():
            tx.add(
                records.Reflection,
                learner_id=learner_id,
                plan_id=plan_id,
                goal_id=goal_id,
                prompt=prompt,
                voice=voice,
                made=Made.PICKED if feeling else Made.WROTE,
                reflected_on=on,
                **values,
            )


def set_audience(store: Store, reflection_id: str, audience: Audience) -> None:
    """Decide whether a reflection may go home."""
    with store.transaction("Release for the family" if audience is Audience.FAMILY else "Keep in the record") as tx:
        tx.change(records.Reflection, reflection_id, audience=audience)
