from __future__ import annotations

from datetime import timedelta

import pytest

from learnerplan.domain.audiences import Audience
from learnerplan.domain.checkins import Feeling
from learnerplan.domain.goals import GoalKind
from learnerplan.domain.packets import Paper
from learnerplan.domain.profiles import Made, Voice
from learnerplan.domain.reflections import Prompt
from learnerplan.services import goals, packets, plans, reflections
from tests.storage.dumps import dump


@pytest.fixture
def plan(room):
    return plans.start(room.store, room.ana, today=room.today)


def rows(room):
    return {(row.voice, row.goal_id, row.prompt): row for row in reflections.of_learner(room.store, room.ana)}


def test_a_face_is_kept_as_a_feeling_with_its_words(room, plan):
    answers = {Prompt.FACE: Feeling.GOOD.value, Prompt.PROUD: "The reef"}
    reflections.write(room.store, room.ana, plan, answers, on=room.today)
    face = rows(room)[Voice.LEARNER, None, Prompt.FACE]
    assert (face.feeling, face.text, face.audience) == (Feeling.GOOD, "It’s going well", Audience.RECORD)
    assert room.store.value("SELECT made FROM reflection WHERE feeling IS NOT NULL") == Made.PICKED
    reflections.write(room.store, room.ana, plan, {Prompt.FACE: ""}, on=room.today)
    assert list(rows(room)) == [(Voice.LEARNER, None, Prompt.PROUD)]


def test_term_goal_and_family_do_not_take_each_others_place(room, plan):
    goal = goals.add(room.store, plan, kind=GoalKind.PERSONAL, words="Make a comic")
    for voice in (Voice.LEARNER, Voice.FAMILY):
        for goal_id in (None, goal):
            answer = {Prompt.PROUD: f"{voice} {goal_id is None}"}
            reflections.write(room.store, room.ana, plan, answer, on=room.today, voice=voice, goal_id=goal_id)
    assert {row.text for row in rows(room).values()} == {
        "learner True", "learner False", "family True", "family False",
    }  # fmt: skip


def test_what_is_as_it_was_keeps_its_day_and_writes_nothing(room, plan):
    reflections.write(room.store, room.ana, plan, {Prompt.PROUD: "The reef"}, on=room.today)
    before = dump(room.store)
    reflections.write(room.store, room.ana, plan, {Prompt.PROUD: " The reef "}, on=room.today + timedelta(days=3))
    assert dump(room.store) == before
    reflections.write(room.store, room.ana, plan, {Prompt.PROUD: "The tide"}, on=room.today + timedelta(days=3))
    row = rows(room)[Voice.LEARNER, None, Prompt.PROUD]
    assert row.reflected_on == room.today + timedelta(days=3)


def test_two_stars_stand_under_proud_in_the_packet(room, plan):
    answers = {Prompt.PROUD: "I read aloud", Prompt.SECOND_STAR: "I helped Minh", Prompt.NEXT: "A play"}
    reflections.write(room.store, room.ana, plan, answers, on=room.today)
    for row in reflections.of_learner(room.store, room.ana):
        reflections.set_audience(room.store, row.id, Audience.FAMILY)
    with room.store.read() as view:
        (packet,) = packets.collect(view, room.store.folder, [room.ana], today=room.today, paper=Paper.LETTER)
    assert (packet.reflection.proud, packet.reflection.next) == ("I read aloud\nI helped Minh", "A play")
