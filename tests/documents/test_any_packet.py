"""Whatever people write, a packet prints: no crash, nothing outside the box, the short form on two pages."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learnerplan.documents.packet import compose
from learnerplan.domain.packets import (
    GrowthPoint,
    NextGoal,
    Packet,
    PacketAbilities,
    PacketAbility,
    PacketArtifact,
    PacketCheckIn,
    PacketConference,
    PacketForm,
    PacketGoal,
    PacketGrowth,
    PacketLearner,
    PacketMeasure,
    PacketReflection,
    PacketStep,
    PacketTerm,
    Quote,
)
from learnerplan.domain.profiles import Facet, Voice
from learnerplan.domain.steps import Repeats, Who
from tests.documents.elif_packet import SCALE

WRITTEN = [
    "",
    "I draw it first.",
    "W" * 90,
    "ليلى حداد رسمت 3 أسماك",
    "क्षितिज ने चित्र बनाया",
    "😀👩🏽‍🚀",
    "long words " * 60,
    "a whole page of words and more\n" * 90,
]
words = st.one_of(
    st.text(max_size=30),
    st.text(alphabet=st.characters(blacklist_categories=()), max_size=30),
    st.sampled_from(WRITTEN),
)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
levels = st.none() | st.integers(0, 4)
numbers = st.floats(-1e6, 1e6) | words | st.none()


def tuples(of, most=4):
    return st.lists(of, max_size=most).map(tuple)


quotes = st.builds(
    Quote,
    words,
    st.none() | st.sampled_from(list(Facet)),
    label=words,
    voice=st.sampled_from(list(Voice)),
    who=words,
    source=words,
    said_on=st.none() | days,
    earlier_words=words,
    translation=words,
    translated_by=words,
)
steps = st.builds(PacketStep, st.sampled_from(list(Who)), words, st.none() | days, st.sampled_from(list(Repeats)))
goals = st.builds(
    PacketGoal,
    words,
    standard=words,
    code=words,
    why=words,
    progress=levels,
    began=levels,
    began_on=st.none() | days,
    check_ins=st.integers(0, 99),
    measure=st.none() | st.builds(PacketMeasure, words, words, numbers, numbers, st.none() | days, numbers),
    steps=tuples(steps, 7),
)
scores = st.builds(GrowthPoint, words, days, st.floats(-1e4, 1e4), st.none() | st.floats(0, 50))
packets = st.builds(
    Packet,
    learner=st.builds(PacketLearner, words, words),
    term=st.builds(PacketTerm, words, st.none() | st.integers(1, 5), st.none() | st.integers(1, 5)),
    scale=st.just(SCALE),
    made_on=days,
    language=st.sampled_from(["en", "es"]),
    form=st.sampled_from(list(PacketForm)),
    room=words,
    teacher=words,
    school=words,
    conference=st.none() | st.builds(PacketConference, st.none() | days, place=words, attends=tuples(words)),
    lead_quote=st.none() | quotes,
    profile=tuples(quotes, 6),
    letter=words,
    goals=tuples(goals),
    check_ins=tuples(st.builds(PacketCheckIn, days, words, words, words)),
    artifacts=tuples(st.builds(PacketArtifact, words, st.none() | days, words, why=words, shows=words, goal=words)),
    growth=tuples(st.builds(PacketGrowth, words, tuples(scores, 7), st.none() | st.floats(-1e4, 1e4)), 2),
    abilities=tuples(st.builds(PacketAbilities, words, tuples(st.builds(PacketAbility, words, levels))), 2),
    reflection=st.builds(PacketReflection, words, words, words),
    next_goal=st.builds(NextGoal, words, words, words),
    family_words=tuples(quotes, 2),
    signers=tuples(words),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(packets)
def test_any_packet_prints(packet):
    data, report = compose([packet])
    assert data.startswith(b"%PDF-1.7")
    assert report.pages % 2 == 0
    if packet.form is PacketForm.SHORT:
        assert report.pages == 2
