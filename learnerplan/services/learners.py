"""Learners: the roster, one learner's particulars, and changing them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from learnerplan.domain import names, records
from learnerplan.domain.audiences import Audience
from learnerplan.errors import UserError
from learnerplan.services import classes
from learnerplan.services.conditions import IN_CLASS, NEEDS_A_LOOK, STALE_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store


@dataclass(frozen=True)
class RosterRow:
    """A learner as the class page shows one. Days of `last_moved`: the newest measurement, done step or check-in."""

    id: str
    given_name: str
    family_name: str
    preferred_name: str
    other_name: str
    name_order: str
    grade: str
    last_check_in: date | None
    last_moved: date | None
    open_goals: int
    goal_needs_look: bool
    next_conference: str | None
    newest_words: date | None

    @property
    def name(self) -> str:
        """The name for the screen."""
        return names.shown_name(self.given_name, self.family_name, self.preferred_name, self.name_order)


@dataclass(frozen=True)
class LearnerRow:
    """One learner's particulars."""

    id: str
    given_name: str
    family_name: str
    middle_name: str
    preferred_name: str
    preferred_name_for: Audience
    other_name: str
    name_order: str
    pronouns: str
    pronouns_for: Audience
    grade: str
    birth_date: date | None
    home_language: str
    photo_consent: bool
    photo_id: str | None
    active: bool
    last_check_in: date | None
    artifacts: int
    is_educator: bool

    @property
    def name(self) -> str:
        """The name for the screen."""
        return names.shown_name(self.given_name, self.family_name, self.preferred_name, self.name_order)

    @property
    def called(self) -> str:
        """What the learner likes to be called."""
        return names.called(self.given_name, self.preferred_name)


@dataclass(frozen=True)
class NameRow:
    """Just the names, for finding a learner."""

    id: str
    given_name: str
    family_name: str
    preferred_name: str
    other_name: str
    name_order: str
    active: bool

    @property
    def name(self) -> str:
        """The name for the screen."""
        return names.shown_name(self.given_name, self.family_name, self.preferred_name, self.name_order)


_ROSTER = f"""WITH seen AS (SELECT learner_id, max(held_on) AS day FROM check_in GROUP BY learner_id),
    talked AS (SELECT x.goal_id, max(c.held_on) AS day FROM check_in_goal x JOIN check_in c ON c.id = x.check_in_id
        GROUP BY x.goal_id),
    measured AS (SELECT goal_id, max(measured_on) AS day FROM measurement GROUP BY goal_id),
    stepped AS (SELECT s.goal_id, max(d.done_on) AS day FROM step_done d JOIN step s ON s.id = d.step_id
        GROUP BY s.goal_id),
    goals AS (SELECT g.learner_id, sum(g.status = 'active') AS open,
        max(max(coalesce(m.day, ''), coalesce(s.day, ''), coalesce(t.day, ''))) AS moved,
        max({NEEDS_A_LOOK}) AS look
        FROM goal g LEFT JOIN measured m ON m.goal_id = g.id LEFT JOIN stepped s ON s.goal_id = g.id
        LEFT JOIN talked t ON t.goal_id = g.id GROUP BY g.learner_id),
    met AS (SELECT learner_id, min(held_at) AS at FROM conference WHERE held_at >= :today GROUP BY learner_id),
    said AS (SELECT learner_id, max(said_on) AS day FROM profile_entry WHERE voice = 'learner' GROUP BY learner_id)
    SELECT l.id, l.given_name, l.family_name, l.preferred_name, l.other_name, l.name_order, l.grade, seen.day,
        nullif(goals.moved, ''), coalesce(goals.open, 0), coalesce(goals.look, 0), met.at, said.day
    FROM learner l LEFT JOIN seen ON seen.learner_id = l.id LEFT JOIN goals ON goals.learner_id = l.id
    LEFT JOIN met ON met.learner_id = l.id LEFT JOIN said ON said.learner_id = l.id
    WHERE l.active AND l.kind = 'child' {{where}}"""


def roster(view: Readable, *, today: date, class_id: str = "") -> list[RosterRow]:
    """The active learners of a class (of all classes when none is named), sorted by family name."""
    stale = date.fromordinal(today.toordinal() - STALE_DAYS).isoformat()
    parameters = {"today": today.isoformat(), "stale": stale, "class": class_id}
    rows = view.rows(RosterRow, _ROSTER.format(where=IN_CLASS if class_id else ""), parameters)
    return sorted(rows, key=lambda row: names.sort_key(row.given_name, row.family_name))


def all_names(view: Readable) -> list[NameRow]:
    """The names of every child, archived ones too; small enough to search in memory."""
    return view.rows(
        NameRow,
        """SELECT id, given_name, family_name, preferred_name, other_name, name_order, active FROM learner
        WHERE kind = 'child'""",
    )


