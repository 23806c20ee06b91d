"""The supports that the planbook holds, as far as an import of supports must know them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from learnerplan.imports.known import KnownSupport
from learnerplan.services import authorship

if TYPE_CHECKING:
    from collections.abc import Mapping

    from learnerplan.storage.rows import Readable

FIELDS = ("kind", "title", "area", "text", "given_by", "status", "starts_on", "review_on", "ends_on")
_NAMES = {name: name for name in FIELDS}
_Pairs = frozenset[tuple[str, str]]


class _Support(NamedTuple):
    id: str
    learner_id: str
    key: str
    part_of: str
    plan_number: str
    kind: str
    title: str
    area: str
    text: str
    given_by: str
    status: str
    starts_on: str
    review_on: str
    ends_on: str


def load(view: Readable, declined: Mapping[str, _Pairs]) -> tuple[KnownSupport, ...]:
    """All supports. One that was written by hand has no key, and no file is taken to mean it."""
    rows = view.rows(
        _Support,
        """SELECT id, learner_id, key, coalesce(part_of_id, ''),
        CASE WHEN json_valid(source_row) THEN coalesce(json_extract(source_row, '$.part_of'), '') ELSE '' END,
        kind, title, area, text, given_by, status, coalesce(starts_on, ''), coalesce(review_on, ''),
        coalesce(ends_on, '') FROM support WHERE key <> '' ORDER BY id""",
    )
    own = authorship.own_fields(authorship.written(view, "support"), _NAMES, {row.id: row for row in rows})
    return tuple(
        KnownSupport(
            id=row.id,
            learner_id=row.learner_id,
            key=row.key,
            kind=row.kind,
            values=tuple((name, value) for name in FIELDS if (value := getattr(row, name))),
            part_of=row.part_of,
            plan_number=row.plan_number,
            own_fields=own.get(row.id, frozenset()),
            declined=declined.get(row.id, frozenset()),
        )
        for row in rows
    )
