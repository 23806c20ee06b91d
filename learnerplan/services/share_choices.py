"""Open choices: values that two people wrote at the same time. All are kept until somebody picks, and then, too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from learnerplan.domain.shares import Choice, Version
from learnerplan.errors import UserError
from learnerplan.services import share_book, share_wording

if TYPE_CHECKING:
    from learnerplan.sharing.membership import Person
    from learnerplan.sharing.ports import Ports
    from learnerplan.sharing.rows import Key
    from learnerplan.sharing.state import Head
    from learnerplan.storage.store import Store

_LONGEST_BOTH = 100_000
# Texts that move together with who said them.
_WRITTEN = frozenset({"text"})


def choices(store: Store) -> list[Choice]:
    """Every open choice of the planbook, by whom they are about; an empty list where nothing is shared."""
    from learnerplan.sharing import choosing, members, shares

    if not store.value("SELECT 1 FROM share LIMIT 1"):
        return []
    ports = share_book.ports(store)
    with store.raw() as connection:
        people: dict[str, Person] = {}
        for share in shares.load(connection):
            people |= members.load(connection, share.id).people
        found = choosing.open_choices(connection, ports)
        inside = shares.holding(connection, [key for key, _cell, _heads in found])
    made = []
    for key, cell, heads in found:
        held = inside.get(key, ())
        made.append(_choice(store, ports, held[0][0] if held else "", key, cell, heads, people))
    return sorted(made, key=lambda choice: (choice.title.casefold(), choice.where, choice.row_id, choice.cell))


def _choice(
    store: Store,
    ports: Ports,
    share_id: str,
    key: Key,
    cell: str,
    heads: list[Head],
    people: dict[str, Person],
) -> Choice:
    from learnerplan.sharing import choosing
    from learnerplan.sharing.state import columns_of

    table = ports.shape.tables[key.table]
    columns = table.cells[cell]
    place = share_wording.place(store, key.table, key.row, cell)
    mine = ports.session.partition("-")[0]
    distinct = _distinct(heads)
    differing = _differing([columns_of(head.value, columns) for head in distinct])
    versions = tuple(_version(store, key, columns, differing, head, people, mine) for head in distinct)
    both, merged = None, None
    texts = [version.value.get(differing[0]) for version in versions] if len(differing) == 1 else []
    written = [text for text in texts if isinstance(text, str) and text]
    if len(written) == len(versions) == 2 and differing[0] in _WRITTEN | table.prose:
        both = "\n".join(written)
        was = {head.was for head in heads}
        if len(was) == 1 and None not in was:
            merged = choosing.merged(str(was.pop()), written[1], written[0])
    return Choice(
        share_id,
        key.table,
        key.row,
        cell,
        place.learner_id,
        place.title,
        place.where,
        versions,
        both if both is not None and len(both) <= _LONGEST_BOTH else None,
        merged if merged not in (None, *written) else None,
    )


def _distinct(heads: list[Head]) -> list[Head]:
    """The newest head of each value, the one that is shown first."""
    found: list[Head] = []
    for head in heads:
        if all(head.value != other.value for other in found):
            found.append(head)
    return found


def _differing(values: list[dict[str, Any]]) -> list[str]:
    """The columns of a cell in which its values are not the same."""
    # A value of an earlier version may lack a column that another has.
    names = dict.fromkeys(name for value in values for name in value)
    return [name for name in names if any(value.get(name) != values[0].get(name) for value in values)]


def _version(
    store: Store,
    key: Key,
    columns: tuple[str, ...],
    differing: list[str],
    head: Head,
    people: dict[str, Person],
    mine: str,
) -> Version:
    from learnerplan.sharing.clock import device_of, moment
    from learnerplan.sharing.state import columns_of

    device = device_of(head.session)
    value = columns_of(head.value, columns)
    return Version(
        head.hlc,
        head.session,
        people[device].name if device in people else "Somebody",
        device == mine,
        moment(head.hlc),
        share_wording.text_of(store, key.table, key.row, {name: value.get(name) for name in columns}, differing),
        value,
    )


def pick(store: Store, choice: Choice, version: int) -> None:
    """Let one of the versions stand. Can be undone; the others stay in the history."""
    from learnerplan.sharing.state import value_in

    cells = share_book.ports(store).shape.tables[choice.table].cells
    _settle(store, choice, value_in(choice.versions[version].value, cells[choice.cell]))


def keep_both(store: Store, choice: Choice) -> None:
    """Let both texts stand, one below the other. Raises `UserError` where the values cannot stand together."""
    if choice.both is None:
        raise UserError("These two cannot stand together.", "Pick one of them.")
    _settle(store, choice, _with_text(store, choice, choice.both))


def keep_merged(store: Store, choice: Choice) -> None:
    """Let the paragraphs that each side changed stand. Raises `UserError` where they touch."""
    if choice.merged is None:
        raise UserError("Both changed the same paragraph.", "Pick one of them, or keep both.")
    _settle(store, choice, _with_text(store, choice, choice.merged))


def _with_text(store: Store, choice: Choice, text: str) -> Any:
    """The value of the cell with this text in the one column that differs."""
    from learnerplan.sharing.state import value_in

    cells = share_book.ports(store).shape.tables[choice.table].cells
    (column,) = _differing([version.value for version in choice.versions])
    return value_in({**choice.versions[0].value, column: text}, cells[choice.cell])


def _settle(store: Store, choice: Choice, value: Any) -> None:
    from learnerplan.sharing import choosing
    from learnerplan.sharing.rows import Key

    ports = share_book.ports(store)
    key = Key(choice.table, choice.row_id)
    seen = {(version.hlc, version.session) for version in choice.versions}
    with store.transaction(f"Choose for {choice.title or choice.where}") as tx:
        now = [heads for at, cell, heads in choosing.open_choices(tx.raw, ports) if (at, cell) == (key, choice.cell)]
        if not now:
            raise UserError("That is settled already.", "Somebody has picked in the meantime.")
        if not {head.stamp for head in _distinct(now[0])} <= seen:
            raise UserError("Another version has come in.", "Look at all of them again, then pick.")
        choosing.choose(tx.raw, ports, key, choice.cell, value)
