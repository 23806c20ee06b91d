"""Growth: each test's scores over time with their likely range, in plain words, and every sitting in a table."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget

from learnerplan.documents.charts import build_growth_chart
from learnerplan.services import growth
from ui import days
from ui.refresh import keep_fresh
from ui.theme.breakpoints import Breakpoint, breakpoint_of
from ui.widgets.bidi import isolate, joined
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chart_view import ChartView
from ui.widgets.empty_state import EmptyState
from ui.widgets.kept_focus import kept_focus, name_place
from ui.widgets.layout import STRETCH, clear, column
from ui.widgets.segmented import Segmented
from ui.widgets.text import Elided, Paragraph, label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from learnerplan.documents.charts import Chart
    from learnerplan.services.growth import Growth, SittingRow
    from learnerplan.services.learners import LearnerRow
    from ui.context import Context
    from ui.theme.theme import Theme

READS = frozenset({"assessment", "result", "result_part"})
CHART, TABLE = "chart", "table"
_HEADINGS = ("When", "Score", "Likely range", "Percentile", "Placement", "From")
_MOST_POINTS = 8
_OF_STUDENTS = "Import an export of MAP Growth, i-Ready, STAR, DIBELS or any sheet with students, dates and scores."
_OF_EDUCATOR = "Test results are of students. What you measure yourself stands with your goals, in the plan."


class GrowthTab(QWidget):
    """One card a test with a card in plain words beside it, the test that was taken last first."""

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self._ctx = ctx
        self._learner: LearnerRow | None = None
        self._views: dict[str, str] = {}
        self._cards: list[_TestCard] = []
        self._bring = Button(ctx.theme, "Import results", icon="file-input", on_click=lambda: ctx.navigate("import"))
        self._empty = EmptyState(ctx.theme, "chart-line", "No results yet", _OF_STUDENTS, self._bring)
        self._content = column(gap=ctx.theme.px(16))
        self.setLayout(column(self._content, self._empty, STRETCH, gap=0))
        self._empty.hide()
        self._fresh = keep_fresh(self, ctx, READS, self.reload)

    def show_learner(self, learner: LearnerRow) -> None:
        """Show another learner, or the same one anew."""
        if self._learner is None or self._learner.id != learner.id:
            self._views.clear()
        self._learner = learner
        self._empty.show_words("No results yet", _OF_EDUCATOR if learner.is_educator else _OF_STUDENTS)
        self._bring.setVisible(not learner.is_educator)
        self._fresh.mark()

    def reload(self) -> None:
        """Read the results and show them."""
        if self._learner is None:
            return
        with self._ctx.store.read() as view:
            tests = growth.of_learner(view, self._learner.id)
        self._empty.setVisible(not tests)
        with kept_focus(self):
            clear(self._content)
            self._cards = [self._card(test, self._learner.called) for test in tests]
            for card in self._cards:
                self._content.addWidget(card)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the plain words below the chart where there is little room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = breakpoint_of(self.window().width(), self._ctx.theme.scale) is not Breakpoint.FULL
        for card in self._cards:
            card.arrange(narrow=narrow)

    def _card(self, test: Growth, called: str) -> _TestCard:
        card = _TestCard(self._ctx.theme, test, called)
        card.choice.chosen.connect(partial(self._views.__setitem__, test.title))
        if len(test.points) > 1:
            card.show_as(self._views.get(test.title, CHART))
        return card


class _TestCard(QWidget):
    """The scores of one test, as a chart or a table, and what they say."""

    def __init__(self, theme: Theme, test: Growth, called: str) -> None:
        super().__init__()
        today = date.today()
        self.choice = Segmented(theme, ((CHART, "Chart"), (TABLE, "Table")), f"{test.title}: chart or table")
        name_place(self.choice, f"growth:{test.title}")
        self.choice.chosen.connect(self.show_as)
        scores = Card(theme, isolate(test.title), action=self.choice)
        said = growth.plain_words(test, isolate(called))
        self._chart = ChartView(theme)
        self._chart.show_chart(partial(_chart, test), " ".join([test.title, *said]))
        self._table = _table(theme, test.sittings, today)
        scores.add(self._chart, self._table)
        scores.body.addStretch(1)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.px(16))
        self._box.addWidget(scores, 1)
        self._words = _words_card(theme, test, said, today)
        self._words_width = theme.px(300)
        self._box.addWidget(self._words)
        drawn = len(test.points) > 1
        self.choice.setVisible(drawn)
        self.show_as(CHART if drawn else TABLE)

    def show_as(self, view: str) -> None:
        """Show the chart or the table."""
        self.choice.choose(view)
        self._chart.setVisible(view == CHART)
        self._table.setVisible(view == TABLE)

    def arrange(self, *, narrow: bool) -> None:
        """Side by side, or one below the other."""
        self._box.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._words.setMinimumWidth(0 if narrow else self._words_width)
        self._words.setMaximumWidth(16777215 if narrow else self._words_width)


def _chart(test: Growth, width: float, height: float) -> Chart | None:
    return build_growth_chart(test.points, width=width, height=height, number=_number, most=_MOST_POINTS)


def _words_card(theme: Theme, test: Growth, said: list[str], today: date) -> Card:
    card = Card(theme, "In plain words")
    last = test.sittings[-1]
    if said:
        card.add(Paragraph(" ".join(said[:2])), *(Paragraph(each, tone="ink2") for each in said[2:]))
    elif last.placement:
        card.add(Paragraph(f"{last.placement}."))
    if last.parts:
        card.add(label("Parts of the newest result", "small-strong"))
        for part in last.parts:
            card.add(label(joined(isolate(part.name), _value(part.score), part.placement), "small", wrap=True))
    card.add(label(joined(_when(last, today), _error(last.standard_error)), "caption", "ink2", wrap=True))
    if last.source_file:
        card.add(Elided(_source(last), "caption", "ink2"))
    card.body.addStretch(1)
    return card


def _table(theme: Theme, sittings: tuple[SittingRow, ...], today: date) -> QWidget:
    """Every sitting, the newest first; columns in which nothing stands are left out."""
    rows = [
        (
            joined(_when(each, today), each.attempt),
            _value(each.score),
            _range(each),
            _value(each.percentile),
            each.placement,
            _source(each),
        )
        for each in reversed(sittings)
    ]
    filled = [at for at in range(len(_HEADINGS)) if any(row[at] for row in rows)]
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.px(20))
    grid.setVerticalSpacing(theme.px(8))
    for place, at in enumerate(filled):
        grid.addWidget(label(_HEADINGS[at], "caption-strong", "ink2"), 0, place)
        for line, row in enumerate(rows, start=1):
            cell = label(row[at], "small-strong" if at == 1 else "small", wrap=at in (4, 5))
            cell.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(cell, line, place, Qt.AlignmentFlag.AlignTop)
    grid.setColumnStretch(len(filled) - 1, 1)
    made = QWidget()
    made.setLayout(grid)
    return made


def _when(sitting: SittingRow, today: date) -> str:
    day = days.short(sitting.taken_on, today) if sitting.taken_on is not None else ""
    return joined(sitting.window or sitting.school_year, day)


def _source(sitting: SittingRow) -> str:
    if not sitting.source_file:
        return ""
    line = f", line {sitting.source_line}" if sitting.source_line is not None else ""
    return f"{isolate(sitting.source_file)}{line}"


def _range(sitting: SittingRow) -> str:
    if sitting.score is None or sitting.standard_error is None:
        return ""
    return f"{_number(sitting.score - sitting.standard_error)}–{_number(sitting.score + sitting.standard_error)}"


def _error(error: float | None) -> str:
    return "" if error is None else f"±{error:g}"


def _value(value: float | None) -> str:
    return "" if value is None else _number(value)


def _number(value: float) -> str:
    return f"{value:.0f}" if value == int(value) else f"{value:.1f}"
