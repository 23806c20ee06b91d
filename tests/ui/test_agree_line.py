"""Today in the first weeks of a term: how many plans wait to be agreed."""

from __future__ import annotations

from datetime import date

import time_machine
from PySide6.QtWidgets import QApplication

from learnerplan.services import plans, terms
from ui.main_window import MainWindow
from ui.models.rail import RailMode
from ui.sections import SECTIONS


def test_plans_to_agree_are_one_click_away(room, room_ctx, qtbot):
    first = terms.listed(room.store, date(2026, 8, 24))[0]
    plans.start(room.store, room.ana, today=date(2026, 8, 20), term_id=first.id)
    window = MainWindow(room_ctx, SECTIONS)
    qtbot.addWidget(window)
    window.show()
    with time_machine.travel("2026-08-26 09:00:00+00:00"):
        room_ctx.navigate("today")
        line = window.current_page().agree
        assert line.isVisibleTo(window)
        assert line.accessibleName() == "1 plan to agree"
        line.agree.click()
        page = window.current_page()
        assert (page.walk.mode, page.screen_.terms.currentText()) == (RailMode.AGREE, first.name)
    with time_machine.travel("2026-09-30 09:00:00+00:00"):
        room_ctx.navigate("today")
        today = window.current_page()
        today.reload()
        QApplication.processEvents()
        assert not today.agree.isVisibleTo(window)
    window.close()
    room_ctx.tasks.shut_down()
