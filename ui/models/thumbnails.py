"""Small pictures of files, made on other threads and kept in memory; they are never written anywhere."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage, QPixmap

if TYPE_CHECKING:
    from pathlib import Path

    from learnerplan.progress import Progress
    from ui.tasks import Tasks

KEPT = 160
"""How many pictures are kept; the one that was not asked for the longest goes first."""
_DOTS_PER_POINT = 200 / 72
"""`documents.pictures` takes sizes in points of paper and gives 200 dots an inch."""


@dataclass(frozen=True)
class _Made:
    key: tuple[str, int]
    image: QImage | None


class Thumbnails(QObject):
    """`ready` tells the path of a file whose picture can be asked for now."""

    ready = Signal(str)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._held: OrderedDict[tuple[str, int], QPixmap | None] = OrderedDict()
        self._asked: set[tuple[str, int]] = set()

    def get(self, path: Path, side: int) -> QPixmap | None:
        """The picture of a file in a square of `side` pixels of the screen, upright and with its own shape.

        `None` while it is being made (`ready` follows) and for files that have no picture.
        """
        key = (str(path), side)
        if key in self._held:
            self._held.move_to_end(key)
            return self._held[key]
        if key not in self._asked:
            self._asked.add(key)
            self._tasks.run(lambda progress: _make(path, key, progress), done=self._keep)
        return None

    @Slot(object)
    def _keep(self, made: _Made) -> None:
        self._asked.discard(made.key)
        self._held[made.key] = QPixmap.fromImage(made.image) if made.image is not None else None
        while len(self._held) > KEPT:
            self._held.popitem(last=False)
        if made.image is not None:
            self.ready.emit(made.key[0])


def _make(path: Path, key: tuple[str, int], progress: Progress) -> _Made:
    from learnerplan.documents import pictures

    progress.step(0, 1)
    points = key[1] / _DOTS_PER_POINT
    found = pictures.load(path, points, points)
    return _Made(key, QImage.fromData(found.jpeg) if found is not None else None)
