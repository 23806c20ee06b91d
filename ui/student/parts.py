"""What is open to the child whose turn it is: which tiles there are, which bear a tick, and the screen behind each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.services import student_inbox, student_view
from learnerplan.services.student_sessions import Opens, Part
from ui.student.answered import AnsweredScreen
from ui.student.draw import DrawScreen
from ui.student.hub import Offer
from ui.student.plan import PlanScreen
from ui.student.profile import ProfileScreen
from ui.student.say import SayScreen
from ui.student.survey import SurveyScreen
from ui.student.words import LookBack, ScriptScreen
from ui.student.work import WorkScreen

if TYPE_CHECKING:
    from ui.student.seat import Aside, Screen, Seat

NO_PLAN = student_view.MyPlan("", "", 0, 0, True, (), "")
"""What a child without a plan sees: no goal, and still the box for what they are proud of."""
_SURVEY_PICTURES = ("story", "listen", "animals", "numbers", "help")
_TILES = {
    Opens.PLAN: ("My plan", "show"),
    Opens.SURVEY: ("Questions for me", ""),
    Opens.REFLECTION: ("How it went", "face-3"),
    Opens.WORK: ("Show my work", "build"),
    Opens.DRAW: ("Draw", "draw"),
    Opens.SAY: ("Say it", "music"),
    Opens.PROFILE: ("About me", "alone"),
    Opens.SCRIPT: ("My conference", "pair"),
}


def offered(seat: Seat) -> list[Offer]:
    """The tiles of this child, in order; none that would lead to an empty screen."""
    parts = [part for part in seat.session.parts if _is_there(seat, part)]
    surveys = [part for part in parts if part.opens is Opens.SURVEY]
    return [_offer(seat, part, surveys) for part in parts]


def made(seat: Seat, part: Part) -> Screen | None:
    """The screen of a part; `None` where there is nothing behind it."""
    store, me = seat.ctx.store, seat.me.id
    plan = student_view.plan(store, me, today=seat.today)
    match part.opens:
        case Opens.SURVEY:
            return _survey(seat, part)
        case Opens.REFLECTION:
            return LookBack(seat, plan) if plan is not None else None
        case Opens.WORK:
            return WorkScreen(seat, student_inbox.offered(store, me), plan.goals if plan is not None else ())
        case Opens.DRAW:
            return DrawScreen(seat)
        case Opens.SAY:
            return SayScreen(seat, seat.recorder) if seat.recorder is not None else None
        case Opens.PROFILE:
            return ProfileScreen(seat, student_view.words(store, me))
        case Opens.SCRIPT:
            return ScriptScreen(seat)
        case Opens.PLAN:
            return PlanScreen(seat, plan or NO_PLAN, shows_work=_is_there(seat, Part(Opens.WORK)))


def aside(seat: Seat, wanted: Aside) -> Screen:
    """The screen on which a child draws or says something for another screen."""
    if wanted.opens is Opens.SAY and seat.recorder is not None:
        return SayScreen(seat, seat.recorder, wanted)
    return DrawScreen(seat, wanted)


def _survey(seat: Seat, part: Part) -> Screen | None:
    survey = student_view.survey(seat.ctx.store, part.survey_id)
    if survey is None:
        return None
    return AnsweredScreen(seat, survey.title) if _answered(seat, part) else SurveyScreen(seat, survey)


def _is_there(seat: Seat, part: Part) -> bool:
    store = seat.ctx.store
    if part.opens not in seat.session.opens:
        return False
    if part.opens is Opens.SURVEY:
        return student_view.survey(store, part.survey_id) is not None
    if part.opens is Opens.REFLECTION:
        plan = student_view.plan(store, seat.me.id, today=seat.today)
        return plan is not None and not plan.closed
    if part.opens is Opens.WORK:
        return student_inbox.chosen(store) is not None
    return part.opens is not Opens.SAY or seat.recorder is not None


def _offer(seat: Seat, part: Part, surveys: list[Part]) -> Offer:
    words, picture = _TILES[part.opens]
    if part.opens is not Opens.SURVEY:
        return Offer(part, words, picture, done=part.key in seat.session.done)
    survey = student_view.survey(seat.ctx.store, part.survey_id)
    if survey is not None and len(surveys) > 1:
        words = survey.title
    picture = _SURVEY_PICTURES[surveys.index(part) % len(_SURVEY_PICTURES)]
    return Offer(part, words, picture, done=part.key in seat.session.done or _answered(seat, part))


def _answered(seat: Seat, part: Part) -> bool:
    """The answers themselves tell it, so that no crash lets a child answer twice."""
    since = seat.session.begun_on or seat.today
    return student_view.answered(seat.ctx.store, seat.me.id, part.survey_id, since=since)
