from __future__ import annotations

from datetime import date

import pytest

from learnerplan.domain import records
from learnerplan.domain.packets import GrowthPoint
from learnerplan.services import growth
from learnerplan.services.growth import Growth


def sitting(tx, learner, test, day, score, error=None, **more):
    return tx.add(
        records.Result, learner_id=learner, assessment_id=test, taken_on=day, score=score, standard_error=error, **more
    )


def of(*points: tuple):
    return Growth("Maths", (), tuple(GrowthPoint(f"w{at}", *point) for at, point in enumerate(points)))


def test_each_test_has_its_own_line_and_the_newest_leads(room):
    with room.store.transaction("Results") as tx:
        reading = tx.add(records.Assessment, name="STAR", subject="Reading")
        maths = tx.add(records.Assessment, name="MAP Growth", subject="Maths")
        sitting(tx, room.ana, reading, date(2026, 9, 1), 500.0, scale="Scaled score")
        sitting(tx, room.ana, maths, date(2026, 9, 16), 213.0, 3.1, window="Fall 2026-2027", scale="RIT")
        newest = sitting(tx, room.ana, maths, date(2026, 11, 2), 216.0, 3.0, scale="RIT")
        tx.add(records.ResultPart, result_id=newest, position=0, name="Geometry", score=210.0)
        sitting(tx, room.ana, maths, None, None, placement="Grade 5", scale="RIT")
        sitting(tx, room.minh, maths, date(2026, 9, 16), 199.0)
    first, second = growth.of_learner(room.store, room.ana)
    assert (first.title, second.title) == ("Maths  ·  MAP Growth", "Reading  ·  STAR")
    assert [point.label for point in first.points] == ["Fall 26", "Nov 26"]
    assert [row.score for row in first.sittings] == [213.0, 216.0, None]
    assert [part.name for part in first.sittings[1].parts] == ["Geometry"]


def test_two_scales_of_one_test_are_two_lines(room):
    with room.store.transaction("Results") as tx:
        test = tx.add(records.Assessment, name="i-Ready", subject="Reading")
        sitting(tx, room.ana, test, date(2026, 9, 1), 500.0, scale="Scale score")
        sitting(tx, room.ana, test, date(2026, 9, 1), 700.0, scale="Lexile")
    titles = {each.title for each in growth.of_learner(room.store, room.ana)}
    assert titles == {"Reading  ·  i-Ready  ·  Scale score", "Reading  ·  i-Ready  ·  Lexile"}


@pytest.mark.parametrize(
    ("window", "short"),
    [("Fall 2026-2027", "Fall 26"), ("Winter (November 16 - March 1)", "Win 26"), ("", "Sep 26"), ("BOY", "Sep 26")],
)
def test_windows_fit_below_a_dot(window, short):
    assert growth.short_window(window, date(2026, 9, 16)) == short


def test_words_speak_of_the_range_and_of_a_year():
    grown = of((date(2025, 9, 16), 203.0, 3.0), (date(2026, 9, 16), 213.0, 3.1))
    assert growth.plain_words(grown, "Layla") == [
        "Layla is likely between 210 and 216.",
        "That is up about 10 points in a year.",
    ]


def test_what_lies_within_the_errors_is_no_change():
    same = of((date(2026, 1, 16), 204.0, 3.0), (date(2026, 9, 16), 203.0, 3.1))
    assert growth.plain_words(same, "Layla")[1:] == [
        "That is about the same as 8 months before.",
        "The dip in w1 is inside the likely range, so it may not be a real change.",
    ]


def test_without_a_standard_error_nothing_is_claimed():
    bare = of((date(2025, 9, 16), 203.0), (date(2026, 9, 16), 213.0))
    assert growth.plain_words(bare, "Layla") == [
        "Layla scored 213.",
        "It was 203 a year before. Without a standard error nobody can say if that is real.",
    ]


def test_no_score_no_words():
    assert growth.plain_words(of(), "Layla") == []
