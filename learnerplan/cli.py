"""The command line: the same services without a screen.

Exit codes: 0 done, 1 a problem that the person can mend (one sentence on stderr), 2 wrong usage. No traceback ever
reaches a teacher. Commands are imported when they are called, so that the program starts fast.
"""

from __future__ import annotations

import errno
import importlib
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from learnerplan import __version__
from learnerplan.commands.session import Session
from learnerplan.errors import UserError
from learnerplan.progress import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    OpenWindow = Callable[[Path | None], int]

DONE, PROBLEM = 0, 1
_COMMANDS = {
    "attach": "attaching:attach",
    "backup": "keeping:backup",
    "check": "keeping:check",
    "decide": "importing:decide",
    "demo": "demo:demo",
    "duplicates": "merging:duplicates",
    "export": "keeping:export",
    "history": "records:history",
    "import": "importing:import_",
    "list": "records:list_",
    "merge": "merging:merge",
    "packet": "packet:packet",
    "pending": "importing:pending",
    "restore": "keeping:restore",
    "search": "records:search",
    "share": "share:share",
    "show": "records:show",
    "undo": "keeping:undo",
}


class _Commands(click.Group):
    """Subcommands that are imported by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        place = _COMMANDS.get(cmd_name)
        if place is None:
            return None
        module, name = place.split(":")
        command: click.Command = getattr(importlib.import_module(f"learnerplan.commands.{module}"), name)
        return command


@click.command(cls=_Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--planbook",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The Learnerplan folder to work in. Without it: the one that the window opened last.",
)
@click.version_option(__version__, prog_name="Learnerplan")
@click.pass_context
def learnerplan(ctx: click.Context, planbook: Path | None) -> None:
    """Learner profiles, plans and conference packets, kept by the teacher. Without a command the window opens."""
    open_window: OpenWindow | None = ctx.obj
    ctx.obj = Session(planbook)
    if ctx.invoked_subcommand is not None:
        return
    if open_window is None:
        raise click.UsageError("Name a command; `learnerplan --help` lists them.", ctx)
    ctx.exit(open_window(planbook))


def main(arguments: Sequence[str] | None = None, open_window: OpenWindow | None = None) -> int:
    """Run one command and give its exit code. Without a command `open_window` is called with the named folder."""
    _speak_utf8()
    try:
        code = learnerplan.main(args=arguments, prog_name="learnerplan", standalone_mode=False, obj=open_window)
        sys.stdout.flush()
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except UserError as problem:
        click.echo(str(problem), err=True)
        return PROBLEM
    except (KeyboardInterrupt, click.Abort, Cancelled):
        click.echo("Stopped.", err=True)
        return PROBLEM
    except Exception as error:  # noqa: BLE001  the last door: what comes here is a bug, and a teacher sees a sentence
        if isinstance(error, OSError) and error.errno == errno.EPIPE:
            return _reader_left()
        return _unforeseen(error)
    return code if isinstance(code, int) else DONE


def _speak_utf8() -> None:
    """Consoles and pipes on Windows have tables of their own; names of children need all letters."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8")


def _reader_left() -> int:
    """Whoever read our output has seen enough; Python must not try to flush the rest at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE


def _unforeseen(error: Exception) -> int:
    from learnerplan import crashes

    try:
        place = f"A note without names is in {crashes.note(error)}."
    except OSError:
        place = "No note could be written about it."
    click.echo(f"Something went wrong that is a fault of Learnerplan ({type(error).__name__}). {place}", err=True)
    return PROBLEM
