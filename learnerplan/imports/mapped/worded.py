"""Sheets whose kind has words of its own for its headers: what each column means, and the mapping that is proposed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from learnerplan.imports.identifiers import email_of, names_nobody
from learnerplan.imports.mapped.mapping import LEAVE_OUT, ColumnMapping, ColumnUse, fingerprint
from learnerplan.imports.mapped.proposals import with_samples
from learnerplan.imports.tables import Table
from learnerplan.imports.words.lexicon import ID_USES, header_key, meaning

WHO = ("full_name", "given_name", "family_name", *ID_USES, "email", "grade")
"""What says whom a row is about."""

Meaning = Callable[[str], str]


def words_of(uses: Mapping[str, str]) -> dict[str, str]:
    """Header without spaces -> use, from use -> "one header|another header"."""
    return {
        word.strip().replace(" ", ""): use for use, words in uses.items() for word in words.split("|") if word.strip()
    }


def meant(header: str, words: Mapping[str, str]) -> str:
    """What a header means in a sheet with these words: theirs first, then those that say who it is about."""
    own = words.get(header_key(header).replace(" ", ""))
    if own:
        return own
    use = meaning(header)
    return use if use in WHO else ""


def names_a_learner(uses: Iterable[str]) -> bool:
    """Whether some column says whom a row is about."""
    return any(use in WHO and use != "grade" for use in uses)


def propose(table: Table, kind: str, part: str, meaning_of: Meaning, other: str = LEAVE_OUT) -> ColumnMapping:
    """A use for each column; `other` for one that is filled and says nothing by its header."""
    uses = [meaning_of(header) for header in table.headers]
    columns = []
    for index, header in enumerate(table.headers):
        use, reason, here_only = uses[index], "", False
        if use == "username" and any(email_of(cell) for cell in table.cells(index)):
            use = "email"
        if use == "full_name" and {"given_name", "family_name"} <= set(uses):
            use, reason = LEAVE_OUT, "First and last name have columns of their own."
        elif use in ID_USES and uses.count(use) == 1 and _tells_nobody(table, index, uses):
            use, reason, here_only = LEAVE_OUT, "It tells nobody apart.", True
        elif not use:
            filled = any(cell.strip() for cell in table.cells(index))
            use, reason = (other, "") if filled else (LEAVE_OUT, "An empty column.")
            here_only = not filled
            reason = "Not known. Choose what it means if you need it." if use == LEAVE_OUT and filled else reason
        columns.append(ColumnUse(index, header, use, reason, here_only=here_only))
    mapping = ColumnMapping(fingerprint(table.headers), kind, tuple(columns), part, title_of(table))
    return with_samples(table, mapping)


def title_of(table: Table) -> str:
    """The file's name in words, without its ending."""
    return re.sub(r"[_\s]+", " ", table.path.stem).strip() or table.path.stem


def _tells_nobody(table: Table, index: int, uses: list[str]) -> bool:
    """One number for many names. Where there is no name, a number that comes again is a child with several rows."""
    named = [place for place, use in enumerate(uses) if use in ("full_name", "given_name", "family_name")]
    if not named:
        return False
    names = [" ".join(row[place] for place in named) for row in table.rows[:500]]
    return names_nobody(table.cells(index), names)
