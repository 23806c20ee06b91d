"""How a row of an import is drawn: line number, state, name, what happens, and two short answers where two are all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import icons
from ui.models.import_lines import ImportLine, Shown, chosen, sense, state_words, told
from ui.models.import_rows import LINE_ROLE
from ui.widgets import paint
from ui.widgets.bidi import isolate
from ui.widgets.chip import HEIGHT as CHIP
from ui.widgets.chip import chip_width, paint_chip

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex

    from learnerplan.imports.planned.plan import Choice
    from ui.theme.theme import Theme

ROW, TALL_ROW, COMPACT = 41, 51, 520
"""Heights of rows without and with answers beside them, and the width below which the reason goes under the name."""
CHIPS = {
    Shown.NEED: ("circle-question-mark", "warn"),
    Shown.NEW: ("plus", "ok"),
    Shown.UPDATED: ("pencil", "info"),
    Shown.UNCHANGED: ("equal", "none"),
    Shown.REFUSED: ("circle-slash", "bad"),
    Shown.ASIDE: ("circle-minus", "none"),
}


@dataclass(frozen=True)
class Places:
    """Where the parts of a row lie, before mirroring."""

    number: QRectF
    chip: QRectF
    name: QRectF
    reason: QRectF
    answers: tuple[QRectF, ...]


def quick_answers(line: ImportLine) -> tuple[Choice, ...]:
    """The answers that fit beside a row: keep what is here, or use the file's value."""
    if line.row is None or not (line.open or line.answer):
        return ()
    return line.row.choices if {sense(choice) for choice in line.row.choices} == {"keep", "file"} else ()


def is_compact(theme: Theme, width: float) -> bool:
    """Whether rows of this width put the reason under the name."""
    return width < theme.px(COMPACT)


def height_of(theme: Theme, line: ImportLine, width: float) -> int:
    """The height of a row that is not opened."""
    if line.row is None:
        return theme.px(33)
    if is_compact(theme, width):
        return theme.px(ROW + 22 + (36 if quick_answers(line) else 0))
    return theme.px(TALL_ROW if quick_answers(line) else ROW)


def reason_fits(theme: Theme, line: ImportLine, width: float) -> bool:
    """Whether the head of an opened row has room for the whole reason."""
    if line.row is None:
        return True
    place = places_of(theme, QRectF(0, 0, width, 0), line, answers=False).reason
    return paint.width_of(line.row.reason, theme.font("small")) <= place.width()


def places_of(theme: Theme, box: QRectF, line: ImportLine, *, answers: bool) -> Places:
    """Where the parts of a row in `box` lie; `answers` asks for room for the quick answers."""
    px = theme.px
    compact = is_compact(theme, box.width())
    quick = quick_answers(line) if answers else ()
    top = box.top()
    height = px(ROW) if compact or not quick else px(TALL_ROW)
    icon, _tone = CHIPS[line.state]
    chip_wide = chip_width(theme, state_words(line), icon)
    chip = QRectF(box.left() + px(45), top + (height - px(CHIP)) / 2, chip_wide, px(CHIP))
    digits = max(px(34), min(px(41), paint.width_of(str(line.row.line) if line.row else "", theme.font("small"))))
    number = QRectF(box.left(), top, digits, height)
    start = box.left() + px(169)
    end = box.right() - px(17)
    if compact:
        name = QRectF(start, top, end - start, height)
        reason = QRectF(box.left() + px(45), top + px(ROW - 8), end - box.left() - px(45), px(22))
        return Places(number, chip, name, reason, _answer_places(theme, quick, reason.left(), reason.bottom() + px(2)))
    name = QRectF(start, top, max(px(120), min(px(220), box.width() * 0.22)), height)
    left = name.right() + px(12)
    placed: tuple[QRectF, ...] = ()
    if quick:
        width = _answers_width(theme, quick)
        placed = _answer_places(theme, quick, end - width, top + (height - px(34)) / 2)
        end -= width + px(12)
    return Places(number, chip, name, QRectF(left, top, max(0.0, end - left), height), placed)


