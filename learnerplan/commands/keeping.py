"""Keeping the planbook safe: `undo`, `check`, `backup`, `restore` and `export`."""

from __future__ import annotations

from pathlib import Path

import click

from learnerplan.commands.output import counted, print_json
from learnerplan.commands.session import Session, with_session


@click.command()
@with_session
def undo(session: Session) -> None:
    """Take back the last thing that was done, here or in the window."""
    from learnerplan.errors import UserError

    with session.open() as store:
        label = store.undo()
    if label is None:
        raise UserError("There is nothing to undo.")
    click.echo(f"Undone: {label}.")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
@with_session
def check(session: Session, as_json: bool) -> None:
    """Look whether the database, the links, the files and the search index are sound. Exit code 1 when one is not."""
    from dataclasses import asdict

    from learnerplan.storage import integrity

    with session.open() as store:
        report = integrity.check(store)
    if as_json:
        print_json({"sound": report.sound, **asdict(report)})
    else:
        for finding in report.findings:
            click.echo(f"{finding.where}: {finding.what} {finding.todo}")
        looked = f"{counted(report.rows, 'row')} and {counted(report.files, 'file')} were looked at"
        click.echo(f"Everything is sound: {looked}." if report.sound else f"Not everything is sound: {looked}.")
    if not report.sound:
        click.get_current_context().exit(1)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@with_session
def backup(session: Session, file: Path) -> None:
    """Write the whole planbook, with its key and all files, into one FILE and read it back to be sure."""
    from learnerplan.services import backups

    with session.open() as store:
        made = backups.backup(store, file)
    click.echo(f"Backed up to {made}. Whoever has this file can read everything in it: keep it safe.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@with_session
def restore(session: Session, file: Path) -> None:
    """Put the backup in FILE in the place of the planbook. The planbook of before is kept aside."""
    from learnerplan.services import backups

    aside = backups.restore(file, session.planbook)
    kept = f" What was there before is kept in {aside}." if aside is not None else ""
    click.echo(f"Restored {session.planbook} from {file.name}.{kept}")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--format", "form", required=True, type=click.Choice(["csv", "json", "sqlite"]), help="What to write.")
@with_session
def export(session: Session, folder: Path, form: str) -> None:
    """Write the whole shared record and the files into DIR, for other programs. Private notes are never in it."""
    from learnerplan.services import exports

    with session.open() as store:
        made = exports.export(store, folder, form)
    click.echo(f"Exported {counted(made.rows, 'row')} in {counted(len(made.files), 'file')}: {made.folder}")
