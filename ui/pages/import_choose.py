"""The first step of an import: choose files, see what waits for a decision and what was imported before."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QWidget

from ui import days
from ui.models.import_kinds import FILTER
from ui.models.import_log import counts, kind_of
from ui.pages.offer_line import OfferLine
from ui.theme.breakpoints import Breakpoint
from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.drop_area import DropArea
from ui.widgets.empty_state import Disc
from ui.widgets.glyph import Glyph
from ui.widgets.layout import STRETCH, clear, column, row, rule
from ui.widgets.text import Elided, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLayout

    from learnerplan.services.import_runs import ImportRunRow
    from ui.context import Context

TAKES = (
    ("users", "Class lists", "Any table with names, OneRoster, School Data Sync, or what your school system exports."),
    ("message-circle", "Survey answers", "Google Forms and Microsoft Forms. Children’s words stay as they wrote them."),
    ("chart-line", "Results and standards", "MAP, i-Ready, STAR, DIBELS and others; standards as CASE or a table."),
    ("target", "Goals, notes and supports", "One row each: student, goal or note, how it is measured."),
)
SHOWN, OFFERED = 6, 4


class ImportChoose(QWidget):
    """`chosen` brings the paths that somebody picked."""

    chosen = Signal(list)
    decide_wanted = Signal()
    match_wanted = Signal()
    undo_wanted = Signal(int)
    """The transaction of the import that is to be taken back."""
    log_wanted = Signal()

    def __init__(self, ctx: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._theme = theme = ctx.theme
        self._folder = ""
        self.choose = Button(theme, "Choose files", "primary", "file-up", on_click=self._choose_files)
        folder = Button(theme, "Choose a folder", "secondary", "folder-open", on_click=self._choose_folder)
        self.drop = self._make_drop(folder)
        self.waiting = Card(theme, "Rows wait for you", gap=8)
        self.log = Button(theme, "Import log", "ghost", small=True, on_click=self.log_wanted.emit)
        self.recent = Card(theme, "Imported before", action=self.log, gap=4)
        self.offers = Card(theme, "New files", gap=8)
        self._offers = column(gap=theme.px(8))
        self.offers.body.addLayout(self._offers)
        self._waiting_words = label("", "small", wrap=True)
        self.decide = Button(theme, "Decide now", "secondary", "list-checks", small=True, on_click=self._decide)
        self._build_waiting()
        self._runs = column(gap=theme.px(2))
        self.recent.body.addLayout(self._runs)
        self.recent.body.addStretch(1)
        side = QWidget()
        inside = column(self.offers, self.waiting, self.recent, gap=theme.px(16))
        inside.setStretch(2, 1)
        side.setLayout(inside)
        self._side = side
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.px(16))
        self._box.addWidget(self.drop, 1)
        self._box.addWidget(side)
        ctx.incoming.changed.connect(self.show_offers)
        self.show_offers()

    def arrange(self, room: Breakpoint) -> None:
        """Two columns while there is room for them."""
        single = room is Breakpoint.SINGLE
        wide = self._theme.px(336 if room is Breakpoint.FULL else 288)
        self._side.setMinimumWidth(0 if single else wide)
        self._side.setMaximumWidth(16777215 if single else wide)
        self._box.setDirection(QBoxLayout.Direction.TopToBottom if single else QBoxLayout.Direction.LeftToRight)

    def show_runs(self, runs: Sequence[ImportRunRow], today: date) -> None:
        """List the newest imports; the last one can be taken back while nothing was written since."""
        clear(self._runs)
        if not runs:
            words = "Nothing yet. What you import is listed here, and one undo takes it back."
            self._runs.addWidget(label(words, "small", wrap=True))
        for run in runs[:SHOWN]:
            if self._runs.count():
                self._runs.addWidget(rule())
            self._runs.addLayout(self._run(run, today))

    @Slot()
    def show_offers(self) -> None:
        """List the new files of the watched folder."""
        clear(self._offers)
        offers = self._ctx.incoming.offers
        self.offers.setVisible(bool(offers))
        for offer in offers[:OFFERED]:
            self._offers.addWidget(OfferLine(self._ctx, offer))

    def show_waiting(self, count: int, files: Sequence[str]) -> None:
        """Say how many rows of earlier imports wait for a decision."""
        self.waiting.setVisible(count > 0)
        self.waiting.say("1 row waits for you" if count == 1 else f"{count:,} rows wait for you")
        named = ", ".join(isolate(name) for name in files[:3]) + (" and more" if len(files) > 3 else "")
        self._waiting_words.setText(f"From {named}. They change nothing until you decide.")

    def _make_drop(self, folder: Button) -> DropArea:
        theme, px = self._theme, self._theme.px
        area = DropArea(theme)
        title, text = (
            label("Drop files, a folder or a zip here", "card"),
            label("Nothing is written before you have looked at what will happen.", "small", wrap=True),
        )
        for said in (title, text):
            said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        takes = column(gap=px(14))
        for icon, name, about in TAKES:
            told = column(label(name, "strong"), label(about, "small", wrap=True), gap=px(2))
            line = row(Glyph(theme, icon, "ink3", 20), told, gap=px(14))
            line.setStretch(1, 1)
            takes.addLayout(line)
        kinds = label("CSV, Excel or OpenDocument in any language. Passwords in a file are never read.", "caption")
        kinds.setWordWrap(True)
        area.body.addStretch(1)
        area.body.addLayout(row(STRETCH, Disc(theme, "file-input"), STRETCH))
        area.body.addLayout(column(title, text, gap=px(4)))
        area.body.addLayout(row(STRETCH, self.choose, folder, STRETCH, gap=px(8)))
        area.body.addStretch(1)
        area.body.addWidget(rule())
        area.body.addLayout(takes)
        area.body.addWidget(kinds)
        return area

    def _build_waiting(self) -> None:
        self.waiting.add(self._waiting_words)
        again = Button(self._theme, "Match again", "quiet", small=True, on_click=self.match_wanted.emit)
        again.setToolTip("Look whether students who came in since settle some of these rows by themselves.")
        self.waiting.body.addLayout(row(self.decide, again, STRETCH, gap=self._theme.px(4)))
        self.waiting.hide()

    def _run(self, run: ImportRunRow, today: date) -> QLayout:
        """One file: its name, what it was and when, and what came of it."""
        theme, px = self._theme, self._theme.px
        when = days.ago(run.at.astimezone().date(), today)
        told = column(Elided(isolate(run.name.removeprefix("Import ")), "strong"), gap=px(1))
        told.addWidget(label(f"{kind_of(run)}, {when}", "caption"))
        told.addWidget(label(counts(run), "caption", wrap=True))
        line = row(told, gap=px(8), margins=(0, px(8), 0, px(8)))
        line.setStretch(0, 1)
        if run.last and run.txn is not None:
            undo = Button(
                theme, "Undo", "ghost", "undo-2", small=True, on_click=partial(self.undo_wanted.emit, run.txn)
            )
            undo.setToolTip("Nothing was written since, so one undo takes the whole import back.")
            line.addWidget(undo)
        return line

    def _decide(self) -> None:
        self.decide_wanted.emit()

    def _choose_files(self) -> None:
        paths, _kind = QFileDialog.getOpenFileNames(self, "Import files", self._folder, FILTER)
        self._take(paths)

    def _choose_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(self, "Import a folder", self._folder)
        self._take([path] if path else [])

    def _take(self, paths: Sequence[str]) -> None:
        if paths:
            self._folder = str(Path(paths[0]).parent)
            self.chosen.emit([Path(path) for path in paths])
