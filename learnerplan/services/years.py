"""The school year as a teacher edits it: years, terms, days off, and rolling over to the next one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from learnerplan.domain import grades, records
from learnerplan.domain import terms as spans
from learnerplan.errors import UserError
from learnerplan.services import school_years

if TYPE_CHECKING:
    from collections.abc import Sequence

    from learnerplan.services.school_years import SchoolYearRow
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store
    from learnerplan.storage.transaction import Transaction

# A year of school later the same weekday is 52 weeks on.
_YEAR = timedelta(weeks=52)


@dataclass(frozen=True)
class EditableTerm:
    """A term with how many plans belong to it; `class_name` where it is of one class alone."""

    id: str
    school_year_id: str
    class_id: str | None
    class_name: str
    name: str
    position: int
    starts_on: date
    ends_on: date
    plans: int


@dataclass(frozen=True)
class DayOffRow:
    """Days without school, both ends included."""

    id: str
    school_year_id: str
    name: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class YearSheet:
    """All years, their terms and days off, in order."""

    years: tuple[SchoolYearRow, ...]
    terms: tuple[EditableTerm, ...]
    days_off: tuple[DayOffRow, ...]


@dataclass(frozen=True)
class RollOver:
    """What a roll-over did: the new year, and how many learners moved up."""

    school_year_id: str
    name: str
    learners: int
    classes: int


_TERMS = """SELECT t.id, t.school_year_id, t.class_id, coalesce(c.name, ''), t.name, t.position, t.starts_on, t.ends_on,
    (SELECT count(*) FROM plan WHERE term_id = t.id)
    FROM term t LEFT JOIN "class" c ON c.id = t.class_id ORDER BY t.starts_on, t.position, t.id"""


def sheet(view: Readable) -> YearSheet:
    """Everything that the year's dialog shows."""
    return YearSheet(
        years=tuple(school_years.listed(view)),
        terms=tuple(view.rows(EditableTerm, _TERMS)),
        days_off=tuple(
            view.rows(
                DayOffRow, "SELECT id, school_year_id, name, starts_on, ends_on FROM day_off ORDER BY starts_on, id"
            )
        ),
    )


def days_off(view: Readable, starts_on: date, ends_on: date) -> frozenset[date]:
    """Each day without school in a span."""
    rows = view.rows(
        DayOffRow,
        "SELECT id, school_year_id, name, starts_on, ends_on FROM day_off WHERE starts_on <= ? AND ends_on >= ?",
        (ends_on.isoformat(), starts_on.isoformat()),
    )
    free: set[date] = set()
    for row in rows:
        length = (row.ends_on - row.starts_on).days + 1
        free.update(row.starts_on + timedelta(step) for step in range(length))
    return frozenset(day for day in free if starts_on <= day <= ends_on)


def change_term(store: Store, term_id: str, *, name: str, starts_on: date, ends_on: date) -> None:
    """Rename a term or move its dates. Raises `UserError` for dates that overlap another of its terms."""
    with store.transaction("Change term") as tx:
        term = tx.get(records.Term, term_id)
        if term is None:
            raise UserError("This term is no longer there.", "Undo brings a removed term back.")
        _refuse_odd(tx, term["school_year_id"], term["class_id"], name, starts_on, ends_on, but=term_id)
        tx.change(records.Term, term_id, name=name.strip(), starts_on=starts_on, ends_on=ends_on)
        _stretch(tx, term["school_year_id"])
        _number(tx, term["school_year_id"])


def add_term(
    store: Store, school_year_id: str, *, name: str, starts_on: date, ends_on: date, class_id: str | None = None
) -> str:
    """Add a term to a year, or to one class of it alone."""
    with store.transaction("Add term") as tx:
        _refuse_odd(tx, school_year_id, class_id, name, starts_on, ends_on)
        made = tx.add(
            records.Term,
            school_year_id=school_year_id,
            class_id=class_id,
            name=name.strip(),
            position=0,
            starts_on=starts_on,
            ends_on=ends_on,
        )
        _stretch(tx, school_year_id)
        _number(tx, school_year_id)
    return made


def remove_term(store: Store, term_id: str) -> None:
    """Remove a term. Raises `UserError` while plans belong to it."""
    with store.transaction("Remove term") as tx:
        term = tx.get(records.Term, term_id)
        count = tx.value("SELECT count(*) FROM plan WHERE term_id = ?", (term_id,))
        if term is None or count:
            plans = "1 plan belongs" if count == 1 else f"{count} plans belong"
            raise UserError(f"{plans} to this term, so it stays.", "Rename it or change its dates instead.")
        tx.delete(records.Term, term_id)
        _number(tx, term["school_year_id"])


