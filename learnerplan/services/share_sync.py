"""Rounds over the shared folders: on opening, when a folder changes, every half minute, and at a click."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from learnerplan.domain.shares import RoundReport, Share, ShareState
from learnerplan.services import share_book, shares

if TYPE_CHECKING:
    from collections.abc import Iterable

    from learnerplan.progress import Progress
    from learnerplan.sharing.files import Entry, RealFiles
    from learnerplan.storage.store import Store


def sync(store: Store, share_id: str | None = None, progress: Progress | None = None) -> list[RoundReport]:
    """One round over a share, or over each that is on. What stands in the way is in the report, never raised."""
    wanted = [
        share
        for share in shares.list_shares(store)
        if share_id in (None, share.id) and share.state in (ShareState.ON, ShareState.ASKING)
    ]
    reports = []
    for done, share in enumerate(wanted):
        if progress is not None:
            progress.step(done, len(wanted), share.name)
        reports.append(_round(store, share))
    return reports


def _exchange(store: Store, files: RealFiles, share_id: str, listing: Iterable[Entry]) -> None:
    """The files of artifacts, after the rows that name them; and what an interrupted write left behind goes."""
    from learnerplan.services import share_files
    from learnerplan.sharing import leftovers, problems
    from learnerplan.sharing.clock import device_of
    from learnerplan.sharing.faults import Unreachable
    from learnerplan.sharing.problems import Trouble
    from learnerplan.sharing.rounds import held

    book, ports = share_book.StoreBook(store), share_book.ports(store)
    with book.reading() as connection:
        share = held(connection, share_id)
    if share.state is not ShareState.ON:
        return
    try:
        share_files.exchange(store, files, share_id, may_write=share.may_write)
        leftovers.sweep(files, listing, device_of(ports.session), ports.clock.now_ms())
    except Unreachable as error:
        with book.writing("Note that the folder is away") as connection:
            problems.note(connection, ports.clock, share_id, Trouble.FOLDER, "", error.reason)


def _round(store: Store, share: Share) -> RoundReport:
    from learnerplan.services import share_disclosures, share_health, share_joining
    from learnerplan.sharing import rounds
    from learnerplan.sharing.clock import device_of
    from learnerplan.sharing.files import RealFiles

    ports = share_book.ports(store)
    files = RealFiles(Path(share.folder), device_of(ports.session))
    came = rounds.run(ports, files, share.id)
    if came.ended:
        _exchange(store, files, share.id, came.listing)
    share_disclosures.keep_up(store, share)
    if came.news:
        share_joining.match_news(store, share.id)
    return RoundReport(
        share.id,
        share.name,
        came.sent,
        came.news,
        len(came.listing),
        share_health.problems(store, share.id),
    )
