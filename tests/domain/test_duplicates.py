from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learnerplan.domain.duplicates import Candidate, likely, without_zeros
from learnerplan.domain.nicknames import forms

DAY = "2015-03-02"


def pair(one: dict, two: dict):
    """What is said of two who are given by what differs from an Ana Ferreira in grade 4."""
    usual = {"given": "Ana", "family": "Ferreira", "grade": "4"}
    found = likely([Candidate("1", **{**usual, **one}), Candidate("2", **{**usual, **two})])
    return found[0].reason if found else ""


@pytest.mark.parametrize(
    ("one", "two", "reason"),
    [
        ({"identifiers": (("sis", "77"),)}, {"identifiers": (("state", "77"),)}, "Both have the number 77."),
        ({"identifiers": (("sis", "0042"),)}, {"identifiers": (("sis", "42"),)}, "0042 and 42: a spreadsheet may"),
        ({"identifiers": (("sis", "77"),), "given": "Bo"}, {"identifiers": (("sis", "77"),)}, "under two names"),
        ({"birth_date": DAY, "grade": "3"}, {"birth_date": DAY}, "Same name and birth date."),
        ({"given": "ANÁ", "family": "Ferreíra"}, {}, "Same name in the same grade."),
        ({"given": "Ferreira", "family": "Ana"}, {}, "turned round"),
        ({"given": "Elizabeth"}, {"given": "Liz"}, "short form"),
        ({"given": "Elizabeth", "birth_date": DAY}, {"given": "Beth", "birth_date": DAY}, "short form"),
        ({"family": "Fereira"}, {}, "names are nearly the same"),
        ({"given": "Ana Lúcia"}, {}, "names are nearly the same"),
        ({"family": "Ferreira Santos"}, {}, "names are nearly the same"),
        ({"given": "Fatima", "preferred": "Ana"}, {}, "Same name"),
        ({"grade": "", "classes": frozenset("r")}, {"classes": frozenset("r")}, "Same name in the same class."),
        ({"active": False}, {}, "One of them is archived."),
    ],
)
def test_who_may_be_one_child(one, two, reason):
    assert reason in pair(one, two)
    assert reason in pair(two, one)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ({"given": "Leo"}, {}),
        ({"family": "Okoye"}, {}),
        ({"birth_date": DAY}, {"birth_date": "2014-03-02"}),
        ({"grade": "5"}, {}),
        ({"active": False}, {"active": False}),
        ({"given": "Mia", "birth_date": DAY}, {"given": "Leo", "birth_date": DAY}),
        ({"identifiers": (("sis", "0042"),), "given": "Leo"}, {"identifiers": (("sis", "42"),)}),
        ({"family": "Fereira", "identifiers": (("sis", "1"),)}, {"identifiers": (("sis", "2"),)}),
        ({"identifiers": (("sis", "000"),), "given": "Leo"}, {"identifiers": (("sis", "00"),)}),
    ],
)
def test_who_is_not_thought_to_be_one(one, two):
    assert pair(one, two) == ""


def test_the_surest_stands_first():
    found = likely(
        [
            Candidate("1", "Ana", "Ferreira", grade="4"),
            Candidate("2", "Ana", "Fereira", grade="4"),
            Candidate("3", "Bo", "Li", identifiers=(("sis", "9"),)),
            Candidate("4", "Bo", "Li", identifiers=(("state", "9"),)),
        ]
    )
    assert [(each.one, each.two) for each in found] == [("3", "4"), ("1", "2")]


def test_a_trait_of_a_whole_school_is_none():
    crowd = [Candidate(f"{at:04}", f"Name{at}", "Li", birth_date=DAY, grade="4") for at in range(1000)]
    assert likely(crowd) == []


def test_zeros_and_short_forms():
    assert [without_zeros(each) for each in ("0042", " 0a1 ", "000", "abc")] == ["42", "a1", "", ""]
    assert {"elizabeth", "isabella"} & forms("bella") == {"isabella"}
    assert forms("robert") >= {"bob", "rob"}


NAMES = st.sampled_from(["Ana", "Bo", "Élise", "Liz", "Elizabeth", "李", "محمد", ""])


@settings(max_examples=60)
@given(
    st.lists(
        st.builds(Candidate, id=st.just(""), given=NAMES, family=NAMES, grade=st.sampled_from(["", "4"])), max_size=8
    )
)
def test_the_order_in_which_learners_come_changes_nothing(made):
    learners = [each._replace(id=str(at)) for at, each in enumerate(made)]
    found = likely(learners)
    assert found == likely(reversed(learners))
    for one, two in combinations(learners, 2):
        alone = likely([one, two])
        assert alone == [each for each in found if {each.one, each.two} == {one.id, two.id}]
