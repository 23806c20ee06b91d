"""The evidence of one learner: tiles to look through, one piece in detail, and adding more in three ways."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QWidget

from learnerplan.domain.audiences import Audience
from learnerplan.domain.goals import GoalKind
from learnerplan.domain.names import folded
from learnerplan.errors import UserError
from learnerplan.services import artifacts, goals
from ui import days, operations
from ui.errors import show_error
from ui.models import work
from ui.pages.learner import intake
from ui.pages.learner.detail import WorkDetail
from ui.refresh import keep_fresh
from ui.theme.breakpoints import Breakpoint, breakpoint_of
from ui.widgets.bidi import joined
from ui.widgets.button import Button
from ui.widgets.drawer import Drawer
from ui.widgets.drop_area import DropArea
from ui.widgets.empty_state import EmptyState
from ui.widgets.evidence_tile import EvidenceTile
from ui.widgets.fields import TextField
from ui.widgets.filter_pill import FilterPill
from ui.widgets.kept_focus import kept_focus, name_place
from ui.widgets.layout import STRETCH, clear, column, row
from ui.widgets.scrolled import scrolled
from ui.widgets.segmented import Segmented
from ui.widgets.text import label
from ui.widgets.tile_grid import TileGrid

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QResizeEvent

    from learnerplan.services.artifacts import ArtifactRow, TieRow
    from learnerplan.services.goals import GoalRow
    from learnerplan.services.learners import LearnerRow
    from learnerplan.storage.store import Store
    from ui.context import Context
    from ui.models.thumbnails import Thumbnails

READS = frozenset({"artifact", "artifact_goal", "goal", "goal_competency", "competency"})
ALL, EVERYONE, OWN, NONE = "all", "everyone", "own", "none"
_SAID = {
    Audience.FAMILY: "Put in the packet",
    Audience.RECORD: "Taken out of the packet",
    Audience.NOT_HOME: "Stays at school",
    Audience.SAFEGUARDING: "Marked as a safeguarding concern",
}


class EvidenceTab(QWidget):
    """Files may be dropped anywhere on it, and pasted while it is shown."""

    def __init__(self, ctx: Context, page: QWidget, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._ctx, self._page, self._thumbnails = ctx, page, thumbnails
        self._learner: LearnerRow | None = None
        self._goal_id, self._chosen = "", ""
        self._rows: list[ArtifactRow] = []
        self._ties: dict[str, list[TieRow]] = {}
        self._goals: list[GoalRow] = []
        self.tiles: dict[str, EvidenceTile] = {}
        self._group = QButtonGroup(self)
        self.setAcceptDrops(True)
        self._build()
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, self.paste,
                  context=Qt.ShortcutContext.WidgetWithChildrenShortcut)  # fmt: skip
        thumbnails.ready.connect(self._show_pictures)
        self._fresh = keep_fresh(self, ctx, READS, self.reload)

    def show_learner(self, learner: LearnerRow) -> None:
        """Show another learner, or the same one anew."""
        if self._learner is None or self._learner.id != learner.id:
            self._goal_id, self._chosen = "", ""
            self.search.clear()
            self.filter.choose(ALL)
            self.close_drawers()
        self._learner = learner
        self._fresh.mark()

    def show_goal(self, goal_id: str, artifact_id: str = "") -> None:
        """Show the evidence of one goal, one piece of it chosen."""
        self._goal_id, self._chosen = goal_id, artifact_id
        self.search.clear()
        self.filter.choose(ALL)
        self._fresh.mark()

    def close_drawers(self) -> None:
        """Close what lies over the page."""
        if self._drawer is not None and not self._drawer.isHidden():
            self._drawer.close_drawer()

    def reload(self) -> None:
        """Read the evidence and show it."""
        learner = self._learner
        if learner is None:
            return
        with self._ctx.store.read() as view:
            self._rows = artifacts.of_learner(view, learner.id)
            self._goals = goals.of_learner(view, learner.id)
            ties = artifacts.ties(view, learner.id)
        self._ties = {}
        for tie in ties:
            self._ties.setdefault(tie.artifact_id, []).append(tie)
        if self._goal_id not in {goal.id for goal in self._goals}:
            self._goal_id = ""
        self.filter.rename(ALL, f"All {len(self._rows)}")
        self._show_tiles()

    def paste(self) -> None:
        """Add the files or the picture of the clipboard."""
        found = intake.of_data(QGuiApplication.clipboard().mimeData())
        if not found.sources and not found.folders:
            error = UserError("There is no file and no picture to paste.", "Copy one first, then paste it here.")
            show_error(error, self, self._ctx.theme)
            return
        self.take(found)

    def choose_files(self) -> None:
        """Ask for files of any kind."""
        dialog = QFileDialog(self, "Add work")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.take(intake.of_paths([Path(name) for name in names])))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def take(self, found: intake.Intake) -> None:
        """Open the dialog that adds these files."""
        from ui.dialogs.artifact_add import ArtifactAddDialog

        if found.folders and not found.sources:
            error = UserError(f"{found.folders[0]} is a folder.", "Drop the files in it instead.")
            show_error(error, self, self._ctx.theme)
            return
        if self._learner is None or not found.sources:
            return
        now = [goal for goal in self._goals if goal.status == "active"]
        dialog = ArtifactAddDialog(
            self._ctx, self._learner, found.sources, now, self, thumbnails=self._thumbnails, tied=[self._goal_id]
        )
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Light up when files or a picture come over the tab."""
        if intake.has_work(event.mimeData()):
            event.acceptProposedAction()
            self._drop.setGeometry(self.rect())
            self._drop.light(True)
            self._drop.show()
            self._drop.raise_()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went away again."""
        self._drop.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        self._drop.hide()
        event.acceptProposedAction()
        self.take(intake.of_data(event.mimeData()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the detail beside the tiles, or into a drawer."""
        super().resizeEvent(event)
        self._arrange()

    def _build(self) -> None:
        theme = self._ctx.theme
        px = theme.px
        self.search = TextField(theme, "Search", "search", name="Search the evidence")
        self.search.setFixedWidth(px(150))
        self.search.textChanged.connect(lambda _text: self._show_tiles())
        options = [(ALL, "All"), (EVERYONE, "For everyone"), (OWN, "My own"), (NONE, "No goal yet")]
        self.filter = Segmented(theme, options, "Which evidence")
        self.filter.chosen.connect(lambda _value: self._show_tiles())
        self.add = Button(theme, "Add", icon="plus", on_click=self.choose_files)
        self.add.setToolTip("Choose files. You can also drop them here, or paste a picture.")
        tools = row(self.search, self.filter, STRETCH, self.add, gap=px(12))
        self.only = FilterPill(theme, "One goal")
        self.only.setChecked(True)
        self.only.clicked.connect(lambda: self.show_goal(""))
        self._only_line = QWidget()
        self._only_line.setLayout(row(self.only, STRETCH))
        self._grid = TileGrid(px(200), px(16))
        tiles = QWidget()
        self._empty = column(gap=0)
        tiles.setLayout(column(self._grid, self._empty, STRETCH, gap=0))
        self._tiles_place = tiles
        self.area = scrolled(tiles)
        main = QWidget()
        main.setLayout(column(tools, self._only_line, self.area, gap=px(16)))
        self.detail = WorkDetail(theme)
        self._wire_detail()
        self._side = QWidget()
        self._side.setFixedWidth(px(308))
        self._side_box = column(gap=0)
        self._side_box.addWidget(self.detail)
        self._side.setLayout(self._side_box)
        line = row(main, self._side, gap=px(16))
        line.setStretch(0, 1)
        self.setLayout(line)
        self._drawer: Drawer | None = None
        self._drop = DropArea(theme, self)
        words = label("Drop to add it to the evidence", "card")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._drop.body.addWidget(words)
        self._drop.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._drop.hide()

    def _wire_detail(self) -> None:
        detail = self.detail
        detail.why_written.connect(
            lambda why: self._do(lambda store: artifacts.change(store, self._chosen, why=why), "Kept")
        )
        detail.goals_wanted.connect(
            lambda ids: self._do(lambda store: artifacts.change(store, self._chosen, goal_ids=ids), "Goals changed")
        )
        detail.audience_wanted.connect(self._send)
        detail.open_wanted.connect(self._open_file)
        detail.edit_wanted.connect(self._edit)
        detail.remove_wanted.connect(self._remove)

    def _show_tiles(self) -> None:
        theme, today = self._ctx.theme, date.today()
        shown = [row_ for row_ in self._rows if self._keeps(row_)]
        if self._chosen not in {row_.id for row_ in shown}:
            self._chosen = shown[0].id if shown and not self._narrow() else ""
        with kept_focus(self._tiles_place):
            for tile in self.tiles.values():
                self._group.removeButton(tile)
            clear(self._grid)
            clear(self._empty)
            self.tiles = {}
            for row_ in shown:
                chip = work.goal_chip([tie.kind for tie in self._ties.get(row_.id, [])])
                if self._file(row_) is None:
                    chip = work.MISSING
                word, icon = work.KINDS[row_.kind]
                when = days.short(row_.made_on or row_.added_on, today)
                tile = EvidenceTile(theme, row_.id, row_.title, joined(word, when), chip, icon=icon)
                tile.setChecked(row_.id == self._chosen)
                tile.clicked.connect(self._choose_clicked)
                name_place(tile, f"tile:{row_.id}")
                self._group.addButton(tile)
                self._grid.addWidget(tile)
                self.tiles[row_.id] = tile
            if not shown:
                self._empty.addWidget(self._nothing())
        goal = next((one for one in self._goals if one.id == self._goal_id), None)
        self._only_line.setVisible(goal is not None)
        if goal is not None:
            self.only.rename(goal.title, len(shown))
            self.only.setChecked(True)
        self._show_pictures()
        self._show_detail()

    def _keeps(self, row_: ArtifactRow) -> bool:
        ties = self._ties.get(row_.id, [])
        kinds = {tie.kind for tie in ties}
        wanted = self.filter.value()
        if self._goal_id and self._goal_id not in {tie.goal_id for tie in ties}:
            return False
        of_kind = {
            ALL: True,
            EVERYONE: GoalKind.GRADE_LEVEL.value in kinds,
            OWN: GoalKind.PERSONAL.value in kinds,
            NONE: not ties,
        }
        if not of_kind[wanted]:
            return False
        words = folded(self.search.value()).split()
        text = folded(" ".join([row_.title, row_.why, work.KINDS[row_.kind][0], *(tie.title for tie in ties)]))
        return all(word in text for word in words)

    def _nothing(self) -> QWidget:
        theme = self._ctx.theme
        called = self._learner.called if self._learner else ""
        if self._rows:
            every = Button(theme, "Show all", on_click=self._show_all)
            name_place(every, "evidence:show-all")
            return EmptyState(theme, "search", "Nothing found", "No piece of work is like that.", every)
        add = Button(theme, "Add a photo or file", "primary", "camera", on_click=self.choose_files)
        name_place(add, "evidence:first")
        text = f"Ask {called} to pick one thing to be proud of. Drop files here, or paste a picture."
        return EmptyState(theme, "sprout", "No evidence yet", text, add)

    def _show_all(self) -> None:
        self.filter.choose(ALL)
        self.search.clear()
        self.show_goal("")

    def _row(self) -> ArtifactRow | None:
        return next((row_ for row_ in self._rows if row_.id == self._chosen), None)

    def _choose_clicked(self) -> None:
        tile = self.sender()
        if isinstance(tile, EvidenceTile):
            self._chosen = tile.record_id
            tile.setChecked(True)
            self._show_detail()
            if self._narrow() and self._drawer is not None:
                self._drawer.open_drawer(tile)

    def _show_detail(self) -> None:
        row_ = self._row()
        self._side.setVisible(row_ is not None and not self._narrow())
        if row_ is None:
            self.close_drawers()
            return
        called = self._learner.called if self._learner else ""
        file = self._file(row_)
        self.detail.show_work(row_, self._ties.get(row_.id, []), self._goals, called, date.today(), file)
        picture = self._thumbnails.get(file, self._side_px(330)) if file is not None else None
        icon = work.KINDS[row_.kind][1] if file is not None else work.MISSING[1]
        self.detail.show_picture(picture, icon, page=_is_page(row_))

    def _show_pictures(self) -> None:
        for row_ in self._rows:
            tile, file = self.tiles.get(row_.id), self._file(row_)
            picture = self._thumbnails.get(file, self._side_px(330)) if tile is not None and file is not None else None
            if tile is not None and picture is not None:
                tile.show_picture(picture, page=_is_page(row_))
                if row_.id == self._chosen:
                    self.detail.show_picture(picture, work.KINDS[row_.kind][1], page=_is_page(row_))

    def _side_px(self, size: int) -> int:
        return round(self._ctx.theme.px(size) * self.devicePixelRatio())

    def _file(self, row_: ArtifactRow) -> Path | None:
        try:
            return artifacts.file_of(self._ctx.store, row_.path)
        except UserError:
            return None  # the tile and the detail say that it is missing and what to do

    def _send(self, audience: str) -> None:
        chosen = Audience(audience)
        self._do(lambda store: artifacts.set_audience(store, [self._chosen], chosen), _SAID[chosen])

    def _open_file(self) -> None:
        row_ = self._row()
        file = self._file(row_) if row_ is not None else None
        if row_ is not None and file is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
            error = UserError("No program on this computer opens this file.", f"It lies at artifacts/{row_.path}.")
            show_error(error, self, self._ctx.theme)

    def _edit(self) -> None:
        from ui.dialogs.artifact_edit import ArtifactEditDialog

        row_ = self._row()
        if row_ is not None:
            tied = [tie.goal_id for tie in self._ties.get(row_.id, [])]
            ArtifactEditDialog(self._ctx, row_, self._goals, tied, self).open()

    def _remove(self) -> None:
        gone = self._chosen
        shown = list(self.tiles)
        at = shown.index(gone) if gone in shown else 0
        after = [*shown[at + 1 :], *reversed(shown[:at])]
        self._chosen = after[0] if after else ""
        if not self._do(lambda store: artifacts.remove(store, gone), "Removed. The file stays for thirty days"):
            self._chosen = gone
            return
        if self._chosen in self.tiles:
            self.tiles[self._chosen].setFocus(Qt.FocusReason.OtherFocusReason)

    def _do(self, work_: Callable[[Store], object], toast: str) -> bool:
        def whole(store: Store) -> bool:
            work_(store)
            return True

        return bool(operations.perform(self._ctx, whole, parent=self, toast=toast))

    def _narrow(self) -> bool:
        return breakpoint_of(self.window().width(), self._ctx.theme.scale) is not Breakpoint.FULL

    def _arrange(self) -> None:
        narrow = self._narrow()
        if narrow and self._drawer is None:
            self._drawer = Drawer(self._ctx.theme, "Piece of work", self._page, 348)
        if narrow and self._drawer is not None and self.detail.parentWidget() is self._side:
            self._side_box.removeWidget(self.detail)
            self._drawer.hold(self.detail)
        elif not narrow and self.detail.parentWidget() is not self._side:
            self._side_box.addWidget(self.detail)
        self._side.setVisible(not narrow and self._row() is not None)


def _is_page(row_: ArtifactRow) -> bool:
    return row_.media_type == "application/pdf"
