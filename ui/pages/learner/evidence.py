"""The evidence of one learner: tiles to look through, one piece in detail, and adding more in three ways."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget

from learnerplan.domain.audiences import Audience
from learnerplan.domain.goals import GoalStatus
from learnerplan.errors import UserError
from learnerplan.services import artifacts, goals, kept_files
from ui import operations
from ui.errors import show_error
from ui.models import work
from ui.pages.learner import intake
from ui.pages.learner.browser import PICTURE, WorkBrowser, is_page
from ui.pages.learner.detail import WorkDetail
from ui.refresh import keep_fresh
from ui.theme.breakpoints import Breakpoint, breakpoint_of
from ui.widgets.bidi import isolate
from ui.widgets.drawer import Drawer
from ui.widgets.drop_area import DropArea
from ui.widgets.layout import column, row
from ui.widgets.text import label

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
        self._goal_id = ""
        self._rows: dict[str, ArtifactRow] = {}
        self._ties: dict[str, list[TieRow]] = {}
        self._files: dict[str, Path | None] = {}
        self._arriving: frozenset[str] = frozenset()
        self._goals: list[GoalRow] = []
        self._drawer: Drawer | None = None
        self.browser = WorkBrowser(ctx.theme, thumbnails)
        self.detail = WorkDetail(ctx.theme)
        self.search = self.browser.search
        self._build()
        self._wire()
        self.setAcceptDrops(True)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.paste)
        self._fresh = keep_fresh(self, ctx, READS, self.reload)

    def show_learner(self, learner: LearnerRow) -> None:
        """Show another learner, or the same one anew."""
        if self._learner is None or self._learner.id != learner.id:
            self._goal_id = self.browser.chosen_id = ""
            self.browser.reset()
            self.close_drawers()
        self._learner = learner
        self._fresh.mark()

    def show_goal(self, goal_id: str, artifact_id: str = "") -> None:
        """Show the evidence of one goal, or of all, with one piece of it chosen."""
        self._goal_id = goal_id
        self.browser.chosen_id = artifact_id
        self.browser.reset()
        self._fresh.mark()

    def close_drawers(self) -> None:
        """Close what lies over the page."""
        if self._drawer is not None and not self._drawer.isHidden():
            self._drawer.close_drawer()

    def reload(self) -> None:
        """Read the evidence and show it."""
        learner, store = self._learner, self._ctx.store
        if learner is None:
            return
        with store.read() as view:
            rows = artifacts.of_learner(view, learner.id)
            self._goals = goals.of_learner(view, learner.id)
            ties = artifacts.ties(view, learner.id)
            self._arriving = kept_files.on_their_way(view)
        self._rows = {one.id: one for one in rows}
        self._files = {one.id: artifacts.file_if_here(store, one) for one in rows}
        self._ties = {}
        for tie in ties:
            self._ties.setdefault(tie.artifact_id, []).append(tie)
        goal = next((one for one in self._goals if one.id == self._goal_id), None)
        self.browser.always_one = not self._narrow()
        asked = "Pick" if learner.is_educator else f"Ask {isolate(learner.called)} to pick"
        empty = f"{asked} one thing to be proud of. Drop files here, or paste a picture."
        self.browser.show_work(rows, self._ties, self._files, goal, empty, self._arriving)

    def paste(self) -> None:
        """Add the files or the picture of the clipboard."""
        found = intake.of_data(QGuiApplication.clipboard().mimeData())
        if not found.sources and not found.folders:
            self._tell(UserError("There is no file and no picture to paste.", "Copy one first, then paste it here."))
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
            self._tell(UserError(f"{found.folders[0]} is a folder.", "Drop the files in it instead."))
            return
        if self._learner is None or not found.sources:
            return
        open_goals = [goal for goal in self._goals if goal.status is GoalStatus.ACTIVE]
        ArtifactAddDialog(
            self._ctx,
            self._learner,
            found.sources,
            open_goals,
            self,
            thumbnails=self._thumbnails,
            tied=[self._goal_id],
        ).open()

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
        theme, px = self._ctx.theme, self._ctx.theme.px
        self._side = QWidget()
        self._side.setFixedWidth(px(308))
        self._side_box = column(self.detail, gap=0)
        self._side.setLayout(self._side_box)
        line = row(self.browser, self._side, gap=px(16))
        line.setStretch(0, 1)
        self.setLayout(line)
        self._drop = DropArea(theme, self)
        words = label("Drop to add it to the evidence", "card")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._drop.body.addWidget(words)
        self._drop.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._drop.hide()

    def _wire(self) -> None:
        browser, detail = self.browser, self.detail
        browser.chosen.connect(self._show_detail)
        browser.opened.connect(self._open_detail)
        browser.add_wanted.connect(self.choose_files)
        browser.all_goals_wanted.connect(lambda: self.show_goal(""))
        self._thumbnails.ready.connect(self._show_picture)
        detail.why_written.connect(self._keep_why)
        detail.goals_wanted.connect(self._set_goals)
        detail.audience_wanted.connect(self._send)
        detail.open_wanted.connect(self._open_file)
        detail.edit_wanted.connect(self._edit)
        detail.remove_wanted.connect(self._remove)

    def _row(self) -> ArtifactRow | None:
        return self._rows.get(self.browser.chosen_id)

    def _show_detail(self) -> None:
        one = self._row()
        self._side.setVisible(one is not None and not self._narrow())
        if one is None:
            self.close_drawers()
            return
        called = self._learner.called if self._learner else ""
        ties, file = self._ties.get(one.id, []), self._files[one.id]
        self.detail.show_work(one, ties, self._goals, called, date.today(), file, one.sha256 in self._arriving)
        self._show_picture()

    def _show_picture(self) -> None:
        one = self._row()
        if one is None:
            return
        file = self._files[one.id]
        side = round(self._ctx.theme.px(PICTURE) * self.devicePixelRatio())
        picture = self._thumbnails.get(file, side) if file is not None else None
        icon = work.KINDS[one.kind][1] if file is not None else work.MISSING[1]
        self.detail.show_picture(picture, icon, page=is_page(one))

    def _open_detail(self) -> None:
        if self._narrow() and self._drawer is not None:
            self._drawer.open_drawer(self.browser.tiles.get(self.browser.chosen_id))

    def _keep_why(self, why: str) -> None:
        chosen = self.browser.chosen_id
        self._do(lambda store: artifacts.change(store, chosen, why=why), "Kept")

    def _set_goals(self, goal_ids: list[str]) -> None:
        chosen = self.browser.chosen_id
        self._do(lambda store: artifacts.change(store, chosen, goal_ids=goal_ids), "Goals changed")

    def _send(self, audience: str) -> None:
        chosen, wanted = self.browser.chosen_id, Audience(audience)
        self._do(lambda store: artifacts.set_audience(store, [chosen], wanted), _SAID[wanted])

    def _open_file(self) -> None:
        one = self._row()
        file = self._files.get(one.id) if one is not None else None
        if one is not None and file is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
            self._tell(UserError("No program on this computer opens this file.", f"It lies at artifacts/{one.path}."))

    def _edit(self) -> None:
        from ui.dialogs.artifact_edit import ArtifactEditDialog

        one = self._row()
        if one is not None:
            tied = [tie.goal_id for tie in self._ties.get(one.id, [])]
            own_plan = self._learner is not None and self._learner.is_educator
            ArtifactEditDialog(self._ctx, one, self._goals, tied, self, own_plan=own_plan).open()

    def _remove(self) -> None:
        gone = self.browser.chosen_id
        self.browser.chosen_id = self.browser.following(gone)
        if self._do(lambda store: artifacts.remove(store, gone), "Removed. The file stays for thirty days"):
            self.browser.focus_chosen()
        else:
            self.browser.chosen_id = gone

    def _do(self, what: Callable[[Store], object], toast: str) -> bool:
        def whole(store: Store) -> bool:
            what(store)
            return True

        return bool(operations.perform(self._ctx, whole, parent=self, toast=toast))

    def _tell(self, error: UserError) -> None:
        show_error(error, self, self._ctx.theme)

    def _narrow(self) -> bool:
        return breakpoint_of(self.window().width(), self._ctx.theme.scale) is not Breakpoint.FULL

    def _arrange(self) -> None:
        narrow = self._narrow()
        self.browser.always_one = not narrow
        if narrow and self._drawer is None:
            self._drawer = Drawer(self._ctx.theme, "Piece of work", self._page, 348)
        beside = self.detail.parentWidget() is self._side
        if narrow and self._drawer is not None and beside:
            self._side_box.removeWidget(self.detail)
            self._drawer.hold(self.detail)
        elif not narrow and not beside:
            self.close_drawers()
            self._side_box.addWidget(self.detail)
        self._side.setVisible(not narrow and self._row() is not None)
