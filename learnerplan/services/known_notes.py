"""The imported notes that the planbook holds, as far as an import of notes must know them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable


class _Note(NamedTuple):
    key: str
    learner_id: str


def load(view: Readable) -> frozenset[tuple[str, str]]:
    """(key, learner) of each observation that came from a file."""
    sql = """SELECT o.key, x.learner_id FROM observation o JOIN observation_learner x ON x.observation_id = o.id
    WHERE o.key <> ''"""
    return frozenset((row.key, row.learner_id) for row in view.rows(_Note, sql))
