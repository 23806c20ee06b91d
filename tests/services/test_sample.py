"""The sample class: what it promises, and that it can be made at any time of the year."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnerplan.domain.audiences import Audience
from learnerplan.domain.goals import GoalArea, GoalKind, GoalStatus, PaceState
from learnerplan.domain.profiles import Voice
from learnerplan.domain.terms import week_of, weeks
from learnerplan.errors import UserError
from learnerplan.files import sha256
from learnerplan.progress import Cancelled, Progress
from learnerplan.services import (
    artifacts,
    checkins,
    conferences,
    goal_bank,
    learners,
    plan_papers,
    planbooks,
    plans,
    profiles,
    reflections,
    results,
    sample,
    sample_content,
    steps,
    surveys,
    terms,
)
from learnerplan.services.sample_content import Calendar
from learnerplan.storage.store import Store

WEDNESDAY = date(2026, 11, 18)
TERM_BEGINS = date(2026, 10, 19)
# Last seen, as the pictures of the screens have it.
DAYS = {"Tala": 16, "Quốc Bảo": 13, "Noor": 12, "Yusuf": 11, "Minh Anh": 9, "Ana Lúcia": 8, "Layla": 4, "Mirembe": 7}
SCRIPTS = ("ARABIC", "CYRILLIC", "DEVANAGARI", "GREEK", "HEBREW", "LATIN")
# Open texts of a database, by table: what a person said or wrote.
SAID = {
    "answer": """SELECT a.text FROM answer a JOIN question q ON q.id = a.question_id
        WHERE q.kind = 'text' AND q.facet <> ''""",
    "check_in": "SELECT words FROM check_in WHERE words <> ''",
    "goal": "SELECT words FROM goal",
    "why": "SELECT why FROM goal",
    "artifact": "SELECT why FROM artifact",
    "reflection": "SELECT text FROM reflection",
    "aspiration": "SELECT text FROM aspiration",
    "observation": "SELECT text FROM observation",
}


@pytest.fixture(scope="module")
def told():
    """What the making said of its progress."""
    return []


@pytest.fixture(scope="module")
def room(tmp_path_factory, told):
    progress = Progress(lambda done, total, label: told.append((done, total, label)))
    folder = sample.create(tmp_path_factory.mktemp("sample") / "Room 12", today=WEDNESDAY, progress=progress)
    store = Store.open(folder)
    yield store
    store.close()


@dataclass(frozen=True)
class Text:
    text: str


def _papers(room, learner_id):
    return [paper for plan in plans.of_learner(room, learner_id) for paper in plan_papers.papers(room, plan.id)]


def test_there_are_twenty_eight_learners_in_one_room(room):
    rows = learners.roster(room, today=WEDNESDAY)
    assert len(rows) == 28
    about = planbooks.about(room)
    assert (about.school, about.teacher, about.is_sample) == ("Cedar Grove School", "Ms. Amara Okoye", True)
    assert planbooks.start(room).finished
    assert room.value('SELECT count(*) FROM "class"') == 1


def test_names_are_in_many_scripts_and_one_is_very_long(room):
    rows = learners.roster(room, today=WEDNESDAY)
    letters = "".join(row.name + row.other_name for row in rows)
    scripts = {unicodedata.name(letter).split()[0] for letter in letters if letter.isalpha()}
    assert scripts == set(SCRIPTS)
    assert max(len(row.name) for row in rows) > 30
    assert any(row.name_order == "family" for row in rows)
    assert {letter for letter in letters if ord(letter) > 0x1E00} >= set("ạảễ")


def test_everyone_has_both_kinds_of_goals_this_term_and_a_closed_term(room):
    for row in learners.roster(room, today=WEDNESDAY):
        sheet = plans.sheet(room, row.id, today=WEDNESDAY)
        assert sheet.plan is not None
        assert {goal.kind for goal in sheet.goals} == set(GoalKind), row.name
        assert 2 <= len(sheet.goals) <= 3
        assert all(goal.why and goal.measure and goal.target is not None for goal in sheet.goals)
        assert all(goal.code for goal in sheet.goals if goal.kind is GoalKind.GRADE_LEVEL)
        assert all(goal.status is GoalStatus.ACTIVE for goal in sheet.goals)
        assert len([said for said in reflections.of_learner(room, row.id) if said.voice is not Voice.FAMILY]) == 4
        assert 6 <= len({talk.id for talk in checkins.of_learner(room, row.id)}) <= 9
        assert artifacts.of_learner(room, row.id)
        assert 3 <= len(results.of_learner(room, row.id)) <= 10
    ended = [Text(status) for status in GoalStatus if status is not GoalStatus.ACTIVE]
    assert set(ended) <= set(room.rows(Text, "SELECT DISTINCT status FROM goal"))


def test_last_seen_is_as_the_pictures_show(room):
    seen = {row.given_name: row.last_check_in for row in learners.roster(room, today=WEDNESDAY)}
    assert {name: (WEDNESDAY - seen[name]).days for name in DAYS} == DAYS
    assert {(WEDNESDAY - day).days for day in seen.values()} >= {0, 1, 2, 4, 5, 6, 7, 8, 9, 11, 12, 13, 16}
    assert sum((WEDNESDAY - day).days > 7 for day in seen.values()) == 9
    assert sum(row.goal_needs_look for row in learners.roster(room, today=WEDNESDAY)) == 5


def test_today_lies_in_the_fifth_week_of_the_second_term(room):
    term = terms.current(room, WEDNESDAY)
    assert (term.name, term.school_year) == ("Term 2", "2026–27")
    assert week_of(term.starts_on, term.ends_on, WEDNESDAY) == 5
    assert weeks(term.starts_on, term.ends_on) == 9
    first = conferences.coming(room, datetime(2026, 11, 18))[0]
    assert first.held_at.isoformat() == "2026-11-20T15:30:00"


def test_layla_is_as_the_pictures_show(room):
    layla = learners.find(room, "Layla Haddad")
    ratio, comic = plans.sheet(room, layla, today=WEDNESDAY).goals
    assert (ratio.words, ratio.code) == ("Explain ratios with a drawing my brother gets", "6.RP.A.1")
    assert (ratio.baseline, ratio.now, ratio.target) == (1, 3, 6)
    assert (comic.baseline, comic.now, comic.target, comic.unit) == (0, 8, 12, "pages")
    assert ratio.pace(WEDNESDAY).state is PaceState.BEHIND
    assert comic.pace(WEDNESDAY).state is PaceState.ON_PACE
    assert len(artifacts.of_learner(room, layla)) == 14
    change = profiles.changed_views(profiles.entries(room, layla, current_only=False))[0]
    assert (change.question, change.then.text) == ("When maths gets hard, I…", "wait for the bell.")
    home = [entry for entry in profiles.entries(room, layla) if entry.translation]
    assert home[0].text.startswith("تحب")
    assert home[0].translator == "Samira Aziz"
    assert [step.text for step in steps.of_goal(room, comic.id)][1] == "Book the big scanner"


def test_the_goal_bank_has_goals_of_both_kinds_and_templates(room):
    bank = {goal.id: goal for goal in goal_bank.listed(room)}
    assert {goal.kind for goal in bank.values()} == set(GoalKind)
    assert {goal.area for goal in bank.values()} == set(GoalArea)
    assert all(goal.words and goal.success and goal.target and goal.steps for goal in bank.values())
    assert any(goal.places() for goal in bank.values())
    assert all(goal.competency_ids for goal in bank.values() if goal.kind is GoalKind.GRADE_LEVEL)
    plans_held = goal_bank.plans_listed(room)
    assert len(plans_held) == 2
    assert all(plan.vision and set(plan.goal_ids) <= set(bank) for plan in plans_held)


def test_no_two_children_say_the_same(room):
    for place, sql in SAID.items():
        said = Counter(row.text.casefold() for row in room.rows(Text, sql))
        assert not [text for text, count in said.items() if count > 1], place
    assert room.value("SELECT count(*) FROM answer") > 28 * 8


def test_most_is_released_for_the_family_and_some_waits(room):
    entries = [entry for row in learners.roster(room, today=WEDNESDAY) for entry in profiles.entries(room, row.id)]
    family = [entry for entry in entries if entry.audience is Audience.FAMILY]
    assert 0.8 < len(family) / len(entries) < 1
    assert not [entry for entry in family if entry.voice is Voice.DATA]
    assert room.value("SELECT count(*) FROM artifact WHERE audience = 'record'") > 1
    assert room.value("SELECT count(*) FROM memory_aid") > 5


def test_pronouns_go_home_only_where_the_child_agreed(room):
    dani = learners.one(room, learners.find(room, "Daniela Muñoz"))
    assert (dani.preferred_name, dani.pronouns, dani.pronouns_for) == ("Dani", "they/them", Audience.RECORD)
    answers = {answer.question: answer.text for answer in surveys.answers(room, dani.id)}
    assert answers["May we use them when we talk with your family?"] == "No"


def test_every_file_is_there_and_is_what_its_row_says(room):
    kept = [work for row in learners.roster(room, today=WEDNESDAY) for work in artifacts.of_learner(room, row.id)]
    assert len(kept) >= 40
    for work in kept:
        path = artifacts.file_of(room, work)
        assert sha256(path) == work.sha256
        assert path.stat().st_size == work.size
        assert work.media_type == {".png": "image/png", ".jpg": "image/jpeg", ".pdf": "application/pdf"}[path.suffix]
    packets = [paper for row in learners.roster(room, today=WEDNESDAY) for paper in _papers(room, row.id)]
    assert len(list(room.folder.artifacts.rglob("*.*"))) == len(kept) + len(packets)
    assert room.value("SELECT text FROM artifact WHERE title = 'The Door in the Rice, whole'").startswith("The Door")


def test_every_file_that_ships_is_used_and_all_are_small():
    used = {work["file"] for one in sample_content.read().learners.values() for work in one["artifact"]}
    folder = sample_content.artifact_file("x").parent
    assert {path.name for path in folder.iterdir()} == used
    assert sum(path.stat().st_size for path in folder.iterdir()) < 1_500_000


def test_the_making_tells_how_far_it_is(room, told):
    assert all(done < total for done, total, _ in told)
    labels = [label for _, _, label in told]
    assert "Import the roster of Room 12" in labels
    assert len(set(told[labels.index("Closing Term 1") :])) > 28, "closing goes on learner by learner"


def test_it_cannot_be_undone(room):
    assert room.undo_status().undo is None
    assert room.undo() is None


def test_the_same_day_makes_the_same_rows(room, tmp_path):
    folder = sample.create(tmp_path / "again", today=WEDNESDAY)
    again = Store.open(folder)
    try:
        tables = ("learner", "goal", "measurement", "step_done", "check_in_goal", "profile_entry", "artifact")
        for table in (*tables, "goal_template_step", "plan_template_goal", "reflection"):
            sql = f"SELECT id AS text FROM {table} ORDER BY id"
            assert again.rows(Text, sql) == room.rows(Text, sql), table
        for sql in (
            "SELECT id || frozen AS text FROM plan ORDER BY id",
            "SELECT id || at AS text FROM plan_turn ORDER BY id",
            "SELECT id || path || sha256 AS text FROM plan_paper ORDER BY id",
        ):
            assert again.rows(Text, sql) == room.rows(Text, sql)
    finally:
        again.close()


def test_a_folder_with_something_in_it_is_refused_and_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UserError, match="something in"):
        sample.create(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_second_making_is_refused(room):
    with pytest.raises(UserError, match="already"):
        sample.create(room.folder.path)
    assert len(learners.roster(room, today=WEDNESDAY)) == 28


@pytest.mark.parametrize("at", ["Start the sample class", "Closing Term 1"])
def test_stopping_leaves_nothing(tmp_path, at):
    progress = Progress(lambda _done, _total, label: progress.cancel() if label == at else None)
    with pytest.raises(Cancelled):
        sample.create(tmp_path / "stopped", progress=progress)
    assert not list(tmp_path.iterdir())


@given(today=st.dates(date(2024, 1, 1), date(2040, 12, 31)), day=st.dates(date(2025, 5, 1), date(2027, 6, 30)))
def test_dates_move_by_whole_weeks_and_the_past_is_never_ahead(today, day):
    calendar = Calendar(WEDNESDAY, today, TERM_BEGINS)
    assert calendar.moved(day).weekday() == day.weekday()
    assert calendar.moved(WEDNESDAY).isocalendar()[:2] == today.isocalendar()[:2]
    assert calendar.past(day) <= today
    if day < TERM_BEGINS:
        assert calendar.past(day) == min(calendar.moved(day), today)


@given(today=st.dates(date(2024, 1, 1), date(2040, 12, 31)), days=st.sets(st.integers(0, 30), min_size=2, max_size=2))
def test_what_happened_keeps_its_order_on_school_days(today, days):
    calendar = Calendar(WEDNESDAY, today, TERM_BEGINS)
    earlier, later = (TERM_BEGINS + timedelta(day) for day in sorted(days))
    held = calendar.talked(earlier), calendar.talked(later)
    assert calendar.moved(TERM_BEGINS) <= held[0] <= held[1] <= today
    if later.weekday() < 5:
        assert held[1].weekday() < 5
    if today.weekday() == WEDNESDAY.weekday():
        assert (today - held[1]) == (WEDNESDAY - later)


# A Monday, before anything of the week had happened when it was written, and a Sunday of another season and year.
@pytest.mark.parametrize("today", [date(2026, 11, 16), date(2028, 4, 2)])
def test_it_looks_lived_in_on_any_day(tmp_path, today):
    store = Store.open(sample.create(tmp_path / "Room 12", today=today))
    try:
        assert terms.current(store, today).name == "Term 2"
        for table, day in (("check_in", "held_on"), ("measurement", "measured_on"), ("step_done", "done_on")):
            assert store.value(f"SELECT max({day}) FROM {table}") <= today.isoformat()
        rows = learners.roster(store, today=today)
        assert len(conferences.coming(store, datetime(today.year, today.month, today.day))) == 4
        assert 16 <= sum(today - row.last_check_in <= timedelta(7) for row in rows) <= 20
        assert all(timedelta(0) <= today - row.last_check_in <= timedelta(19) for row in rows)
    finally:
        store.close()
