"""Competencies: the sets of them, and finding the one that a goal works on, however its code is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from learnerplan.domain.competencies import aliases_of, ancestors, normal_code, whole_of

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store


@dataclass(frozen=True)
class CompetencyRow:
    """A competency in both wordings. `aliases` are other ways to write its code, with spaces between."""

    id: str
    code: str
    statement: str
    child_statement: str
    grade: str
    framework: str
    short_statement: str = ""
    aliases: str = ""


@dataclass(frozen=True)
class FrameworkRow:
    """A set of standards, and how much there is in it."""

    id: str
    title: str
    publisher: str
    source: str
    version: str
    status: str
    competencies: int
    edges: int


class _Edge(NamedTuple):
    kind: str
    from_id: str
    to_id: str
    from_code: str
    to_code: str


_ROWS = """SELECT k.id, k.code, k.statement, k.child_statement, k.grade, f.title, k.short_statement,
    coalesce((SELECT group_concat(a.code, ' ') FROM competency_alias a WHERE a.competency_id = k.id), '')
    FROM competency k JOIN framework f ON f.id = k.framework_id"""


def listed(view: Readable) -> list[CompetencyRow]:
    """All competencies in the order of their frameworks."""
    return view.rows(CompetencyRow, f"{_ROWS} ORDER BY f.title, f.id, k.position, k.code")


def find(view: Readable, code: str) -> list[CompetencyRow]:
    """The competencies that a code means: those that have it, else those that have it as an alias.

    "3.NF.A.3d", "CCSS.Math.Content.3.NF.A.3d" and "3.NF.3d" all find "3.NF.A.3.d". What was not imported has no
    aliases beside it: its own are made here.
    """
    normal = normal_code(code)
    forms = tuple(dict.fromkeys(form for form in (code.strip(), normal, *aliases_of(code)) if form))
    if not forms:
        return []
    marks = ", ".join("?" * len(forms))
    near = view.rows(
        CompetencyRow,
        f"""{_ROWS} WHERE k.code IN ({marks})
        OR k.id IN (SELECT competency_id FROM competency_alias WHERE code IN ({marks}))
        ORDER BY f.title, f.id, k.position, k.code""",
        (*forms, *forms),
    )
    found = [row for row in near if _means(row, normal, forms)]
    found = found or [row for row in listed(view) if _means(row, normal, forms)]
    return [row for row in found if normal_code(row.code) == normal] or found


def frameworks(view: Readable) -> list[FrameworkRow]:
    """All sets of standards by their titles."""
    return view.rows(
        FrameworkRow,
        """SELECT f.id, f.title, f.publisher, f.source, f.version, f.status,
        (SELECT count(*) FROM competency k WHERE k.framework_id = f.id),
        (SELECT count(*) FROM competency_edge e WHERE e.framework_id = f.id)
        FROM framework f ORDER BY f.title, f.id""",
    )


def before(view: Readable, competency_id: str) -> list[str]:
    """The ids of all competencies that come before one, nearest first; its lettered parts count as such."""
    edges = view.rows(
        _Edge,
        """SELECT e.kind, e.from_id, e.to_id, a.code, b.code FROM competency_edge e
        JOIN competency a ON a.id = e.from_id JOIN competency b ON b.id = e.to_id
        WHERE e.kind IN ('precedes', 'child_of') ORDER BY e.id""",
    )
    return ancestors(
        competency_id,
        ((edge.from_id, edge.to_id) for edge in edges if edge.kind == "precedes"),
        ((edge.from_id, edge.to_id) for edge in edges if edge.kind == "child_of" and _is_part(edge)),
    )


def change(store: Store, competency_id: str, **values: Any) -> None:
    """Change the words of a competency, such as those for children. No import replaces them unasked."""
    from learnerplan.domain import records

    with store.transaction("Change a standard") as tx:
        tx.change(records.Competency, competency_id, **values)


def _means(row: CompetencyRow, normal: str, forms: tuple[str, ...]) -> bool:
    """Whether a code is that of a competency, or one is an alias of the other.

    To share an alias is not enough: 3.NF.A.3 and 3.NF.B.3 may both be called 3.NF.3.
    """
    if not row.code:
        return False
    ways = (row.code, *row.aliases.split(), *aliases_of(row.code))
    return normal_code(row.code) in forms or normal in map(normal_code, ways)


def _is_part(edge: _Edge) -> bool:
    """Whether a child is a lettered part of its standard, and not a standard below its heading."""
    whole = whole_of(edge.from_code)
    return bool(whole) and whole == normal_code(edge.to_code)
