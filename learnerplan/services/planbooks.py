"""Planbooks: making one that is ready to work in, and what is set in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from learnerplan.domain import records
from learnerplan.storage.store import Store

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from learnerplan.storage.rows import Readable
    from learnerplan.storage.transaction import Transaction

SCHOOL = "school.name"
TEACHER = "teacher.name"
SAMPLE = "planbook.sample"


class About(NamedTuple):
    """What a planbook says of itself."""

    school: str
    teacher: str
    is_sample: bool


class Start(NamedTuple):
    """How far a teacher has come in the first ten minutes: whether there are any of these yet."""

    learners: bool
    responses: bool
    plans: bool
    check_ins: bool

    @property
    def finished(self) -> bool:
        """Whether every step of the checklist is done."""
        return all((self.learners, self.responses, self.plans, self.check_ins))


def create(path: Path, *, today: date, school: str = "", teacher: str = "") -> Store:
    """Make a planbook with a progress scale and the terms of this school year, and open it."""
    from learnerplan.services import scales, terms

    store = Store.create(path)
    try:
        with store.transaction("Start a Learnerplan folder", origin="system") as tx:
            scales.add_progress_scale(tx)
            terms.add_usual_year(tx, today)
            set_about(tx, school=school, teacher=teacher)
    except BaseException:
        store.close()
        raise
    return store


def setting(view: Readable, name: str, default: str = "") -> str:
    """A setting of this planbook on this computer."""
    value = view.value("SELECT value FROM setting WHERE id = ?", (name,))
    return default if value is None else str(value)


def set_setting(tx: Transaction, name: str, value: str) -> None:
    """Keep a setting."""
    tx.put(records.Setting, name, value=value)


def about(view: Readable) -> About:
    """School, teacher, and whether this is the sample class."""
    return About(setting(view, SCHOOL), setting(view, TEACHER), setting(view, SAMPLE) == "1")


def set_about(tx: Transaction, *, school: str, teacher: str) -> None:
    """Name the school and the teacher, as packets print them."""
    set_setting(tx, SCHOOL, school)
    set_setting(tx, TEACHER, teacher)


def start(view: Readable) -> Start:
    """What the checklist for the first ten minutes asks."""
    return view.rows(
        Start,
        """SELECT EXISTS (SELECT 1 FROM learner WHERE active), EXISTS (SELECT 1 FROM response),
        EXISTS (SELECT 1 FROM goal WHERE plan_id IS NOT NULL), EXISTS (SELECT 1 FROM check_in)""",
    )[0]
