"""What one child may see in student mode: these rows hold it all, and the window knows no others.

The child's own words, plan and steps; no observation, support, rating, note, contact or other learner. What was marked
"not for home" or "safeguarding concern" comes up on no screen: a classmate may look over a shoulder.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from learnerplan.domain import names, terms
from learnerplan.domain.audiences import Audience
from learnerplan.domain.goals import GoalKind, GoalStatus, MeasureKind
from learnerplan.domain.plans import PlanState
from learnerplan.domain.profiles import Facet, Voice
from learnerplan.domain.reflections import Prompt, Style, style_for
from learnerplan.domain.steps import Repeats, Who
from learnerplan.errors import UserError
from learnerplan.services import own_surveys, plans, profiles, reflections, scales, student_words, survey_rounds
from learnerplan.services import steps as step_service

if TYPE_CHECKING:
    from learnerplan.domain.checkins import Feeling
    from learnerplan.domain.surveys import QuestionKind
    from learnerplan.services.goals import GoalRow
    from learnerplan.services.steps import StepRow
    from learnerplan.storage.rows import Readable

SHOWN = frozenset({Audience.RECORD, Audience.FAMILY})
_WEEK = timedelta(days=7)


class Me(NamedTuple):
    """Who holds the laptop: what they are called, their letters, their picture (path, SHA-256) where it may be shown.

    `grade` decides how they are asked.
    """

    id: str
    called: str
    letters: str
    grade: str
    picture: str
    picture_sha256: str

    @property
    def style(self) -> Style:
        """How this child looks back."""
        return style_for(self.grade)

    @property
    def young(self) -> bool:
        """Whether few words and large pictures fit better."""
        return self.style is Style.FACES


@dataclass(frozen=True)
class MyStep:
    """A step to tick, with when in plain words. A child's step is never "late"."""

    id: str
    text: str
    when: str
    done: bool


@dataclass(frozen=True)
class MyGoal:
    """A goal: `stop` of `stops` on the one progress scale (`None` where nobody has said yet), `counted` in numbers."""

    id: str
    kind: GoalKind
    words: str
    stops: tuple[str, ...]
    stop: int | None
    counted: str
    steps: tuple[MyStep, ...]
    feeling: Feeling | None


@dataclass(frozen=True)
class MyPlan:
    """The plan of this term. `week` counts from 1, 0 outside the term; `closed` can be read but not ticked."""

    id: str
    term: str
    week: int
    weeks: int
    closed: bool
    goals: tuple[MyGoal, ...]
    proud: str


@dataclass(frozen=True)
class MyOption:
    """An answer to choose; `picture` names a drawing or is empty."""

    id: str
    text: str
    picture: str


@dataclass(frozen=True)
class MyQuestion:
    """A question as it is asked."""

    id: str
    text: str
    kind: QuestionKind
    hint: str
    required: bool
    options: tuple[MyOption, ...]


@dataclass(frozen=True)
class MySurvey:
    """A survey to answer."""

    id: str
    title: str
    introduction: str
    questions: tuple[MyQuestion, ...]


@dataclass(frozen=True)
class MyWords:
    """Something that the child said of themselves."""

    facet: Facet
    text: str
    said_on: date


class _Person(NamedTuple):
    id: str
    given_name: str
    family_name: str
    preferred_name: str
    name_order: str
    grade: str
    picture: str
    picture_sha256: str


def me(view: Readable, learner_id: str) -> Me | None:
    """Who this is; `None` for a learner who is no longer there or was archived."""
    found = view.rows(
        _Person,
        """SELECT l.id, l.given_name, l.family_name, l.preferred_name, l.name_order, l.grade,
        coalesce(a.path, ''), coalesce(a.sha256, '') FROM learner l
        LEFT JOIN artifact a ON a.id = l.photo_id AND a.learner_id = l.id AND l.photo_consent
        WHERE l.active AND l.id = coalesce((SELECT learner_id FROM learner_alias WHERE old_id = :id), :id)""",
        {"id": learner_id},
    )
    if not found:
        return None
    row = found[0]
    called = names.called(row.given_name, row.preferred_name)
    letters = names.initials(called, row.family_name, row.name_order)
    return Me(row.id, called, letters, row.grade, row.picture, row.picture_sha256)


def plan(view: Readable, learner_id: str, *, today: date) -> MyPlan | None:
    """The child's plan of this term with what there is to tick; `None` where there is none yet."""
    sheet = plans.sheet(view, learner_id, today=today)
    if sheet.plan is None or sheet.term is None:
        return None
    levels = tuple(level.name for level in scales.progress_levels(view))
    goals = tuple(
        _goal(view, goal, sheet.steps_of(goal.id), levels, today)
        for goal in sheet.goals
        if goal.audience in SHOWN and goal.status not in (GoalStatus.DROPPED, GoalStatus.CARRIED)
    )
    begins, ends = sheet.term.starts_on, sheet.term.ends_on
    return MyPlan(
        id=sheet.plan.id,
        term=sheet.term.name,
        week=terms.week_of(begins, ends, today) or 0,
        weeks=terms.weeks(begins, ends),
        closed=sheet.plan.state is PlanState.CLOSED,
        goals=goals,
        proud=student_words.proud(view, learner_id, on=today),
    )


