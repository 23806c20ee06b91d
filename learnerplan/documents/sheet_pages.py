"""Sheets to write on: pages into a file with their footers, and the file to its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan import files
from learnerplan.documents.page import Page
from learnerplan.documents.style import BOX_HEIGHT, BOX_WIDTH, SMALL
from learnerplan.documents.text import isolated
from learnerplan.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from learnerplan.documents.flow import PagePlan
    from learnerplan.documents.parts.stack import Setting
    from learnerplan.documents.pdf import PdfFile

_DROP = 8.0
_NUMBER = 110.0


def draw(
    file: PdfFile, setting: Setting, plans: Sequence[PagePlan], paper: str, *, footer: Sequence[str], bookmark: str
) -> None:
    """Put the pages of one sheet into a file; empty facts of the footer are left out."""
    printed = sum(plan.footer for plan in plans)
    for number, plan in enumerate(plans, start=1):
        page = Page(file, paper, rtl=setting.rtl)
        for x, y, part in plan.placed:
            page.place(part, x, y)
        if plan.footer:
            _footer(page, setting, footer, number, printed)
        done = page.finish()
        if number == 1:
            file.bookmark(done, bookmark, 0)


def _footer(page: Page, setting: Setting, facts: Sequence[str], number: int, of: int) -> None:
    said = " · ".join(isolated(fact) for fact in facts if fact)
    left = setting.block(said, SMALL, BOX_WIDTH - _NUMBER - 12, 2)
    right = setting.block(setting.words("footer.page", page=number, pages=of), SMALL.but(align="end"), _NUMBER, 1)
    top = BOX_HEIGHT + _DROP
    page.rule(0, top, BOX_WIDTH, line=0.6, below_box=True)
    page.text(left, 0, top + 2, below_box=True)
    page.text(right, BOX_WIDTH - _NUMBER, top + 2, below_box=True)


def write(data: bytes, path: Path) -> None:
    """Write a PDF whole or not at all. Raises `UserError` for a place that cannot be written."""
    try:
        files.write_bytes(path, data)
    except OSError as error:
        raise UserError(
            f"Nothing was printed: {path.name} cannot be written there ({error.strerror or error}).",
            "Close the file if it is open elsewhere, or choose another place.",
        ) from error