def give_class_terms(store: Store, class_id: str, school_year_id: str) -> None:
    """Give a class terms of its own, to begin with the same ones as the school's; its learners' plans go along."""
    with store.transaction("Give the class its own terms") as tx:
        for row in _terms_of(tx, school_year_id, None):
            made = tx.add(
                records.Term,
                school_year_id=school_year_id,
                class_id=class_id,
                name=row.name,
                position=row.position,
                starts_on=row.starts_on,
                ends_on=row.ends_on,
            )
            _move_plans(tx, row.id, made, class_id)


def drop_class_terms(store: Store, class_id: str, school_year_id: str) -> None:
    """Let a class go by the school's terms again; its plans go to the terms of the same number.

    Raises `UserError` where plans belong to a term that the school has no counterpart for.
    """
    with store.transaction("Give the class the school's terms") as tx:
        common = {row.position: row.id for row in _terms_of(tx, school_year_id, None)}
        for row in _terms_of(tx, school_year_id, class_id):
            if row.position in common:
                _move_plans(tx, row.id, common[row.position])
            elif row.plans:
                raise UserError(
                    f"Plans belong to {row.name}, which the school does not have.", "Keep the class’s terms."
                )
            tx.delete(records.Term, row.id)


def _terms_of(tx: Transaction, school_year_id: str, class_id: str | None) -> list[EditableTerm]:
    rows = tx.rows(EditableTerm, _TERMS)
    return [row for row in rows if row.school_year_id == school_year_id and row.class_id == class_id]


@dataclass(frozen=True)
class _Plan:
    id: str


def _move_plans(tx: Transaction, old: str, fresh: str, class_id: str = "") -> None:
    """Plans of a term belong to another from now on, those of one class's learners alone where it is named."""
    sql = """SELECT id FROM plan WHERE term_id = :old AND (:class = '' OR learner_id IN
        (SELECT learner_id FROM enrolment WHERE class_id = :class AND ends_on IS NULL)) ORDER BY id"""
    for plan in tx.rows(_Plan, sql, {"old": old, "class": class_id}):
        tx.change(records.Plan, plan.id, term_id=fresh)


def rename_year(store: Store, school_year_id: str, name: str) -> None:
    """Call a school year otherwise. Raises `UserError` for no name."""
    if not name.strip():
        raise UserError("A school year needs a name.", "Such as 2026–27.")
    with store.transaction("Rename school year") as tx:
        tx.change(records.SchoolYear, school_year_id, name=name.strip())


def add_day_off(store: Store, school_year_id: str, *, name: str, starts_on: date, ends_on: date) -> str:
    """Add a holiday or a single day without school."""
    if ends_on < starts_on:
        raise UserError("The days off end before they begin.", "Look at the two dates.")
    with store.transaction("Add days off") as tx:
        return tx.add(
            records.DayOff,
            school_year_id=school_year_id,
            name=name.strip() or "No school",
            starts_on=starts_on,
            ends_on=ends_on,
        )


def remove_day_off(store: Store, day_off_id: str) -> None:
    """Remove days off."""
    with store.transaction("Remove days off") as tx:
        tx.delete(records.DayOff, day_off_id)


def roll_over(
    store: Store, school_year_id: str, *, staying: Sequence[str] = (), leaving: Sequence[str] = ()
) -> RollOver:
    """Begin the next school year: its terms a year on, its classes anew with their learners one grade up.

    `staying` repeat their grade, `leaving` go to the archive. Plans, goals and all that is written stay where they
    are. Raises `UserError` when the next year is there already.
    """
    with store.transaction("Begin the next school year") as tx:
        name, starts_on, ends_on = following_year(tx, school_year_id)
        if any(held.starts_on < ends_on and held.ends_on > starts_on for held in school_years.listed(tx)):
            raise UserError("The next school year is there already.", "Change its dates in the settings.")
        fresh = tx.add(records.SchoolYear, name=name, starts_on=starts_on, ends_on=ends_on)
        rooms = _new_classes(tx, school_year_id, fresh, frozenset((*staying, *leaving)))
        _new_terms(tx, school_year_id, fresh, rooms)
        moved = _move_up(tx, rooms, frozenset(staying), frozenset(leaving), starts_on)
    return RollOver(fresh, name, moved, len(rooms))


def following_year(view: Readable, school_year_id: str) -> tuple[str, date, date]:
    """Name, first and last day of the year after one. Raises `UserError` when that one is gone."""
    year = next((held for held in school_years.listed(view) if held.id == school_year_id), None)
    if year is None:
        raise UserError("This school year is no longer there.", "Close this and look again.")
    starts_on, ends_on = year.starts_on + _YEAR, year.ends_on + _YEAR
    begins = spans.school_year_of(starts_on)
    return f"{begins}–{(begins + 1) % 100:02}", starts_on, ends_on


