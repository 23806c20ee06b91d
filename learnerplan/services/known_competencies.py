"""What the planbook holds of standards, as far as an import must know it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from learnerplan.imports.known import KnownCompetency, KnownEdge, KnownFramework, KnownGroup, KnownStandards
from learnerplan.services import authorship

if TYPE_CHECKING:
    from collections.abc import Mapping

    from learnerplan.storage.rows import Readable

_FIELDS = (
    "code", "statement", "child_statement", "short_statement", "success", "notes", "kind", "subject", "grade",
)  # fmt: skip
_NONE: frozenset[Any] = frozenset()
NONE = KnownStandards()
"""What an import that is about something else need know of standards."""


class _Pair(NamedTuple):
    owner: str
    value: str


class _Competency(NamedTuple):
    id: str
    framework_id: str
    identifier: str
    code: str
    statement: str
    child_statement: str
    short_statement: str
    success: str
    notes: str
    kind: str
    subject: str
    grade: str
    position: str


def load(view: Readable, declined: Mapping[str, frozenset[tuple[str, str]]]) -> KnownStandards:
    """All sets of standards. `declined`: record id -> (field, value) pairs that the teacher did not want."""
    return KnownStandards(
        frameworks=tuple(
            view.rows(
                KnownFramework,
                """SELECT id, title, identifier, source, version, publisher, subject, language, licence, description,
                status FROM framework ORDER BY id""",
            )
        ),
        competencies=_competencies(view, declined),
        groups=tuple(
            view.rows(KnownGroup, "SELECT id, framework_id, identifier, title FROM competency_group ORDER BY id")
        ),
        edges=tuple(
            view.rows(
                KnownEdge,
                """SELECT id, framework_id, identifier, kind, coalesce(from_id, ''), from_uri, from_title,
                coalesce(to_id, ''), to_uri, to_title, coalesce(CAST(position AS TEXT), ''), coalesce(group_id, '')
                FROM competency_edge ORDER BY id""",
            )
        ),
    )


def _competencies(view: Readable, declined: Mapping[str, frozenset[tuple[str, str]]]) -> tuple[KnownCompetency, ...]:
    rows = view.rows(
        _Competency,
        """SELECT id, framework_id, identifier, code, statement, child_statement, short_statement, success, notes, kind,
        subject, grade, CAST(position AS TEXT) FROM competency ORDER BY framework_id, position, id""",
    )
    grades = _grouped(view, "SELECT competency_id, grade FROM competency_grade ORDER BY competency_id, id")
    aliases = _grouped(view, "SELECT competency_id, code FROM competency_alias ORDER BY competency_id, id")
    names = {name: name for name in _FIELDS}
    own = authorship.own_fields(authorship.written(view, "competency"), names, {row.id: row for row in rows})
    return tuple(
        KnownCompetency(
            *row,
            grades=frozenset(grades.get(row.id, ())),
            aliases=tuple(aliases.get(row.id, ())),
            own_fields=own.get(row.id, _NONE),
            declined=declined.get(row.id, _NONE),
        )
        for row in rows
    )


def _grouped(view: Readable, sql: str) -> dict[str, list[str]]:
    held: defaultdict[str, list[str]] = defaultdict(list)
    for row in view.rows(_Pair, sql):
        held[row.owner].append(row.value)
    return held
