"""What a table is, from the meaning of its headers, and why: the finders of all kinds are asked in order."""

from __future__ import annotations

from dataclasses import dataclass

from learnerplan.errors import UserError
from learnerplan.imports.found import Found, Headers
from learnerplan.imports.kinds import FINDERS, KINDS
from learnerplan.imports.mapped.mapping import ColumnMapping
from learnerplan.imports.tables import Table
from learnerplan.imports.words.folding import tidy
from learnerplan.imports.words.lexicon import ID_USES, header_key, meaning


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a table was taken for. `confidence` is 0 to 1; `evidence` are sentences for the teacher."""

    kind: str
    part: str
    confidence: float
    evidence: tuple[str, ...]
    mapping: ColumnMapping


def recognise(table: Table, kind: str = "") -> Recognition:
    """Say what a table is and propose a use for each column. `kind` is the teacher's word, where there is one.

    Raises `UserError` for a table that is of no kind, and for a word that names none.
    """
    table = table.head()
    found = find(table, kind)
    mapping = KINDS[found.kind].propose(table, found.part)
    return Recognition(found.kind, found.part, found.confidence, found.evidence, mapping)


def find(table: Table, kind: str = "") -> Found:
    """What a table is, by its headers alone. Raises `UserError` as `recognise` does."""
    headers = Headers(tuple(map(header_key, table.headers)), tuple(map(meaning, table.headers)))
    found = _said(table, headers, kind) if kind else _found(table, headers)
    if found is None:
        raise _unknown(table)
    return found


def _said(table: Table, headers: Headers, kind: str) -> Found | None:
    if kind not in KINDS:
        raise UserError(f"“{kind}” is no kind of file.", f"Files are {', '.join(KINDS)}.")
    return KINDS[kind].said(table, headers)


def _found(table: Table, headers: Headers) -> Found | None:
    for finder in FINDERS:
        found = finder(table, headers)
        if found is not None:
            return found
    return None


def _unknown(table: Table) -> UserError:
    named = [tidy(header) for header in table.headers if header.strip()]
    shown = ", ".join(f"“{header[:40]}”" for header in named[:4])
    more = f" and {len(named) - 4} more" if len(named) > 4 else ""
    uses = {meaning(header) for header in table.headers}
    if uses & set(ID_USES) and uses <= {*ID_USES, ""}:
        return UserError(
            f"“{table.name}” says which students it is about, but no column says what of them. Its columns, on line "
            f"{table.header_line}, are {shown}{more}.",
            "If it lists students who get a support, say that it holds supports. Else name a column “Goal”, “Note” "
            "or “Accommodation”, or add their names.",
        )
    return UserError(
        f"“{table.name}” looks like neither a roster, a survey, results nor a sheet of goals. "
        f"Its columns, on line {table.header_line}, are {shown}{more}.",
        "A roster needs a column with names, a survey its questions as headings, results a student, a day and a score, "
        "goals “Student” and “Goal”.",
    )
