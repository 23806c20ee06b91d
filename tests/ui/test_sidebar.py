"""The sidebar where there is no room for all of its entries."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication


def test_what_waits_in_a_section_without_room_is_told_by_more(window, room_ctx):
    window.resize(1024, 700)
    room_ctx.theme.set_look(room_ctx.theme.tokens, 1.75, reading_font=False)
    window.resize(900, 600)
    QApplication.processEvents()
    bar = window.sidebar
    assert bar.item("import").isHidden()
    bar.show_count("class", 2)
    assert bar.item("class").accessibleName() == "Class, 2 to look at"
    bar.show_count("import", 7)
    assert bar.more.count() == 7 + 2 * bar.item("class").isHidden()
    room_ctx.navigate("import", "", "")
    assert bar.more.isChecked()
    bar.show_count("import", 0)
    bar.show_count("class", 0)
    assert bar.more.accessibleName() == "More"
    room_ctx.navigate("settings", "", "")
    assert not bar.more.isChecked()
