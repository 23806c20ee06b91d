from __future__ import annotations

from learnerplan.services import educators
from ui.main_window import MainWindow
from ui.pages.learner.page import LearnerPage
from ui.sections import SECTIONS


def test_the_palettes_action_leads_to_the_teachers_own_plan(room, room_ctx, qtbot):
    window = MainWindow(room_ctx, SECTIONS)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.actions_by_id["own-plan"].trigger()
    page = window.current_page()
    assert isinstance(page, LearnerPage)
    assert educators.own(room.store)
    assert "Ms. Okoye" in page.title_label.text()
    assert not page.after.isEnabled()
    page.packet()
    conferences = window.current_page()
    assert conferences.people.learner_id == educators.own(room.store)
    qtbot.waitUntil(lambda: conferences.loader.sight is not None)
    window.close()
    room_ctx.tasks.shut_down()
