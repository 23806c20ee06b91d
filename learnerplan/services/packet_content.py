"""What a family's packet holds: collected from the record, filtered by audience before any page is laid out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from learnerplan.domain import grades, names
from learnerplan.domain.audiences import may_go_home
from learnerplan.domain.goals import GoalStatus
from learnerplan.domain.packets import (
    GrowthPoint,
    Packet,
    PacketArtifact,
    PacketCheckIn,
    PacketConference,
    PacketForm,
    PacketGoal,
    PacketGrowth,
    PacketLearner,
    PacketMeasure,
    PacketReflection,
    PacketSection,
    PacketStep,
    PacketTerm,
    Paper,
    ProgressScale,
    Quote,
    ScaleLevel,
)
from learnerplan.domain.profiles import Facet, Voice
from learnerplan.domain.reflections import Prompt
from learnerplan.services import (
    artifacts,
    checkins,
    conferences,
    educators,
    goals,
    learners,
    planbooks,
    plans,
    profiles,
    reflections,
    results,
    scales,
    steps,
)
from learnerplan.storage import arrivals

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from learnerplan.storage.folder import Folder
    from learnerplan.storage.rows import Readable

# The child's words in the order of the page: what I am good at comes first.
_FACETS = (
    Facet.STRENGTH,
    Facet.SUPPORT,
    Facet.PREFERENCE,
    Facet.INTEREST,
    Facet.PASSION,
    Facet.SKILL,
    Facet.HOPE,
    Facet.MOTIVATION,
    Facet.CHALLENGE,
)
_LEAD_FACETS = (Facet.PREFERENCE, Facet.SUPPORT, Facet.MOTIVATION, Facet.STRENGTH, Facet.HOPE)
_LEAD_LENGTH = 160
_POINTS = 5


def collect(
    view: Readable,
    folder: Folder,
    learner_ids: Sequence[str],
    *,
    today: date,
    form: PacketForm = PacketForm.SHORT,
    paper: Paper = Paper.LETTER,
    language: str = "en",
    sections: Sequence[PacketSection] | None = None,
    term_id: str = "",
) -> Iterator[Packet]:
    """One packet a learner, in the given order; all queries see what `view` sees. Of this term, else of the current.

    Left out by construction: whatever is not released for the family, memory aids (no query names them), supports,
    archived and dropped goals, percentiles, photos without consent, standards' codes of lower grades.
    """
    frame = _Frame(
        about=planbooks.about(view),
        scale=ProgressScale(tuple(ScaleLevel(level.name) for level in scales.progress_levels(view))),
        today=today,
        form=form,
        paper=paper,
        language=language,
        sections=tuple(sections) if sections is not None else None,
        term_id=term_id,
    )
    for learner_id in learner_ids:
        yield _packet(view, folder, learner_id, frame)


@dataclass(frozen=True)
class _Frame:
    """What all packets of one print have in common."""

    about: planbooks.About
    scale: ProgressScale
    today: date
    form: PacketForm
    paper: Paper
    language: str
    sections: tuple[PacketSection, ...] | None
    term_id: str = ""


def _packet(view: Readable, folder: Folder, learner_id: str, frame: _Frame) -> Packet:
    learner = learners.one(view, learner_id)
    sheet = plans.sheet(view, learner.id, today=frame.today, term_id=frame.term_id)
    shown = _shown_name(learner)
    work = [row for row in artifacts.of_learner(view, learner.id) if may_go_home(row.audience)]
    open_goals = [goal for goal in sheet.goals if may_go_home(goal.audience) and goal.status is not GoalStatus.DROPPED]
    quotes = _quotes(view, learner.id)
    own_plan = educators.is_educator(view, learner.id)
    teacher = "" if own_plan else frame.about.teacher
    return Packet(
        learner=PacketLearner(
            name=names.full_name(shown, learner.family_name, learner.name_order),
            short_name=shown,
            portrait=_portrait(view, folder, learner),
        ),
        term=_term(sheet),
        scale=frame.scale,
        made_on=frame.today,
        language=frame.language,
        paper=frame.paper,
        form=frame.form,
        sections=frame.sections,
        room=_room(view, learner.id),
        teacher=teacher,
        school=frame.about.school,
        conference=_conference(view, learner.id, frame.today),
        lead_quote=_lead(quotes),
        profile=tuple(quote for quote in quotes if quote.voice is not Voice.FAMILY),
        family_words=tuple(quote for quote in quotes if quote.voice is Voice.FAMILY),
        goals=tuple(_goal(view, learner, goal, sheet.steps_of(goal.id), frame.today) for goal in open_goals),
        check_ins=_check_ins(view, learner.id, {goal.id for goal in open_goals}),
        artifacts=_work(view, folder, learner, work),
        growth=_growth(view, learner.id),
        reflection=_reflection(view, learner.id, sheet.plan.id if sheet.plan else None),
        signers=(teacher,) if teacher else (),
        own_plan=own_plan,
    )


def _term(sheet: plans.PlanSheet) -> PacketTerm:
    if sheet.term is None:
        return PacketTerm(name="")
    begin = [tile.term.starts_on for tile in sheet.tiles if not tile.left]
    return PacketTerm(
        name=sheet.term.name,
        number=max(1, sum(day <= sheet.term.starts_on for day in begin)),
        of=len(begin),
        starts_on=sheet.term.starts_on,
        ends_on=sheet.term.ends_on,
    )


def _shown_name(learner: learners.LearnerRow) -> str:
    preferred = learner.preferred_name if may_go_home(learner.preferred_name_for) else ""
    return preferred or learner.given_name or learner.family_name


@dataclass(frozen=True)
class _Photo:
    path: str
    sha256: str


def _portrait(view: Readable, folder: Folder, learner: learners.LearnerRow) -> Path | None:
    if not learner.photo_id or not learner.photo_consent:
        return None
    found = view.rows(_Photo, "SELECT path, sha256 FROM artifact WHERE id = ?", (learner.photo_id,))
    return folder.artifacts / arrivals.path_here(folder, found[0].path, found[0].sha256) if found else None


def _room(view: Readable, learner_id: str) -> str:
    held = view.value(
        """SELECT group_concat(name, ', ') FROM (SELECT DISTINCT c.name FROM "class" c
        JOIN enrolment e ON e.class_id = c.id
        WHERE e.learner_id = ? AND e.ends_on IS NULL AND c.active ORDER BY c.name LIMIT 2)""",
        (learner_id,),
    )
    return str(held or "")


def _conference(view: Readable, learner_id: str, today: date) -> PacketConference | None:
    coming = [row for row in conferences.of_learner(view, learner_id) if row.held_at.date() >= today]
    if not coming:
        return None
    first = coming[0]
    return PacketConference(
        held_on=first.held_at.date(),
        starts_at=first.held_at.time(),
        ends_at=(first.held_at + timedelta(minutes=first.minutes)).time(),
        place=first.place,
        attends=tuple(part.strip() for part in first.attends.split(",") if part.strip()),
    )


def _quotes(view: Readable, learner_id: str) -> list[Quote]:
    every = profiles.entries(view, learner_id, current_only=False)
    by_id = {row.id: row for row in every}
    shown = [row for row in every if row.current and may_go_home(row.audience) and row.voice is not Voice.DATA]
    shown.sort(key=lambda row: (row.voice is not Voice.LEARNER, _FACETS.index(row.facet)))
    made = []
    for row in shown:
        earlier = by_id.get(row.supersedes_id or "")
        earlier = earlier if earlier and may_go_home(earlier.audience) else None
        made.append(
            Quote(
                words=row.text,
                facet=row.facet,
                voice=row.voice,
                who="" if row.voice is Voice.LEARNER else row.said_by,
                source=row.source_label,
                said_on=row.said_on,
                earlier_words=earlier.text if earlier else "",
                earlier_on=earlier.said_on if earlier else None,
                translation=row.translation,
                translated_by=row.translator,
            )
        )
    return made


def _lead(quotes: Sequence[Quote]) -> Quote | None:
    own = [quote for quote in quotes if quote.voice is Voice.LEARNER and len(quote.words) <= _LEAD_LENGTH]
    for facet in _LEAD_FACETS:
        found = [quote for quote in own if quote.facet is facet]
        if found:
            return max(found, key=lambda quote: (quote.said_on or date.min, quote.words))
    return own[0] if own else None


@dataclass(frozen=True)
class _Began:
    position: int
    held_on: date


def _goal(
    view: Readable,
    learner: learners.LearnerRow,
    goal: goals.GoalRow,
    promised: Sequence[steps.StepRow],
    today: date,
) -> PacketGoal:
    code_grade = view.value("SELECT grade FROM competency WHERE code = ? LIMIT 1", (goal.code,)) if goal.code else ""
    lower = grades.is_lower(str(code_grade or goal.code), learner.grade) if goal.code else False
    began = view.rows(
        _Began,
        """SELECT v.position, c.held_on FROM check_in_goal x JOIN check_in c ON c.id = x.check_in_id
        JOIN scale_level v ON v.id = x.level_id WHERE x.goal_id = ? ORDER BY c.held_on, c.id LIMIT 1""",
        (goal.id,),
    )
    counted = goal.measure or goal.target is not None
    return PacketGoal(
        words=goal.title,
        kind=goal.kind,
        standard=goal.child_standard or (goal.statement if goal.words else ""),
        code="" if lower else goal.code,
        why=goal.why,
        progress=goal.level_position,
        began=began[0].position if began else None,
        began_on=began[0].held_on if began else None,
        check_ins=goal.check_ins,
        last_on=goal.level_on,
        measure=PacketMeasure(
            what=goal.measure,
            unit=goal.unit,
            baseline=goal.baseline,
            now=goal.now,
            now_on=goal.now_on,
            target=goal.target if goal.target is not None else goal.target_words or None,
        )
        if counted
        else None,
        steps=tuple(
            PacketStep(who=step.who, text=step.text, due_on=step.due_on, repeats=step.repeats, done=step.done(today))
            for step in promised
        ),
    )


def _check_ins(view: Readable, learner_id: str, shown_goals: set[str]) -> tuple[PacketCheckIn, ...]:
    seen: dict[str, PacketCheckIn] = {}
    for row in checkins.of_learner(view, learner_id):
        spoken = row.goal_id is None or row.goal_id in shown_goals
        if may_go_home(row.audience) and spoken and (row.words or row.next_move):
            seen.setdefault(row.id, PacketCheckIn(row.held_on, row.goal, row.words, row.next_move))
    return tuple(reversed(seen.values()))


def _work(
    view: Readable, folder: Folder, learner: learners.LearnerRow, work: Sequence[artifacts.ArtifactRow]
) -> tuple[PacketArtifact, ...]:
    ties = {tie.artifact_id: tie for tie in artifacts.ties(view, learner.id)}
    made = []
    for row in work:
        if row.id == learner.photo_id:
            continue
        tie = ties.get(row.id)
        made.append(
            PacketArtifact(
                title=row.title,
                made_on=row.made_on or row.added_on,
                file=folder.artifacts / arrivals.path_here(folder, row.path, row.sha256),
                why=row.why,
                shows=tie.standard if tie else "",
                goal=tie.title if tie else "",
            )
        )
    return tuple(made)


def _growth(view: Readable, learner_id: str) -> tuple[PacketGrowth, ...]:
    by_test: dict[str, list[GrowthPoint]] = {}
    for row in results.of_learner(view, learner_id):
        if row.score is not None and row.taken_on is not None:
            title = f"{row.subject}, {row.assessment}" if row.subject else row.assessment
            by_test.setdefault(title, []).append(
                GrowthPoint(row.window or row.taken_on.isoformat(), row.taken_on, row.score, row.standard_error)
            )
    return tuple(PacketGrowth(title, tuple(points[-_POINTS:])) for title, points in sorted(by_test.items()))


def _reflection(view: Readable, learner_id: str, plan_id: str | None) -> PacketReflection:
    rows = [
        row
        for row in reflections.of_learner(view, learner_id)
        if may_go_home(row.audience) and row.voice is Voice.LEARNER and row.goal_id is None
    ]
    # What was said of another term is not said of this one: until there is a look back, its page has lines.
    said = {row.prompt: row for row in reversed(rows) if plan_id is not None and row.plan_id == plan_id}

    def text(*prompts: Prompt) -> str:
        return "\n".join(said[prompt].text for prompt in prompts if prompt in said)

    return PacketReflection(
        proud=text(Prompt.PROUD, Prompt.SECOND_STAR),
        hard=text(Prompt.HARD),
        next=text(Prompt.NEXT),
        written_on=max((row.reflected_on for row in said.values()), default=None),
    )


def everyone(view: Readable, today: date, class_id: str = "") -> list[str]:
    """The active children of a class (of all classes when none is named) by family name."""
    return [row.id for row in learners.roster(view, today=today, class_id=class_id)]
