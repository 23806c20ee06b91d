"""One import of the log: what it was called, when it was, what came of it, its files, and Undo."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ui import days
from ui.models.import_log import counts, kind_of
from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.glyph import Glyph
from ui.widgets.layout import column, row
from ui.widgets.text import Elided, label

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QLayout

    from learnerplan.services.import_runs import ImportRunRow, LoggedFile
    from ui.theme.theme import Theme

DIGITS = 10
"""So much of a hash is shown; all of it is copied."""


class ImportLogEntry(QWidget):
    """`undo_wanted` tells the transaction. `refused` says why it could not be taken back when that was tried."""

    undo_wanted = Signal(int)

    def __init__(
        self, theme: Theme, run: ImportRunRow, today: date, refused: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        px = theme.px
        at = run.at.astimezone()
        name = run.name.removeprefix("Import ")
        when = f"{days.ago(at.date(), today)}, {days.clock(at)}"
        told = column(Elided(isolate(name), "strong"), gap=px(1))
        told.addWidget(label(f"{kind_of(run)}, {when}", "caption"))
        told.addWidget(label(counts(run), "small", wrap=True))
        self.undo = Button(theme, "Undo", "ghost", "undo-2", small=True)
        self.undo.setAccessibleName(f"Undo the import of {name}")
        line = row(told, self.undo, gap=px(8))
        line.setStretch(0, 1)
        box = column(line, gap=px(6), margins=(0, px(8), 0, px(8)))
        for file in run.held:
            box.addLayout(self._file(file, several=run.files > 1))
        if refused:
            sentence = label(refused, "caption", "warn", wrap=True)
            why = row(Glyph(theme, "triangle-alert", "warn", 14), sentence, gap=px(6))
            why.setStretch(1, 1)
            box.addLayout(why)
        self.setLayout(box)
        if run.txn is None:
            self.undo.disable("This import came before the steps that can be taken back.")
        elif refused:
            self.undo.disable(refused)
        else:
            self.undo.clicked.connect(lambda: self.undo_wanted.emit(run.txn))
            last = "Nothing was written since: one undo takes it all back."
            earlier = "Takes it all back, unless something that it wrote has changed since."
            self.undo.setToolTip(last if run.last else earlier)

    def hold(self, why: str) -> None:
        """Nothing can be taken back just now."""
        self.undo.disable(why)

    def _file(self, file: LoggedFile, *, several: bool) -> QLayout:
        px = self._theme.px
        line = row(Glyph(self._theme, "file-text", "ink3", 14), gap=px(6))
        line.addWidget(Elided(f"{isolate(file.name)}: {counts(file)}" if several else isolate(file.name), "caption"), 1)
        if file.sha256:
            copy = Button(self._theme, file.sha256[:DIGITS], "quiet", "copy", small=True)
            copy.setAccessibleName(f"Copy the SHA-256 of {file.name}")
            copy.setToolTip(f"SHA-256 {file.sha256}\nPress to copy it.")
            copy.clicked.connect(partial(self._copy, copy, file.sha256))
            line.addWidget(copy)
        return line

    def _copy(self, button: Button, sha256: str) -> None:
        QGuiApplication.clipboard().setText(sha256)
        button.say("Copied")
