"""Rows and values of any table in words, for choices: whose it is, what it is, what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from learnerplan.domain import tables
from learnerplan.services import share_values

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from learnerplan.storage.store import Store

# Texts that need no name before them, though they move together with other columns.
_SPEAKING = frozenset({"text"})
_NOUNS = {
    ("step", "text"): "Next step for",
    ("goal", "statement"): "Goal",
    ("goal", "words"): "Goal in the student's words",
    ("goal", "measure"): "Measure of",
    ("goal", "outcome"): "Outcome of",
    ("check_in", "words"): "What was said in a check-in",
    ("plan", "vision"): "Vision of the plan",
    ("learner", "name"): "Name",
    ("competency_edge", "ends"): "What a link between standards joins",
}

_TABLES = {
    "learner": "student",
    "aspiration": "hope",
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
    "added_on": "day it was added",
    "answer": "answer that it came from",
    "answered_at": "when it was answered",
    "aspiration": "hope that it serves",
    "at": "when",
    "at_a_glance": "shown at a glance",
    "attempt": "which attempt",
    "attends": "who comes",
    "audience": "whether it goes home",
    "band": "for whom",
    "baseline": "begins at",
    "begun_on": "begins",
    "by": "by whom",
    "carried_from": "goal that it was carried from",
    "check_in_every": "how often each has a turn",
    "child_statement": "statement for students",
    "closed_on": "when it was closed",
    "current": "still true",
    "done_on": "day",
    "facet": "part of the profile",
    "family_agreed": "when the family agreed",
    "family_agreed_by": "who agreed for the family",
    "fingerprint": "mark by which the survey is known",
    "form": "short or long",
    "from": "from which",
    "from_title": "from which",
    "from_uri": "address of the first",
    "held_at": "when",
    "held_on": "day it was held",
    "horizon": "how far ahead",
    "identifier": "number in its source",
    "key": "mark by which it is known again",
    "learner_agreed": "when the student agreed",
    "made": "how the words came to be",
    "made_on": "day it was made",
    "may_receive": "may get letters",
    "measure": "what is counted",
    "measure_kind": "how it is measured",
    "measured_on": "day",
    "mode": "way it was held",
    "must_not_receive": "must not get anything",
    "name_order": "order of the names",
    "old": "mark by which it was known",
    "on": "day",
    "ours": "made here",
    "outcome_note": "note on the outcome",
    "part_of": "support that it belongs to",
    "photo_consent": "the family agrees to photos",
    "position": "place in the order",
    "preferred_name_for": "where the preferred name is used",
    "proficient": "counts as reached",
    "pronouns_for": "where the pronouns are used",
    "protected_topic": "topic to be careful with",
    "reflected_on": "day",
    "repeats": "how often",
    "required": "needs an answer",
    "respondent": "who answers",
    "respondent_name": "who answered",
    "said_on": "day it was said",
    "seen_on": "day it was seen",
    "separate_conference": "has a conference apart",
    "sha256": "check sum of the file",
    "source": "where it comes from",
    "source_file": "file that it came from",
    "source_label": "where it was said",
    "source_line": "line of the file",
    "source_row": "row of the file",
    "starts_on": "begins",
    "statement": "in the plan's words",
    "success": "how we will know it worked",
    "supersedes": "what it replaces",
    "taken_on": "day it was taken",
    "target": "aim",
    "target_words": "aim in words",
    "teacher_agreed": "when the teacher agreed",
    "to": "to which",
    "to_title": "to which",
    "to_uri": "address of the second",
    "trials": "out of how many",
    "unit": "counted in",
    "voice": "who says it",
    "when": "day and time",
    "who": "who does it",
    "why": "why it matters",
    "window": "time of the year",
    "words": "in the student's words",
}
_OF_TABLE = {
    ("absence", "why"): "why",
    ("artifact", "why"): "why it was chosen",
    ("class", "active"): "in use",
    ("competency", "statement"): "statement",
    ("contact_point", "value"): "number or address",
    ("goal", "status"): "outcome",
    ("identifier", "value"): "number",
    ("class_identifier", "value"): "number",
    ("contact_identifier", "value"): "number",
    ("measurement", "words"): "in words",
    ("survey", "active"): "in use",
}
"""Columns that mean another thing in a table than elsewhere."""

_FACETS = {
    "strength": "Strengths",
    "challenge": "Words about growing",
    "interest": "Interests",
    "passion": "Interests",
    "skill": "Ways of working",
    "motivation": "Hopes",
    "hope": "Hopes",
    "preference": "Ways of working",
    "support": "Supports",
}
"""What the parts of a profile are called in a sentence."""


class Place(NamedTuple):
    """Where a value stands: whose it is, and what it is."""

    learner_id: str | None
    title: str
    where: str


def place(store: Store, table: str, row_id: str, cell: str) -> Place:
    """A cell in words: ("Layla Haddad", "Next step for “Explain ratios”"), or the class, or what it is itself."""
    learner_id = _learner(store, table, row_id)
    if table == "profile_entry" and learner_id is not None:
        facet = store.value("SELECT facet FROM profile_entry WHERE id = ?", (row_id,)) or ""
        where = f"{_FACETS.get(facet, 'An entry')}, in the profile"
        text = share_values.first(store, table, row_id, ["text"])
        whole = where if cell == "text" else f"{where}, “{text}”: {_plain(table, cell).lower()}"
        return Place(learner_id, share_values.name(store, learner_id), whole)
    about = _about(store, table, row_id, cell)
    noun = _NOUNS.get((table, cell)) or share_values.described(store, table, row_id) or _thing(table)
    where = f"{noun} “{about}”" if about else noun.removesuffix(" of").removesuffix(" for")
    if (table, cell) not in _NOUNS:
        where = f"{where}: {_plain(table, cell).lower()}"
    if learner_id is not None:
        return Place(learner_id, share_values.name(store, learner_id), where)
    return Place(None, share_values.label(store, table, row_id) or _thing(table), where)


def text_of(store: Store, table: str, row_id: str, value: Mapping[str, Any], differing: Collection[str]) -> str:
    """What the versions of a cell differ in, as the screens say it: a text itself, several columns line by line.

    `value` holds all columns of the cell, since one says what another means: what a number counts, say. A value that
    was taken out is an empty text.
    """
    file = share_values.FILE & set(value)
    said = [
        (column, share_values.said(store, table, row_id, column, value))
        for column in value
        if column in differing and column not in file
    ]
    lines = [text if _speaks(table, column) else f"{_plain(table, column)}: {text}" for column, text in said if text]
    if file & set(differing):
        lines.insert(0, share_values.file(value))
    return "\n".join(lines)


def _speaks(table: str, column: str) -> bool:
    """Whether a value says by itself what it is: a column of its own stands under the name of its cell."""
    grouped = tables.table_of(tables.by_name()[table]).columns[column].info.get("group")
    return not grouped or column in _SPEAKING


def _about(store: Store, table: str, row_id: str, cell: str) -> str:
    """What a row belongs to, or is, in a few words; the cell itself is what differs, so it says nothing."""
    if table == "step":
        goal = store.value("SELECT goal_id FROM step WHERE id = ?", (row_id,))
        return share_values.label(store, "goal", goal) if goal else ""
    if table in ("learner", "profile_entry", "plan", "check_in"):
        return ""
    held = [column for column in share_values.TITLES if column in tables.columns(table) and column != cell]
    return share_values.first(store, table, row_id, held)


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


def _plain(table: str, column: str) -> str:
    """What a column says."""
    short = column.removesuffix("_id").removesuffix("_on")
    words = _OF_TABLE.get((table, column)) or _COLUMNS.get(column) or _COLUMNS.get(short) or _TABLES.get(short)
    words = words or short.replace("_", " ")
    return words[0].upper() + words[1:]
