"""The goals that the planbook holds, with terms and standards, as far as an import of goals must know them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from learnerplan.domain.competencies import normal_code
from learnerplan.imports.known import KnownGoal, KnownPlans, KnownTerm
from learnerplan.services import authorship, terms

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from learnerplan.storage.rows import Readable

_Pairs = frozenset[tuple[str, str]]
_VALUES = (
    "words", "kind", "area", "why", "success", "measure", "measure_kind", "unit", "baseline", "target",
    "target_words", "due_on", "status", "aspiration",
)  # fmt: skip
FIELDS = {name: name for name in ("statement", *_VALUES) if name != "aspiration"} | {"aspiration_id": "aspiration"}
"""What the columns that an import may write are called in a draft."""


class _Goal(NamedTuple):
    id: str
    learner_id: str
    term: str
    statement: str
    words: str
    kind: str
    area: str
    why: str
    success: str
    measure: str
    measure_kind: str
    unit: str
    baseline: float | None
    target: float | None
    target_words: str
    due_on: str | None
    status: str
    aspiration_id: str | None
    aspiration: str


class _Step(NamedTuple):
    goal_id: str
    who: str
    text: str


class _Pair(NamedTuple):
    one: str
    two: str


class _Closed(NamedTuple):
    learner_id: str
    term_id: str
    statement: str
    words: str


# Between two terms it is the one that ended, as for the window.
_CURRENT = """SELECT t.id, t.name FROM term t WHERE t.starts_on <= :today AND NOT EXISTS (
    SELECT 1 FROM term n WHERE n.class_id IS t.class_id AND n.starts_on <= :today AND n.starts_on > t.starts_on)"""


def load(view: Readable, declined: Mapping[str, _Pairs]) -> tuple[KnownGoal, ...]:
    """The goals of plans that are not closed."""
    rows = view.rows(
        _Goal,
        """SELECT g.id, g.learner_id, p.term_id, g.statement, g.words, g.kind, g.area, g.why, g.success, g.measure,
        g.measure_kind, g.unit, g.baseline, g.target, g.target_words, g.due_on, g.status, g.aspiration_id,
        coalesce(a.text, '') FROM goal g JOIN plan p ON p.id = g.plan_id
        LEFT JOIN aspiration a ON a.id = g.aspiration_id WHERE p.state <> 'closed' ORDER BY g.id""",
    )
    steps: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for step in view.rows(_Step, "SELECT goal_id, who, text FROM step ORDER BY goal_id, position, id"):
        steps[step.goal_id].append((step.who, step.text))
    tied: defaultdict[str, set[str]] = defaultdict(set)
    for tie in view.rows(_Pair, "SELECT goal_id, competency_id FROM goal_competency"):
        tied[tie.one].add(tie.two)
    own = authorship.own_fields(authorship.written(view, "goal"), FIELDS, {row.id: row for row in rows})
    return tuple(
        KnownGoal(
            id=row.id,
            learner_id=row.learner_id,
            statement=row.statement,
            values=_values(row),
            steps=tuple(steps[row.id]),
            competencies=frozenset(tied[row.id]),
            term=row.term,
            # That a goal is open is how it begins, nobody's word.
            own_fields=own.get(row.id, frozenset()) - ({"status"} if row.status == "active" else set()),
            declined=declined.get(row.id, frozenset()),
        )
        for row in rows
    )


def plans(view: Readable, today: date) -> KnownPlans:
    """Terms, closed plans, and every way to write the code of a standard that is here."""
    codes: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for row in view.rows(_Pair, "SELECT id, code FROM competency WHERE code <> '' ORDER BY id"):
        codes[normal_code(row.two)][row.one] = None
    for row in view.rows(_Pair, "SELECT competency_id, code FROM competency_alias ORDER BY id"):
        codes[row.two][row.one] = None
    closed: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for each in view.rows(
        _Closed,
        """SELECT p.learner_id, p.term_id, coalesce(g.statement, ''), coalesce(g.words, '')
        FROM plan p LEFT JOIN goal g ON g.plan_id = p.id WHERE p.state = 'closed'""",
    ):
        closed[each.learner_id, each.term_id] |= {each.statement, each.words}
    current = frozenset(row.one for row in view.rows(_Pair, _CURRENT, {"today": today.isoformat()}))
    for learner_id, term_id in [place for place in closed if place[1] in current]:
        now = terms.current(view, today, learner_id=learner_id)
        if now is not None and now.id == term_id:
            closed[learner_id, ""] = closed[learner_id, term_id]
    return KnownPlans(
        {form: tuple(ids) for form, ids in codes.items()},
        tuple(
            view.rows(
                KnownTerm,
                """SELECT t.id, t.name, t.starts_on, t.ends_on, t.school_year_id FROM term t
                WHERE t.class_id IS NULL ORDER BY t.starts_on, t.position""",
            )
        ),
        {whose: frozenset(said) for whose, said in closed.items()},
        current,
    )


def _values(row: _Goal) -> tuple[tuple[str, str], ...]:
    values = {name: getattr(row, name) for name in ("statement", *_VALUES)}
    shown = {name: f"{value:.12g}" if isinstance(value, float) else value for name, value in values.items()}
    return tuple((name, value) for name, value in shown.items() if value)
