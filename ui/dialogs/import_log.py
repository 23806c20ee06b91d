"""The import log: every import with its files, their hashes and counts, and Undo while it still can be taken back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from learnerplan.services import import_runs
from ui.dialogs.frame import DialogFrame
from ui.dialogs.import_log_entry import ImportLogEntry
from ui.operations import LongWork
from ui.refresh import keep_fresh
from ui.widgets.button import Button
from ui.widgets.layout import STRETCH, clear, column, rule
from ui.widgets.text import label

if TYPE_CHECKING:
    from learnerplan.errors import UserError
    from learnerplan.progress import Progress
    from ui.context import Context

SHOWN = 30
"""So many imports at first, and with each press of "Show more"."""


class ImportLog(DialogFrame):
    """Taking back is a task: an import may have written ten thousand learners."""

    def __init__(self, ctx: Context, parent: QWidget) -> None:
        super().__init__(
            ctx,
            "Import log",
            "Done",
            parent,
            subtitle="Newest first. What was taken back is not listed.",
            width=620,
        )
        self._limit = SHOWN
        self._refused: dict[int, str] = {}
        self._place = column(gap=self.theme.px(4))
        self.more = Button(self.theme, "Show more", "ghost", "chevron-down", small=True, on_click=self._show_more)
        self.form.hide()
        self.cancel.hide()
        entries = QWidget()
        entries.setMinimumHeight(self.theme.px(380))
        entries.setLayout(column(self._place, STRETCH))
        self.body.addWidget(entries)
        self.body.addWidget(self.more)
        self.entries: list[ImportLogEntry] = []
        keep_fresh(self, ctx, frozenset({"import_run"}), self.reload, loaded=True)
        self.reload()

    def keep(self) -> None:
        """Close: there is nothing to keep."""
        self.accept()

    def reload(self) -> None:
        """Read the log anew."""
        found = import_runs.listed(self.ctx.store, self._limit + 1)
        self.more.setVisible(len(found) > self._limit)
        clear(self._place)
        self.entries = []
        if not found:
            nothing = "Nothing was imported yet. Each import is listed here, with its files and what came of them."
            self._place.addWidget(label(nothing, "small", wrap=True))
        for run in found[: self._limit]:
            if self.entries:
                self._place.addWidget(rule())
            entry = ImportLogEntry(self.theme, run, date.today(), self._refused.get(run.txn or -1, ""))
            entry.undo_wanted.connect(self._take_back)
            self.entries.append(entry)
            self._place.addWidget(entry)

    def _show_more(self) -> None:
        self._limit += SHOWN
        self.reload()

    def _take_back(self, txn: int) -> None:
        store = self.ctx.store
        for entry in self.entries:
            entry.hold("An import is being taken back.")

        def work(progress: Progress) -> str:
            return import_runs.take_back(store, txn, progress)

        def refused(error: UserError) -> None:
            self._refused[txn] = str(error)
            self.reload()

        LongWork(
            self.ctx,
            "Taking back",
            work,
            host=self.work_place,
            done=self._taken_back,
            failed=refused,
            stopped=self.reload,
        )

    def _taken_back(self, name: str) -> None:
        self.ctx.toast(f"Taken back: {name}")
        self.reload()
        self.primary.setFocus()
