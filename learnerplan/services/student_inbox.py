"""The folder that a child may take a piece of work from: chosen by the teacher, pictures and PDFs only.

A folder inside it that bears the child's name holds what this child alone is offered; without one, everybody is
offered what lies in the inbox itself. Names of files are not shown: they may name other children.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from learnerplan.domain import names
from learnerplan.domain.profiles import Made, Voice
from learnerplan.services import artifacts, planbooks

if TYPE_CHECKING:
    from datetime import date

    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store

INBOX = "student.inbox"
KINDS = frozenset({".png", ".jpg", ".jpeg", ".heic", ".webp", ".gif", ".bmp", ".pdf"})
MOST = 60
"""So many are offered, the newest first: a child looks through no thousand pictures."""


def chosen(view: Readable) -> Path | None:
    """The inbox; `None` while the teacher has chosen none."""
    path = planbooks.setting(view, INBOX)
    return Path(path) if path else None


def choose(store: Store, folder: Path | None) -> None:
    """Take another folder as the inbox, or none."""
    with store.transaction("Choose inbox folder") as tx:
        planbooks.set_setting(tx, INBOX, str(folder) if folder else "")


def offered(view: Readable, learner_id: str) -> list[Path]:
    """The files that this learner may choose from, the newest first; empty where the folder is gone."""
    inbox = chosen(view)
    if inbox is None or not inbox.is_dir():
        return []
    own = _own_folder(inbox, _names(view, learner_id))
    try:
        files = [(path.stat().st_mtime, path) for path in (own or inbox).iterdir() if _may_show(path)]
    except OSError:
        return []  # a stick that was pulled out offers nothing
    return [path for _when, path in sorted(files, key=lambda each: (-each[0], each[1].name))[:MOST]]


def take(store: Store, learner_id: str, file: Path, *, why: str, goal_id: str, on: date) -> str:
    """Keep a copy of an offered file as the child's work and voice. Raises `UserError` when it cannot be read."""
    draft = artifacts.Draft(
        file,
        title="My work",
        why=why,
        goal_ids=(goal_id,) if goal_id else (),
        voice=Voice.LEARNER,
        made=Made.WROTE if why.strip() else Made.PICKED,
    )
    return artifacts.add_all(store, learner_id, [draft], added_on=on)[0]


def _may_show(path: Path) -> bool:
    # A link could lead out of the folder that the teacher chose.
    return path.suffix.lower() in KINDS and not path.name.startswith(".") and not path.is_symlink() and path.is_file()


def _names(view: Readable, learner_id: str) -> set[str]:
    sql = "SELECT {} FROM learner WHERE id = ?"
    given, family, preferred = (
        str(view.value(sql.format(column), (learner_id,)) or "")
        for column in ("given_name", "family_name", "preferred_name")
    )
    firsts = [first for first in (given, preferred) if first]
    return {names.folded(f"{first} {family}") for first in firsts} | {
        names.folded(f"{family} {first}") for first in firsts
    }


def _own_folder(inbox: Path, wanted: set[str]) -> Path | None:
    found = (path for path in inbox.iterdir() if path.is_dir() and not path.is_symlink())
    return next((path for path in found if names.folded(path.name.replace("_", " ")) in wanted), None)
