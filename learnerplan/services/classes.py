"""Classes and who is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from learnerplan.domain import grades, records
from learnerplan.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store
    from learnerplan.storage.transaction import Transaction


class ClassRow(NamedTuple):
    """A class with the number of its active learners."""

    id: str
    name: str
    subject: str
    grade: str
    active: bool
    learners: int


_CLASSES = """SELECT c.id, c.name, c.subject, c.grade, c.active,
    (SELECT count(DISTINCT e.learner_id) FROM enrolment e JOIN learner l ON l.id = e.learner_id
     WHERE e.class_id = c.id AND e.ends_on IS NULL AND l.active)
    FROM "class" c ORDER BY c.active DESC, c.name"""


def listed(view: Readable) -> list[ClassRow]:
    """All classes, those of now first."""
    return view.rows(ClassRow, _CLASSES)


def named(view: Readable, name: str) -> ClassRow | None:
    """The class of this name, without regard to case; `None` when there is none."""
    wanted = name.casefold().strip()
    return next((row for row in listed(view) if row.name.casefold().strip() == wanted), None)


def after(rows: Sequence[ClassRow], class_id: str, before: Mapping[str, str]) -> str | None:
    """The class to look at in place of one that went into an earlier year or away; `None` where it stays.

    `before` are the names of the classes that were open until now, by id. A class that was put away before was chosen
    as such, and stays. Its namesake of the new year comes first, then any open class, then everyone ("").
    """
    now = next((row for row in rows if row.id == class_id), None)
    if class_id not in before or (now is not None and now.active):
        return None
    still = [row for row in rows if row.active]
    namesakes = [row for row in still if row.name == before[class_id]]
    return next((row.id for row in (*namesakes, *still)), "")


def learner_ids(view: Readable, class_id: str) -> list[str]:
    """The active learners of a class, by name."""
    return [
        row.id
        for row in view.rows(
            _Id,
            """SELECT DISTINCT l.id, l.family_name, l.given_name FROM learner l JOIN enrolment e ON e.learner_id = l.id
            WHERE e.class_id = ? AND e.ends_on IS NULL AND l.active ORDER BY l.family_name, l.given_name""",
            (class_id,),
        )
    ]


_USUAL_GRADE = """SELECT l.grade FROM learner l JOIN enrolment e ON e.learner_id = l.id
    WHERE e.class_id = ? AND e.ends_on IS NULL AND l.active AND l.grade <> ''
    GROUP BY l.grade ORDER BY count(*) DESC, l.grade LIMIT 1"""


def grade(view: Readable, class_id: str) -> str:
    """The grade of a class; where it names none or several, that of most of its learners. Empty where nobody knows."""
    named_grade = str(view.value('SELECT grade FROM "class" WHERE id = ?', (class_id,)) or "")
    if grades.names_one(named_grade):
        return named_grade
    return str(view.value(_USUAL_GRADE, (class_id,)) or "")


class _Id(NamedTuple):
    id: str
    family_name: str
    given_name: str


def add(store: Store, name: str, *, subject: str = "", grade: str = "") -> str:
    """Add a class. Raises `UserError` for a name that is empty or taken."""
    name = name.strip()
    if not name:
        raise UserError("A class needs a name.", "Type one, such as Room 12.")
    if named(store, name) is not None:
        raise UserError(f"There is a class called {name} already.", "Choose it, or give this one another name.")
    with store.transaction(f"Add class {name}") as tx:
        return tx.add(records.SchoolClass, name=name, subject=subject, grade=grade)


def rename(store: Store, class_id: str, name: str) -> None:
    """Give a class another name."""
    if not name.strip():
        raise UserError("A class needs a name.", "Type one, such as Room 12.")
    with store.transaction("Rename class") as tx:
        tx.change(records.SchoolClass, class_id, name=name.strip())


def enrol(tx: Transaction, class_id: str, learners: Iterable[str], *, starts_on: date | None = None) -> int:
    """Put learners into a class; those who are in it stay as they are. Gives how many came in."""
    wanted = list(learners)
    if not wanted:
        return 0
    held = set(learner_ids(tx, class_id))
    fresh = [learner for learner in dict.fromkeys(wanted) if learner not in held]
    tx.add_many(
        records.Enrolment,
        [{"class_id": class_id, "learner_id": learner, "starts_on": starts_on} for learner in fresh],
    )
    return len(fresh)
