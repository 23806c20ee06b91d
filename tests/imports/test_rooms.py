"""Two classes of one name in a plain list: the number beside the name tells them apart, now and next month."""

from __future__ import annotations

import pytest

from learnerplan.imports.known import Identifier, KnownClass
from tests.imports.applying import Book
from tests.imports.made import NEW, UNCHANGED, UPDATED, knows, plan, values, verdicts

HEADS = "Student ID | First | Last | Class | Class ID"
TWO = f"{HEADS}\n1 | Ana | Diaz | Math | C1\n2 | Bo | Li | Math | C2\n3 | Cy | Oz | Math | C1"


def math(key: str, number: str = "", name: str = "Math") -> KnownClass:
    return KnownClass(key, name, (Identifier("sis", number),) if number else ())


def rooms(made) -> list[tuple[str, ...]]:
    return [row.payload.classes if row.payload else () for row in made.rows()]


def test_two_numbers_beside_one_name_are_two_classes():
    made = plan(TWO)
    first, second = made.files[0].classes
    assert rooms(made) == [(first.ref,), (second.ref,), (first.ref,)]
    assert [dict(each.values)["name"] for each in (first, second)] == ["Math", "Math"]
    assert [each.identifiers for each in (first, second)] == [(Identifier("sis", "C1"),), (Identifier("sis", "C2"),)]


def test_they_come_to_rest_and_are_told_apart_next_month():
    book = Book()
    book.commit(plan(TWO))
    again = plan(TWO, book.known)
    assert verdicts(again) == [UNCHANGED] * 3
    later = plan(f"{HEADS}\n4 | Di | Po | Math | c2\n3 | Cy | Oz | Math | C2", book.known)
    assert verdicts(later) == [NEW, UPDATED]
    room = next(each.id for each in book.known.classes if each.identifiers[0].value == "C2")
    assert rooms(later) == [(room,), (room,)]
    assert later.files[0].classes == ()


def test_a_class_of_another_number_is_another_class():
    made = plan(f"{HEADS}\n1 | Ana | Diaz | Math | C2", knows(classes=(math("K1", "C1"),)))
    (draft,) = made.files[0].classes
    assert rooms(made) == [(draft.ref,)]


def test_the_only_class_of_a_name_that_has_no_number_is_meant():
    known = knows(classes=(math("K1"),))
    assert rooms(plan(f"{HEADS}\n1 | Ana | Diaz | Math | C1", known)) == [("K1",)]
    assert ("K1",) not in rooms(plan(TWO, known))


def test_a_class_that_is_called_otherwise_here_is_found_by_its_number():
    known = knows(classes=(math("K1", "C1", "Third period"),))
    assert rooms(plan(f"{HEADS}\n1 | Ana | Diaz | Math | C1", known)) == [("K1",)]
    shared = plan(f"{HEADS}\n1 | Ana | Diaz | Math | C1\n2 | Bo | Li | Art | C1", known)
    assert ("K1",) not in rooms(shared)


def test_sections_are_counted_in_each_course():
    heads = HEADS.replace("Class ID", "Section Number")
    known = knows(classes=(math("K1", "1", "Art"),))
    made = plan(f"{heads}\n1 | Ana | Diaz | Math | 1\n2 | Bo | Li | Math | 2\n3 | Cy | Oz | Music | 1", known)
    named = [dict(each.values)["name"] for each in made.files[0].classes]
    assert named == ["Math", "Math", "Music"]
    assert len({room for (room,) in rooms(made)}) == 3
    assert [each.identifiers for each in made.files[0].classes][2] == ()


@pytest.mark.parametrize("number", ["", "1.0E+05", "NULL"])
def test_a_cell_that_holds_no_number_names_no_other_class(number: str):
    made = plan(f"{HEADS}\n1 | Ana | Diaz | Math | {number}\n2 | Bo | Li | Math | {number}")
    (draft,) = made.files[0].classes
    assert rooms(made) == [(draft.ref,), (draft.ref,)]
    assert draft.identifiers == ()


def test_a_number_without_the_name_of_a_class_is_left_out():
    made = plan("Student ID | First | Last | Class ID\n1 | Ana | Diaz | C1")
    assert [each.use for each in made.files[0].mapping.columns][-1] == "leave_out"
    assert rooms(made) == [()]
    assert values(made.rows()[0])["given_name"] == "Ana"


def test_the_class_that_the_teacher_names_wins_over_the_numbers():
    made = plan(TWO, knows(classes=(KnownClass("K1", "Room 12"),)), class_name="Room 12")
    assert rooms(made) == [("K1",)] * 3
