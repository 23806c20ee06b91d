"""When two rows of learners who are one say the same, and what stands in the one row that is left of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from learnerplan.domain.names import folded
from learnerplan.domain.plans import PlanState

if TYPE_CHECKING:
    from collections.abc import Callable

    from learnerplan.domain.tables import Link
    from learnerplan.storage.transaction import Transaction

Row = dict[str, Any]

# Where a row came from and where it stands in a list makes it no other row.
_ASIDE = frozenset(("id", "position", "source_file", "source_line", "source_row", "added_on", "added_by"))
_STATES = list(PlanState)


@dataclass(frozen=True)
class Text:
    """One text of a row."""

    value: str


def same(tx: Transaction, link: Link, held: Row, row: Row) -> bool:
    """Whether a row that comes over says the same as one that is there; `link` is the column by which both hang."""
    rule = _RULES.get(link.table)
    if rule is not None:
        return rule(tx, held, row)
    aside = {*_ASIDE, link.column, *_KEYS.get(link.table, ())}
    return all(held[name] == row[name] for name in held if name not in aside)


def joined(table: str, held: Row, row: Row) -> Row:
    """The values that the row that is left gets from the other."""
    rule = _JOINS.get(table)
    return rule(held, row) if rule is not None else {}


# Keys of rows that were imported for two learners differ by the learner.
_KEYS = {"result": ("key",), "support": ("key",), "artifact": ("path",)}


def _same_identifier(_tx: Transaction, held: Row, row: Row) -> bool:
    return bool(held["source"] == row["source"] and held["value"].casefold() == row["value"].casefold())


def _same_enrolment(_tx: Transaction, held: Row, row: Row) -> bool:
    return bool(held["class_id"] == row["class_id"] and held["ends_on"] == row["ends_on"])


def _same_point(_tx: Transaction, held: Row, row: Row) -> bool:
    return bool(held["kind"] == row["kind"] and _reached(held["value"]) == _reached(row["value"]))


def _same_contact(tx: Transaction, held: Row, row: Row) -> bool:
    """One person: of one name, and reached in the same way or known as the same (mother, father) to the child."""
    if folded(held["name"]) != folded(row["name"]):
        return False
    relations = {folded(each["relation"]) for each in (held, row)} - {""}
    if len(relations) > 1:
        return False
    theirs, ours = _points(tx, held["id"]), _points(tx, row["id"])
    return bool(theirs & ours) or not theirs or not ours or (len(relations) == 1 and bool(row["name"]))


def _points(tx: Transaction, contact_id: str) -> set[str]:
    sql = "SELECT value FROM contact_point WHERE contact_id = ?"
    return {_reached(each.value) for each in tx.rows(Text, sql, (contact_id,))}


def _reached(value: str) -> str:
    """A number or address as it is dialled: "(555) 010-0199" and "555-0100199" are one."""
    return value.strip().casefold() if "@" in value else "".join(each for each in value if each.isalnum()).casefold()


def _same_term(_tx: Transaction, held: Row, row: Row) -> bool:
    return bool(held["term_id"] == row["term_id"])


def _same_response(_tx: Transaction, held: Row, row: Row) -> bool:
    return bool(held["survey_id"] == row["survey_id"] and held["key"] and held["key"] == row["key"])


def _same_talk(_tx: Transaction, held: Row, row: Row) -> bool:
    """Two talks without a word may be two, even on one day."""
    names = held.keys() - {"id", "learner_id"}
    return bool(held["words"] or held["next_move"]) and all(held[name] == row[name] for name in names)


def _same_pair(*columns: str) -> Callable[[Transaction, Row, Row], bool]:
    return lambda _tx, held, row: all(held[name] == row[name] for name in columns)


_RULES: dict[str, Callable[[Transaction, Row, Row], bool]] = {
    "identifier": _same_identifier,
    "contact_identifier": _same_identifier,
    "enrolment": _same_enrolment,
    "contact": _same_contact,
    "contact_point": _same_point,
    "plan": _same_term,
    "response": _same_response,
    "check_in": _same_talk,
    "observation_learner": _same_pair("observation_id"),
}


def _joined_enrolment(held: Row, row: Row) -> Row:
    days = [each["starts_on"] for each in (held, row) if each["starts_on"]]
    return {"starts_on": min(days)} if days else {}


def _joined_contact(held: Row, row: Row) -> Row:
    """Who must not get anything gets nothing, whichever record said so."""
    return {
        **{name: held[name] or row[name] for name in ("relation", "language", "address")},
        "may_receive": bool(held["may_receive"] and row["may_receive"]),
        "must_not_receive": bool(held["must_not_receive"] or row["must_not_receive"]),
        "separate_conference": bool(held["separate_conference"] or row["separate_conference"]),
    }


def _joined_plan(held: Row, row: Row) -> Row:
    """The day of the later agreement, and the state of the plan that is still worked on, the further one of those.

    What the two say that the term is for stands below one another; merging may ask for one of them afterwards.
    """
    agreed = {
        name: max((each[name] for each in (held, row) if each[name]), default=None)
        for name in ("learner_agreed_on", "teacher_agreed_on", "family_agreed_on")
    }
    states = [PlanState(each["state"]) for each in (held, row)]
    open_states = [state for state in states if state is not PlanState.CLOSED] or states
    return {**agreed, "state": max(open_states, key=_STATES.index), "vision": visions(held["vision"], row["vision"])}


def visions(held: str, other: str) -> str:
    """Both texts, one below the other; one of them where they say the same or one is empty."""
    if folded(held) == folded(other):
        return held or other
    return "\n".join(text for text in (held, other) if text)


_JOINS: dict[str, Callable[[Row, Row], Row]] = {
    "enrolment": _joined_enrolment,
    "contact": _joined_contact,
    "plan": _joined_plan,
}
