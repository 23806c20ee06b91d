"""`duplicates` and `merge`: learners who may be one, and making one of two."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from learnerplan.commands.output import counted, print_json, print_table
from learnerplan.commands.session import Session, with_session
from learnerplan.domain.nouns import plain
from learnerplan.domain.supports import RESTRICTED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from learnerplan.services.merging import Comparison


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
@with_session
def duplicates(session: Session, as_json: bool) -> None:
    """Students who may be one child twice. The likeliest come first, each with the reason."""
    from learnerplan.services import duplicates as service

    with session.open() as store:
        found = service.listed(store)
    if as_json:
        print_json([asdict(each) for each in found])
        return
    for each in found:
        click.echo(f"{each.keep} and {each.other}: {each.reason}")
        click.echo(f"    learnerplan merge {each.keep_id} {each.other_id}")
    if not found:
        click.echo("No two students look like one child.")


@click.command()
@click.argument("keep")
@click.argument("other")
@click.option("--take", "taken", multiple=True, metavar="FIELD", help="Take this field from OTHER; may be given often.")
@click.option("--dry-run", is_flag=True, help="Show both side by side, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
@with_session
def merge(session: Session, keep: str, other: str, taken: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    """Make one student of two who are one child. All that belongs to OTHER moves to KEEP; undo takes it back.

    KEEP and OTHER are ids, identifiers or unique names. Both ids lead to the student afterwards. Where both say
    something, what KEEP says stands, unless --take names the field.
    """
    from learnerplan.services import learners, merging
    from learnerplan.services.merge_fields import OTHER

    with session.open() as store:
        keep_id, other_id = (learners.find(store, each) for each in (keep, other))
        compared = merging.compare(store, keep_id, other_id)
        _refuse_unknown(compared, taken)
        choices = dict.fromkeys(taken, OTHER)
        moved = compared.other.counts if dry_run else merging.merge(store, keep_id, other_id, choices).moved
    if as_json:
        fields = _fields(compared, choices)
        print_json({"merged": not dry_run, "fields": fields, **_sides(compared), "moved": _open(moved)})
    elif dry_run:
        _tell(compared, choices)
        click.echo("Nothing was changed: this was a dry run.")
    else:
        click.echo(f"{compared.other.name} is one with {compared.keep.name} now: {_told(moved) or 'nothing'} moved.")
        click.echo("Both ids lead to the student. `learnerplan undo` takes it back.")


def _refuse_unknown(compared: Comparison, taken: tuple[str, ...]) -> None:
    from learnerplan.errors import UserError

    known = {field.name for field in compared.fields}
    for name in taken:
        if name not in known:
            raise UserError(f"“{name}” is no field of a student.", f"Fields are {', '.join(sorted(known))}.")


def _sides(compared: Comparison) -> dict[str, object]:
    sides = {"keep": compared.keep, "other": compared.other}
    return {name: asdict(side) | {"counts": _open(side.counts)} for name, side in sides.items()}


def _fields(compared: Comparison, choices: Mapping[str, str]) -> list[dict[str, str]]:
    return [
        {"field": each.name, "keep": each.keep, "other": each.other, "takes": choices.get(each.name, each.proposed)}
        for each in compared.differing
    ]


def _tell(compared: Comparison, choices: Mapping[str, str]) -> None:
    headings = ("", compared.keep.name, compared.other.name, "Takes")
    rows = [(each["field"], each["keep"], each["other"], each["takes"]) for each in _fields(compared, choices)]
    print_table(headings, [("id", compared.keep.id, compared.other.id, "keep"), *rows])
    click.echo(f"Would move: {_told(compared.other.counts) or 'nothing'}.")


def _told(counts: Mapping[str, int]) -> str:
    return ", ".join(counted(count, plain(table)) for table, count in _open(counts).items())


def _open(counts: Mapping[str, int]) -> dict[str, int]:
    """The counts without those of supports: whoever looks on may not learn that there are any."""
    return {table: count for table, count in counts.items() if table not in RESTRICTED}
