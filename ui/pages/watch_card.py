"""Settings for the watched folder: off until the teacher chooses one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.glyph import Glyph
from ui.widgets.layout import column, row
from ui.widgets.switch import Switch
from ui.widgets.text import Elided, Paragraph, label

if TYPE_CHECKING:
    from ui.context import Context


class WatchCard(Card):
    """Takes effect at once, as all settings do."""

    def __init__(self, ctx: Context, parent: QWidget | None = None) -> None:
        super().__init__(ctx.theme, "New files", parent=parent)
        self._ctx = ctx
        theme, px = ctx.theme, ctx.theme.px
        self.switch = Switch(theme, "Look for new exports")
        self.switch.toggled.connect(self._turn)
        title = column(
            label("Look for new exports", "strong"),
            label("When a class list or survey arrives in a folder, say so", "caption", wrap=True),
            gap=0,
        )
        line = row(title, self.switch)
        line.setStretch(0, 1)
        self._folder = Elided("", "small")
        self.choose = Button(theme, "Choose a folder", small=True, icon="folder-open", on_click=self._choose)
        self._place = QWidget()
        place = row(Glyph(theme, "folder", "ink3", 16), self._folder, self.choose, gap=px(8))
        place.setStretch(1, 1)
        self._place.setLayout(place)
        self._problem = label("", "caption", "warn", wrap=True)
        self.body.addLayout(line)
        self.add(
            self._place,
            self._problem,
            Paragraph(
                "Only names and headings are read, on this laptop. Nothing is imported until you have looked at it.",
                "small",
            ),
        )
        ctx.preferences.changed.connect(self.show_now)
        ctx.incoming.changed.connect(self.show_now)
        self.show_now()

    @Slot()
    def show_now(self) -> None:
        """Show what holds now."""
        held = self._ctx.preferences.value
        self.switch.blockSignals(True)  # showing is no choice
        self.switch.setChecked(held.watching)
        self.switch.blockSignals(False)
        path = Path(held.watch_folder) if held.watch_folder else downloads()
        self._folder.setText(isolate(str(path)))
        self._folder.setToolTip(str(path))
        self._place.setEnabled(held.watching)
        problem = self._ctx.incoming.problem if held.watching else ""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _turn(self, on: bool) -> None:
        held = self._ctx.preferences.value
        self._ctx.preferences.save(watching=on, watch_folder=held.watch_folder or str(downloads()))

    def _choose(self) -> None:
        held = self._ctx.preferences.value
        path = QFileDialog.getExistingDirectory(self, "Folder to look into", held.watch_folder or str(downloads()))
        if path:
            self._ctx.preferences.save(watching=True, watch_folder=path)


def downloads() -> Path:
    """Where browsers put what they fetch."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation))
