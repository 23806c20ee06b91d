"""What a child keeps in student mode besides surveys and ticks: in the child's voice, waiting for an adult's OK.

A face or a word of one's own is a reflection and no check-in: nobody has talked with the child, so the rota still
says that somebody should.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.domain import records
from learnerplan.domain.audiences import Audience
from learnerplan.domain.checkins import Feeling
from learnerplan.domain.plans import PlanPart
from learnerplan.domain.profiles import Made, Voice
from learnerplan.domain.reflections import Prompt
from learnerplan.services import plan_states

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store
    from learnerplan.storage.transaction import Transaction

FACES = {
    Feeling.STUCK: "I’m stuck",
    Feeling.HARD: "It’s hard",
    Feeling.GOOD: "It’s going well",
    Feeling.EASY: "It’s easy",
}
"""The words below each face, from the heaviest to the lightest. They say how it feels, not how far it is."""
SCRIPT = {
    Prompt.PROUD: "First I will show you ",
    Prompt.HARD: "Something that was hard for me: ",
    Prompt.NEXT: "Next I want to ",
}
"""How each line of a conference script begins; the line is kept with its beginning, so that it reads by itself."""

_OWN = """SELECT {what} FROM reflection WHERE learner_id = ? AND voice = 'learner' AND plan_id IS NULL
    AND audience IN ('record', 'family') AND {where} ORDER BY reflected_on DESC, id DESC LIMIT 1"""
_FACE = "goal_id = ? AND feeling IS NOT NULL AND reflected_on = ?"
_PROUD = "goal_id IS NULL AND feeling IS NULL AND prompt = 'proud' AND substr(text, 1, ?) <> ? AND reflected_on = ?"
_LINE = "goal_id IS NULL AND feeling IS NULL AND prompt = ? AND substr(text, 1, ?) = ?"


def feel(store: Store, learner_id: str, goal_id: str, feeling: Feeling, *, on: date) -> None:
    """Keep how a goal feels today: one face a day, the last one counts. Raises `UserError` in a closed plan."""
    with store.transaction("How it is going") as tx:
        plan_states.needs_open_goal(tx, goal_id, PlanPart.WORK)
        held = tx.value(_OWN.format(what="id", where=_FACE), (learner_id, goal_id, on.isoformat()))
        values = {"feeling": feeling, "text": FACES[feeling]}
        if held:
            tx.change(records.Reflection, held, **values)
        else:
            _add(tx, learner_id, Prompt.FACE, on, goal_id=goal_id, made=Made.PICKED, **values)


def felt(view: Readable, learner_id: str, goal_id: str, *, on: date) -> Feeling | None:
    """The face of a day."""
    found = view.value(_OWN.format(what="feeling", where=_FACE), (learner_id, goal_id, on.isoformat()))
    return Feeling(found) if found else None


def be_proud(store: Store, learner_id: str, text: str, *, on: date) -> None:
    """Keep the one thing that the child is proud of; another text on the same day takes its place, none removes it."""
    with store.transaction("Proud of") as tx:
        held = tx.value(_OWN.format(what="id", where=_PROUD), _proud(learner_id, on))
        _set(tx, held, learner_id, Prompt.PROUD, text.strip(), on)


def proud(view: Readable, learner_id: str, *, on: date) -> str:
    """What the child said on a day to be proud of."""
    return str(view.value(_OWN.format(what="text", where=_PROUD), _proud(learner_id, on)) or "")


def write_script(store: Store, learner_id: str, lines: Mapping[Prompt, str], *, on: date) -> None:
    """Keep what the child will say at the conference. `lines` are without their beginnings; an empty one is removed."""
    with store.transaction("Conference script") as tx:
        for prompt, line in lines.items():
            held = tx.value(_OWN.format(what="id", where=_LINE), _line(learner_id, prompt))
            words = line.strip()
            _set(tx, held, learner_id, prompt, f"{SCRIPT[prompt]}{words}" if words else "", on)


def script(view: Readable, learner_id: str) -> dict[Prompt, str]:
    """The newest script, each line without its beginning."""
    found = {
        prompt: str(view.value(_OWN.format(what="text", where=_LINE), _line(learner_id, prompt)) or "")
        for prompt in SCRIPT
    }
    return {prompt: text[len(SCRIPT[prompt]) :] for prompt, text in found.items()}


def look_back(store: Store, learner_id: str, plan_id: str, answers: Mapping[Prompt, str], *, on: date) -> None:
    """Keep the child's look back on a plan. Raises `UserError` for a closed one. An empty answer is removed.

    The answer to `Prompt.FACE` is a feeling by its name.
    """
    with store.transaction("Write reflection") as tx:
        plan_states.needs_open(tx, plan_id, PlanPart.WORK)
        for prompt, text in answers.items():
            held = tx.value(
                """SELECT id FROM reflection WHERE learner_id = ? AND plan_id = ? AND prompt = ?
                AND voice = 'learner' AND goal_id IS NULL""",
                (learner_id, plan_id, prompt.value),
            )
            feeling = Feeling(text) if prompt is Prompt.FACE and text else None
            said = FACES[feeling] if feeling else text.strip()
            made = Made.PICKED if feeling else Made.WROTE
            _set(tx, held, learner_id, prompt, said, on, plan_id=plan_id, feeling=feeling, made=made)


def _proud(learner_id: str, on: date) -> tuple[str, int, str, str]:
    begins = SCRIPT[Prompt.PROUD]
    return learner_id, len(begins), begins, on.isoformat()


def _line(learner_id: str, prompt: Prompt) -> tuple[str, str, int, str]:
    return learner_id, prompt.value, len(SCRIPT[prompt]), SCRIPT[prompt]


def _set(
    tx: Transaction, held: str | None, learner_id: str, prompt: Prompt, text: str, on: date, **values: object
) -> None:
    if held and not text:
        tx.delete(records.Reflection, held)
    elif held:
        kept = tx.get(records.Reflection, held) or {}
        if kept.get("text") == text:
            return
        tx.change(records.Reflection, held, text=text, reflected_on=on, **values)
        if kept.get("audience") == Audience.FAMILY:
            # An adult said yes to the words before, not to these.
            tx.change(records.Reflection, held, audience=Audience.RECORD)
    elif text:
        _add(tx, learner_id, prompt, on, text=text, **values)


def _add(tx: Transaction, learner_id: str, prompt: Prompt, on: date, **values: object) -> None:
    tx.add(
        records.Reflection,
        learner_id=learner_id,
        prompt=prompt,
        voice=Voice.LEARNER,
        reflected_on=on,
        audience=Audience.RECORD,
        **values,
    )
