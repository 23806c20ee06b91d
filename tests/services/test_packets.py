"""Packets: what may go home, what is written down, what is asked about before printing."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from learnerplan import files
from learnerplan.documents.preview import Pages
from learnerplan.domain import records
from learnerplan.domain.audiences import Audience
from learnerplan.domain.packets import PacketForm, PacketReflection, PacketSection, sections_of
from learnerplan.domain.profiles import Facet, Voice
from learnerplan.domain.reflections import Prompt
from learnerplan.errors import UserError
from learnerplan.progress import Cancelled, Progress
from learnerplan.services import (
    artifacts,
    checkins,
    conferences,
    disclosures,
    goals,
    learners,
    packets,
    plans,
    profiles,
    reflections,
    releases,
    scales,
    terms,
)

SECRET = "Zanzibar"


def text_of(path):
    pages = Pages(path)
    return "\n".join(pages.text(number) for number in range(len(pages)))


def one(room, learner_id, **options):
    with room.store.read() as view:
        (packet,) = packets.collect(view, room.store.folder, [learner_id], today=room.today, **options)
    return packet


def say(room, text, audience=Audience.FAMILY, voice=Voice.LEARNER, facet=Facet.STRENGTH):
    return profiles.add(
        room.store, room.ana, facet=facet, text=text, voice=voice, said_on=room.today, audience=audience
    )


def test_only_what_was_released_is_collected_and_printed(room, tmp_path):
    plan = plans.start(room.store, room.ana, today=room.today)
    goal = goals.add(room.store, plan, kind="personal", words="Read aloud")
    goals.add(room.store, plan, kind="personal", words=f"{SECRET} goal", audience=Audience.RECORD)
    say(room, "I explain with drawings")
    for audience in (Audience.RECORD, Audience.NOT_HOME, Audience.SAFEGUARDING):
        say(room, f"{SECRET} {audience}", audience)
    say(room, f"{SECRET} score", voice=Voice.DATA)
    checkins.add(room.store, room.ana, checkins.Talk(held_on=room.today, levels={goal: None}, words=f"{SECRET} words"))
    reflections.write(room.store, room.ana, plan, {Prompt.PROUD: f"{SECRET} proud"}, on=room.today)
    artifacts.add(room.store, room.ana, b"x", name="a.txt", title=f"{SECRET} work", added_on=room.today)
    with room.store.transaction("Remember") as tx:
        tx.add(records.MemoryAid, learner_id=room.ana, text=f"{SECRET} aid", written_on=room.today)
        tx.change(records.Learner, room.ana, pronouns=f"{SECRET}/they", pronouns_for=Audience.RECORD)
    packet = one(room, room.ana)
    assert SECRET not in repr(packet)
    assert [quote.words for quote in packet.profile] == ["I explain with drawings"]
    for form in PacketForm:
        out = tmp_path / f"{form}.pdf"
        packets.make(room.store, [room.ana], out, today=room.today, form=form)
        text = text_of(out)
        assert SECRET not in text
        assert "Ferreira" in text


def test_released_words_are_collected(room):
    plan = plans.start(room.store, room.ana, today=room.today)
    reflections.write(room.store, room.ana, plan, {Prompt.PROUD: "The reef"}, on=room.today)
    artifacts.add(room.store, room.ana, b"x", name="a.txt", title="Reef", why="It glows", added_on=room.today)
    releases.decide(room.store, releases.waiting(room.store, room.ana), Audience.FAMILY)
    packet = one(room, room.ana)
    assert packet.reflection.proud == "The reef"
    assert [(piece.title, piece.why) for piece in packet.artifacts] == [("Reef", "It glows")]


def test_a_packet_looks_back_on_its_own_term_alone(room, tmp_path):
    first, second = terms.listed(room.store, room.today)[:2]
    for term in (first, second):
        plan = plans.start(room.store, room.ana, today=room.today, term_id=term.id)
        goals.add(room.store, plan, kind="personal", words="Draw")
        if term is first:
            reflections.write(room.store, room.ana, plan, {Prompt.PROUD: "The reef"}, on=first.ends_on)
    releases.decide(room.store, releases.waiting(room.store, room.ana), Audience.FAMILY)
    assert one(room, room.ana, term_id=first.id).reflection.proud == "The reef"
    later = one(room, room.ana, term_id=second.id)
    assert later.reflection == PacketReflection(), "what was said of another term stays with it"
    assert PacketSection.LOOKING_BACK in sections_of(later), "its page has lines to write on"
    out = tmp_path / "long.pdf"
    packets.make(room.store, [room.ana], out, today=second.starts_on, form=PacketForm.LONG)
    text = text_of(out)
    assert "Looking back" in text
    assert "The reef" not in text


def test_with_no_goals_there_is_nothing_to_look_back_on(room):
    assert PacketSection.LOOKING_BACK not in sections_of(one(room, room.ana))


def test_a_preferred_name_that_is_not_for_home_is_not_on_the_packet(room):
    learners.change(room.store, room.ana, preferred_name="Alex", preferred_name_for=Audience.RECORD)
    assert "Alex" not in repr(one(room, room.ana))
    learners.change(room.store, room.ana, preferred_name_for=Audience.FAMILY)
    assert one(room, room.ana).learner.short_name == "Alex"


def test_a_standard_of_a_lower_grade_loses_its_code(room):
    plan = plans.start(room.store, room.ana, today=room.today)
    with room.store.transaction("Add standards") as tx:
        frame = tx.add(records.Framework, title="Maths")
        ids = [
            tx.add(records.Competency, framework_id=frame, code=code, child_statement="I can", grade=grade)
            for code, grade in (("6.RP.A.1", "6"), ("3.OA.A.1", "3"))
        ]
    for competency in ids:
        goals.add(room.store, plan, kind="grade_level", words="g", competency_ids=[competency])
    assert [goal.code for goal in one(room, room.ana).goals] == ["6.RP.A.1", ""]


def test_a_photo_needs_consent(room, tmp_path):
    portrait = artifacts.add(
        room.store, room.ana, b"x", name="me.png", title="Me", added_on=room.today, audience=Audience.FAMILY
    )
    learners.change(room.store, room.ana, photo_id=portrait, photo_consent=False)
    assert one(room, room.ana).learner.portrait is None
    learners.change(room.store, room.ana, photo_consent=True)
    assert one(room, room.ana).learner.portrait is not None
    artifacts.remove(room.store, portrait)
    assert learners.one(room.store, room.ana).photo_id is None


def test_progress_and_now_come_from_check_ins_and_measurements(room):
    plan = plans.start(room.store, room.ana, today=room.today)
    goal = goals.add(room.store, plan, kind="personal", words="Read", measure="Pages", baseline=0, target=12)
    levels = scales.progress_levels(room.store)
    for days, level in ((9, 1), (2, 3)):
        talk = checkins.Talk(held_on=room.today - timedelta(days), levels={goal: levels[level].id})
        checkins.add(room.store, room.ana, talk)
    goals.measure(room.store, goal, measured_on=room.today, value=8)
    (shown,) = one(room, room.ana).goals
    assert (shown.began, shown.progress, shown.check_ins, shown.measure.now) == (1, 3, 2, 8)


def test_where_a_goal_began_is_told_with_the_day_of_that_check_in(room):
    plan = plans.start(room.store, room.ana, today=room.today)
    begun = room.today - timedelta(days=20)
    goal = goals.add(room.store, plan, kind="personal", words="Read aloud", begun_on=begun, audience=Audience.FAMILY)
    held = one(room, room.ana).goals[0]
    assert (held.began, held.began_on) == (None, None)
    levels = scales.progress_levels(room.store)
    for ago, place in ((9, 1), (2, 3)):
        day = room.today - timedelta(days=ago)
        checkins.add(room.store, room.ana, checkins.Talk(held_on=day, levels={goal: levels[place].id}))
    held = one(room, room.ana).goals[0]
    assert (held.began, held.began_on) == (1, room.today - timedelta(days=9))


def test_the_next_conference_is_on_the_cover(room):
    conferences.plan(room.store, room.ana, held_at=datetime(2026, 11, 1, 9), place="Old")
    conferences.plan(room.store, room.ana, held_at=datetime(2026, 11, 20, 15, 30), place="Room 12", attends="Mum, Dad")
    found = one(room, room.ana).conference
    assert (found.held_on, found.place, found.attends) == (date(2026, 11, 20), "Room 12", ("Mum", "Dad"))


def test_another_childs_name_is_found_before_printing(room):
    say(room, "Minh showed me how, and Ana did it")
    say(room, "mining for gold with minherva")
    with room.store.read() as view:
        packet = next(packets.collect(view, room.store.folder, [room.ana], today=room.today))
        (found,) = packets.mentions(view, {room.ana: packet})
    assert (found.other, found.text) == ("Minh Nguyễn", "Minh showed me how, and Ana did it")


def test_printing_is_written_down_and_cannot_be_undone(room, tmp_path):
    made = packets.make(room.store, [room.ana, room.minh], tmp_path / "class.pdf", today=room.today)
    (log,) = disclosures.listed(room.store, room.minh)
    assert (log.way, log.learners, log.file_name) == ("packet", 2, "class.pdf")
    assert log.sha256 == files.sha256(made.paths[0])
    before = len(disclosures.listed(room.store))
    room.store.undo()
    assert len(disclosures.listed(room.store)) == before


def test_separate_files_have_names_without_ids_and_a_log_each(room, tmp_path):
    made = packets.make(room.store, [room.ana, room.minh], tmp_path / "out", today=room.today, separate=True)
    assert len({path.name for path in made.paths}) == 2
    assert not [path for path in made.paths if room.ana[:8] in path.name]
    assert [log.learners for log in disclosures.listed(room.store)] == [1, 1]


def test_the_same_record_gives_the_same_bytes(room, tmp_path):
    say(room, "I explain with drawings")
    for name in ("one.pdf", "two.pdf"):
        packets.make(room.store, [room.ana], tmp_path / name, today=room.today, form=PacketForm.LONG)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_a_stopped_print_leaves_nothing(room, tmp_path):
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        packets.make(room.store, [room.ana], tmp_path / "x" / "a.pdf", today=room.today, progress=progress)
    with pytest.raises(Cancelled):
        packets.make(room.store, [room.ana], tmp_path / "y", today=room.today, separate=True, progress=progress)
    assert not [path for path in tmp_path.rglob("*.pdf*") if path.is_file()]
    assert disclosures.listed(room.store) == []


def test_nobody_to_print_is_a_sentence(room, tmp_path):
    with pytest.raises(UserError, match="nobody"):
        packets.make(room.store, [], tmp_path / "a.pdf", today=room.today)


def test_a_learner_with_nothing_at_all_still_gets_two_pages(room, tmp_path):
    made = packets.make(room.store, [room.minh], tmp_path / "a.pdf", today=room.today)
    assert made.pages == 2
    assert "Nguyễn" in text_of(tmp_path / "a.pdf")


def test_a_folder_in_the_place_of_a_file_is_a_sentence(room, tmp_path):
    with pytest.raises(UserError, match="is a folder"):
        packets.make(room.store, [room.ana], tmp_path, today=room.today)
