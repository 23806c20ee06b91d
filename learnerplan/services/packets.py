"""Conference packets: printing them, looking for other children's names in them, and writing down that they left."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from learnerplan import files
from learnerplan.domain import names
from learnerplan.domain.disclosures import Way
from learnerplan.domain.packets import Packet, PacketForm, PacketSection, Paper, sections_of, with_picks
from learnerplan.errors import UserError
from learnerplan.progress import Progress
from learnerplan.services import disclosures, learners
from learnerplan.services.packet_content import collect, everyone

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from learnerplan.documents.packet import RenderReport
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store

__all__ = ["Made", "Mention", "collect", "everyone", "make", "mentions"]

# Shorter names ("Al", "Bo") are words too often to be worth a question.
_SHORTEST_NAME = 3


@dataclass(frozen=True)
class Mention:
    """Another child's name in a text that would be printed for a family."""

    learner_id: str
    learner: str
    other: str
    text: str


@dataclass(frozen=True)
class Made:
    """What was printed: the files, how many pages and learners, and characters that no font has."""

    paths: tuple[Path, ...]
    learners: int
    pages: int
    missing: frozenset[str]
    mentions: tuple[Mention, ...]


def make(
    store: Store,
    learner_ids: Sequence[str],
    out: Path,
    *,
    today: date,
    form: PacketForm = PacketForm.SHORT,
    paper: Paper = Paper.LETTER,
    language: str = "en",
    sections: Sequence[PacketSection] | None = None,
    picks: Mapping[PacketSection, bool] | None = None,
    separate: bool = False,
    purpose: str = "Student-led conference",
    progress: Progress | None = None,
) -> Made:
    """Print packets into one file, or with `separate` into a folder with a file for each learner, and log it.

    `sections` are the same for all; `picks` switch single sections on or off against what each packet holds by itself.
    Reads one moment of the planbook, closes it, then prints. Raises `UserError` for nobody to print or a place that
    cannot be written; a cancelled or failed print leaves no file and no entry in the log.
    """
    if not learner_ids:
        raise UserError("There is nobody to print a packet for.", "Import a roster or add a student first.")
    with store.read() as view:
        packets = [
            with_picks(packet, picks or {})
            for packet in collect(
                view,
                store.folder,
                learner_ids,
                today=today,
                form=form,
                paper=paper,
                language=language,
                sections=sections,
            )
        ]
        found = tuple(mentions(view, dict(zip(learner_ids, packets, strict=True))))
    printed = _print(packets, out, separate=separate, progress=progress or Progress())
    held = sorted({section.value for packet in packets for section in sections_of(packet)})
    with store.transaction("Print packet" if len(packets) == 1 else f"Print {len(packets)} packets") as tx:
        for position, (path, _report) in enumerate(printed):
            disclosures.record(
                tx,
                way=Way.PACKET,
                learner_ids=[learner_ids[position]] if separate else learner_ids,
                sections=held if form is PacketForm.LONG else ["short form"],
                recipient="family",
                purpose=purpose,
                file_name=path.name,
                sha256=files.sha256(path),
            )
    return Made(
        paths=tuple(path for path, _ in printed),
        learners=len(packets),
        pages=sum(report.pages for _, report in printed),
        missing=frozenset().union(*(report.missing for _, report in printed)),
        mentions=found,
    )


def _print(packets: list[Packet], out: Path, *, separate: bool, progress: Progress) -> list[tuple[Path, RenderReport]]:
    from learnerplan.documents.packet import file_name, render

    if not separate:
        _refuse_odd_place(out.parent, out)
        return [(out, render(packets, out, progress=progress))]
    _refuse_odd_place(out, out)
    printed: list[tuple[Path, RenderReport]] = []
    taken: set[str] = set()
    try:
        for number, packet in enumerate(packets):
            progress.step(number, len(packets), packet.learner.name)
            name = file_name(packet, taken)
            taken.add(name)
            printed.append((out / name, render([packet], out / name)))
    except BaseException:
        for path, _report in printed:
            path.unlink(missing_ok=True)
        raise
    return printed


def _refuse_odd_place(folder: Path, out: Path) -> None:
    if folder != out and out.is_dir():
        raise UserError(f"Nothing was printed: {out} is a folder.", "Name a file in it, such as packets.pdf.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            f"Nothing was printed: {out} cannot be written ({error.strerror}).", "Choose another place for the file."
        ) from error


def mentions(view: Readable, packets: dict[str, Packet]) -> Iterator[Mention]:
    """Other children's names in packets (learner id to packet), for an adult to look at before printing."""
    known = {row.id: row for row in learners.all_names(view)}
    called: dict[str, set[str]] = {}
    for row in known.values():
        for name in {row.given_name, row.preferred_name}:
            if len(name) >= _SHORTEST_NAME:
                called.setdefault(names.folded(name), set()).add(row.id)
    for learner_id, packet in packets.items():
        for text in _texts(packet):
            plain = names.folded(text)
            words = set(re.findall(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*", plain))
            several = {name for name in called if " " in name and name in plain}
            for name in sorted((words | several) & called.keys()):
                others = called[name] - {learner_id}
                if others and learner_id not in called[name]:
                    whose = known[learner_id].name if learner_id in known else packet.learner.name
                    yield Mention(learner_id, whose, known[min(others)].name, text)


def _texts(packet: Packet) -> Iterator[str]:
    for quote in (*packet.profile, *packet.family_words):
        yield quote.words
    for goal in packet.goals:
        yield from (goal.words, goal.why, *(step.text for step in goal.steps))
    for check_in in packet.check_ins:
        yield from (check_in.words, check_in.next_move)
    for artifact in packet.artifacts:
        yield from (artifact.title, artifact.why)
    yield from (packet.reflection.proud, packet.reflection.hard, packet.reflection.next)
