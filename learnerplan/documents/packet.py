"""Packets as one PDF: `render` for the file that is printed, `preview` for a page on the screen."""

from __future__ import annotations

import gc
import re
import unicodedata
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from learnerplan import files
from learnerplan.documents.long import long_pages
from learnerplan.documents.page import Page
from learnerplan.documents.parts.stack import Setting
from learnerplan.documents.pdf import FileFacts, PdfFile
from learnerplan.documents.short import short_pages
from learnerplan.documents.style import BOX_HEIGHT, BOX_WIDTH, SMALL
from learnerplan.documents.text import isolated
from learnerplan.documents.words import words
from learnerplan.domain.packets import Packet, PacketForm
from learnerplan.errors import UserError
from learnerplan.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from learnerplan.documents.flow import PagePlan

_FOOTER_DROP = 8.0
_NUMBER_WIDTH = 110.0


@dataclass(frozen=True, slots=True)
class RenderReport:
    """What was printed: pages, learners, and characters that no font has (they print as white squares)."""

    pages: int
    learners: int
    missing: frozenset[str] = frozenset()


def render(packets: Sequence[Packet], path: Path, *, progress: Progress | None = None) -> RenderReport:
    """Print packets into one PDF at `path`: a bookmark for each learner, each on an even number of pages.

    The file appears whole or not at all. Raises `Cancelled` when asked to stop, and `UserError` for a language that is
    not there, a place that cannot be written or nobody to print. The same packets give the same bytes.
    """
    if not packets:
        raise UserError("There is nobody to print a packet for.", "Choose one student at least.")
    data, report = compose(packets, progress=progress)
    try:
        files.write_bytes(path, data)
    except OSError as error:
        raise UserError(
            f"Nothing was printed: {path.name} cannot be written there ({error.strerror or error}).",
            "Close the file if it is open elsewhere, or choose another place.",
        ) from error
    return report


def compose(packets: Sequence[Packet], *, progress: Progress | None = None) -> tuple[bytes, RenderReport]:
    """The PDF as bytes, with what was printed."""
    progress = progress or Progress()
    file = PdfFile(_facts(packets))
    with _no_collection():
        for number, packet in enumerate(packets):
            progress.step(number, len(packets), packet.learner.name)
            _add(file, packet)
        data = file.save()
    progress.step(len(packets), len(packets), "")
    return data, RenderReport(file.pages, len(packets), frozenset(file.missing))


@contextmanager
def _no_collection() -> Iterator[None]:
    """Printing makes many small objects and no cycles; looking for cycles all the while took a fifth of its time."""
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()


def _facts(packets: Sequence[Packet]) -> FileFacts:
    first = packets[0]
    said = words(first.language, own_plan=first.own_plan)
    one = len(packets) == 1
    return FileFacts(
        title=said("file.title", name=first.learner.name) if one else said("file.title_many"),
        language=first.language,
        made_on=max(packet.made_on for packet in packets),
        subject=" · ".join(part for part in (first.term.name, first.room) if part),
        author=first.teacher or first.school,
    )


def _plan(packet: Packet, setting: Setting) -> list[PagePlan]:
    return short_pages(packet, setting) if packet.form is PacketForm.SHORT else long_pages(packet, setting)


def _add(file: PdfFile, packet: Packet) -> None:
    setting = Setting(words(packet.language, own_plan=packet.own_plan))
    plans = _plan(packet, setting)
    for number, plan in enumerate(plans, start=1):
        page = Page(file, packet.paper, rtl=setting.rtl)
        for x, y, part in plan.placed:
            page.place(part, x, y)
        if plan.footer:
            _footer(page, packet, setting, number, len(plans))
        done = page.finish()
        if number == 1:
            file.bookmark(done, packet.learner.name, 0)
        for bookmark in plan.bookmarks:
            file.bookmark(done, bookmark, 1)


def _footer(page: Page, packet: Packet, setting: Setting, number: int, of: int) -> None:
    """Whose page it is at the start, which one at the end."""
    facts = [packet.learner.name, packet.term.name, packet.room]
    line = " · ".join(isolated(fact) for fact in facts if fact)
    count = setting.words("footer.page", page=number, pages=of)
    name = setting.block(line, SMALL, BOX_WIDTH - _NUMBER_WIDTH - 12, 2)
    page.rule(0, BOX_HEIGHT + _FOOTER_DROP, BOX_WIDTH, line=0.6, below_box=True)
    page.text(name, 0, BOX_HEIGHT + _FOOTER_DROP + 2, below_box=True)
    end = setting.block(count, SMALL.but(align="end"), _NUMBER_WIDTH, 1)
    page.text(end, BOX_WIDTH - _NUMBER_WIDTH, BOX_HEIGHT + _FOOTER_DROP + 2, below_box=True)


def file_name(packet: Packet, taken: Collection[str] = ()) -> str:
    """A file name for one learner: "Elif-Y_term2_packet.pdf", with no identifier in it; `-2` and so on if taken.

    Every system can write it: letters of any script stay, all else becomes a hyphen.
    """
    short = packet.learner.short_name or packet.learner.name
    rest = packet.learner.name.replace(short, "", 1).split()
    who = "-".join(part for part in (_plain(short), _plain(rest[-1])[:1] if rest else "") if part) or "learner"
    term = f"term{packet.term.number}" if packet.term.number else _plain(packet.term.name).lower()
    stem = "_".join(part for part in (who, term, "packet") if part)
    used = {name.casefold() for name in taken}
    name, number = f"{stem}.pdf", 1
    while name.casefold() in used:
        number += 1
        name = f"{stem}-{number}.pdf"
    return name


def _plain(text: str) -> str:
    kept = unicodedata.normalize("NFC", text)
    return re.sub(r"[^\w]+", "-", kept).strip("-_")[:40]
