"""Keeping the planbook safe: `undo`, `check`, `backup`, `restore` and `export`."""

from __future__ import annotations

from pathlib import Path

import click

from learnerplan.commands.output import counted, print_json
from learnerplan.commands.session import Session, with_session


@click.command()
@with_session
def undo(session: Session) -> None:
    """Take back the last thing that was done. It may have been done here or in the window, today or earlier."""
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
    """Look whether everything is sound. Database, links, files and search; exit code 1 if not."""
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
    """Write everything into one file. FILE holds the key and all artifacts too, and is read back to be sure."""
    from learnerplan.services import backups

    with session.open() as store:
        made = backups.backup(store, file)
    click.echo(f"Backed up to {made}. Whoever has this file can read everything in it: keep it safe.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@with_session
def restore(session: Session, file: Path) -> None:
    """Put a backup in the place of the planbook. FILE is the backup; the planbook of before is kept aside."""
    from learnerplan.services import backups

    aside = backups.restore(file, session.planbook)
    kept = f" What was there before is kept in {aside}." if aside is not None else ""
    click.echo(f"Restored {session.planbook} from {file.name}.{kept}")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--format", "form", required=True, type=click.Choice(["csv", "json", "sqlite", "oneroster"]), help="What to write."
)
@click.option("--with-supports", is_flag=True, help="Take in supports: plans, accommodations, restricted notes.")
@with_session
def export(session: Session, folder: Path, form: str, with_supports: bool) -> None:
    """Write the record for other programs. DIR gets all tables and files; private notes are never in it.

    `oneroster` writes the roster alone: students, classes and families, as a OneRoster 1.1 folder.
    """
    from learnerplan.errors import UserError
    from learnerplan.services import exports, oneroster_export

    if form == "oneroster" and with_supports:
        raise UserError("A OneRoster folder has no place for supports.", "Leave out --with-supports.")
    with session.open() as store:
        if form == "oneroster":
            made = oneroster_export.export(store, folder)
        else:
            made = exports.export(store, folder, form, with_supports=with_supports)
    click.echo(f"Exported {counted(made.rows, 'row')} in {counted(len(made.files), 'file')}: {made.folder}")
