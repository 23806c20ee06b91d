"""`import`, `pending` and `decide`: files in, and the rows that wait for a person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from learnerplan.commands.output import counted, print_json, print_table
from learnerplan.commands.session import Session, with_session
from learnerplan.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from learnerplan.imports.planned.plan import FilePlan, ImportPlan, Question
    from learnerplan.imports.planning import Options

_KINDS = ("roster", "survey", "assessment", "standards", "goals", "measurements", "notes", "supports")
_SHOWN = 20
_ANSWERS = {"date_order": "--dates"}
"""The option that answers a question about a whole file."""


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--kind", type=click.Choice(_KINDS), help="What the files are, where they do not show it themselves.")
@click.option("--class", "class_name", metavar="NAME", default="", help="The class for the students of a plain list.")
@click.option(
    "--dates", type=click.Choice(("dmy", "mdy")), help="Whether day or month is first, where it is not clear."
)
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
@with_session
def import_(
    session: Session,
    paths: tuple[Path, ...],
    kind: str | None,
    class_name: str,
    dates: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Import rosters, surveys, test results, standards, goals, notes and supports. PATH is a file or a folder."""
    from learnerplan.imports.planning import Options

    options = Options(kind=kind or "", class_name=class_name, date_order=dates or "")
    try:
        plan, matching = _planned(session, paths, options, dry_run=dry_run)
    except _Asked as problem:
        if as_json:
            print_json({"files": [_asking(file) for file in problem.files]})
        raise
    except UserError as problem:
        # Scripts read the reason where they read those of rows; nothing of any file was taken.
        if as_json and len(paths) == 1 and paths[0].exists():
            print_json({"files": [_refused(paths[0], "", problem.message)]})
        raise
    if as_json:
        left = [_refused(each.path, each.sheet, each.reason) for each in plan.ignored]
        print_json({"files": [_told(file) for file in plan.files] + left})
        return
    _tell(plan)
    waiting = len(plan.open_rows())
    if dry_run:
        click.echo("Nothing was changed: this was a dry run.")
    elif waiting:
        click.echo(f"{counted(waiting, 'row waits', 'rows wait')} for a decision: see `learnerplan pending`.")
    if matching:
        rows = counted(matching, "row that waited finds its student", "rows that waited find their students")
        click.echo(f"{rows} now: `learnerplan pending --match` takes them in.")


class _Asked(UserError):
    """Files ask something that nobody has answered, so that nothing of the import was taken."""

    def __init__(self, files: Sequence[FilePlan]) -> None:
        self.files = files
        question, more = files[0].questions[0], len(files) - 1
        others = f" {counted(more, 'more file asks', 'more files ask')} the same." if more else ""
        super().__init__(
            f"{files[0].table.name}: {question.text}{others}",
            f"Nothing was imported. Import with {_ways(question)}. The answer is remembered.",
        )


def _planned(session: Session, paths: tuple[Path, ...], options: Options, *, dry_run: bool) -> tuple[ImportPlan, int]:
    """Plan, and commit unless it is a dry run; with it how many rows of earlier imports could be matched now.

    A planbook is made only when the files can be read. Raises `_Asked` where a question about a file is open.
    """
    from datetime import date

    from learnerplan.services import imports, pending

    if not session.exists:
        plan = imports.plan(None, paths, options=options)
        if dry_run:
            return plan, 0
        _refuse_open(plan)
    with session.open(make=True) as store:
        plan = imports.plan(store, paths, options=options)
        if dry_run:
            return plan, 0
        _refuse_open(plan)
        imports.commit(store, plan, today=date.today())
        return plan, pending.matching(store)


def _refuse_open(plan: ImportPlan) -> None:
    asking = [file for file in plan.files if file.questions]
    if asking:
        raise _Asked(asking)


