"""Rows and values of any table in words, for choices: whose it is, what it is, what it says."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from learnerplan.domain import names, tables

if TYPE_CHECKING:
    from learnerplan.storage.store import Store

_TITLES = ("title", "statement", "words", "text", "name", "note", "code", "identifier", "value")
_SHORT = 48
_NOUNS = {
    ("step", "text"): "Next step for",
    ("goal", "statement"): "Goal",
    ("goal", "words"): "Goal in the student's words",
    ("goal", "measure"): "Measure of",
    ("goal", "outcome"): "Outcome of",
    ("check_in", "said"): "What was said in a check-in",
    ("plan", "vision"): "Vision of the plan",
    ("learner", "name"): "Name",
    ("competency_edge", "ends"): "What a link between standards joins",
}

_TABLES = {
    "learner": "student",
    "check_in": "check-in",
    "day_off": "day off",
    "identifier": "number of a student",
    "learner_alias": "number that a student had before",
    "class_identifier": "number of a class",
    "contact_identifier": "number of a contact",
    "contact_point": "way to reach a contact",
    "disclosure": "note of what was given out",
    "disclosure_learner": "student in a note of what was given out",
    "disclosure_section": "part in a note of what was given out",
    "observation_learner": "student in an observation",
    "observation_tag": "tag of an observation",
    "artifact_tag": "tag of a piece of work",
    "artifact": "piece of work",
    "artifact_competency": "standard that a piece of work shows",
    "artifact_goal": "goal that a piece of work shows",
    "framework": "set of standards",
    "competency": "standard",
    "competency_group": "group of standards",
    "competency_alias": "other code of a standard",
    "competency_edge": "link between standards",
    "competency_grade": "grade of a standard",
    "goal_template": "goal of the goal bank",
    "goal_template_step": "step in the goal bank",
    "goal_template_competency": "standard of a goal in the goal bank",
    "plan_template_goal": "goal of a plan template",
    "goal_competency": "standard of a goal",
    "check_in_day": "day of check-ins",
    "check_in_goal": "goal in a check-in",
    "scale_level": "level of a scale",
    "question_option": "answer to choose",
    "answer_pick": "answer that was chosen",
    "response": "answered survey",
    "result_part": "part of a result",
    "plan_turn": "step in the life of a plan",
    "plan_paper": "printed plan",
    "profile_entry": "profile",
    "step_done": "day on which a step was done",
}
_COLUMNS = {
    "active": "still here",
    "answered_at": "when it was answered",
    "at": "when",
    "at_a_glance": "shown at a glance",
    "attempt": "which attempt",
    "by": "by whom",
    "check_in_every_days": "days between check-ins",
    "current": "still true",
    "fingerprint": "mark by which the survey is known",
    "frozen": "text of the closed plan",
    "from": "from which",
    "from_title": "from which",
    "from_uri": "address of the first",
    "horizon": "how far ahead",
    "identifier": "number in its source",
    "key": "mark by which it is known again",
    "learner_agreed": "when the student agreed",
    "media_type": "kind of file",
    "mode": "way it was held",
    "on": "day",
    "ours": "made here",
    "part_of": "support that it belongs to",
    "path": "place of the file",
    "position": "place in the order",
    "preferred_name_for": "where the preferred name is used",
    "pronouns_for": "where the pronouns are used",
    "sha256": "check sum of the file",
    "size": "size of the file",
    "source_file": "file that it came from",
    "source_line": "line of the file",
    "source_row": "row of the file",
    "supersedes": "what it replaces",
    "to": "to which",
    "to_title": "to which",
    "to_uri": "address of the second",
    "trials": "out of how many",
    "when": "day and time",
    "who": "who does it",
    "window": "time of the year",
}

_FACETS = {
    "strength": "Strengths",
    "challenge": "Challenges",
    "interest": "Interests",
    "passion": "Passions",
    "skill": "Skills",
    "motivation": "Motivation",
    "hope": "Hopes",
    "preference": "Preferences",
    "support": "What helps",
}


class Place(NamedTuple):
    """Where a value stands: whose it is, and what it is."""

    learner_id: str | None
    title: str
    where: str


def place(store: Store, table: str, row_id: str, cell: str) -> Place:
    """A cell in words: ("Layla Haddad", "Next step for “Explain ratios”"), or the class, or what it is itself."""
    learner_id = _learner(store, table, row_id)
    if table == "profile_entry" and learner_id is not None:
        facet = store.value("SELECT facet FROM profile_entry WHERE id = ?", (row_id,)) or "entry"
        return Place(learner_id, _name(store, learner_id), f"{_FACETS.get(facet, _plain(facet))}, in the profile")
    about = _about(store, table, row_id, cell)
    noun = _NOUNS.get((table, cell)) or _thing(table)
    where = f"{noun} “{about}”" if about else noun.removesuffix(" of").removesuffix(" for")
    if (table, cell) not in _NOUNS:
        where = f"{where}: {_plain(cell).lower()}"
    if learner_id is not None:
        return Place(learner_id, _name(store, learner_id), where)
    return Place(None, _label(store, table, row_id) or _thing(table), where)


def text_of(store: Store, table: str, value: dict[str, Any]) -> str:
    """A value in words: a text itself, days as days, a link by what it points to, several columns line by line."""
    links = {link.column: link.target for link in tables.links_of(table)}
    shown = {
        column: _label(store, links[column], str(each)) if column in links and each is not None else _said(each)
        for column, each in value.items()
    }
    if len(shown) == 1:
        return next(iter(shown.values())) or "(empty)"
    return "\n".join(f"{_plain(column)}: {text}" for column, text in shown.items() if text) or "(empty)"


def _said(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str) and len(value) == 10:
        try:
            return f"{date.fromisoformat(value):%d %b %Y}"
        except ValueError:
            return value
    return f"{value:g}" if isinstance(value, float) else str(value)


def _about(store: Store, table: str, row_id: str, cell: str) -> str:
    """What a row belongs to, or is, in a few words; the cell itself is what differs, so it says nothing."""
    if table == "step":
        goal = store.value("SELECT goal_id FROM step WHERE id = ?", (row_id,))
        return _label(store, "goal", goal) if goal else ""
    if table in ("learner", "profile_entry", "plan", "check_in"):
        return ""
    held = [column for column in _TITLES if column in tables.columns(table) and column != cell]
    return _first(store, table, row_id, held)


def _label(store: Store, table: str, row_id: str) -> str:
    if table == "learner":
        return _name(store, row_id)
    return _first(store, table, row_id, [column for column in _TITLES if column in tables.columns(table)])


def _first(store: Store, table: str, row_id: str, columns: list[str]) -> str:
    for column in columns:
        text = store.value(f'SELECT "{column}" FROM "{table}" WHERE id = ?', (row_id,))
        if text:
            line = str(text).split("\n", 1)[0]
            return line if len(line) <= _SHORT else line[: _SHORT - 1].rstrip() + "…"
    return ""


def _name(store: Store, learner_id: str) -> str:
    columns = ("given_name", "family_name", "preferred_name", "name_order")
    values = [store.value(f"SELECT {column} FROM learner WHERE id = ?", (learner_id,)) for column in columns]
    return names.shown_name(*(value or "" for value in values)) if any(values) else ""


def _learner(store: Store, table: str, row_id: str) -> str | None:
    """The learner whom a row is about, along what it belongs to."""
    if table == "learner":
        return row_id
    for link in tables.links_of(table):
        if link.owned and (target := store.value(f'SELECT "{link.column}" FROM "{table}" WHERE id = ?', (row_id,))):
            found = _learner(store, link.target, str(target))
            if found is not None:
                return found
    return None


def _thing(table: str) -> str:
    """What a row of a table is."""
    words = _TABLES.get(table) or table.replace("_", " ")
    return words[0].upper() + words[1:]


def _plain(name: str) -> str:
    """What a column says."""
    short = name.removesuffix("_id").removesuffix("_on")
    words = _COLUMNS.get(name) or _COLUMNS.get(short) or _TABLES.get(short) or short.replace("_", " ")
    return words[0].upper() + words[1:]
