"""Packets of a class of 30 against a bare canvas, Typst and WeasyPrint, on the same lines and pictures."""

from __future__ import annotations

import html
import importlib.util
import random
from dataclasses import replace
from typing import TYPE_CHECKING

from learnerplan import fonts
from learnerplan.documents.packet import render
from learnerplan.documents.preview import Pages, preview
from tests.bench.figures import Figure, seconds
from tests.bench.planbooks import sentence
from tests.documents.elif_packet import long_packet, packet

if TYPE_CHECKING:
    from pathlib import Path

    from learnerplan.domain.packets import Packet

CLASS = 30
FIRST_PAGE = 0.3


def measure(folder: Path) -> list[Figure]:
    """The class's long packets beside each peer that is installed, and the first page of a preview."""
    fonts.ensure()
    pictures = folder / "pictures"
    pictures.mkdir()
    packets = [_varied(long_packet(pictures), number) for number in range(CLASS)]
    out = folder / "ours.pdf"
    # Once each, since all of them keep what they have set before: a second run would measure their memory.
    ours = seconds(lambda: render(packets, out), rounds=1)
    pages = _lines(out)
    images = sorted(pictures.iterdir())
    what = f"{CLASS} long packets, {len(pages)} pages"
    canvas = seconds(lambda: _canvas(pages, images, folder / "canvas.pdf"), rounds=1)
    figures = [Figure(what, f"{ours:.2f} s, {len(pages) / ours:.0f} pages a second", "5 s", ours <= 5)]
    figures.append(Figure(what, f"{ours / canvas:.1f}x a bare canvas that wraps nothing", "for comparison", None))
    figures.append(_against("typst", what, ours, pages, images, folder, 1.0))
    figures.append(_against("weasyprint", what, ours, pages, images, folder, 0.1))
    shown = packet(pictures)
    first = seconds(lambda: _first_page(shown))
    figures.append(Figure("first page in the preview", f"{first:.2f} s", "under 0.3 s", first < FIRST_PAGE))
    return figures


def _varied(held: Packet, number: int) -> Packet:
    """The same packet with texts of its own, so that no cache of words or lines flatters us."""
    rng = random.Random(number)
    return replace(
        held,
        learner=replace(held.learner, name=f"{held.learner.name} {number}"),
        profile=tuple(replace(quote, words=sentence(rng, 18)) for quote in held.profile),
        goals=tuple(replace(goal, words=sentence(rng), why=sentence(rng, 14)) for goal in held.goals),
        check_ins=tuple(replace(line, words=sentence(rng, 12)) for line in held.check_ins),
        artifacts=tuple(replace(piece, why=sentence(rng, 16)) for piece in held.artifacts),
    )


def _first_page(held: Packet) -> None:
    preview(held).image(0, 800)


def _lines(path: Path) -> list[list[str]]:
    pages = Pages(path)
    return [pages.text(number).splitlines() for number in range(len(pages))]


def _canvas(pages: list[list[str]], images: list[Path], out: Path) -> None:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(out), pagesize=(612, 792), pageCompression=1)
    readers = [ImageReader(str(image)) for image in images]
    for number, lines in enumerate(pages):
        canvas.setFont("Helvetica", 11)
        for place, line in enumerate(lines):
            canvas.drawString(60, 740 - 13 * place, line.encode("latin-1", "replace").decode("latin-1"))
        if readers and number % 14 in (6, 7):
            canvas.drawImage(readers[number % len(readers)], 60, 60, 200, 150)
        canvas.showPage()
    canvas.save()


def _against(
    name: str, what: str, ours: float, pages: list[list[str]], images: list[Path], folder: Path, goal: float
) -> Figure:
    wanted = f"at most {goal:g}x {name}"
    if importlib.util.find_spec(name) is None:
        return Figure(what, f"not measured: {name} is not installed", wanted, None)
    peer = {"typst": _typst, "weasyprint": _weasyprint}[name]
    try:
        theirs = seconds(lambda: peer(pages, images, folder), rounds=1)
    except OSError as error:
        return Figure(what, f"not measured: {name} does not run here ({type(error).__name__})", wanted, None)
    return Figure(what, f"{ours / theirs:.2f}x {name} ({theirs:.2f} s)", wanted, ours <= goal * theirs)


def _typst(pages: list[list[str]], images: list[Path], folder: Path) -> None:
    import typst

    parts = ['#set page(paper: "us-letter")\n#set text(size: 11pt)\n#set par(spacing: 4pt)\n']
    for number, lines in enumerate(pages):
        parts += [f"#block[#{_typst_text(line)}]\n" for line in lines]
        if images and number % 14 in (6, 7):
            image = images[number % len(images)].relative_to(folder).as_posix()
            parts.append(f'#image("{image}", width: 200pt)\n')
        parts.append("#pagebreak(weak: true)\n")
    source = folder / "peer.typ"
    source.write_text("".join(parts), encoding="utf-8")
    typst.compile(str(source), output=str(folder / "typst.pdf"), root=str(folder))


def _typst_text(line: str) -> str:
    quoted = line.replace("\\", "\\\\").replace('"', '\\"')
    return f'text("{quoted}")'


def _weasyprint(pages: list[list[str]], images: list[Path], folder: Path) -> None:
    import weasyprint

    parts = ["<style>@page{size:letter} section{break-after:page} p{margin:0 0 4pt;font-size:11pt}</style>"]
    for number, lines in enumerate(pages):
        parts.append("<section>" + "".join(f"<p>{html.escape(line)}</p>" for line in lines))
        if images and number % 14 in (6, 7):
            parts.append(f'<img src="{images[number % len(images)].as_uri()}" width="260">')
        parts.append("</section>")
    weasyprint.HTML(string="".join(parts)).write_pdf(str(folder / "weasyprint.pdf"))
