"""The shares that this planbook takes part in, as the engine needs them, and which rows are in which."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from learnerplan.domain.shares import Role, Scope, Section, ShareKind, ShareState
from learnerplan.sharing import at_home, rows
from learnerplan.sharing.operations import write
from learnerplan.sharing.rows import Key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from learnerplan.sharing.operations import Operation
    from learnerplan.sharing.shape import Shape


class Held(NamedTuple):
    """A share. `restricted`: this planbook may read and write the supports in it."""

    id: str
    name: str
    scope: Scope
    folder: str
    role: Role
    state: ShareState
    owner: str
    restricted: bool

    @property
    def may_write(self) -> bool:
        """Whether what is changed here goes out."""
        return self.state is ShareState.ON and self.role is not Role.READER

    def may_write_in(self, section: Section) -> bool:
        """Whether what is changed here in a section goes out."""
        return self.may_write and (section is Section.MAIN or self.restricted)


_COLUMNS = "id, name, kind, folder, role, state, owner, config"


def config_of(scope: Scope, *, restricted: bool) -> str:
    """The part of a share that stands in its `config`."""
    return json.dumps({"class": scope.class_id, "learners": list(scope.learner_ids), "restricted": restricted})


def load(connection: Any) -> list[Held]:
    """All shares, those that were left or ended too."""
    return [_held(*row) for row in connection.execute(f"SELECT {_COLUMNS} FROM share ORDER BY since, id").fetchall()]


def _held(id_: str, name: str, kind: str, folder: str, role: str, state: str, owner: str, config: str) -> Held:
    told = json.loads(config)
    scope = Scope(ShareKind(kind), told.get("class"), tuple(told.get("learners", ())))
    return Held(id_, name, scope, folder, Role(role), ShareState(state), owner, bool(told.get("restricted")))


def holding(connection: Any, keys: Iterable[Key]) -> dict[Key, list[tuple[str, Section]]]:
    """In which shares rows are, and in which section of them."""
    found: dict[Key, list[tuple[str, Section]]] = {}
    for table, ids in rows.by_table(keys):
        for some in rows.chunks(ids):
            marks = ", ".join("?" * len(some))
            sql = f"SELECT row_id, share, section FROM share_scope WHERE tbl = ? AND row_id IN ({marks})"
            for row_id, share, section in connection.execute(sql, (table, *some)).fetchall():
                found.setdefault(Key(table, row_id), []).append((share, Section(section)))
    return found


def enter(connection: Any, share: str, keys: Iterable[tuple[Key, Section]]) -> None:
    """Note that rows are in a share."""
    connection.executemany(
        "INSERT INTO share_scope VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [(share, *key, section.value) for key, section in keys],
    )


def send(connection: Any, shape: Shape, ops: Iterable[tuple[str, Section, Operation]]) -> None:
    """Put operations (share, section, operation) on their way out; what stays at home goes to one's own devices."""
    own = {share.id for share in load(connection) if share.scope.kind is ShareKind.DEVICES}
    connection.executemany(
        "INSERT INTO share_out(share, section, op) VALUES (?, ?, ?)",
        [
            (share, section.value, write(op if share in own else at_home.leaving(shape, op)))
            for share, section, op in ops
        ],
    )
