"""The rail of one-on-ones: what the screen of one child needs, and how a class stands in each of its three modes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from learnerplan.domain.checkins import Feeling
from learnerplan.domain.goals import GoalStatus
from learnerplan.domain.plans import PlanState
from learnerplan.domain.profiles import Voice
from learnerplan.services import checkins, plans, terms, typing_drafts
from learnerplan.services import goals as goal_service
from learnerplan.services import steps as step_service
from learnerplan.services.conditions import LOOKS_BACK, OWN_TERMS

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store

OLD_PROFILE_DAYS = 60
"""A profile in which nobody wrote for so long is worth a question."""
MOST_ASKS = 3
DRAFT = "check-in:"
"""What the names of drafts of check-ins begin with; the learner's id follows."""


@dataclass(frozen=True)
class LastTalk:
    """What was said the last time."""

    held_on: date
    feeling: Feeling | None
    words: str
    next_move: str


@dataclass(frozen=True)
class ProfileQuote:
    """Words of the profile to begin with, and when anybody last added to it."""

    text: str
    voice: Voice
    said_by: str
    said_on: date
    profile_on: date


@dataclass(frozen=True)
class LookBack:
    """That the learner looked back on the term: when last, and words of it that may be read aloud."""

    on: date
    words: str


class AskKind(StrEnum):
    """Why something is worth asking."""

    PROFILE = "profile"
    EVIDENCE = "evidence"
    MEASURE = "measure"


@dataclass(frozen=True)
class Ask:
    """Something worth asking: since when, or of which goal."""

    kind: AskKind
    since: date | None = None
    goal: str = ""


@dataclass(frozen=True)
class Desk:
    """The screen of one child: the plan of the term with its goals and steps, and what was said before."""

    learner_id: str
    term: terms.TermRow | None
    plan: plans.PlanRow | None
    goals: tuple[goal_service.GoalRow, ...]
    steps: tuple[step_service.StepRow, ...]
    last: LastTalk | None
    quote: ProfileQuote | None
    looked_back: LookBack | None

    def open_goals(self) -> list[goal_service.GoalRow]:
        """The goals that are worked on; none of a closed plan."""
        if self.plan is None or self.plan.state is PlanState.CLOSED:
            return []
        return [goal for goal in self.goals if goal.status is GoalStatus.ACTIVE]

    def open_steps(self, goal_id: str, today: date) -> list[step_service.StepRow]:
        """The steps of a goal that can be ticked: what is not done yet, and what was done today."""
        mine = [step for step in self.steps if step.goal_id == goal_id]
        return [step for step in mine if not step.done(today) or step.done_on == today]

    def asks(self, today: date) -> list[Ask]:
        """What is worth asking, the profile first."""
        found: list[Ask] = []
        if self.quote is None:
            found.append(Ask(AskKind.PROFILE))
        elif (today - self.quote.profile_on).days > OLD_PROFILE_DAYS:
            found.append(Ask(AskKind.PROFILE, self.quote.profile_on))
        for goal in self.open_goals():
            if goal.artifacts == 0:
                found.append(Ask(AskKind.EVIDENCE, goal=goal.title))
            if goal.target is not None and goal.now is None:
                found.append(Ask(AskKind.MEASURE, goal=goal.title))
        return found[:MOST_ASKS]


# A child looks on: words that may go nowhere are not put on this screen.
_SAYABLE = "('record', 'family')"
_LAST = f"""SELECT held_on, feeling, CASE WHEN audience IN {_SAYABLE} THEN words ELSE '' END, next_move
    FROM check_in WHERE learner_id = ? ORDER BY held_on DESC, id DESC LIMIT 1"""
_QUOTE = f"""SELECT text, voice, said_by, said_on, max(said_on) OVER () FROM profile_entry
    WHERE learner_id = ? AND current AND voice = 'learner' AND audience IN {_SAYABLE}
    ORDER BY facet IN ('hope', 'strength', 'passion', 'interest') DESC, said_on DESC, id DESC LIMIT 1"""

