"""Two learners who are one, with a row in every table that points to a learner."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from learnerplan.domain import tables
from learnerplan.domain.records.base import form

if TYPE_CHECKING:
    from learnerplan.storage.transaction import Transaction

DAY = date(2026, 9, 1)


def row_in(tx: Transaction, table: str, held: dict[str, str], mark: str, **given: Any) -> str:
    """A row in a table, made from its fields alone; `held` is a row of each table that it may have to point to."""
    record = tables.by_name()[table]
    links = {link.column: link for link in tables.links_of(table)}
    values: dict[str, Any] = {}
    for name, field in form(record).model_fields.items():
        if name in links and (not links[name].optional or links[name].target == "learner"):
            values[name] = held[links[name].target]
        elif field.is_required():
            values[name] = _made(field.annotation, mark)
    return tx.add(record, **{**values, **given})


def rows_everywhere(tx: Transaction, learner_id: str, mark: str) -> dict[str, str]:
    """One row in every table that hangs on a learner, straight or through others. Gives their ids by table."""
    held = {"learner": learner_id}
    for table in tables.by_name():
        if table in held or table in ("draft", "setting", "learner_alias"):
            continue
        held[table] = row_in(tx, table, held, mark)
    return held


def _made(annotation: Any, mark: str) -> Any:
    choices = getattr(annotation, "__args__", ())
    if choices and isinstance(choices[0], str):
        return choices[0]
    made = {str: mark, int: 1, float: 1.0, bool: True, date: DAY, datetime: datetime(2026, 9, 1, 8)}
    return made[next(each for each in (choices or (annotation,)) if each in made)]
