"""The frame of a page: title, subtitle, actions, room for a problem, the content and a foot that stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ui.theme.breakpoints import Breakpoint, breakpoint_of
from ui.widgets.banner import Banner
from ui.widgets.button import IconButton
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.layout import column, row
from ui.widgets.page_scroll import PageScroll
from ui.widgets.text import Elided

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from learnerplan.errors import UserError
    from ui.theme.theme import Theme

WIDEST = 1120
"""Content grows no wider than this many px; then it is centred."""


class PageFrame(QWidget):
    """Pages build on it: `add_action` fills the header, `body` takes the content, `foot` what never scrolls.

    `work_place` under the title is the host for `LongWork`.
    """

    def __init__(
        self,
        theme: Theme,
        title: str,
        subtitle: str = "",
        *,
        scrolls: bool = True,
        below: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        """`below` is how many px stay free under the content, where not the usual."""
        super().__init__(parent)
        self.theme = theme
        self._edges: list[QVBoxLayout] = []
        self.setAccessibleName(title)
        self.title_label = Elided(title, "h1")
        self.subtitle_label = Elided(subtitle, "small")
        if not subtitle:
            self.subtitle_label.hide()
        self.heading = column(self.title_label, self.subtitle_label, gap=theme.px(4))
        self._actions = FlowLayout(theme.px(8), end=True)
        self._header = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._header.setSpacing(theme.px(12))
        self._start = row(self.heading, gap=theme.px(16))
        self._header.addLayout(self._start, 1)
        self._action_place = QWidget()
        self._action_place.setLayout(self._actions)
        self._header.addWidget(self._action_place)
        self.work_place = QWidget()
        self.work_place.setLayout(column())
        self._problem: Banner | None = None
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(16))
        self.foot = QVBoxLayout()
        self._inner = column(self._header, self.work_place, gap=0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self._framed(self._inner))
        self._scroll: PageScroll | None = None
        if scrolls:
            content = QWidget()
            content.setLayout(self._framed(self.body))
            self._scroll = PageScroll(content)
            outer.addWidget(self._scroll, 1)
        else:
            outer.addLayout(self._framed(self.body), 1)
        outer.addLayout(self._framed(self.foot))
        self._foot_room = theme.px(below or (24 if scrolls else 20))
        self._arrange()

    def say(self, title: str, subtitle: str = "") -> None:
        """Show another title and subtitle."""
        self.title_label.setText(title)
        self.subtitle_label.setText(subtitle)
        self.subtitle_label.setVisible(bool(subtitle))
        self.setAccessibleName(title)

    def add_action(self, *actions: QWidget) -> None:
        """Put buttons at the end of the header."""
        for action in actions:
            self._actions.addWidget(action)

    def lead_with(self, widget: QWidget) -> None:
        """Put something before the title, such as an avatar."""
        self._start.insertWidget(0, widget)

    def add_head(self, *widgets: QWidget) -> None:
        """Put something under the title that does not scroll, such as tabs."""
        for widget in widgets:
            self._inner.addWidget(widget)

    def show_problem(self, error: UserError) -> None:
        """Say what went wrong, under the title, until the next attempt."""
        if self._problem is None:
            dismiss = IconButton(self.theme, "x", "Close this message", small=True, on_click=self.clear_problem)
            self._problem = Banner(self.theme, tone="bad", action=dismiss)
            self._inner.insertSpacing(1, self.theme.px(12))
            self._inner.insertWidget(2, self._problem)
        self._problem.show_words(error.message, error.hint, "bad")
        self._problem.show()

    def clear_problem(self) -> None:
        """Take the message away."""
        if self._problem is not None:
            self._problem.hide()

    def to_top(self) -> None:
        """Show the page from its beginning, as when it comes to show something else."""
        if self._scroll is not None:
            self._scroll.verticalScrollBar().setValue(0)

    def breakpoint(self) -> Breakpoint:
        """How much room the window has."""
        return breakpoint_of(self.window().width(), self.theme.scale)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the header for the room there is."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Arrange again when an action or the title needs other room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange_header()
        return super().event(event)

    def _framed(self, inner: QVBoxLayout) -> QVBoxLayout:
        """A layout around `inner` that holds the page's margins, so that pages may set those of `inner`."""
        edge = column(inner)
        self._edges.append(edge)
        return edge

    def _arrange(self) -> None:
        px = self.theme.px
        full = self.breakpoint() is Breakpoint.FULL
        side = max(px(32 if full else 24), (self.width() - px(WIDEST)) // 2)
        head, body, foot = self._edges
        head.setContentsMargins(side, px(28 if full else 18), side, px(16))
        body.setContentsMargins(side, 0, side, self._foot_room)
        foot.setContentsMargins(side, 0, side, 0)
        self._arrange_header()

    def _arrange_header(self) -> None:
        """Beside the title while there is room, below it otherwise."""
        lead = self._start.sizeHint().width() - self.heading.sizeHint().width()
        needed = lead + self.title_label.sizeHint().width() + self._actions.sizeHint().width() + self.theme.px(12)
        room = self._inner.geometry().width()
        below = 0 < room < needed
        wanted = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        if self._header.direction() != wanted:
            self._header.setDirection(wanted)
