"""Finding: ranked search in all texts of the record, and names as one types them.

The teacher's private reminders are in no index, so nothing here can find them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from learnerplan.domain import names as naming
from learnerplan.storage import search as index

if TYPE_CHECKING:
    from collections.abc import Iterable

    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store

_SNIPPET = 140


@dataclass(frozen=True)
class Hit:
    """A row that holds the words. `kind` is its table; `marks` are the (start, end) of the words in `snippet`.

    `learner_id` and `learner_name` are empty where the row belongs to no learner, as a competency does.
    """

    kind: str
    row_id: str
    learner_id: str
    learner_name: str
    on: date | None
    snippet: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Name:
    """A learner by name. `haystack` holds every word of every name of theirs, folded, each after a space."""

    learner_id: str
    name: str
    active: bool
    haystack: str = ""


@dataclass(frozen=True)
class _Text:
    row_id: str
    learner_id: str | None
    given_name: str | None
    family_name: str | None
    preferred_name: str | None
    name_order: str | None
    on: date | None
    text: str


@dataclass(frozen=True)
class _Named:
    id: str
    given_name: str
    family_name: str
    middle_name: str
    preferred_name: str
    other_name: str
    name_order: str
    active: bool


# For each kind: how it reaches its learner, its day, its texts a line each. Rows are named x.
_MINE = "x LEFT JOIN learner l ON l.id = x.learner_id"
_OF_GOAL = "x JOIN goal g ON g.id = x.goal_id LEFT JOIN learner l ON l.id = g.learner_id"
_KINDS = {
    "learner": ("x JOIN learner l ON l.id = x.id", "NULL", ("given_name", "middle_name", "family_name", "other_name")),
    "profile_entry": (_MINE, "x.said_on", ("text",)),
    "aspiration": (_MINE, "x.said_on", ("text",)),
    "plan": (_MINE, "NULL", ("vision",)),
    "goal": (
        _MINE,
        "x.begun_on",
        ("words", "statement", "why", "success", "measure", "target_words", "outcome_note"),
    ),
    "step": (_OF_GOAL, "x.due_on", ("text",)),
    "measurement": (_OF_GOAL, "x.measured_on", ("words",)),
    "check_in": (_MINE, "x.held_on", ("words", "next_move")),
    "reflection": (_MINE, "x.reflected_on", ("text",)),
    "artifact": (_MINE, "coalesce(x.made_on, x.added_on)", ("title", "why", "text")),
    "observation": (
        "x LEFT JOIN learner l ON l.id = "
        "(SELECT o.learner_id FROM observation_learner o WHERE o.observation_id = x.id ORDER BY o.id LIMIT 1)",
        "x.seen_on",
        ("text",),
    ),
    "translation": (
        "x LEFT JOIN profile_entry p ON p.id = x.profile_entry_id LEFT JOIN goal g ON g.id = x.goal_id "
        "LEFT JOIN learner l ON l.id = coalesce(p.learner_id, g.learner_id)",
        "p.said_on",
        ("text",),
    ),
    "competency": ("x LEFT JOIN learner l ON NULL", "NULL", ("code", "statement", "child_statement")),
}


def search(store: Store, words: str, limit: int = 50) -> list[Hit]:
    """The best hits for all `words`, the last as a beginning; learners lead. Fewer than three letters find nothing."""
    with store.read() as view:
        found = index.find(view, words, limit)
        by_kind: dict[str, list[str]] = {}
        for one in found:
            by_kind.setdefault(one.table, []).append(one.row_id)
        hits = {(hit.kind, hit.row_id): hit for kind, ids in by_kind.items() for hit in _hits(view, kind, ids)}
    ranked = [hits[one.table, one.row_id] for one in found if (one.table, one.row_id) in hits]
    return [_marked(hit, words) for hit in sorted(ranked, key=lambda hit: hit.kind != "learner")]


def all_names(view: Readable) -> list[Name]:
    """Every learner by name, archived ones too: load once, then narrow with `among` at each keystroke."""
    rows = view.rows(
        _Named,
        """SELECT id, given_name, family_name, middle_name, preferred_name, other_name, name_order, active
        FROM learner""",
    )
    rows.sort(key=lambda row: naming.sort_key(row.given_name, row.family_name))
    return [
        Name(
            row.id,
            naming.shown_name(row.given_name, row.family_name, row.preferred_name, row.name_order),
            row.active,
            _haystack(row),
        )
        for row in rows
    ]


def among(held: Iterable[Name], words: str) -> list[Name]:
    """Those of `held` in whose names each of `words` begins a word, without regard to case, accents and order."""
    wanted = [f" {word}" for word in naming.plain(words).replace("’", "'").split()]
    return [name for name in held if all(word in name.haystack for word in wanted)]


def names(view: Readable, words: str) -> list[Name]:
    """The learners whose names match, sorted by family name."""
    return among(all_names(view), words)


def rebuild(store: Store) -> None:
    """Make the search index anew, as `check` advises when it is damaged."""
    store.mend_derived()


def _haystack(row: _Named) -> str:
    every = (row.given_name, row.middle_name, row.preferred_name, row.family_name, row.other_name)
    folded = " ".join(naming.folded(name) for name in every if name).replace("’", "'")
    # "O'Brien" is also found by "obrien" and by "brien".
    apart = folded.replace("-", " ").replace("'", " ")
    return " ".join(["", folded, apart, folded.replace("'", "")])


def _hits(view: Readable, kind: str, ids: list[str]) -> Iterable[Hit]:
    joins, day, texts = _KINDS[kind]
    lines = " || char(10) || ".join(f"x.{column}" for column in texts)
    marks = ", ".join("?" * len(ids))
    rows = view.rows(
        _Text,
        f"""SELECT x.id, l.id, l.given_name, l.family_name, l.preferred_name, l.name_order, {day}, {lines}
        FROM "{kind}" {joins} WHERE x.id IN ({marks})""",
        ids,
    )
    for row in rows:
        shown = naming.shown_name(
            row.given_name or "", row.family_name or "", row.preferred_name or "", row.name_order or "given"
        )
        text = shown + "\n" + row.text if kind == "learner" else row.text
        yield Hit(kind, row.row_id, row.learner_id or "", shown, row.on, text)


def _marked(hit: Hit, words: str) -> Hit:
    lines = [line.strip() for line in hit.snippet.split("\n") if line.strip()] or [""]
    best = max(lines, key=lambda line: len(index.marks(line, words)))
    snippet = _cut(best, index.marks(best, words))
    return replace(hit, snippet=snippet, marks=index.marks(snippet, words))


def _cut(line: str, marks: tuple[tuple[int, int], ...]) -> str:
    if len(line) <= _SNIPPET:
        return line
    start = max(0, (marks[0][0] if marks else 0) - _SNIPPET // 3)
    # From the next word on, to the last whole one.
    start = line.find(" ", start) + 1 if start else 0
    piece = line[start : start + _SNIPPET]
    if start + _SNIPPET < len(line):
        piece = piece[: piece.rfind(" ")] if " " in piece else piece
        piece += " …"
    return f"… {piece}" if start else piece