def one(view: Readable, learner_id: str) -> LearnerRow:
    """One learner. An id that was merged away still finds them. Raises `UserError` when there is none."""
    rows = view.rows(
        LearnerRow,
        """SELECT l.id, l.given_name, l.family_name, l.middle_name, l.preferred_name, l.preferred_name_for,
        l.other_name, l.name_order, l.pronouns, l.pronouns_for, l.grade, l.birth_date, l.home_language,
        l.photo_consent, l.photo_id, l.active,
        (SELECT max(held_on) FROM check_in WHERE learner_id = l.id),
        (SELECT count(*) FROM artifact WHERE learner_id = l.id), l.kind = 'educator'
        FROM learner l WHERE l.id = coalesce((SELECT learner_id FROM learner_alias WHERE old_id = :id), :id)""",
        {"id": learner_id},
    )
    if not rows:
        raise UserError("This student is no longer in the Learnerplan folder.", "Undo brings a removed student back.")
    return rows[0]


def neighbours(view: Readable, learner_id: str, *, class_id: str = "") -> tuple[str, str]:
    """The learners before and after one in the roster of a class (of all); empty where the roster ends."""
    rows = view.rows(
        NameRow,
        f"""SELECT l.id, l.given_name, l.family_name, l.preferred_name, l.other_name, l.name_order, l.active
        FROM learner l WHERE l.active AND l.kind = 'child' {IN_CLASS if class_id else ""}""",
        {"class": class_id},
    )
    ids = [row.id for row in sorted(rows, key=lambda row: names.sort_key(row.given_name, row.family_name))]
    if learner_id not in ids:
        return "", ""
    at = ids.index(learner_id)
    return ids[at - 1] if at else "", ids[at + 1] if at + 1 < len(ids) else ""


def find(view: Readable, reference: str) -> str:
    """The id of the learner that a person means by an id, an identifier or a unique name. Raises `UserError`."""
    wanted = reference.strip()
    by_id = view.value("SELECT id FROM learner WHERE id = ?", (wanted,)) or view.value(
        "SELECT learner_id FROM learner_alias WHERE old_id = ?", (wanted,)
    )
    if by_id:
        return str(by_id)
    by_identifier = _by_identifier(view, wanted)
    if len(by_identifier) == 1:
        return by_identifier[0].learner_id
    found = [row for row in all_names(view) if names.folded(wanted) in _ways_to_say(row)]
    if len(found) == 1:
        return found[0].id
    if len(found) > 1 or by_identifier:
        raise UserError(
            f"More than one student is meant by “{reference}”.",
            "Say which: by the kind of number too, such as `sis:0042`, or by the id that `list learners --json` shows.",
        )
    raise UserError(f"No student is called “{reference}”.", "`list learners --json` shows every name and identifier.")


@dataclass(frozen=True)
class _Owner:
    learner_id: str


def _by_identifier(view: Readable, wanted: str) -> list[_Owner]:
    """Who has this number, in any system or in the one that is named before a colon."""
    sql = "SELECT DISTINCT learner_id FROM identifier WHERE value = ?"
    found = view.rows(_Owner, sql, (wanted,))
    source, colon, value = wanted.partition(":")
    if found or not colon:
        return found
    return view.rows(_Owner, f"{sql} AND source = ?", (value.strip(), source.strip().casefold()))


def _ways_to_say(row: NameRow) -> set[str]:
    firsts = {row.given_name, row.preferred_name or row.given_name}
    full = {f"{first} {row.family_name}" for first in firsts} | {f"{row.family_name} {first}" for first in firsts}
    listed = {f"{row.family_name}, {first}" for first in firsts}
    return {names.folded(way) for way in (*firsts, *full, *listed, row.other_name) if way}


def add(store: Store, *, class_id: str = "", **values: Any) -> str:
    """Add a learner by hand, into a class when one is named. Raises `UserError` without any name."""
    _needs_a_name(values)
    with store.transaction("Add student") as tx:
        learner_id = tx.add(records.Learner, **values)
        if class_id:
            classes.enrol(tx, class_id, [learner_id])
    return learner_id


def change(store: Store, learner_id: str, **values: Any) -> None:
    """Change a learner's particulars."""
    held = one(store, learner_id)
    _needs_a_name({"given_name": held.given_name, "family_name": held.family_name, **values})
    with store.transaction("Change student") as tx:
        tx.change(records.Learner, held.id, **values)


def set_active(store: Store, learner_id: str, active: bool) -> None:
    """Archive a learner, or bring one back; the record stays whole either way."""
    with store.transaction("Bring student back" if active else "Archive student") as tx:
        tx.change(records.Learner, learner_id, active=active)


def archive(store: Store, learner_ids: Iterable[str]) -> None:
    """Archive several learners in one step."""
    with store.transaction("Archive students") as tx:
        for learner_id in learner_ids:
            tx.change(records.Learner, learner_id, active=False)


def _needs_a_name(values: dict[str, Any]) -> None:
    if not any(str(values.get(name, "")).strip() for name in ("given_name", "family_name", "preferred_name")):
        raise UserError("A student needs a name.", "Type at least a given name.")