def _goal(view: Readable, row: GoalRow, steps: list[StepRow], levels: tuple[str, ...], today: date) -> MyGoal:
    return MyGoal(
        id=row.id,
        kind=row.kind,
        words=row.title,
        stops=levels,
        stop=row.level_position if row.level_position is not None and row.level_position < len(levels) else None,
        counted=_counted(row),
        steps=tuple(_steps(steps, today)),
        feeling=student_words.felt(view, row.learner_id, row.id, on=today),
    )


def _counted(row: GoalRow) -> str:
    """ "3 of 6" where the goal counts something up to a target."""
    if row.measure_kind is not MeasureKind.NUMBER or row.now is None or row.target is None:
        return ""
    return f"{row.now:g} of {row.target:g}" if row.target > (row.baseline or 0) else ""


def _steps(rows: list[StepRow], today: date) -> list[MyStep]:
    """The child's own steps of today and this week, open ones first; what was done before this week is history."""
    shown: list[MyStep] = []
    for row in rows:
        done = row.done(today)
        old = done and row.repeats is Repeats.ONCE and row.done_on is not None and row.done_on < today
        far = row.due_on is not None and row.due_on > today + _WEEK
        if row.who is Who.ME and not old and not (far and not done):
            shown.append(MyStep(row.id, row.text, _when(row, today), done))
    return sorted(shown, key=lambda step: step.done)


def _when(row: StepRow, today: date) -> str:
    if row.repeats is Repeats.DAILY:
        return "Every day"
    if row.repeats is Repeats.WEEKLY:
        return "This week"
    if row.due_on is None or row.due_on <= today:
        return "Today"
    return "Tomorrow" if row.due_on == today + timedelta(days=1) else f"By {row.due_on:%A}"


def surveys(view: Readable) -> list[tuple[str, str]]:
    """(id, title) of the surveys in use that ask the learner."""
    return [(row.id, row.title) for row in own_surveys.listed(view) if row.active and row.respondent is Voice.LEARNER]


def survey(view: Readable, survey_id: str) -> MySurvey | None:
    """A survey without anybody's answers; `None` where it is gone, out of use, or asks somebody else."""
    try:
        held = own_surveys.one(view, survey_id)
    except UserError:
        return None
    if not held.active or held.respondent is not Voice.LEARNER or not held.questions:
        return None
    questions = tuple(
        MyQuestion(
            each.id,
            each.text,
            each.kind,
            each.hint,
            each.required,
            tuple(MyOption(option.id, option.text, option.picture) for option in each.options),
        )
        for each in held.questions
    )
    return MySurvey(held.id, held.title, held.introduction, questions)


def answered(view: Readable, learner_id: str, survey_id: str, *, since: date) -> bool:
    """Whether the child has answered a survey on this day or later, by this computer's clock.

    Of a survey that is asked in rounds: in the newest round, on whichever day of it.
    """
    begins = survey_rounds.newest(view, survey_id)
    begins = begins or datetime.combine(since, time()).astimezone(UTC).replace(tzinfo=None)
    sql = """SELECT EXISTS (SELECT 1 FROM response WHERE learner_id = ? AND survey_id = ? AND respondent = 'learner'
        AND answered_at >= ?)"""
    return bool(view.value(sql, (learner_id, survey_id, begins.isoformat())))


def words(view: Readable, learner_id: str) -> list[MyWords]:
    """The child's own words of their profile, the newest first; nobody else's."""
    return [
        MyWords(row.facet, row.text, row.said_on)
        for row in profiles.entries(view, learner_id)
        if row.voice is Voice.LEARNER and row.audience in SHOWN
    ]


def looked_back(view: Readable, learner_id: str, plan_id: str) -> dict[Prompt, str]:
    """What the child wrote at the end of a plan."""
    return {
        row.prompt: row.text
        for row in reversed(reflections.of_learner(view, learner_id))
        if row.plan_id == plan_id and row.goal_id is None and row.voice is Voice.LEARNER and row.audience in SHOWN
    }


def ticked(view: Readable, learner_id: str, step_id: str, *, today: date) -> bool | None:
    """Whether a step is done now; `None` where it is not this child's own to tick."""
    sql = """SELECT s.goal_id FROM step s JOIN goal g ON g.id = s.goal_id
        WHERE s.id = ? AND g.learner_id = ? AND s.who = 'me'"""
    goal_id = view.value(sql, (step_id, learner_id))
    if goal_id is None:
        return None
    return next(row.done(today) for row in step_service.of_goal(view, str(goal_id)) if row.id == step_id)
