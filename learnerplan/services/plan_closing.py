"""Closing plans: what is missing before, what is frozen, and the family's PDF that is kept."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from learnerplan.domain import records
from learnerplan.domain.audiences import Audience
from learnerplan.domain.goals import GoalStatus
from learnerplan.domain.ids import new_id
from learnerplan.domain.packets import PacketForm, Paper
from learnerplan.domain.plans import PlanState
from learnerplan.domain.profiles import Voice
from learnerplan.errors import UserError
from learnerplan.progress import Progress
from learnerplan.services import frozen_packets, goals, learners, packet_content, plan_states, profiles, steps
from learnerplan.services.conditions import LOOKS_BACK
from learnerplan.storage import artifacts as tree

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from learnerplan.domain.packets import Packet
    from learnerplan.storage.artifacts import StoredFile
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store
    from learnerplan.storage.transaction import Transaction


class Lack(StrEnum):
    """What a plan still lacks at the end of its term. Only goals without an outcome keep it from closing."""

    OUTCOME = "outcome"
    MEASUREMENT = "measurement"
    REFLECTION = "reflection"
    GOALS = "goals"


@dataclass(frozen=True)
class Missing:
    """One thing that is missing; `goal_id` and `goal` where it is of one goal."""

    plan_id: str
    learner_id: str
    lack: Lack
    goal_id: str = ""
    goal: str = ""


@dataclass(frozen=True)
class Named:
    """What the learner of a plan is called, and the name of its term."""

    plan_id: str
    called: str
    term: str
    is_educator: bool


@dataclass(frozen=True)
class _Plan:
    id: str
    learner_id: str
    term_id: str
    state: PlanState
    term: str
    given_name: str
    preferred_name: str
    is_educator: bool


_PLANS = """SELECT p.id, p.learner_id, p.term_id, p.state, t.name, l.given_name, l.preferred_name,
    l.kind = 'educator'
    FROM plan p JOIN term t ON t.id = p.term_id JOIN learner l ON l.id = p.learner_id WHERE p.id = ?"""


_LOOKED_BACK = f"SELECT 1 FROM reflection WHERE plan_id = ? AND voice = 'learner' AND {LOOKS_BACK}"


def missing(view: Readable, plan_ids: Sequence[str]) -> list[Missing]:
    """What these plans lack before they close, plan by plan."""
    found: list[Missing] = []
    for plan in (_one(view, plan_id) for plan_id in plan_ids):
        held = goals.of_plan(view, plan.id)
        if not held:
            found.append(Missing(plan.id, plan.learner_id, Lack.GOALS))
        for goal in held:
            if goal.status is GoalStatus.ACTIVE:
                found.append(Missing(plan.id, plan.learner_id, Lack.OUTCOME, goal.id, goal.title))
            if goal.now is None and goal.target is not None:
                found.append(Missing(plan.id, plan.learner_id, Lack.MEASUREMENT, goal.id, goal.title))
        if not view.value(_LOOKED_BACK, (plan.id,)):
            found.append(Missing(plan.id, plan.learner_id, Lack.REFLECTION))
    return found


def named(view: Readable, plan_ids: Sequence[str]) -> list[Named]:
    """Whose these plans are and of which term, in the same order."""
    held = (_one(view, plan_id) for plan_id in plan_ids)
    return [Named(plan.id, plan.preferred_name or plan.given_name, plan.term, plan.is_educator) for plan in held]


def close(
    store: Store,
    plan_ids: Sequence[str],
    *,
    today: date,
    paper: Paper = Paper.LETTER,
    language: str = "en",
    progress: Progress | None = None,
) -> None:
    """Close plans in one step of undo: freeze each and keep its family PDF, short and long.

    Raises `UserError` while a goal has no outcome, for a plan that is not looked back on yet, and for one that somebody
    changed while it was printed.
    """
    closings = prepared(store, plan_ids, today=today, paper=paper, language=language, progress=progress)
    try:
        with store.transaction("Close plan" if len(closings) == 1 else f"Close {len(closings)} plans") as tx:
            _refuse_changed(tx, store, closings)
            for closing in closings:
                close_in(tx, closing, by=store.actor)
    except BaseException:
        _take_away(store, [path for closing in closings for path in closing.fresh])
        raise


@dataclass(frozen=True)
class Closing:
    """A plan that may close: what is frozen of it, and its family PDFs, which lie in the tree already.

    `fresh` are the paths of those that did not lie there before, to be taken away where the plan stays open. `seq` is
    how far the journal had come.
    """

    plan_id: str
    learner_id: str
    on: date
    frozen: str
    language: str
    paper: Paper
    files: tuple[tuple[PacketForm, StoredFile], ...]
    fresh: tuple[str, ...]
    seq: int


def prepared(
    store: Store,
    plan_ids: Sequence[str],
    *,
    today: date,
    paper: Paper = Paper.LETTER,
    language: str = "en",
    progress: Progress | None = None,
) -> list[Closing]:
    """Freeze plans as they are at one moment, print them, and give what `close_in` writes. Raises as `close` does.

    Stopped on the way, it leaves no file.
    """
    progress = progress or Progress()
    with store.read() as view:
        ready = [_one(view, plan_id) for plan_id in plan_ids]
        open_goals = [each for each in missing(view, plan_ids) if each.lack is Lack.OUTCOME]
        if open_goals:
            raise UserError(
                f"“{open_goals[0].goal}” has no outcome yet.",
                "Say for each goal whether it was met, partly met, goes on or is dropped.",
            )
        seq = int(view.value(_SEQ))
        frozen = {plan.id: _freeze(view, store, plan, today, paper, language) for plan in ready}
        folders = {plan.id: _folder(view, store, plan) for plan in ready}
    made: list[Closing] = []
    try:
        for number, plan in enumerate(ready):
            progress.step(number, len(ready), plan.preferred_name or plan.given_name)
            text, packet = frozen[plan.id]
            kept, fresh = _print(store, plan, packet, folders[plan.id])
            made.append(Closing(plan.id, plan.learner_id, today, text, language, paper, kept, fresh, seq))
        progress.step(len(ready), len(ready), "")
    except BaseException:
        _take_away(store, [path for closing in made for path in closing.fresh])
        raise
    return made


_SEQ = "SELECT coalesce(max(seq), 0) FROM change"


def _refuse_changed(tx: Transaction, store: Store, closings: Sequence[Closing]) -> None:
    """What is kept of a plan has to be the plan that closes. Printing takes a while, and others may write meanwhile."""
    for closing in closings:
        if tx.value(_SEQ) == closing.seq:
            return
        plan = _one(tx, closing.plan_id)
        text, _packet = _freeze(tx, store, plan, closing.on, closing.paper, closing.language)
        if text != closing.frozen:
            whose = "Your" if plan.is_educator else f"{plan.preferred_name or plan.given_name}’s"
            raise UserError(f"{whose} plan was changed while it was printed.", "Look at it, then close it once more.")


_NAMED = "SELECT 1 FROM plan_paper WHERE path = :path UNION ALL SELECT 1 FROM artifact WHERE path = :path"


def _take_away(store: Store, paths: Sequence[str]) -> None:
    """Remove files that were printed in vain. One that a row names stays: the plan was closed before all was said."""
    for path in paths:
        if not store.value(_NAMED, {"path": path}):
            tree.resolve(store.folder, path).unlink(missing_ok=True)


def _fresh(*_key: str) -> str:
    return new_id()


def close_in(
    tx: Transaction,
    closing: Closing,
    *,
    by: str,
    at: datetime | None = None,
    id_of: Callable[..., str] = _fresh,
) -> None:
    """Close a prepared plan as part of a larger transaction, now or as of `at`.

    `id_of` gives the ids of its new rows, by ("turn", state) and ("paper", form).
    """
    turn_id = id_of("turn", PlanState.CLOSED.value)
    plan_states.turn(tx, closing.plan_id, PlanState.CLOSED, by=by, at=at, turn_id=turn_id)
    tx.change(records.Plan, closing.plan_id, closed_on=closing.on, frozen=closing.frozen)
    for form, file in closing.files:
        tx.add(
            records.PlanPaper,
            id=id_of("paper", form.value),
            plan_id=closing.plan_id,
            form=form,
            language=closing.language,
            paper=closing.paper,
            path=file.path,
            sha256=file.sha256,
            size=file.size,
        )


def reopen(store: Store, plan_id: str, reason: str) -> None:
    """Open a closed plan again: deliberate, with a reason that is kept. What was printed of it stays."""
    plan_states.move(store, plan_id, PlanState.REFLECTING, reason=reason)


def _one(view: Readable, plan_id: str) -> _Plan:
    found = view.rows(_Plan, _PLANS, (plan_id,))
    if not found:
        raise UserError("This plan is no longer there.", "Undo brings a removed plan back.")
    return found[0]


def _freeze(view: Readable, store: Store, plan: _Plan, today: date, paper: Paper, language: str) -> tuple[str, Packet]:
    """The plan as it closes: its goals with their standards' text, ratings and steps, the profile page, the packet.

    It goes where the plan goes, so what is marked as safeguarding stands in its own rows alone.
    """
    packet = next(
        packet_content.collect(
            view, store.folder, [plan.learner_id], today=today, paper=paper, language=language, term_id=plan.term_id
        )
    )
    kept = [goal for goal in goals.of_plan(view, plan.id) if goal.audience is not Audience.SAFEGUARDING]
    goal_ids = {goal.id for goal in kept}
    entries = [each for each in profiles.entries(view, plan.learner_id) if each.audience is not Audience.SAFEGUARDING]
    held = {
        "closed_on": today.isoformat(),
        "goals": [_plain(goal) for goal in kept],
        "steps": [_plain(step) for step in steps.of_plan(view, plan.id) if step.goal_id in goal_ids],
        "profile": [_plain(entry) for entry in entries if entry.voice is not Voice.DATA],
        "packet": json.loads(frozen_packets.to_json(packet, store.folder)),
    }
    return json.dumps(held, ensure_ascii=False, sort_keys=True), packet


def _plain(row: object) -> dict[str, object]:
    from dataclasses import asdict

    values = asdict(row)  # type: ignore[call-overload]
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def _folder(view: Readable, store: Store, plan: _Plan) -> str:
    return tree.learner_folder(view, store.folder, plan.learner_id, learners.one(view, plan.learner_id).name)


def _print(
    store: Store, plan: _Plan, packet: Packet, folder: str
) -> tuple[tuple[tuple[PacketForm, StoredFile], ...], tuple[str, ...]]:
    """The PDFs in the tree, and which of them are new there. Raises `UserError` for a full disk, and leaves none."""
    from learnerplan.documents.packet import compose

    printed = [(form, compose([replace(packet, form=form)])[0]) for form in PacketForm]
    place = tree.resolve(store.folder, folder)
    before = {path.name for path in place.iterdir()} if place.is_dir() else set()
    made: list[tuple[PacketForm, StoredFile]] = []
    fresh: list[str] = []
    try:
        for form, data in printed:
            file = tree.store_file(store.folder, folder, data, f"{plan.term}, packet, {form} form.pdf")
            made.append((form, file))
            if PurePosixPath(file.path).name not in before:
                fresh.append(file.path)
    except BaseException:
        _take_away(store, fresh)
        raise
    return tuple(made), tuple(fresh)
