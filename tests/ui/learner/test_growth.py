from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLabel

from learnerplan.domain import records
from ui.pages.learner.growth import GrowthTab
from ui.widgets.card import Card
from ui.widgets.chart_view import ChartView


def words(widget) -> str:
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def add_results(room, *scores: tuple):
    with room.store.transaction("Results") as tx:
        test = tx.add(records.Assessment, name="MAP Growth", subject="Maths")
        for month, score in scores:
            tx.add(
                records.Result, learner_id=room.ana, assessment_id=test, taken_on=date(2026, month, 16), score=score,
                standard_error=3.0, source_file="fall.csv", source_line=12,
            )  # fmt: skip


def test_without_results_it_says_how_they_come_in(page, room):
    page.go("growth")
    tab = page.growth
    assert tab.isVisible()
    assert "No results yet" in words(tab)


def test_results_show_as_soon_as_they_are_there_and_go_with_undo(page, room):
    page.go("growth")
    add_results(room, (3, 204.0), (9, 213.0))
    tab: GrowthTab = page.growth
    (chart,) = tab.findChildren(ChartView)
    assert chart.isVisible()
    assert "likely between 210 and 216" in chart.accessibleName()
    assert chart.grab().toImage().allGray() is False
    room.store.undo()
    assert "No results yet" in words(tab)


def test_the_table_names_the_row_that_a_score_came_from(page, room, qtbot):
    page.go("growth")
    add_results(room, (3, 204.0), (9, 213.0))
    (card,) = page.growth._cards
    card.choice.choose("table")
    card.choice.chosen.emit("table")
    assert "fall.csv" in words(card)
    assert "line 12" in words(card)
    assert not card.findChild(ChartView).isVisible()
    add_results(room, (10, 1.0))
    assert "204" in words(page.growth), "the table stays chosen when results change"


def test_one_score_makes_no_chart(page, room):
    page.go("growth")
    add_results(room, (9, 213.0))
    (card,) = page.growth._cards
    assert not card.findChild(ChartView).isVisible()
    assert not card.choice.isVisible()
    assert "213" in words(card)


def test_a_short_table_stands_below_its_title(page, room):
    """Beside a long card of words the table keeps to the top."""
    page.go("growth")
    add_results(room, (9, 213.0))
    (card,) = page.growth._cards
    card.resize(900, 700)
    card.layout().activate()
    scores = card.findChild(Card)
    scores.layout().activate()
    assert scores.height() > 600
    assert scores.title.y() < 60
    assert card._table.y() < 120
    assert card._table.height() < 120
