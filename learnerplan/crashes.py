"""The note that is left when something goes wrong that nobody foresaw: where in the program, never with whose data."""

from __future__ import annotations

import platform
import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from learnerplan import __version__, paths

if TYPE_CHECKING:
    from pathlib import Path

LOG = "learnerplan.log"
_MOST_BYTES = 1_000_000


def told(error: BaseException) -> str:
    """The kinds of error and the lines of the program that they passed through.

    The error's own words and the values around it stay out, since they may hold names.
    """
    lines = []
    each: BaseException | None = error
    while each is not None:
        lines.append(type(each).__name__)
        for frame in traceback.extract_tb(each.__traceback__):
            # From the package on: what stands before it is the person's own folder, which holds their name.
            where = frame.filename.replace("\\", "/")
            for part in ("/learnerplan/", "/ui/", "/site-packages/", "/lib/"):
                if part in where:
                    where = part.strip("/") + "/" + where.rpartition(part)[2]
                    break
            else:
                where = where.rpartition("/")[2]
            lines.append(f"  {where}:{frame.lineno} in {frame.name}")
        each = each.__cause__ or each.__context__
    return "\n".join(lines)


def note(error: BaseException, folder: Path | None = None) -> Path:
    """Append the error to the log and say where that is. A log of more than a megabyte is begun anew."""
    path = (folder or paths.log_folder()) / LOG
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > _MOST_BYTES:
        path.replace(path.with_suffix(".old.log"))
    now = datetime.now(UTC).isoformat(timespec="seconds")
    head = f"{now} Learnerplan {__version__} Python {platform.python_version()} {platform.system()}"
    with path.open("a", encoding="utf-8") as log:
        log.write(f"{head}\n{told(error)}\n\n")
    return path
