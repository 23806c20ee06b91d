"""The preview of a packet: collected, composed and drawn on another thread, newest wish first, first page first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QImage

from learnerplan.errors import UserError
from ui.errors import show_error

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from learnerplan.documents.preview import PageImage, Pages
    from learnerplan.domain.packets import Packet
    from learnerplan.progress import Progress
    from learnerplan.services.packets import Mention
    from learnerplan.storage.store import Store
    from ui.context import Context
    from ui.models.packet_order import PacketOrder

WIDEST = 1400
"""Pages are drawn no wider than this many pixels."""


@dataclass(frozen=True)
class Wish:
    """Whose packet, how, and how wide its pages are shown."""

    learner_id: str
    order: PacketOrder
    width: int


@dataclass(frozen=True)
class Sight:
    """A packet with its first page drawn; `pieces` counts all work of the learner, `waiting` what nobody released."""

    wish: Wish
    packet: Packet
    pages: Pages
    first: PageImage
    pieces: int
    waiting: int
    mentions: tuple[Mention, ...]


class PacketLoader(QObject):
    """One piece of work at a time; what is asked for meanwhile waits, and only the newest of it is done."""

    seen = Signal(object)
    """`Sight`: the packet and its first page."""
    drawn = Signal(list)
    """All pages as `QImage`."""

    def __init__(self, ctx: Context, host: QWidget) -> None:
        super().__init__(host)
        self._ctx, self._host = ctx, host
        self._busy = False
        self._next: Wish | None = None
        self._sight: Sight | None = None

    @property
    def sight(self) -> Sight | None:
        """What is shown now."""
        return self._sight

    def show(self, wish: Wish) -> None:
        """Show this packet as soon as the work that is under way ends."""
        self._next = wish
        self._go_on()

    def _go_on(self) -> None:
        wish = self._next
        if self._busy or wish is None:
            return
        self._next, self._busy = None, True
        held, store, today = self._sight, self._ctx.store, date.today()

        def work(_progress: Progress) -> Sight:
            if held is not None and (wish.learner_id, wish.order) == (held.wish.learner_id, held.wish.order):
                return _resized(held, wish)
            return look(store, wish, today)

        self._ctx.tasks.run(work, done=self._looked, failed=self._failed)

    def refresh(self) -> None:
        """The planbook has changed: what is shown must be collected anew."""
        self._sight = None

    def _looked(self, sight: Sight) -> None:
        if self._next is not None:
            self._end()
            return
        self._sight = sight
        first = image(sight.first)
        blank = QImage(first.size(), QImage.Format.Format_RGB32)
        blank.fill(QColor("white"))
        self.seen.emit(sight)
        self.drawn.emit([first, *[blank] * (len(sight.pages) - 1)])
        if len(sight.pages) == 1:
            self._end()
            return

        def work(_progress: Progress) -> list[PageImage]:
            return [sight.pages.image(number, sight.first.width) for number in range(1, len(sight.pages))]

        self._ctx.tasks.run(work, done=self._drew, failed=self._failed)

    def _drew(self, rest: Sequence[PageImage]) -> None:
        if self._sight is not None and self._next is None:
            self.drawn.emit([image(page) for page in (self._sight.first, *rest)])
        self._end()

    def _failed(self, error: BaseException) -> None:
        self._end()
        if isinstance(error, UserError):
            show_error(error, self._host, self._ctx.theme)
        else:
            self._ctx.tasks.failed_unheard.emit(error)

    def _end(self) -> None:
        self._busy = False
        self._go_on()


def look(store: Store, wish: Wish, today: date) -> Sight:
    """Collect one learner's packet, compose it and draw its first page."""
    from learnerplan.documents.preview import preview
    from learnerplan.services import learners, packets, releases

    with store.read() as view:
        packet = next(
            packets.collect(
                view,
                store.folder,
                [wish.learner_id],
                today=today,
                form=wish.order.form,
                paper=wish.order.paper,
                language=wish.order.language,
            )
        )
        found = tuple(packets.mentions(view, {wish.learner_id: packet}))
        waiting = releases.count(view, [wish.learner_id])
        pieces = learners.one(view, wish.learner_id).artifacts
    packet = wish.order.apply(packet)
    pages = preview(packet)
    return Sight(wish, packet, pages, pages.image(0, _width(wish)), pieces, waiting, found)


def _resized(sight: Sight, wish: Wish) -> Sight:
    from dataclasses import replace

    return replace(sight, wish=wish, first=sight.pages.image(0, _width(wish)))


def _width(wish: Wish) -> int:
    return max(200, min(wish.width, WIDEST))


def image(page: PageImage) -> QImage:
    """The page as Qt's pixels, which keep a copy of their own."""
    return QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB32).copy()