def number_font(theme: Theme, number: int, width: float) -> QFont:
    """The font in which a line number is whole: that of a million lines is written smaller, never cut."""
    font = theme.font("small")
    needed = paint.width_of(str(number), font)
    if needed <= width:
        return font
    smaller = QFont(font)
    smaller.setPixelSize(int(font.pixelSize() * width / needed))
    return smaller


def _answers_width(theme: Theme, quick: tuple[Choice, ...]) -> float:
    return sum(_answer_width(theme, choice) for choice in quick) + theme.px(2 * len(quick) + 4)


def _answer_width(theme: Theme, choice: Choice) -> float:
    return paint.width_of(choice.label, theme.font("small-strong")) + theme.px(26)


def _answer_places(theme: Theme, quick: tuple[Choice, ...], left: float, top: float) -> tuple[QRectF, ...]:
    placed: list[QRectF] = []
    x = left + theme.px(3)
    for choice in quick:
        width = _answer_width(theme, choice)
        placed.append(QRectF(x, top + theme.px(3), width, theme.px(28)))
        x += width + theme.px(2)
    return tuple(placed)


class ImportDelegate(QStyledItemDelegate):
    """Draws the rows. `opened` is the key of the row whose answers a widget shows, which draws its head alone."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.opened = ""
        self.hover: tuple[str, str] = ("", "")
        """Key of the row and of the answer under the mouse."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The height of a closed row."""
        line = index.data(LINE_ROLE)
        width = option.rect.width()
        return QSize(width, height_of(self._theme, line, width)) if isinstance(line, ImportLine) else QSize()

    def answer_at(self, line: ImportLine, rect: QRectF, point: QPointF, *, rtl: bool = False) -> str:
        """The quick answer under a point of a row, or nothing."""
        quick = quick_answers(line)
        if line.row is None or not quick or line.row.key == self.opened:
            return ""
        places = places_of(self._theme, rect, line, answers=True)
        for choice, place in zip(quick, places.answers, strict=True):
            if paint.mirrored(place, rect, rtl=rtl).contains(point):
                return choice.key
        return ""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        line = index.data(LINE_ROLE)
        if not isinstance(line, ImportLine):
            return
        box = QRectF(option.rect)
        state = option.state
        view = option.widget
        rtl = isinstance(view, QWidget) and view.isRightToLeft()
        painter.save()
        paint.antialiased(painter)
        is_open = line.row is not None and line.row.key == self.opened
        self._draw_ground(painter, box, line, is_open=is_open, over=bool(state & QStyle.StateFlag.State_MouseOver))
        if line.row is None:
            self._draw_fold(painter, box, line, rtl=rtl)
        else:
            self._draw_row(painter, box, line, is_open=is_open, rtl=rtl)
        focused = isinstance(view, QWidget) and view.hasFocus() and bool(view.property("keyboard"))
        if focused and state & QStyle.StateFlag.State_Selected:
            paint.ring(painter, self._theme, box.adjusted(2, 1, -2, -2), self._theme.px(10))
        painter.restore()

    def _draw_ground(self, painter: QPainter, box: QRectF, line: ImportLine, *, is_open: bool, over: bool) -> None:
        theme = self._theme
        painter.fillRect(box, theme.color("surface"))
        if is_open:
            paint.rounded(painter, box.adjusted(1, 0, -1, -1), theme.px(12), theme.color("sunken"))
            return
        if over and (line.row is None or line.row.choices or line.row.changes):
            painter.fillRect(box.adjusted(0, 0, 0, -1), theme.color("sunken"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.color("line"))

    def _draw_fold(self, painter: QPainter, box: QRectF, line: ImportLine, *, rtl: bool) -> None:
        theme, px = self._theme, self._theme.px
        mark = QRectF(box.left() + px(17), box.center().y() - px(8), px(16), px(16))
        name = "chevron-down" if line.answer else "chevron-right"
        icons.paint(painter, name, theme.color("ink2"), paint.mirrored(mark, box, rtl=rtl), rtl=rtl)
        place = paint.mirrored(box.adjusted(px(43), 0, -px(17), 0), box, rtl=rtl)
        paint.words(painter, place, line.fold, theme.font("small"), theme.color("ink2"), _start(rtl=rtl))

    def _draw_row(self, painter: QPainter, box: QRectF, line: ImportLine, *, is_open: bool, rtl: bool) -> None:
        theme, row = self._theme, line.row
        if row is None:
            return
        places = places_of(theme, box, line, answers=not is_open)
        end = Qt.AlignmentFlag.AlignLeft if rtl else Qt.AlignmentFlag.AlignRight
        number = paint.mirrored(places.number, box, rtl=rtl)
        middle = Qt.AlignmentFlag.AlignVCenter
        font = number_font(theme, row.line, number.width())
        paint.words(painter, number, str(row.line), font, theme.color("ink3"), end | middle)
        icon, tone = CHIPS[line.state]
        if line.answer:
            icon, tone = "check", "ok"
        elif line.waits:
            icon, tone = "clock", "none"
        chip = paint.mirrored(places.chip, box, rtl=rtl)
        paint_chip(painter, theme, chip, state_words(line), icon, tone, rtl=rtl)
        name = paint.mirrored(places.name, box, rtl=rtl)
        title = isolate(row.title) if row.title else "No name"
        paint.words(painter, name, title, theme.font("strong"), theme.color("ink"), _start(rtl=rtl))
        if not is_open or (reason_fits(theme, line, box.width()) and not (row.changes and not row.choices)):
            self._draw_reason(painter, paint.mirrored(places.reason, box, rtl=rtl), line, is_open=is_open, rtl=rtl)
        if places.answers:
            self._draw_answers(painter, box, line, places.answers, rtl=rtl)

    def _draw_reason(self, painter: QPainter, place: QRectF, line: ImportLine, *, is_open: bool, rtl: bool) -> None:
        theme = self._theme
        row = line.row
        if row is None:
            return
        answer = chosen(row, line.answer)
        text = told(line)
        if answer is not None and not is_open and not quick_answers(line):
            text = f"{answer.label}. {answer.detail}".strip()
        tone = theme.color("bad" if line.state is Shown.REFUSED else "ink2")
        if not quick_answers(line) or place.height() < theme.px(TALL_ROW):
            paint.words(painter, place, text, theme.font("small"), tone, _start(rtl=rtl))
            return
        _two_lines(painter, theme, place, text, rtl=rtl)

    def _draw_answers(
        self, painter: QPainter, box: QRectF, line: ImportLine, placed: tuple[QRectF, ...], *, rtl: bool
    ) -> None:
        theme, px = self._theme, self._theme.px
        edge = px(3)
        trough = placed[0].united(placed[-1]).adjusted(-edge, -edge, edge, edge)
        paint.rounded(painter, paint.mirrored(trough, box, rtl=rtl), px(8), theme.color("sunken"))
        key = line.row.key if line.row is not None else ""
        for choice, place in zip(quick_answers(line), placed, strict=True):
            cell = paint.mirrored(place, box, rtl=rtl)
            on = choice.key == line.answer
            if on:
                paint.rounded(painter, cell, px(6), theme.color("surface"), theme.color("accent"), px(2))
            elif self.hover == (key, choice.key):
                paint.rounded(painter, cell, px(6), theme.color("line"))
            font = theme.font("small-strong" if on else "small-medium")
            ink = theme.color("ink" if on else "ink2")
            paint.words(painter, cell, choice.label, font, ink, Qt.AlignmentFlag.AlignCenter)


def _start(*, rtl: bool) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _two_lines(painter: QPainter, theme: Theme, place: QRectF, text: str, *, rtl: bool) -> None:
    """At most two lines, the second cut with an ellipsis."""
    font = theme.font("small")
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(max(1.0, place.width()))
    first = text[: line.textLength()].strip()
    layout.endLayout()
    rest = text[len(text[: line.textLength()]) :].strip()
    shown = [part for part in (first, rest) if part]
    height = theme.px(17)
    top = place.center().y() - height * len(shown) / 2
    for number, part in enumerate(shown):
        at = QRectF(place.left(), top + number * height, place.width(), height)
        paint.words(painter, at, part, font, theme.color("ink2"), _start(rtl=rtl))