# A face of a day, kept with a goal, is no look back.
_BACK = f"""SELECT max(reflected_on) OVER (),
    CASE WHEN audience IN {_SAYABLE} AND prompt <> 'face' THEN text ELSE '' END
    FROM reflection WHERE plan_id = ? AND voice = 'learner' AND {LOOKS_BACK}
    ORDER BY goal_id IS NOT NULL, prompt <> 'proud', prompt = 'face', id LIMIT 1"""


def desk(view: Readable, learner_id: str, today: date, *, term_id: str = "") -> Desk:
    """All that the screen of one child needs, of the term named or the current one, in a few small queries."""
    listed = terms.listed(view, today, learner_id=learner_id, term_id=term_id)
    named = next((row for row in listed if row.id == term_id), None)
    term = named or terms.current_of(listed, today)
    held = plans.of_learner(view, learner_id)
    plan = next((row for row in held if term is not None and row.term_id == term.id), None)
    last = view.rows(LastTalk, _LAST, (learner_id,))
    quote = view.rows(ProfileQuote, _QUOTE, (learner_id,))
    back = view.rows(LookBack, _BACK, (plan.id,)) if plan is not None else []
    return Desk(
        learner_id=learner_id,
        term=term,
        plan=plan,
        goals=tuple(goal_service.of_plan(view, plan.id)) if plan else (),
        steps=tuple(step_service.of_plan(view, plan.id)) if plan else (),
        last=last[0] if last else None,
        quote=quote[0] if quote else None,
        looked_back=back[0] if back else None,
    )


@dataclass(frozen=True)
class ClassPlan:
    """The plan of a learner of a class in a term; without a plan the ids and the state are empty."""

    learner_id: str
    plan_id: str
    state: PlanState | None
    goals: int
    open_goals: int

    @property
    def agreed(self) -> bool:
        """Whether the plan is past being a draft."""
        return self.state not in (None, PlanState.DRAFT)

    @property
    def closed(self) -> bool:
        """Whether the plan is closed."""
        return self.state is PlanState.CLOSED

    @property
    def ready(self) -> bool:
        """Whether the plan can close: there are goals, and each has an outcome."""
        return self.state not in (None, PlanState.CLOSED) and self.goals > 0 and self.open_goals == 0


# Who goes by the terms of another class has a plan of those: there the current one, as on the screen of one child.
_PLANS = f"""SELECT l.id, coalesce(p.id, ''), p.state, count(g.id), coalesce(sum(g.status = 'active'), 0)
    FROM learner l LEFT JOIN plan p ON p.learner_id = l.id AND p.term_id = (SELECT t.id FROM term t
        WHERE t.school_year_id = (SELECT school_year_id FROM term WHERE id = :term)
        AND t.class_id IS {OWN_TERMS.format(learner="l.id", year="t.school_year_id")}
        ORDER BY t.id = :term DESC, CASE WHEN t.starts_on <= :today THEN t.starts_on END DESC, t.position LIMIT 1)
    LEFT JOIN goal g ON g.plan_id = p.id
    WHERE l.active AND l.kind = 'child' AND l.id IN
        (SELECT learner_id FROM enrolment WHERE class_id = :class AND ends_on IS NULL)
    GROUP BY l.id ORDER BY l.family_name COLLATE NOCASE, l.given_name COLLATE NOCASE, l.id"""


def class_plans(view: Readable, class_id: str, term_id: str, today: date) -> list[ClassPlan]:
    """The plans of a class in a term, a row a learner, by family name.

    Of a learner who goes by the terms of another class it is the plan of the term that they are in `today`.
    """
    return view.rows(ClassPlan, _PLANS, {"class": class_id, "term": term_id, "today": today.isoformat()})


def keep(store: Store, learner_id: str, talk: checkins.Talk) -> None:
    """Keep a check-in and let its draft go. Raises `UserError` where nothing was said."""
    with store.transaction("Check in") as tx:
        checkins.add_in(tx, learner_id, talk)
        typing_drafts.drop_in(tx, DRAFT + learner_id)
