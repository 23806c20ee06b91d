"""The way through a class: who comes next, who comes back, and what a change in the class does to it."""

from __future__ import annotations

from dataclasses import replace

from ui.models.rail import Mark, RailModel, Seat, Session


def seat(name, mark=Mark.OPEN):
    return Seat(name, name, name, name[:1].upper(), mark)


def marked(session, **marks):
    session.renew([replace(one, mark=marks.get(one.id, one.mark)) for one in session.seats])


def test_the_order_is_kept_and_comes_round_to_who_is_open():
    session = Session([seat("a"), seat("b"), seat("c")], ["c", "a", "b"])
    assert session.current == "c"
    session.forward()
    session.forward()
    assert session.current == "b"
    session.forward()
    assert session.current == "c"


def test_who_is_put_off_comes_last():
    session = Session([seat("a"), seat("b"), seat("c")], ["a", "b", "c"])
    marked(session, a=Mark.LATER)
    session.forward()
    assert session.current == "b"
    marked(session, b=Mark.DONE)
    session.forward()
    marked(session, c=Mark.DONE)
    session.forward()
    assert session.current == "a"
    marked(session, a=Mark.DONE)
    session.forward()
    assert session.seat() is None


def test_back_goes_the_way_that_was_come():
    session = Session([seat("a"), seat("b"), seat("c")], ["a", "b", "c"])
    session.go("c")
    session.go("b")
    assert session.back()
    assert session.current == "c"
    assert session.back()
    assert session.current == "a"
    assert not session.back()


def test_who_leaves_the_class_is_passed_over_and_who_joins_is_there():
    session = Session([seat("a"), seat("b")], ["a", "b"])
    session.renew([seat("b"), seat("d")])
    assert session.current == "b"
    session.forward()
    assert session.current == "d"
    assert not Session([], []).seat()


def test_rows_tell_names_only_when_asked(qapp):
    model = RailModel()
    model.show_seats([seat("ana"), seat("minh", Mark.DONE)], "ana")
    assert [model.data(model.index(at)) for at in range(2)] == ["Student 1 of 2, now", "Student 2 of 2, done"]
    model.name_all(True)
    assert model.data(model.index(1)) == "minh, done"
