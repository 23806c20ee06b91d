"""`share sync`, `status`, `choices` and `resolve`: what is done again and again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from learnerplan.commands.output import counted, print_json
from learnerplan.commands.session import Session, with_session
from learnerplan.commands.share_output import choice_json, health_json, round_json, say_choice, say_health, say_round
from learnerplan.errors import UserError

if TYPE_CHECKING:
    from learnerplan.domain.shares import Choice
    from learnerplan.storage.store import Store


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
@with_session
def sync(session: Session, folder: Path | None, as_json: bool) -> None:
    """One round: what was done here goes out, what others did comes in. Of the shares in FOLDER, or of all.

    A folder that is not there is no error; the report says so, and the next round goes on.
    """
    from learnerplan.services import share_sync, shares

    with session.open() as store:
        if folder is None:
            reports = share_sync.sync(store)
        else:
            place = folder.resolve()
            there = [each.id for each in shares.list_shares(store) if Path(each.folder).resolve() == place]
            if not there:
                raise UserError(f"No share of this planbook lies in {folder}.", "`share status` shows where they lie.")
            reports = [report for share_id in there for report in share_sync.sync(store, share_id)]
    if as_json:
        print_json([round_json(each) for each in reports])
        return
    for each in reports:
        say_round(each)
    if not reports:
        click.echo("Nothing is shared.")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
@with_session
def status(session: Session, as_json: bool) -> None:
    """How each share is: who is in it, who was last heard when, what waits, what is wrong and what to do."""
    from learnerplan.services import share_choices, share_health, shares

    with session.open() as store:
        found = [share_health.health(store, each.id) for each in shares.list_shares(store)]
        waiting = len(share_choices.choices(store)) if found else 0
    if as_json:
        print_json({"shares": [health_json(each) for each in found], "choices": waiting})
        return
    for each in found:
        say_health(each)
    if not found:
        click.echo("Nothing is shared.")
    if waiting:
        click.echo(f"{counted(waiting, 'choice')} to make: `learnerplan share choices`.")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
@with_session
def choices(session: Session, as_json: bool) -> None:
    """What two people changed at the same time. Nothing is lost until somebody picks."""
    from learnerplan.services import share_choices

    with session.open() as store:
        found = share_choices.choices(store)
    if as_json:
        print_json([choice_json(number, each) for number, each in enumerate(found, 1)])
        return
    for number, each in enumerate(found, 1):
        say_choice(number, each)
    if found:
        click.echo("Pick by `learnerplan share resolve NUMBER VERSION`.")
    else:
        click.echo("There is nothing to choose.")


@click.command()
@click.argument("number", type=click.IntRange(min=1))
@click.argument("version")
@with_session
def resolve(session: Session, number: int, version: str) -> None:
    """Pick VERSION (its number, "both" or "merged") of choice NUMBER, as `share choices` lists them. Can be undone."""
    from learnerplan.services import share_choices

    if version not in ("both", "merged") and not (version.isdecimal() and int(version) >= 1):
        raise click.BadParameter("a number, “both” or “merged” is wanted.", param_hint="VERSION")
    with session.open() as store:
        found = share_choices.choices(store)
        if number > len(found):
            raise UserError(f"There is no choice {number}.", "`learnerplan share choices` lists what there is.")
        _settle(store, found[number - 1], version)
    click.echo(f"Chosen for {found[number - 1].title}. `learnerplan undo` takes it back.")


def _settle(store: Store, choice: Choice, version: str) -> None:
    from learnerplan.services import share_choices

    if version == "both":
        share_choices.keep_both(store, choice)
    elif version == "merged":
        share_choices.keep_merged(store, choice)
    elif int(version) > len(choice.versions):
        raise UserError(f"Choice has no version {version}.", "`learnerplan share choices` lists them.")
    else:
        share_choices.pick(store, choice, int(version) - 1)