def _tell(plan: ImportPlan) -> None:
    headings = ("File", "Kind", "New", "Updated", "Unchanged", "To decide", "Refused")
    summaries = [(file, file.summary()) for file in plan.files]
    print_table(
        headings,
        [
            (file.table.name, file.part or file.kind, *_counts(summary), len(summary["refused"]))
            for file, summary in summaries
        ],
    )
    for ignored in plan.ignored:
        click.echo(f"{ignored.path.name}: {ignored.reason}")
    for file, summary in summaries:
        for question in file.questions:
            click.echo(f"{file.table.name}: {question.text} Import it with {_ways(question)}.")
        for note in file.notes:
            click.echo(f"{file.table.name}: {note}")
        for refused in summary["refused"][:_SHOWN]:
            click.echo(f"{file.table.name}, line {refused['line']}: {refused['reason']}")
        if len(summary["refused"]) > _SHOWN:
            more = counted(len(summary["refused"]) - _SHOWN, "more refused row")
            click.echo(f"{file.table.name}: {more}; --json lists them.")
        notes = _notes(file)
        for held in notes[:_SHOWN]:
            click.echo(f"{file.table.name}, line {held['line']}: {held['reason']}")
        if len(notes) > _SHOWN:
            more = counted(len(notes) - _SHOWN, "more row has a note", "more rows have notes")
            click.echo(f"{file.table.name}: {more}; --json lists them.")


def _told(file: FilePlan) -> dict[str, Any]:
    """A file as scripts read it. Notes and open questions are there only where there are any."""
    more = {"notes": _notes(file), "questions": _questions(file)}
    return file.summary() | {name: value for name, value in more.items() if value}


def _asking(file: FilePlan) -> dict[str, Any]:
    """A file that was not taken since it asks something, as scripts read it."""
    return _refused(file.path, file.sheet, file.questions[0].text) | {"questions": _questions(file)}


def _questions(file: FilePlan) -> list[dict[str, Any]]:
    return [
        {
            "key": each.key,
            "text": each.text,
            "choices": [{"key": way.key, "detail": way.detail} for way in each.choices],
        }
        for each in file.questions
    ]


def _ways(question: Question) -> str:
    """How to answer a question on the command line: each option with what it would mean."""
    option = _ANSWERS[question.key]
    return " or ".join(f"{option} {each.key} ({each.detail})" for each in question.choices)


def _notes(file: FilePlan) -> list[dict[str, Any]]:
    """Cells that could not be read, by line. Their rows are taken without them, so it has to be said."""
    return [{"line": row.line, "reason": " ".join(row.notes)} for row in file.select(noted=True)]


def _refused(path: Path, sheet: str, reason: str) -> dict[str, Any]:
    """A file, or a sheet, of which nothing could be taken: refused as a whole, at its first line."""
    named = {"path": str(path)} | ({"sheet": sheet} if sheet else {})
    counts = dict.fromkeys(("new", "updated", "unchanged", "undecided"), 0)
    return {**named, "kind": "", **counts, "refused": [{"line": 1, "reason": reason}]}


def _counts(summary: dict[str, Any]) -> tuple[int, ...]:
    return tuple(summary[name] for name in ("new", "updated", "unchanged", "undecided"))


@click.command()
@click.option("--match", is_flag=True, help="First match the rows anew, as after the roster came in later.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
@with_session
def pending(session: Session, match: bool, as_json: bool) -> None:
    """The rows that wait for a decision. They came with earlier imports."""
    from datetime import date

    from learnerplan.services import pending as service

    with session.open() as store:
        if match:
            service.settle(store, today=date.today())
        rows = service.listed(store)
    if as_json:
        print_json([row.as_json() for row in rows])
        return
    for row in rows:
        click.echo(f"{row.file_name}, line {row.line}: {row.title or 'no name'}. {row.reason}")
        for choice in row.choices:
            detail = f" ({choice.detail})" if choice.detail else ""
            click.echo(f"    learnerplan decide {row.id} {choice.key}    {choice.label}{detail}")
    if not rows:
        click.echo("No row waits for a decision.")


@click.command()
@click.argument("row")
@click.argument("choice")
@with_session
def decide(session: Session, row: str, choice: str) -> None:
    """Answer a row that waits. `pending` lists each ROW and its CHOICEs."""
    from datetime import date

    from learnerplan.services import pending as service

    with session.open() as store:
        outcome = service.decide(store, row, choice, today=date.today())
        left = len(service.listed(store))
    done = f"{counted(outcome.new, 'row')} new, {outcome.updated} updated" if outcome.wrote else "Nothing was written"
    click.echo(f"{done}. {counted(left, 'row still waits', 'rows still wait')}.")
