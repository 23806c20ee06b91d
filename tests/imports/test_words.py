"""The small rules: names, numbers, grades and dates as files write them."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnerplan.imports.identifiers import could_be, email_of, identifier, is_damaged, names_nobody, without_zeros
from learnerplan.imports.words import dates
from learnerplan.imports.words.folding import clean, fold, tidy
from learnerplan.imports.words.grades import grade_of
from learnerplan.imports.words.naming import alike, split_name


@pytest.mark.parametrize(
    ("whole", "given_name", "family_name"),
    [
        ("Ora Klein", "Ora", "Klein"),
        ("Klein, Ora", "Ora", "Klein"),
        ("Fake Student, First", "First", "Fake Student"),
        ("Klein, Ora, Jr.", "Ora", "Klein Jr."),
        ("Ora Klein Jr.", "Ora", "Klein Jr."),
        ("Ludwig van der Rohe", "Ludwig", "van der Rohe"),
        ("María de la Cruz", "María", "de la Cruz"),
        ("Mary Ann Smith", "Mary Ann", "Smith"),
        ("Cher", "Cher", ""),
        ("李小龙", "李小龙", ""),
        ("  Ora   Klein ", "Ora", "Klein"),
        ("", "", ""),
    ],
)
def test_whole_names_are_taken_apart(whole: str, given_name: str, family_name: str):
    assert split_name(whole) == (given_name, family_name)


@pytest.mark.parametrize(
    ("one", "other"), [("Mari", "Mariana"), ("M", "Mari"), ("Ana", "ANA"), ("Zoë", "Zoe"), ("Jon", "John"), ("", "Ana")]
)
def test_names_that_can_be_one_childs(one: str, other: str):
    assert alike(one, other)


@pytest.mark.parametrize(("one", "other"), [("Ana", "Bo"), ("Marta", "Maria Jose"), ("Al", "Alice"), ("Ana", "Eva")])
def test_names_that_cannot(one: str, other: str):
    assert not alike(one, other)


def test_folding_is_blind_to_case_accents_and_marks():
    assert fold("Nuñez-O’Brien ") == fold("NUNEZ OBRIEN")
    assert fold("Đorđević") == "dordevic"
    assert fold("Łukasz") == "lukasz"
    assert fold("हिन्दी") != fold("हद")
    assert fold("🐴") == "🐴"


def test_marks_that_nobody_sees_are_no_part_of_numbers_and_names():
    assert tidy("\u202a42\u202c") == tidy("\u200e42\u00a0") == tidy("\ufeff\u206842\u2069") == "42"
    assert tidy("\u202eAna\u202c") == "Ana"
    assert tidy("نیم\u200cفاصله") == "نیم\u200cفاصله"


@given(st.text())
def test_tidy_and_clean_come_to_rest(text: str):
    assert tidy(tidy(text)) == tidy(text)
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("0042", "0042"),
        ("  111222222", "111222222"),
        ("13001.0", "13001"),
        ("'0042", "0042"),
        ('="0042"', "0042"),
        ("ab-12", "ab-12"),
    ],
)
def test_numbers_are_trimmed_text(cell: str, value: str):
    found = identifier("id_sis", cell)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize("cell", ["", "  ", "NULL", "n/a", "None", "0", "-"])
def test_stand_ins_are_no_numbers(cell: str):
    assert identifier("id_sis", cell) is None


def test_what_spreadsheets_do_to_numbers():
    assert is_damaged("1.0E+05")
    assert is_damaged("1,23457E+11")
    assert not is_damaged("E5")
    assert could_be("1.0E+05", "100000")
    assert could_be("1.23457E+11", "123456789012")
    assert not could_be("1.23457E+11", "123956789012")
    assert not could_be("1.0E+05", "⁰⁴⁵")
    assert without_zeros("0042") == "42"
    assert without_zeros("A042") == ""


def test_columns_that_name_nobody():
    names = ("ana", "bo", "cy", "di", "eva")
    assert names_nobody(("WA", "WA", "WA"), names)
    assert names_nobody(("", "NULL"), names)
    assert names_nobody(("17", "17", "17", "17", "18"), names)
    assert not names_nobody(("17", "18", "19", "17"), names)
    assert not names_nobody(("17",), names)
    assert not names_nobody(("17",) * 8, ("ana",) * 8)


def test_addresses():
    assert email_of(" Bo@Example.org ") == "bo@example.org"
    assert email_of("anonymous") == ""


@pytest.mark.parametrize(
    ("cell", "grade"),
    [
        ("07", "7"),
        ("Grade 6", "6"),
        ("6th", "6"),
        ("Gr. 5", "5"),
        ("KG", "K"),
        ("Pre-K", "PK"),
        ("0", "K"),
        ("-1", "PK"),
        ("10", "10"),
        ("5º", "5"),
        ("5to grado", "5"),
        ("5ème", "5"),
        ("5. Klasse", "5"),
        ("5年级", "5"),
        ("5학년", "5"),
        ("5 класс", "5"),
        ("Mixed", "Mixed"),
        ("", ""),
    ],
)
def test_grades(cell: str, grade: str):
    assert grade_of(cell) == grade


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("2018/08/12 6:28:23 AM AST", "", datetime(2018, 8, 12, 6, 28, 23)),
        ("2018/08/12 6:28:23 p. m. GMT-5", "", datetime(2018, 8, 12, 18, 28, 23)),
        ("8/12/2018 6:28:23", "mdy", datetime(2018, 8, 12, 6, 28, 23)),
        ("8/12/2018 6:28:23", "dmy", datetime(2018, 12, 8, 6, 28, 23)),
        ("8/12/2018 6:28:23", "", None),
        ("12/31/2018 11:59 PM", "", datetime(2018, 12, 31, 23, 59)),
        ("2024-01-18 14:18:57.066000", "", datetime(2024, 1, 18, 14, 18, 57)),
        ("45309.596493", "", datetime(2024, 1, 18, 14, 18, 57)),
        ("18.1.2024 klo 14.18.57", "", datetime(2024, 1, 18, 14, 18, 57)),
        ("18-1-2024 14:18:57", "", datetime(2024, 1, 18, 14, 18, 57)),
        ("2024. 1. 18 오후 2:18:57", "", datetime(2024, 1, 18, 14, 18, 57)),
        ("2024/1/18 下午 2:18:57", "", datetime(2024, 1, 18, 14, 18, 57)),
        ("18 Jan 2024", "", datetime(2024, 1, 18)),
        ("January 18, 2024", "", datetime(2024, 1, 18)),
        ("18 de enero de 2024", "", datetime(2024, 1, 18)),
        ("31/31/2024", "", None),
        ("soon", "", None),
        ("", "", None),
    ],
)
def test_moments(text: str, order: str, expected: datetime | None):
    assert dates.moment_of(text, order) == expected


def test_a_column_shows_its_order():
    assert dates.order_of(["3/4/2014", "13/4/2014"]) == "dmy"
    assert dates.order_of(["3/4/2014", "4/13/2014"]) == "mdy"
    assert dates.order_of(["3/4/2014"]) == ""
    assert dates.order_of(["13/4/2014", "4/13/2014"]) == "mixed"
    assert dates.order_of(["2014-04-03", ""]) == "ymd"


@given(st.datetimes(min_value=datetime(1950, 1, 1), max_value=datetime(2080, 1, 1)))
def test_every_way_of_writing_a_moment_is_the_same_moment(moment: datetime):
    moment = moment.replace(microsecond=0)
    american = f"{moment.month}/{moment.day}/{moment.year} {moment:%H:%M:%S}"
    british = f"{moment:%d/%m/%Y %H:%M:%S}"
    assert dates.moment_of(moment.isoformat(sep=" ")) == moment
    assert dates.moment_of(american, "mdy") == moment
    assert dates.moment_of(british, "dmy") == moment
    assert dates.moment_of(f"{moment:%d.%m.%Y %H:%M:%S}") == moment
    keys = {dates.moment_key(text) for text in (american, british, moment.isoformat(sep=" "))}
    assert len(keys) == 1
