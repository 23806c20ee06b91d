"""Making the files: looks for other children's names first, asks, then writes, logs and says where they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from learnerplan.errors import UserError
from ui.dialogs.packet_mentions import MentionsDialog
from ui.errors import show_error
from ui.operations import LongWork

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from learnerplan.progress import Progress
    from learnerplan.services.packets import Made, Mention
    from learnerplan.storage.store import Store
    from ui.context import Context
    from ui.models.packet_order import PacketOrder
    from ui.widgets.page_frame import PageFrame

PRINTS = "prints"


@dataclass(frozen=True)
class Job:
    """What to make: whose packets, how, and where to. `printed` hands the file to the system afterwards."""

    learner_ids: tuple[str, ...]
    order: PacketOrder
    out: Path
    separate: bool = False
    printed: bool = False


class PacketPress(QObject):
    """One job at a time. `working` tells whether one is under way; `made` brings what came of it."""

    working = Signal(bool)
    made = Signal(object)
    look_wanted = Signal(str)

    def __init__(self, ctx: Context, page: PageFrame) -> None:
        super().__init__(page)
        self._ctx, self._page = ctx, page
        self._job: Job | None = None

    @property
    def busy(self) -> bool:
        """Whether a job is under way."""
        return self._job is not None

    def start(self, job: Job) -> None:
        """Look for other children's names, ask if there are any, then make the files."""
        if self.busy:
            return
        self._job = job
        self._page.clear_problem()
        self.working.emit(True)
        store = self._ctx.store

        def work(progress: Progress) -> list[Mention]:
            return named_in(store, job, progress)

        self._run("Reading", work, self._checked)

    def print_file(self) -> Path:
        """Where a packet that goes to the printer is kept; those of earlier days are cleared away."""
        folder = self._ctx.store.folder.path / "cache" / PRINTS
        folder.mkdir(parents=True, exist_ok=True)
        today = date.today()
        for old in folder.glob("*.pdf"):
            if date.fromtimestamp(old.stat().st_mtime) < today:
                old.unlink(missing_ok=True)
        return folder / f"packet {datetime.now():%H.%M.%S}.pdf"

    def _checked(self, found: Sequence[Mention]) -> None:
        if not found:
            self._make()
            return
        dialog = MentionsDialog(self._ctx, found, self._page)
        dialog.look_wanted.connect(self.look_wanted)
        dialog.accepted.connect(self._make)
        dialog.rejected.connect(self._end)
        dialog.open()

    def _make(self) -> None:
        job, store = self._job, self._ctx.store
        if job is None:
            return

        def work(progress: Progress) -> Made:
            return make(store, job, progress)

        count = len(job.learner_ids)
        title = "Making the packet" if count == 1 else f"Making {count} packets"
        self._run(title, work, self._written)

    def _run(self, title: str, work: Callable[[Progress], object], done: Callable[[Any], object]) -> None:
        LongWork(
            self._ctx, title, work, host=self._page.work_place, done=done, failed=self._failed, stopped=self._stopped
        )

    def _written(self, made: Made) -> None:
        job = self._job
        self._end()
        if job is None:
            return
        self.made.emit(made)
        if job.printed:
            self._hand_over(job.out)
        elif job.separate:
            self._ctx.toast(f"{len(made.paths)} packets saved in {job.out.name}")
        else:
            pages = "1 page" if made.pages == 1 else f"{made.pages} pages"
            self._ctx.toast(f"Saved {job.out.name}, {pages}")
        if made.missing:
            letters = " ".join(sorted(made.missing)[:8])
            self._page.show_problem(
                UserError(
                    f"No font here has these letters: {letters}. They are printed as empty boxes.",
                    "Look at those pages before they go home.",
                )
            )

    def _hand_over(self, file: Path) -> None:
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
            self._ctx.toast("Opened in your PDF program. Print it from there.")
            return
        self._page.show_problem(
            UserError("No program on this computer opens PDF files.", "Use Save PDF, and print the file elsewhere.")
        )

    def _failed(self, error: UserError) -> None:
        self._end()
        show_error(error, self._page, self._ctx.theme)

    def _stopped(self) -> None:
        self._end()
        self._ctx.toast("Stopped. No packet was written.")

    def _end(self) -> None:
        self._job = None
        self.working.emit(False)


def named_in(store: Store, job: Job, progress: Progress) -> list[Mention]:
    """Other children's names in the packets of a job."""
    from learnerplan.services import packets

    found: list[Mention] = []
    order, total = job.order, len(job.learner_ids)
    with store.read() as view:
        collected = packets.collect(
            view,
            store.folder,
            job.learner_ids,
            today=date.today(),
            form=order.form,
            paper=order.paper,
            language=order.language,
        )
        held = {}
        for done, (learner_id, packet) in enumerate(zip(job.learner_ids, collected, strict=True)):
            progress.step(done, total, packet.learner.short_name)
            held[learner_id] = packet
        found.extend(packets.mentions(view, held))
    return found


def make(store: Store, job: Job, progress: Progress) -> Made:
    """Write the files of a job, and that they were written."""
    from learnerplan.services import packets

    return packets.make(
        store,
        job.learner_ids,
        job.out,
        today=date.today(),
        form=job.order.form,
        paper=job.order.paper,
        language=job.order.language,
        picks=job.order.picked,
        separate=job.separate,
        progress=progress,
    )
