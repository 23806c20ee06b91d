from __future__ import annotations

import pytest
from PySide6.QtWidgets import QRadioButton

from ui.widgets.term_strip import TermStrip, TermTile


@pytest.fixture
def strip(theme, qtbot):
    made = TermStrip(theme)
    qtbot.addWidget(made)
    tiles = [TermTile(str(at), f"Term {at}", "from 4 Jan", "now" if at == 2 else "coming", 1, 8) for at in range(1, 9)]
    made.show_terms(tiles, "2")
    return made


def lines(strip):
    return len({tile.y() for tile in strip.findChildren(QRadioButton)})


def test_eight_terms_stand_on_as_many_lines_as_they_need(strip, qapp):
    strip.show()
    for width, wanted in ((1200, 1), (600, 2), (320, 4), (1200, 1)):
        strip.resize(width, strip.sizeHint().height())
        qapp.processEvents()
        assert lines(strip) == wanted
        assert all(tile.geometry().right() < width for tile in strip.findChildren(QRadioButton))


def test_a_term_is_picked_and_others_are_shown_in_their_place(strip, qtbot):
    picked = []
    strip.chosen.connect(picked.append)
    strip.show()
    next(one for one in strip.findChildren(QRadioButton) if "Term 5" in one.accessibleName()).click()
    assert (picked, strip.value()) == (["5"], "5")
    strip.show_terms([TermTile("9", "Spring", "from 4 Jan", "coming")], "9")
    assert strip.value() == "9"
