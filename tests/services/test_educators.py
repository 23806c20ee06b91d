from __future__ import annotations

import re
import tomllib
from datetime import date

import pytest

from learnerplan.documents.words import LANGUAGES, words
from learnerplan.domain.goals import GoalKind
from learnerplan.domain.packets import PacketForm
from learnerplan.paths import resource
from learnerplan.services import (
    checkins,
    educators,
    exports,
    goals,
    learners,
    packets,
    plans,
    profiles,
    rota,
    today,
)
from learnerplan.services.checkins import Talk
from learnerplan.services.known import load
from tests.documents.reading import pages_text

TODAY = date(2026, 11, 18)


@pytest.fixture
def own(room):
    return educators.begin(room.store)


def test_it_is_begun_once_and_can_be_undone(room, own):
    assert educators.begin(room.store) == own
    assert learners.one(room.store, own).name == "Ms. Okoye"
    room.store.undo()
    assert educators.own(room.store) == ""


def test_the_teacher_stands_in_no_list_of_children(room, own):
    assert own not in {row.id for row in learners.roster(room.store, today=TODAY)}
    assert own not in {row.id for row in learners.all_names(room.store)}
    assert own not in packets.everyone(room.store, TODAY)
    assert own not in {row.id for row in rota.rail(room.store, room.class_id, TODAY)}
    assert own not in {row.id for row in load(room.store, ()).learners}
    assert today.overview(room.store, today=TODAY).learners == 2


def test_own_goals_check_ins_and_a_packet_for_the_meeting(room, own, tmp_path):
    plan = plans.start(room.store, own, today=TODAY)
    goal = goals.add(room.store, plan, kind=GoalKind.PERSONAL, words="Guide each student’s plan myself")
    checkins.add(room.store, own, Talk(TODAY, levels={goal: None}, words="Half of the class", by="Principal Ruiz"))
    made = packets.make(room.store, [own], tmp_path / "mine.pdf", today=TODAY)
    assert made.learners == 1
    assert made.mentions == ()
    assert (tmp_path / "mine.pdf").stat().st_size > 1000


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", list(PacketForm))
def test_the_packet_is_for_the_principal_not_for_a_family(room, own, tmp_path, language, form):
    goals.add(
        room.store, plans.start(room.store, own, today=TODAY), kind=GoalKind.GRADE_LEVEL, words="Talk less", why="So"
    )
    packets.make(room.store, [own], tmp_path / "mine.pdf", today=TODAY, language=language, form=form)
    said = " ".join(" ".join(pages_text((tmp_path / "mine.pdf").read_bytes())).split())
    own_words, child = words(language, own_plan=True), words(language)
    assert own_words("cover.leads") in said or own_words("agenda.leads_today") in said
    for key in ("cover.kicker", "goals.everyone"):
        assert own_words(key) in said, key
    for key in ("cover.kicker", "family.title", "family.short_title", "letter.title", "family.member"):
        assert child(key) not in said, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_it_says_otherwise_has_its_place_and_blanks_in_the_words(language):
    table = tomllib.loads(resource("packet", f"educator-{language}.toml").read_text(encoding="utf-8"))
    child = words(language)
    for section, texts in table.items():
        for key, text in texts.items():
            held = child.get(f"{section}.{key}")
            assert type(held) is type(text), key
            blanks = [sorted(set(re.findall(r"{\w+}", str(each)))) for each in (held, text)]
            assert blanks[0] == blanks[1], key
    other = tomllib.loads(resource("packet", "educator-en.toml").read_text(encoding="utf-8"))
    assert {section: set(texts) for section, texts in table.items()} == {
        section: set(texts) for section, texts in other.items()
    }


def test_a_childs_name_in_it_is_found_before_printing(room, own, tmp_path):
    profiles.add(
        room.store, own, facet="strength", text="Minh drew for me", voice="teacher", said_on=TODAY, audience="family"
    )
    made = packets.make(room.store, [own], tmp_path / "mine.pdf", today=TODAY)
    assert [mention.other for mention in made.mentions] == [learners.one(room.store, room.minh).name]


def test_it_is_in_the_export(room, own, tmp_path):
    exports.export(room.store, tmp_path / "out", "json")
    assert own in (tmp_path / "out" / exports.JSON).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ms. Okoye", ("Ms.", "Okoye")),
        ("Ms. Amara Okoye", ("Amara", "Okoye")),
        ("Ada Okoye", ("Ada", "Okoye")),
        ("Okoye", ("Okoye", "")),
        ("", ("", "")),
    ],
)  # fmt: skip
def test_a_teachers_name(name, parts):
    assert educators.split(name) == parts
