"""What must be true when everything has been carried: each check gives a sentence about what is not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from learnerplan.domain.shares import Section
from learnerplan.sharing import batches
from learnerplan.sharing.clock import COUNTER_BITS, FAR_AHEAD_MS, Stamp
from learnerplan.sharing.operations import WHOLE, Operation, parsed
from learnerplan.sharing.state import RowState, of_text
from tests.sharing.simulator import book as books
from tests.sharing.simulator import scene
from tests.sharing.simulator.fold import Fold, Key, folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.sharing.simulator.computer import Computer
    from tests.sharing.simulator.world import World

_SHAPE = books.shape(books.NEW)


def faults(world: World) -> Iterator[str]:
    """All that is wrong; nothing when all is well."""
    payloads = _payloads(world, [computer for computer in world.computers if computer.is_good])
    operations = [op for _section, op in payloads]
    rows = folded(operations)
    for computer in world.computers:
        if computer.sections():
            yield from _states(computer, rows)
            yield from _tables(computer, rows)
            yield from _left_over(computer)
            yield from _inside(computer)
    yield from _scopes(world)
    yield from _values(world, rows, operations)
    yield from _replaced(world, rows, operations)
    taken = world.forbidden & {text for op in operations for text in _texts(op.value)}
    yield from (f"{text} was taken from somebody who may not write" for text in sorted(taken))
    yield from _stamps(operations)
    yield from _secrets(_payloads(world, world.computers))


def _payloads(world: World, computers: Iterable[Computer]) -> list[tuple[Section, Operation]]:
    """Every operation in any batch that one of these computers holds, with the section that it was sealed for."""
    found: dict[str, list[tuple[Section, Operation]]] = {}
    held = {key: value for computer in world.computers for key, value in computer.keys().items()}
    for computer in computers:
        sql = "SELECT share, section, epoch, hash, device, body FROM share_batch"
        for share, section, epoch, digest, device, body in computer.book.connection.execute(sql):
            if digest not in found:
                payload = batches.open_batch(bytes(body), held[share, section, epoch], world.sign_public(device))
                found[digest] = [(Section(section), parsed(each)) for each in json.loads(payload)]
    return [each for ops in found.values() for each in ops]


def _states(computer: Computer, rows: dict[Key, Fold]) -> Iterator[str]:
    """The registers say what the plain fold of all operations says."""
    for key, state in _held(computer).items():
        fold = rows.get(key)
        if fold is None:
            yield f"{computer.name} {key}: a state without an operation"
            continue
        cells = {cell: columns for cell, columns in _SHAPE.tables[key[0]].cells.items()}
        for cell, columns in cells.items():
            mine = {head.stamp: head.value for head in state.heads(cell, columns)}
            if mine != fold.standing(cell, columns):
                yield f"{computer.name} {key} {cell}: {mine} instead of {fold.standing(cell, columns)}"
        if state.is_alive() != fold.is_alive():
            yield f"{computer.name} {key}: alive {state.is_alive()}"


def _tables(computer: Computer, rows: dict[Key, Fold]) -> Iterator[str]:
    """The tables show the fold: rows that stand, whole; links to rows that do not stand, empty."""
    inside = set(_held(computer))
    # A memory aid never leaves, so nobody else knows that its learner is needed here.
    aids = computer.book.connection.execute("SELECT learner_id FROM aid").fetchall()
    needed = {("learner", learner) for (learner,) in aids}
    if computer.had_supports and not computer.restricted:
        # Nor does anybody hear what happens to supports that came before they were taken away.
        kept = computer.book.connection.execute("SELECT learner_id FROM support").fetchall()
        needed |= {("learner", learner) for (learner,) in kept}
    wanted = standing({key: fold for key, fold in rows.items() if key in inside}, needed)
    found = computer.rows()
    for key in inside | found.keys():
        if key in inside and wanted.get(key) != found.get(key):
            yield f"{computer.name} {key}: shows {found.get(key)} instead of {wanted.get(key)}"


def standing(rows: dict[Key, Fold], needed: set[Key]) -> dict[Key, dict[str, Any]]:
    """The rows that stand in the tables, with what they show; `needed` ones do, deleted or not."""
    shown = {key: fold.shown(_SHAPE.tables[key[0]].cells) for key, fold in rows.items()}
    known = {key: values for key, values in shown.items() if values is not None}

    def required(key: Key) -> list[Key]:
        links = _SHAPE.tables[key[0]].references
        return [(each.target, known[key][each.column]) for each in links if not each.optional]

    stands = {key for key in known if rows[key].is_alive() or key in needed}
    while lost := {key for key in stands if not all(_can_stand(target, known, required) for target in required(key))}:
        stands -= lost
    while brought := {target for key in stands for target in required(key)} - stands:
        stands |= brought
    whole = {}
    for key in stands:
        values = {column: known[key].get(column) for column in _SHAPE.tables[key[0]].columns}
        for each in _SHAPE.tables[key[0]].references:
            if each.optional and (each.target, values[each.column]) not in stands:
                values[each.column] = None
        whole[key] = values
    return whole


def _can_stand(key: Key, known: dict[Key, dict[str, Any]], required: Any) -> bool:
    return key in known and all(_can_stand(target, known, required) for target in required(key))


def _left_over(computer: Computer) -> Iterator[str]:
    connection = computer.book.connection
    for table in ("share_pending", "share_out"):
        for share, count in connection.execute(f"SELECT share, count(*) FROM {table} GROUP BY share").fetchall():
            if share in computer.shares():
                yield f"{computer.name}: {count} left in {table}"


def _scopes(world: World) -> Iterator[str]:
    """Who shares the same has the same."""
    told: dict[tuple[str, str], tuple[str, dict[Key, str]]] = {}
    for computer in world.computers:
        for share, section in computer.sections():
            sql = """SELECT r.tbl, r.row_id, r.state FROM share_scope s JOIN share_row r USING (tbl, row_id)
                WHERE s.share = ? AND s.section = ?"""
            found = {(t, r): state for t, r, state in computer.book.connection.execute(sql, (share, section))}
            name, other = told.setdefault((share, section), (computer.name, found))
            for key in found.keys() | other.keys():
                if found.get(key) != other.get(key):
                    yield f"{computer.name} and {name} differ in {key}: {found.get(key)} / {other.get(key)}"


def _inside(computer: Computer) -> Iterator[str]:
    """Nobody has keys or rows that are not theirs."""
    if not computer.had_supports:
        if Section.RESTRICTED.value in {section for _share, section, _epoch in list(computer.keys())}:
            yield f"{computer.name} holds keys of the supports"
        if any(table == books.RESTRICTED for table, _row in computer.rows()):
            yield f"{computer.name} has supports"
    if computer.part.share == scene.ONE:
        for (table, row), values in computer.rows().items():
            learner = row if table == "learner" else values["learner_id"]
            if learner not in (scene.FIRST, *computer.own_learners):
                yield f"{computer.name} has {table} {row} of {learner}"


def _values(world: World, rows: dict[Key, Fold], operations: list[Operation]) -> Iterator[str]:
    """Every text that was written stands, or somebody who had it before them wrote over it."""
    texts = {text for op in operations for text in _texts(op.value)}
    replaced_by: dict[tuple[str, str, str], list[Any]] = {}
    for one in world.written:
        replaced_by.setdefault(one.place, []).append(one)
    good = {computer.name for computer in world.computers if computer.is_good}
    for one in world.written:
        others = [other for other in replaced_by[one.place] if one.text in other.had_seen]
        gone = one.text in world.turned or one.text in world.seen_deleted.get((one.table, one.row), ())
        if one.text not in texts:
            # What its author wrote over before the next round has no reason to travel.
            if one.by in good and not (one.may_be_lost or gone or any(other.by == one.by for other in others)):
                yield f"{one.text} in {one.place} by {one.by} never left"
            continue
        standing = rows[one.table, one.row].standing(one.cell, _SHAPE.tables[one.table].cells[one.cell])
        stands = any(one.text in _texts(value) for value in standing.values())
        if not (stands or gone or any(other.text in texts for other in others)):
            yield f"{one.text} in {one.place} by {one.by} is lost: nobody who replaced it had seen it"


def _replaced(world: World, rows: dict[Key, Fold], operations: list[Operation]) -> Iterator[str]:
    """What somebody had before them and wrote over does not stand beside the new any more."""
    said: dict[str, set[tuple[int, str]]] = {}
    for op in operations:
        for text in _texts(op.value):
            said.setdefault(text, set()).add((op.hlc, op.session))
    for one in world.written:
        if one.text not in said or (one.table, one.row) in world.seen_deleted:
            continue
        standing = rows[one.table, one.row].standing(one.cell, _SHAPE.tables[one.table].cells[one.cell])
        there = {text for value in standing.values() for text in _texts(value)}
        # A backup that was restored says the same once more, in another session.
        for text in one.replaces & there:
            if len(said[text]) == 1:
                yield f"{text} in {one.place} stands beside {one.text}, which replaced it"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def _stamps(operations: list[Operation]) -> Iterator[str]:
    """Stamps grow along cause and effect, but for what came from a clock that was absurdly far ahead."""
    seen: dict[tuple[str, str, str, Stamp], str] = {}
    for op in operations:
        if op.cell == WHOLE:
            continue
        place = (op.table, op.row, op.cell, Stamp(op.hlc, op.session))
        if seen.setdefault(place, repr(op.value)) != repr(op.value):
            yield f"two values with one stamp: {place}"
        late = [base for base in op.bases if base.hlc >= op.hlc and not _far(base, op)]
        if late:
            yield f"{op.table} {op.row} {op.cell}: {op.hlc} replaces the later {late}"


def _far(base: Stamp, op: Operation) -> bool:
    return (base.hlc - op.hlc) >> COUNTER_BITS > FAR_AHEAD_MS - 60 * 24 * 3600 * 1000 and base.session != op.session


def _secrets(payloads: list[tuple[Section, Operation]]) -> Iterator[str]:
    for section, op in payloads:
        if op.table == "aid" or any("PRIVATE" in text for text in _texts(op.value)):
            yield f"a memory aid left: {op}"
        if (op.table == books.RESTRICTED) != (section is Section.RESTRICTED):
            yield f"{op.table} in the section {section}"


def _held(computer: Computer) -> dict[Key, RowState]:
    sql = """SELECT DISTINCT r.tbl, r.row_id, r.state FROM share_row r JOIN share_scope s USING (tbl, row_id)
        WHERE s.section = 'main' OR ?"""
    found = computer.book.connection.execute(sql, (computer.restricted,))
    return {(table, row): of_text(state) for table, row, state in found}
