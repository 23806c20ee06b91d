"""Looking through pieces of work: search, filter, tiles."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from learnerplan.domain.goals import GoalKind
from learnerplan.domain.names import folded
from ui import days
from ui.models import work
from ui.widgets.bidi import joined
from ui.widgets.button import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.evidence_tile import EvidenceTile
from ui.widgets.fields import TextField
from ui.widgets.filter_pill import FilterPill
from ui.widgets.kept_focus import kept_focus, name_place
from ui.widgets.kept_parts import KeptParts
from ui.widgets.layout import STRETCH, clear, column, row
from ui.widgets.scrolled import scrolled
from ui.widgets.segmented import Segmented
from ui.widgets.tile_grid import TileGrid

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from learnerplan.services.artifacts import ArtifactRow, TieRow
    from learnerplan.services.goals import GoalRow
    from ui.models.thumbnails import Thumbnails
    from ui.models.tones import Look
    from ui.theme.theme import Theme

ALL, EVERYONE, OWN, NONE = "all", "everyone", "own", "none"
OPTIONS = ((ALL, "All"), (EVERYONE, "For everyone"), (OWN, "My own"), (NONE, "No goal yet"))
PICTURE = 330
"""Side of the square into which pictures are made, px."""


class WorkBrowser(QWidget):
    """`chosen` tells the piece that is chosen now, `opened` that a person pressed its tile."""

    chosen = Signal(str)
    opened = Signal(str)
    add_wanted = Signal()
    all_goals_wanted = Signal()

    def __init__(self, theme: Theme, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._thumbnails = theme, thumbnails
        self._rows: Sequence[ArtifactRow] = ()
        self._ties: Mapping[str, Sequence[TieRow]] = {}
        self._files: Mapping[str, Path | None] = {}
        self._goal: GoalRow | None = None
        self._empty_words = ""
        self._arriving: Collection[str] = ()
        self.chosen_id = ""
        self.always_one = True
        """Whether the first tile is chosen where none is: there is a place beside the tiles to show it."""
        self.tiles: dict[str, EvidenceTile] = {}
        self._group = QButtonGroup(self)
        self._build()
        thumbnails.ready.connect(self.show_pictures)

    def reset(self) -> None:
        """Forget search and filter, for another learner or goal."""
        self.search.clear()
        self.filter.choose(ALL)

    def show_work(
        self,
        rows: Sequence[ArtifactRow],
        ties: Mapping[str, Sequence[TieRow]],
        files: Mapping[str, Path | None],
        goal: GoalRow | None,
        empty: str,
        arriving: Collection[str] = (),
    ) -> None:
        """Show these pieces, of one goal where one is given; without any, the words `empty` say what may come here.

        A piece without a file is shown as missing, or as on its way where its SHA-256 is among `arriving`.
        """
        self._arriving = arriving
        self._rows, self._ties, self._files, self._goal, self._empty_words = rows, ties, files, goal, empty
        self.filter.rename(ALL, f"All {len(rows)}")
        self.tools.setVisible(bool(rows))
        self.renew()

    def renew(self) -> None:
        """Build the tiles that search and filter keep."""
        shown = [one for one in self._rows if self._keeps(one)]
        if self.chosen_id not in {one.id for one in shown}:
            self.chosen_id = shown[0].id if shown and self.always_one else ""
        clear(self._empty)
        with kept_focus(self._place), self._parts.renewing(self._grid):
            self.tiles = {}
            for one in shown:
                self.tiles[one.id] = tile = self._tile(one)
                tile.setChecked(one.id == self.chosen_id)
                self._grid.addWidget(tile)
            if not shown:
                self._empty.addWidget(self._nothing(), 1)
        self._only_line.setVisible(self._goal is not None)
        if self._goal is not None:
            self.only.rename(self._goal.title, len(shown))
            self.only.setChecked(True)
        self.show_pictures()
        self.chosen.emit(self.chosen_id)

    def show_pictures(self) -> None:
        """Give the tiles the pictures that are ready."""
        side = round(self._theme.px(PICTURE) * self.devicePixelRatio())
        pages = {one.id: is_page(one) for one in self._rows}
        for artifact_id, tile in self.tiles.items():
            file = self._files.get(artifact_id)
            picture = self._thumbnails.get(file, side) if file is not None else None
            if picture is not None:
                tile.show_picture(picture, page=pages[artifact_id])

    def _build(self) -> None:
        theme, px = self._theme, self._theme.px
        self.search = TextField(theme, "Search", "search", name="Search the evidence")
        self.search.setFixedWidth(px(150))
        self.search.textChanged.connect(self.renew)
        self.filter = Segmented(theme, OPTIONS, "Which evidence")
        self.filter.chosen.connect(self.renew)
        self.add = Button(theme, "Add", icon="plus", on_click=self.add_wanted.emit)
        self.add.setToolTip("Choose files. You can also drop them here, or paste a picture.")
        self.tools = QWidget()
        self.tools.setLayout(row(self.search, self.filter, STRETCH, self.add, gap=px(12)))
        self.only = FilterPill(theme, "One goal")
        self.only.clicked.connect(self.all_goals_wanted)
        self._only_line = QWidget()
        self._only_line.setLayout(row(self.only, STRETCH))
        self._parts = KeptParts()
        self._grid = TileGrid(px(200), px(16))
        self._empty = column(gap=0)
        inside = column(self._grid, gap=0)
        inside.addLayout(self._empty, 1)
        self._place = QWidget()
        self._place.setLayout(inside)
        self.setLayout(column(self.tools, self._only_line, scrolled(self._place), gap=px(16)))

    def _tile(self, one: ArtifactRow) -> EvidenceTile:
        today = date.today()
        missing = self._files.get(one.id) is None
        absent = work.ARRIVING if one.sha256 in self._arriving else work.MISSING
        chip = absent if missing else work.goal_chip([tie.kind for tie in self._ties.get(one.id, ())])
        word, icon = work.KINDS[one.kind]
        when = days.short(one.made_on or one.added_on, today)
        value = (one.title, joined(word, when), chip, icon)
        return self._parts.part(one.id, value, partial(self._make_tile, one.id, *value))

    def _make_tile(self, artifact_id: str, title: str, caption: str, chip: Look, icon: str) -> EvidenceTile:
        tile = EvidenceTile(self._theme, artifact_id, title, caption, chip, icon=icon)
        tile.setToolTip(title)
        tile.clicked.connect(self._clicked)
        name_place(tile, f"tile:{artifact_id}")
        self._group.addButton(tile)
        return tile

    def _clicked(self) -> None:
        tile = self.sender()
        if isinstance(tile, EvidenceTile):
            tile.setChecked(True)
            self.chosen_id = tile.record_id
            self.chosen.emit(tile.record_id)
            self.opened.emit(tile.record_id)

    def focus_chosen(self) -> None:
        """Put the keyboard on the chosen tile, after the one that had it has gone."""
        if self.chosen_id in self.tiles:
            self.tiles[self.chosen_id].setFocus(Qt.FocusReason.OtherFocusReason)

    def following(self, artifact_id: str) -> str:
        """The piece that takes the place of one that goes: the next, else the one before."""
        shown = list(self.tiles)
        at = shown.index(artifact_id) if artifact_id in shown else 0
        return next(iter([*shown[at + 1 :], *reversed(shown[:at])]), "")

    def _keeps(self, one: ArtifactRow) -> bool:
        ties = self._ties.get(one.id, ())
        kinds = {tie.kind for tie in ties}
        if self._goal is not None and self._goal.id not in {tie.goal_id for tie in ties}:
            return False
        wanted = self.filter.value()
        if wanted == NONE and ties:
            return False
        if wanted in (EVERYONE, OWN) and {EVERYONE: GoalKind.GRADE_LEVEL, OWN: GoalKind.PERSONAL}[wanted] not in kinds:
            return False
        words = folded(self.search.value()).split()
        text = folded(" ".join([one.title, one.why, work.KINDS[one.kind][0], *(tie.title for tie in ties)]))
        return all(word in text for word in words)

    def _nothing(self) -> QWidget:
        theme = self._theme
        if self._rows:
            every = Button(theme, "Show all", on_click=self._show_all)
            name_place(every, "evidence:show-all")
            return EmptyState(theme, "search", "Nothing found", "No piece of work is like that.", every)
        add = Button(theme, "Add a photo or file", "primary", "camera", on_click=self.add_wanted.emit)
        name_place(add, "evidence:first")
        return EmptyState(theme, "sprout", "No evidence yet", self._empty_words, add)

    def _show_all(self) -> None:
        self.reset()
        self.all_goals_wanted.emit()


def is_page(one: ArtifactRow) -> bool:
    """Whether a picture of the file is a page of paper."""
    return one.media_type == "application/pdf"
