"""Adding a piece of work: choose a picture of the inbox folder, say why, and to which goal it belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from learnerplan.services import student_inbox
from ui import operations
from ui.models.thumbnails import Thumbnails
from ui.student.cards import AnswerCard
from ui.student.controls import BigButton, EnterPresses, WordBox, draw_tick, paint_focus
from ui.student.seat import Screen, Seat
from ui.student.typing import typed_box
from ui.widgets import paint
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.page_scroll import PageScroll
from ui.widgets.picture import paint_picture
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from learnerplan.services.student_view import MyGoal

SIDE, ACROSS = 200, 4
NOTHING = "There is no picture to choose from yet. Ask your teacher to put one there."


class WorkTile(EnterPresses, QPushButton):
    """One picture. Its file name is shown to nobody."""

    def __init__(self, seat: Seat, file: Path, number: int, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._theme, self.file, self._thumbnails = seat.theme, file, thumbnails
        self.setCheckable(True)
        self.setAccessibleName(f"Picture {number}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        thumbnails.ready.connect(self._arrived)

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._theme.px(SIDE), self._theme.px(SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, ringed when it is chosen."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        paint.antialiased(painter)
        box = QRectF(self.rect())
        frame = QPainterPath()
        frame.addRoundedRect(box.adjusted(px(3), px(3), -px(3), -px(3)), px(20), px(20))
        painter.setClipPath(frame)
        picture = self._thumbnails.get(self.file, round(px(SIDE) * self.devicePixelRatioF()))
        paint_picture(painter, theme, box, picture, "image", px(40))
        painter.setClipping(False)
        on = self.isChecked()
        paint.rounded(painter, box, px(22), edge=theme.color("accent" if on else "line"), width=px(5 if on else 2))
        if on:
            side = px(44)
            mark = QRectF(box.right() - side - px(14), px(14), side, side)
            draw_tick(painter, theme, paint.mirrored(mark, box, rtl=self.isRightToLeft()), "accent")
        if self.shows_focus():
            paint_focus(painter, theme, box, px(22))

    def _arrived(self, path: str) -> None:
        if path == str(self.file):
            self.update()


class WorkScreen(Screen):
    """Nothing is added before "Keep it" is pressed; the file itself stays where it is."""

    def __init__(self, seat: Seat, files: Sequence[Path], goals: Sequence[MyGoal]) -> None:
        super().__init__(seat, "Show my work", "Choose one that you are proud of.")
        theme, px = seat.theme, seat.theme.px
        self._thumbnails = Thumbnails(seat.ctx.tasks, self)
        self.tiles = [WorkTile(seat, file, at, self._thumbnails) for at, file in enumerate(files, start=1)]
        grid = QGridLayout()
        grid.setSpacing(px(16))
        for at, tile in enumerate(self.tiles):
            tile.clicked.connect(lambda _on=False, chosen=tile: self._choose(chosen))
            grid.addWidget(tile, at // ACROSS, at % ACROSS)
        self.why = WordBox(theme, "Why I chose it", "I chose this because…", 2)
        self._typing = typed_box(seat, self.why, "work", "")
        offered = goals if files else ()
        self.goals = [AnswerCard(theme, goal.id, goal.words, at) for at, goal in enumerate(offered, start=1)]
        for card in self.goals:
            card.clicked.connect(lambda _on=False, chosen=card: self._tie(chosen))
        centre = row(STRETCH, grid, STRETCH)
        inside = column(centre, gap=px(14), margins=(0, 0, px(2), 0))
        if not files:
            nothing = label(NOTHING, "student-body", wrap=True)
            nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
            inside.addStretch(1)
            inside.addWidget(nothing)
        inside.addWidget(self.why)
        if self.goals:
            inside.addWidget(label("It belongs to my goal", "card"))
        side_by_side = QGridLayout()
        side_by_side.setSpacing(px(14))
        for at, card in enumerate(self.goals):
            side_by_side.addWidget(card, at // 2, at % 2)
            side_by_side.setColumnStretch(at % 2, 1)
        inside.addLayout(side_by_side)
        inside.addStretch(1)
        content = QWidget()
        content.setLayout(inside)
        self.why.setVisible(bool(files))
        self.back = BigButton(theme, "Back", "plain", "arrow-left", on_click=self.left.emit)
        self.keep_button = BigButton(theme, "Keep it", "primary", "check", on_click=self.keep)
        self.setLayout(column(PageScroll(content), row(self.back, STRETCH, self.keep_button), gap=px(16)))
        self.keep_button.setVisible(bool(files))
        self._choose(None)

    def keep(self) -> None:
        """Keep a copy of the chosen file as the child's work."""
        chosen = next((tile for tile in self.tiles if tile.isChecked()), None)
        if chosen is None:
            return
        me, on, why = self.seat.me.id, self.seat.today, self.why.value()
        goal = next((card.option_id for card in self.goals if card.isChecked()), "")
        kept = operations.perform(
            self.seat.ctx,
            lambda store: student_inbox.take(store, me, chosen.file, why=why, goal_id=goal, on=on),
            parent=self,
        )
        if kept:
            self._typing.drop()
            self.finished.emit()

    def take_focus(self) -> None:
        """The first picture; without one, the way back."""
        target: QWidget = next(iter(self.tiles), self.back)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Hold what was typed."""
        self._typing.flush()

    def _choose(self, chosen: WorkTile | None) -> None:
        for tile in self.tiles:
            tile.setChecked(tile is chosen)
        self.keep_button.setEnabled(chosen is not None)

    def _tie(self, chosen: AnswerCard) -> None:
        for card in self.goals:
            card.setChecked(card is chosen and chosen.isChecked())
