"""The school year is open while the changes of a second laptop come in."""

from __future__ import annotations

from datetime import date

import pytest

from learnerplan.domain import records
from learnerplan.services import years
from tests.ui.dialogs.laptops import LAPTOP, both, change, laptops, room
from ui.dialogs.year import YearDialog
from ui.widgets.meanwhile_note import MeanwhileNote

__all__ = ["both", "laptops", "room"]


@pytest.fixture
def year(both, room_ctx, host):
    both.carry()
    form = YearDialog(room_ctx, host)
    form.open()
    return form


def test_a_term_keeps_what_is_being_typed_while_its_days_come_in(both, year):
    line = year.lines[0]
    line.name.setText("Autu")
    term = years.sheet(both.there).terms[0]
    years.change_term(both.there, term.id, name=term.name, starts_on=term.starts_on, ends_on=date(2026, 10, 9))
    both.carry()
    assert year.lines[0] is line
    assert (line.name.value(), line.ends_on.value()) == ("Autu", date(2026, 10, 9))
    line.name.setText("Autumn")
    written = both.written(line.name.editingFinished.emit)
    assert written == [("term", "U", ["name"])]
    held = years.sheet(both.here).terms[0]
    assert (held.name, held.ends_on) == ("Autumn", date(2026, 10, 9))


def test_both_names_of_a_term_can_be_had(both, year):
    line = year.lines[0]
    line.name.setText("Autumn")
    change(both.there, records.Term, line.term.id, name="Fall")
    both.carry()
    assert line.name.value() == "Autumn"
    line.name.editingFinished.emit()
    assert years.sheet(both.here).terms[0].name == "Autumn"
    (note,) = [one for one in line.findChildren(MeanwhileNote) if not one.isHidden()]
    assert "Fall" in note.accessibleName()
    note.take.click()
    assert years.sheet(both.here).terms[0].name == "Fall"


def test_a_refused_field_does_not_hold_up_the_others(both, year):
    line = year.lines[0]
    line.name.setText("")
    line.name.editingFinished.emit()
    assert not line.problem.isHidden()
    change(both.there, records.Term, line.term.id, ends_on=date(2026, 10, 9))
    both.carry()
    assert line.ends_on.value() == date(2026, 10, 9)
    line.name.setText("Autumn")
    assert both.written(line.name.editingFinished.emit) == [("term", "U", ["name"])]


def test_a_term_that_went_while_it_was_typed_in_leaves_the_words(both, year):
    line = year.lines[-1]
    line.name.setText("Summer school")
    years.remove_term(both.there, line.term.id)
    both.carry()
    assert year.lines[-1] is line
    assert line.name.value() == "Summer school"
    assert LAPTOP in line.problem.text()
    assert "still here" in line.problem.text()
    line.remove.click()
    assert len(year.lines) == 4


def test_a_term_that_went_untouched_just_goes(both, year):
    years.remove_term(both.there, year.lines[-1].term.id)
    both.carry()
    assert len(year.lines) == 4


def test_days_off_that_are_being_typed_stay_while_others_come(both, year):
    year.days_off.name.setText("Winter")
    held = years.sheet(both.there).years[0]
    years.add_day_off(
        both.there, held.id, name="Harvest", starts_on=date(2026, 10, 12), ends_on=date(2026, 10, 12)
    )  # fmt: skip
    both.carry()
    assert year.days_off.name.value() == "Winter"
    assert len(years.sheet(both.here).days_off) == 1
