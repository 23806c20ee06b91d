"""A planbook in which everything that a child must not see bears the same word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.domain import records
from learnerplan.domain.audiences import Audience
from learnerplan.domain.goals import GoalKind
from learnerplan.domain.observations import ObservationKind
from learnerplan.domain.profiles import Facet, Voice
from learnerplan.domain.reflections import Prompt
from learnerplan.domain.steps import Who
from learnerplan.domain.supports import SupportKind
from learnerplan.services import checkins, goals, own_surveys, plans, profiles, quick_notes, steps
from learnerplan.services.quick_notes import QuickNote

if TYPE_CHECKING:
    from tests.room import Room

SECRET = "Zucchini"


def fill(room: Room) -> str:
    """Give Ana a plan with one goal and one step of hers, and secrets all around; gives the step's id."""
    store, on = room.store, room.today
    with store.transaction("Particulars") as tx:
        tx.change(records.Learner, room.minh, given_name=SECRET, preferred_name="", family_name=SECRET)
        tx.change(records.Learner, room.ana, middle_name=SECRET, other_name=SECRET, pronouns=SECRET)
        tx.add(records.Support, learner_id=room.ana, kind=SupportKind.ACCOMMODATION, text=SECRET)
        tx.add(records.Contact, learner_id=room.ana, name=SECRET)
    quick_notes.observe(store, QuickNote(SECRET, (room.ana,), ObservationKind.SAW, ()), seen_on=on, by=SECRET)
    quick_notes.remember(store, SECRET, [room.ana], on=on)
    for voice, audience in (
        (Voice.TEACHER, Audience.FAMILY),
        (Voice.FAMILY, Audience.FAMILY),
        (Voice.LEARNER, Audience.SAFEGUARDING),
        (Voice.LEARNER, Audience.NOT_HOME),
    ):
        entry = profiles.add(store, room.ana, facet=Facet.HOPE, text=SECRET, voice=voice, said_on=on)
        profiles.set_audience(store, [entry], audience)
    profiles.add(store, room.minh, facet=Facet.HOPE, text=SECRET, voice=Voice.LEARNER, said_on=on)
    plan = plans.start(store, room.ana, today=on)
    values = {"why": SECRET, "success": SECRET, "measure": SECRET, "outcome_note": SECRET, "statement": SECRET}
    goal = goals.add(store, plan, kind=GoalKind.PERSONAL, words="Build a kite", **values)
    goals.add(store, plan, kind=GoalKind.PERSONAL, words=SECRET, audience=Audience.SAFEGUARDING)
    steps.add(store, goal, text=SECRET, who=Who.TEACHER)
    steps.add(store, goal, text=SECRET, who=Who.HOME)
    step = steps.add(store, goal, text="Find two sticks")
    checkins.add(store, room.ana, checkins.Talk(on, {goal: None}, words=SECRET, by=SECRET))
    other = plans.start(store, room.minh, today=on)
    goals.add(store, other, kind=GoalKind.PERSONAL, words=SECRET)
    with store.transaction("Reflections") as tx:
        for learner, voice, audience in (
            (room.ana, Voice.TEACHER, Audience.FAMILY),
            (room.ana, Voice.LEARNER, Audience.SAFEGUARDING),
            (room.minh, Voice.LEARNER, Audience.FAMILY),
        ):
            for of in (plan, None):
                tx.add(
                    records.Reflection,
                    learner_id=learner,
                    plan_id=of,
                    prompt=Prompt.PROUD,
                    text=SECRET,
                    voice=voice,
                    reflected_on=on,
                    audience=audience,
                )
    own_surveys.add(store, title=SECRET, respondent=Voice.FAMILY, questions=[own_surveys.Wording(SECRET)])
    own_surveys.add_ready(store, "grades-1-3")
    return step
