"""Where the command `learnerplan` enters: the window without a command, the command line with one."""

from __future__ import annotations

import builtins
import gc
import importlib
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from ui.app import Start

STARTS: dict[tuple[str, ...], Start] = {
    (): "usual",
    ("--sample",): "sample",
    ("--sample-if-new",): "sample-if-new",
}
"""The arguments with which the window opens at once. Anything else is the command line's to understand."""


def main() -> int:
    """Run the program; gives its exit code."""
    arguments = tuple(sys.argv[1:])
    if arguments in STARTS:
        return open_window(None, STARTS[arguments])
    from learnerplan.cli import main as command

    return command(arguments, open_window)


def open_window(planbook: Path | None, start: Start = "usual") -> int:
    """Open the window on a planbook, on the one of last time when none is named; 1 where there is no screen."""
    if not has_screen():
        sys.stderr.write(
            "There is no screen to open a window on. `make demo` writes the sample class and its packets without one; "
            "`learnerplan --help` lists what else works here.\n"
        )
        return 1
    gc.disable()  # until the window stands: collecting while everything is being made costs a tenth of the start
    _import_qt()
    from ui.app import run

    return run((), planbook, start)


def _import_qt() -> None:
    """Load Qt and put Python's own import back.

    PySide replaces it with one that reads the source of every module imported later, to find out whether it asks
    for snake_case names. None of ours does, and the reading takes a tenth of the start.
    """
    plain = builtins.__import__
    importlib.import_module("PySide6.QtWidgets")
    builtins.__import__ = plain


def has_screen() -> bool:
    """Whether a window can be shown. Linux without a display server makes Qt abort, so it is asked first."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main())
