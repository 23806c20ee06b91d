"""The packets of closed plans: the very file that was kept, or what can be laid out where none was."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from learnerplan import files
from learnerplan.domain.disclosures import Way
from learnerplan.domain.packets import PacketForm, Paper
from learnerplan.errors import UserError
from learnerplan.services import disclosures, frozen_packets, kept_files, packet_content
from learnerplan.storage.faults import told_of_files

if TYPE_CHECKING:
    from pathlib import Path

    from learnerplan.domain.packets import Packet
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store


class Reprint(StrEnum):
    """What a packet of a closed plan is: the file that was kept, laid out from what was frozen, or made today.

    `TODAY`: the plan was closed before closing kept anything, so its term is printed as the record has it now.
    """

    KEPT = "kept"
    FROZEN = "frozen"
    TODAY = "today"


@dataclass(frozen=True)
class PaperRow:
    """A stored PDF of a closed plan."""

    plan_id: str
    form: PacketForm
    language: str
    paper: Paper
    path: str
    sha256: str


@dataclass(frozen=True)
class _Closed:
    learner_id: str
    term_id: str
    frozen: str
    closed_on: date | None
    ends_on: date


_CLOSED = """SELECT p.learner_id, p.term_id, p.frozen, p.closed_on, t.ends_on
    FROM plan p JOIN term t ON t.id = p.term_id WHERE p.id = ? AND p.state = 'closed'"""


def closed_in(view: Readable, learner_id: str, term: str) -> str:
    """The closed plan of a learner in the newest term of this name. Raises `UserError` where there is none.

    With the year behind it, as in "Term 2 2026-27", it is the term of that year.
    """
    wanted = {"learner": learner_id, "term": term.strip().replace("–", "-")}
    held = view.value(
        """SELECT p.id FROM plan p JOIN term t ON t.id = p.term_id JOIN school_year y ON y.id = t.school_year_id
        WHERE p.learner_id = :learner AND p.state = 'closed' AND :term COLLATE NOCASE IN
            (replace(t.name, '–', '-'), replace(t.name || ' ' || y.name, '–', '-'))
        ORDER BY t.starts_on DESC LIMIT 1""",
        wanted,
    )
    if held is None:
        raise UserError(
            f"No closed plan of {term} is here for this student.", "Close the plan first, or leave --term out."
        )
    return str(held)


def papers(view: Readable, plan_id: str) -> list[PaperRow]:
    """The stored PDFs of a plan, the newest first."""
    sql = "SELECT plan_id, form, language, paper, path, sha256 FROM plan_paper WHERE plan_id = ? ORDER BY id DESC"
    return view.rows(PaperRow, sql, (plan_id,))


def reprint(
    store: Store,
    plan_id: str,
    out: Path,
    *,
    today: date,
    form: PacketForm = PacketForm.SHORT,
    language: str = "",
    paper: str = "",
    usual_paper: Paper = Paper.LETTER,
) -> Reprint:
    """Write the packet of a closed plan as it was, log that it left, and tell what it is.

    In another language or on other paper it is laid out anew from what was frozen. `usual_paper` is for a plan of which
    nothing was kept. Raises `UserError` for a plan that
    is not closed, a kept file that has changed since, or a place that cannot be written.
    """
    found = store.rows(_Closed, _CLOSED, (plan_id,))
    if not found:
        raise UserError("This plan is not closed, so nothing was kept of it.", "Print its packet instead.")
    plan, kept = found[0], papers(store, plan_id)
    usual = kept[0] if kept else None
    wanted = (form, language or (usual.language if usual else ""), paper or (usual.paper if usual else ""))
    same = next((each for each in kept if (each.form, each.language, each.paper) == wanted), None)
    if same is not None:
        _copy(store, same, out)
        made = Reprint.KEPT
    else:
        packet, made = _packet(store, plan, today, usual_paper)
        _lay_out(packet, wanted, out)
    with store.transaction("Print packet") as tx:
        disclosures.record(
            tx,
            way=Way.PACKET,
            learner_ids=[plan.learner_id],
            sections=[f"{form} form"],
            recipient="family",
            purpose="Packet of a closed plan",
            file_name=out.name,
            sha256=files.sha256(out),
        )
    return made


def _packet(store: Store, plan: _Closed, today: date, paper: Paper) -> tuple[Packet, Reprint]:
    """What was frozen; where nothing was, the record of the term, as on the day of its close but dated today."""
    if plan.frozen:
        frozen = json.dumps(json.loads(plan.frozen)["packet"])
        return frozen_packets.from_json(frozen, store.folder), Reprint.FROZEN
    day = plan.closed_on or min(plan.ends_on, today)
    with store.read() as view:
        found = packet_content.collect(
            view, store.folder, [plan.learner_id], today=day, paper=paper, term_id=plan.term_id
        )
        return replace(next(found), made_on=today), Reprint.TODAY


def _lay_out(packet: Packet, wanted: tuple[PacketForm, str, str], out: Path) -> None:
    from learnerplan.documents.packet import render

    form, language, paper = wanted
    paper = paper or packet.paper
    render([replace(packet, form=form, language=language or packet.language, paper=Paper(paper))], out)


def _copy(store: Store, kept: PaperRow, out: Path) -> None:
    source = kept_files.find(store, kept.path, kept.sha256)
    if files.sha256(source) != kept.sha256:
        raise UserError(
            f"The kept file {source.name} was changed outside Learnerplan, so it was not printed.",
            "Restore a backup, or open the plan again and close it anew.",
        )
    with told_of_files("The packet was not saved"):
        files.write_bytes(out, source.read_bytes())
