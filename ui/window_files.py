"""Files that reach the window from outside: dropped anywhere, pasted, chosen, or offered from the watched folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from learnerplan.errors import UserError
from ui.dropped import named, paths_in
from ui.errors import show_error
from ui.widgets.offer_strip import OfferStrip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QMainWindow, QWidget

    from learnerplan.services.watching import Offer
    from ui.context import Context
    from ui.folder_watch import FolderWatch
    from ui.widgets.drop_cover import DropCover

WATCH_AFTER = 2500
"""Milliseconds after the window was made until the folder is first looked at: the first paint comes first."""
_ENTERS = (QEvent.Type.DragEnter, QEvent.Type.DragMove)
_TEXTS = (QLineEdit, QPlainTextEdit, QTextEdit)


class WindowFiles(QObject):
    """Takes files for the import, wherever in the window they are dropped.

    A place that takes files itself, such as a learner's evidence, keeps them. `allowed` is switched off while a child
    looks on; a page may also say so for itself with an attribute `takes_no_files`.
    """

    def __init__(self, ctx: Context, window: QMainWindow) -> None:
        super().__init__(window)
        self._ctx, self._window = ctx, window
        self._cover: DropCover | None = None
        self._watch: FolderWatch | None = None
        self._strip: OfferStrip | None = None
        self._handle: QObject | None = None
        self.allowed = True
        ctx.incoming.changed.connect(self.show_offer)
        ctx.preferences.changed.connect(self._begin_to_watch)
        QTimer.singleShot(WATCH_AFTER, self, self._begin_to_watch)

    def listen(self) -> None:
        """Hear of files that are dragged over the window, as soon as it has a place on the screen."""
        handle = self._window.windowHandle()
        if handle is not None and handle is not self._handle:
            self._handle = handle
            self._window.setAcceptDrops(True)
            handle.installEventFilter(self)

    def stop(self) -> None:
        """Watch nothing any more: the window goes, and soon the Learnerplan folder is closed."""
        if self._watch is not None:
            self._watch.stop()

    def make_strip(self) -> OfferStrip:
        """The strip for the window to put over its pages; one at a time."""
        self._strip = strip = OfferStrip(self._ctx.theme)
        self._cover = None
        strip.look_wanted.connect(self._look)
        strip.later_wanted.connect(self._later)
        strip.never_wanted.connect(self._never)
        self.show_offer()
        return strip

    def take(self, paths: Sequence[Path]) -> None:
        """Go to the import with these files and folders."""
        self._ctx.incoming.hand(paths)
        self._ctx.navigate("import")

    def choose(self) -> None:
        """Ask which files to import."""
        from PySide6.QtWidgets import QFileDialog

        from ui.models.import_kinds import FILTER

        chosen, _kind = QFileDialog.getOpenFileNames(self._window, "Import files", "", FILTER)
        if chosen:
            self.take([Path(path) for path in chosen])

    def paste(self) -> bool:
        """Import the files that were copied; False where there are none."""
        paths = paths_in(QGuiApplication.clipboard().mimeData()) if self._may() else []
        if paths:
            self.take(paths)
        return bool(paths)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is dragged over any place that does not want files itself."""
        kind = event.type()
        if kind == QEvent.Type.DragLeave:
            self._uncover()
        elif isinstance(event, QDropEvent):  # entering and moving are kinds of it
            return self._dragged(event, entering=kind in _ENTERS)
        return False

    def _dragged(self, event: QDropEvent, *, entering: bool) -> bool:
        paths = paths_in(event.mimeData()) if self._may() else []
        if not paths or self._wanted_below(event.position().toPoint()):
            self._uncover()
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if entering:
            self._show_cover(paths)
        else:
            self._uncover()
            QTimer.singleShot(0, self, lambda: self.take(paths))
        return True

    def _may(self) -> bool:
        page = getattr(self._window, "current_page", lambda: None)()
        return self.allowed and not getattr(page, "takes_no_files", False) and QApplication.activeModalWidget() is None

    def _wanted_below(self, point: QPoint) -> bool:
        """Whether the place under a point takes files itself. Fields for text would take them for their names."""
        place: QWidget | None = self._window.childAt(point)
        while place is not None and place is not self._window:
            inside = place.parentWidget()
            if place.acceptDrops() and not isinstance(place, _TEXTS) and not isinstance(inside, _TEXTS):
                return True
            place = inside
        return False

    def _show_cover(self, paths: Sequence[Path]) -> None:
        if self._cover is None:
            from ui.widgets.drop_cover import DropCover

            self._cover = DropCover(self._ctx.theme, self._window)
        if self._cover.isHidden():
            self._cover.cover("Drop to import", named(paths))

    def _uncover(self) -> None:
        if self._cover is not None:
            self._cover.hide()

    @Slot()
    def _begin_to_watch(self) -> None:
        from learnerplan.services import planbooks

        held = self._ctx.preferences.value
        if self._watch is None and held.watching and not planbooks.about(self._ctx.store).is_sample:
            from ui.folder_watch import FolderWatch

            self._watch = FolderWatch(self._ctx, self)

    @Slot()
    def show_offer(self) -> None:
        """Show the newest offer in the strip."""
        if self._strip is None:
            return
        offer = self._ctx.incoming.urgent() if self._ctx.incoming.offers else None
        if offer is None:
            self._strip.say("")
            return
        from ui.widgets.offer_words import sentence

        self._strip.say(sentence(offer))

    def _look(self) -> None:
        self._answer(self._ctx.incoming.look_at)
        self._ctx.navigate("import")

    def _later(self) -> None:
        self._answer(self._ctx.incoming.say_later)

    def _never(self) -> None:
        self._answer(self._ctx.incoming.say_never)

    def _answer(self, say: Callable[[Offer], None]) -> None:
        offer = self._ctx.incoming.urgent()
        if offer is None:
            return
        try:
            say(offer)
        except UserError as error:
            show_error(error, self._window, self._ctx.theme)