def _new_terms(tx: Transaction, old: str, fresh: str, rooms: dict[str, str]) -> None:
    for row in tx.rows(EditableTerm, _TERMS):
        if row.school_year_id == old and (row.class_id is None or row.class_id in rooms):
            tx.add(
                records.Term,
                school_year_id=fresh,
                class_id=rooms[row.class_id] if row.class_id else None,
                name=row.name,
                position=row.position,
                starts_on=row.starts_on + _YEAR,
                ends_on=row.ends_on + _YEAR,
            )


@dataclass(frozen=True)
class _Room:
    id: str
    name: str
    subject: str
    period: str
    grade: str


@dataclass(frozen=True)
class _Member:
    id: str
    class_id: str
    learner_id: str
    grade: str


_MEMBERS = """SELECT e.id, e.class_id, e.learner_id, l.grade FROM enrolment e JOIN learner l ON l.id = e.learner_id
    WHERE e.ends_on IS NULL AND l.active ORDER BY e.id"""


def _new_classes(tx: Transaction, old: str, fresh: str, below: frozenset[str]) -> dict[str, str]:
    """The active classes of a year again in the next one; the old ones are archived. Old id -> new id.

    A class goes one grade up with its learners; where all of them are `below`, staying or leaving, it keeps its grade.
    """
    rooms, members = {}, tx.rows(_Member, _MEMBERS)
    filled = {member.class_id for member in members}
    rising = {member.class_id for member in members if member.learner_id not in below}
    sql = """SELECT id, name, subject, period, grade FROM "class"
        WHERE active AND (school_year_id = ? OR school_year_id IS NULL) ORDER BY id"""
    for room in tx.rows(_Room, sql, (old,)):
        rooms[room.id] = tx.add(
            records.SchoolClass,
            school_year_id=fresh,
            name=room.name,
            subject=room.subject,
            period=room.period,
            grade=room.grade if room.id in filled - rising else grades.following(room.grade),
        )
        tx.change(records.SchoolClass, room.id, active=False)
    return rooms


def _move_up(
    tx: Transaction, rooms: dict[str, str], staying: frozenset[str], leaving: frozenset[str], starts_on: date
) -> int:
    graded: set[str] = set()
    for member in tx.rows(_Member, _MEMBERS):
        if member.class_id not in rooms:
            continue
        tx.change(records.Enrolment, member.id, ends_on=starts_on - timedelta(days=1))
        if member.learner_id in leaving:
            tx.change(records.Learner, member.learner_id, active=False)
            continue
        tx.add(records.Enrolment, class_id=rooms[member.class_id], learner_id=member.learner_id, starts_on=starts_on)
        if member.learner_id not in graded and member.learner_id not in staying:
            tx.change(records.Learner, member.learner_id, grade=grades.following(member.grade))
        graded.add(member.learner_id)
    return len(graded)


def _refuse_odd(
    tx: Transaction,
    school_year_id: str,
    class_id: str | None,
    name: str,
    starts_on: date,
    ends_on: date,
    but: str = "",
) -> None:
    if not name.strip():
        raise UserError("A term needs a name.", "Such as Term 3, or Spring.")
    if ends_on < starts_on:
        raise UserError("The term ends before it begins.", "Look at the two dates.")
    for other in tx.rows(EditableTerm, _TERMS):
        same = other.school_year_id == school_year_id and other.class_id == class_id and other.id != but
        if same and other.starts_on <= ends_on and starts_on <= other.ends_on:
            raise UserError(f"These days overlap with {other.name}.", "Change the other term first.")


def _stretch(tx: Transaction, school_year_id: str) -> None:
    """A year holds all its terms."""
    year = tx.get(records.SchoolYear, school_year_id) or {}
    held = [row for row in tx.rows(EditableTerm, _TERMS) if row.school_year_id == school_year_id]
    first = min([date.fromisoformat(year["starts_on"]), *(row.starts_on for row in held)])
    last = max([date.fromisoformat(year["ends_on"]), *(row.ends_on for row in held)])
    tx.change(records.SchoolYear, school_year_id, starts_on=first, ends_on=last)


def _number(tx: Transaction, school_year_id: str) -> None:
    """Terms are numbered by their dates, those of a class apart."""
    counts: dict[str | None, int] = {}
    for row in tx.rows(EditableTerm, _TERMS):
        if row.school_year_id == school_year_id:
            counts[row.class_id] = counts.get(row.class_id, 0) + 1
            tx.change(records.Term, row.id, position=counts[row.class_id])
