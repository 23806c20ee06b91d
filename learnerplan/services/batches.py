"""Many rows gathered for one transaction, so that ten thousand of them go in by a few statements."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING, Any

from learnerplan.domain.ids import new_ids

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from learnerplan.domain.records.base import Record
    from learnerplan.storage.transaction import Transaction

_SOME = 256
_AT_ONCE = 1000


def fresh_ids() -> Iterator[str]:
    """Ids that nothing else has, without end, made some at a time since that is quicker."""
    while True:
        yield from new_ids(_SOME)


class Batch:
    """Rows to insert, held until `flush`. Foreign keys are checked at commit, so the order of tables is free."""

    def __init__(self, tx: Transaction) -> None:
        self.tx = tx
        self._ids = fresh_ids()
        self._waiting: defaultdict[type[Record], dict[str, dict[str, Any]]] = defaultdict(dict)

    def add(self, record: type[Record], row_id: str = "", **values: Any) -> str:
        """Gather a row and give its id."""
        values["id"] = row_id = row_id or next(self._ids)
        self._waiting[record][row_id] = values
        return row_id

    def change(self, record: type[Record], row_id: str, **values: Any) -> None:
        """Set columns of a row, whether it waits here or stands in the planbook."""
        waiting = self._waiting[record].get(row_id)
        if waiting is not None:
            waiting.update(values)
        elif values:
            self.tx.change(record, row_id, **values)

    def flush(self, step: Callable[[], None] | None = None) -> None:
        """Insert all that waits. `step` is called now and then, and may stop it by what it raises."""
        for record, rows in self._waiting.items():
            values = iter(rows.values())
            while some := list(islice(values, _AT_ONCE)):
                if step is not None:
                    step()
                self.tx.add_many(record, some)
        self._waiting.clear()
