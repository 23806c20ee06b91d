"""Full-text search over what may be found: an FTS5 index that the store brings up to date with every commit.

The index holds no text of its own, only where words stand. It is fed from the shared journal, so private and local
tables, which write to the other journal, cannot be found. Feeding it once a transaction, from the rows that the
journal names, takes a tenth of the time of triggers: FTS5 flushes its buffers at every statement of a trigger.
It is derived, and `rebuild` makes it anew.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from learnerplan.domain.names import plain
from learnerplan.storage.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Iterable

    from learnerplan.storage.rows import Readable

# Marks belong to their word (Indic vowels are marks); accents are gone before, by the rule that also compares names.
_CREATE = """CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5(text, content = '', contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'")"""
TABLES = (
    "CREATE TABLE IF NOT EXISTS search_doc (doc INTEGER PRIMARY KEY, tbl TEXT NOT NULL, row_id TEXT NOT NULL)",
    "CREATE INDEX IF NOT EXISTS ix_search_doc_row ON search_doc(row_id)",
    _CREATE,
)
LEAST_LETTERS = 3
_MOST_WORDS = 12
# Scripts that put no spaces between words: Thai, Lao, Burmese, Khmer, kana, Han. Each letter is a word of the index.
_UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"

# More hits than this are not weighed against each other: the newest lead. Weighing all hits of a word that half of
# 100,000 texts hold took 140 ms, far too long for a keystroke.
_WEIGHED = 400
_FIND = """SELECT d.tbl, d.row_id FROM (SELECT rowid, {key} AS k FROM search WHERE search MATCH ?
    ORDER BY {key} {order} LIMIT ?) s JOIN search_doc d ON d.doc = s.rowid ORDER BY s.k {order}"""
_NEWEST = _FIND.format(key="rowid", order="DESC")
_BEST = _FIND.format(key="rank", order="ASC")


class Found(NamedTuple):
    """A row that holds the words."""

    table: str
    row_id: str


def find(view: Readable, words: str, limit: int) -> list[Found]:
    """The rows that hold all `words`, the last of them as a beginning; none for fewer than three letters.

    Rows with the very words come first. Anything may stand in `words`: quotes and operators are no commands.
    """
    expression = matching(words)
    if expression is None:
        return []
    found = dict.fromkeys(_ranked(view, expression, limit))
    if len(found) < limit:
        found.update(dict.fromkeys(_ranked(view, f"{expression}*", limit)))
    return list(found)[:limit]


def _ranked(view: Readable, expression: str, limit: int) -> list[Found]:
    newest = view.rows(Found, _NEWEST, (expression, max(limit, _WEIGHED) + 1))
    if len(newest) > max(limit, _WEIGHED):
        return newest[:limit]
    return view.rows(Found, _BEST, (expression, limit)) if newest else []


def matching(words: str) -> str | None:
    """The FTS5 expression for what somebody typed, or `None` when that is too short to search for."""
    parts = [pieces for word in words.split() if (pieces := _words(folded(word)))]
    letters = "".join(piece for pieces in parts for piece in pieces)
    if len(letters) < LEAST_LETTERS and not re.search(_UNSPACED, letters):
        return None
    phrases = [f'"{" ".join(pieces)}"' for pieces in parts[:_MOST_WORDS]]
    return " ".join(phrases)


def folded(text: str) -> str:
    """The text as the index knows it: without case and accents, letters of unspaced scripts apart."""
    simple = plain(text)
    return simple if simple.isascii() else re.sub(_UNSPACED, r" \g<0> ", simple)


def marks(text: str, words: str) -> tuple[tuple[int, int], ...]:
    """Where in `text` the searched words stand, as (start, end) pairs in order."""
    wanted = [piece for word in words.split() for piece in _words(folded(word))]

    def hit(piece: str) -> bool:
        return piece in wanted or piece.startswith(wanted[-1])

    return tuple(span for span in _spans(text) if any(map(hit, _words(folded(text[slice(*span)])))))


def _words(text: str) -> list[str]:
    return [text[start:end] for start, end in _spans(text)]


def _spans(text: str) -> Iterable[tuple[int, int]]:
    place = 0
    for kind, run in groupby(text, _kind):
        length = len(list(run))
        if kind == "letter":
            yield from ((place + step, place + step + 1) for step in range(length))
        elif kind == "word":
            yield place, place + length
        place += length


def _kind(character: str) -> str:
    if character.isascii():
        return "word" if character.isalnum() else ""
    if re.match(_UNSPACED, character):
        return "letter"
    return "word" if unicodedata.category(character)[0] in "LNM" else ""


@cache
def searched() -> dict[str, tuple[str, ...]]:
    """The tables that can be found and their columns with text; only tables of the shared journal have any."""
    return {
        table.name: names
        for table in metadata().sorted_tables
        if table.info["journal"] == "change"
        and (names := tuple(column.name for column in table.columns if column.info.get("search")))
    }


def update(connection: Any, tables: Iterable[str], first: int, last: int) -> None:
    """Bring the index up to date with the journal's range, inside the transaction that wrote it."""
    for table in sorted(searched().keys() & set(tables)):
        columns = ", ".join(f"'{name}'" for name in searched()[table])
        touched = f"""SELECT DISTINCT row_id FROM change WHERE seq BETWEEN {first} AND {last} AND tbl = '{table}'
            AND (op <> 'U' OR EXISTS (SELECT 1 FROM json_each(after) WHERE key IN ({columns})))"""
        docs = connection.execute(
            f"SELECT doc FROM search_doc WHERE tbl = '{table}' AND row_id IN ({touched})"
        ).fetchall()
        connection.executemany("DELETE FROM search WHERE rowid = ?", docs)
        connection.executemany("DELETE FROM search_doc WHERE doc = ?", docs)
        _index(connection, table, f"WHERE id IN ({touched})")


def rebuild(connection: Any) -> None:
    """Make the whole index anew, inside the caller's transaction."""
    connection.execute("DROP TABLE IF EXISTS search")
    connection.execute("DELETE FROM search_doc")
    connection.execute(_CREATE)
    for table in searched():
        _index(connection, table, "")


def is_complete(connection: Any) -> bool:
    """Whether every row with text is in the index once, and nothing else is."""
    rows = {
        (table, row_id)
        for table, names in searched().items()
        for row_id, *texts in connection.execute(f'SELECT id, {_listed(names)} FROM "{table}"')
        if any(texts)
    }
    sql = "SELECT tbl, row_id FROM search_doc WHERE doc IN (SELECT id FROM search_docsize)"
    held = connection.execute(sql).fetchall()
    docs, sizes = connection.execute(
        "SELECT (SELECT count(*) FROM search_doc), (SELECT count(*) FROM search_docsize)"
    ).fetchone()
    return len(held) == docs == sizes and set(held) == rows and len(rows) == docs


def _index(connection: Any, table: str, where: str) -> None:
    doc = connection.execute("SELECT coalesce(max(doc), 0) FROM search_doc").fetchone()[0]
    docs, texts = [], []
    for row_id, *values in connection.execute(f'SELECT id, {_listed(searched()[table])} FROM "{table}" {where}'):
        text = "\n".join(value for value in values if value)
        if text:
            doc += 1
            docs.append((doc, table, row_id))
            texts.append((doc, folded(text)))
    connection.executemany("INSERT INTO search_doc(doc, tbl, row_id) VALUES (?, ?, ?)", docs)
    connection.executemany("INSERT INTO search(rowid, text) VALUES (?, ?)", texts)


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)
