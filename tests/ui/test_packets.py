"""The packet composer, on a real planbook through its real widgets: look at the PDF, save and print it, be asked."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from learnerplan import pdfium
from learnerplan.domain.audiences import Audience
from learnerplan.domain.packets import PacketForm, PacketSection, Paper
from learnerplan.domain.profiles import Facet, Voice
from learnerplan.services import conferences, disclosures, learners, profiles
from ui.dialogs.packet_all import SEPARATE, AllPacketsDialog
from ui.dialogs.packet_mentions import MentionsDialog
from ui.dialogs.release import ReleaseDialog
from ui.models.packet_order import PacketOrder, Scope, caption, file_stem
from ui.pages.packets import PacketsPage


@pytest.fixture
def page(room_ctx, qtbot):
    made = PacketsPage(room_ctx)
    qtbot.addWidget(made)
    made.resize(1180, 780)
    made.show()
    qtbot.waitExposed(made)
    yield made
    assert room_ctx.tasks.shut_down()


def say(room, learner_id, text, audience=Audience.FAMILY):
    return profiles.add(
        room.store,
        learner_id,
        facet=Facet.STRENGTH,
        text=text,
        voice=Voice.LEARNER,
        audience=audience,
        said_on=date(2026, 9, 2),
    )


def drawn(page):
    return page.loader.sight is not None and not page.loader._busy and len(page.preview._pages) > 0


def shows(page, learner_id):
    return drawn(page) and page.loader.sight.wish.learner_id == learner_id


def words_of(path):
    return pdfium.text(path, 100_000)


def answer_save(monkeypatch, path):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_args: (str(path), "")))


def test_the_preview_shows_the_pages_of_the_real_packet(page, room, qtbot):
    qtbot.waitUntil(lambda: drawn(page))
    assert page.title_label.text() == "\u2068Ana Lúcia\u2069’s conference"
    assert len(page.preview._pages) == 2
    assert "Page 1 of 2" in page.preview._words.text()
    assert page.preview._words.text().endswith("Letter")
    assert "Ana Lúcia" in page.loader.sight.pages.text(0)


def test_another_length_paper_and_language_are_shown_at_once(page, room_ctx, qtbot):
    qtbot.waitUntil(lambda: drawn(page))
    page.options.form._segments[1].click()
    page.options.paper._segments[1].click()
    qtbot.waitUntil(lambda: drawn(page) and page.loader.sight.wish.order == PacketOrder(PacketForm.LONG, Paper.A4))
    assert page.preview._words.text().endswith("A4")
    assert len(page.preview._pages) > 2
    assert page.options.sections.isVisible()
    assert room_ctx.preferences.value.paper == "letter"
    page.options.language.choose("es")
    page.options.language.chosen.emit("es")
    qtbot.waitUntil(lambda: drawn(page) and page.loader.sight.packet.language == "es")


def test_another_paper_in_the_settings_holds_here_too(page, room_ctx, qtbot):
    qtbot.waitUntil(lambda: drawn(page))
    page.hide()
    room_ctx.preferences.save(paper="a4")
    page.show()
    qtbot.waitUntil(lambda: drawn(page) and page.loader.sight.wish.order.paper is Paper.A4)
    assert page.options.paper.value() == "a4"


def test_sections_are_switched_with_cover_and_family_always_there(page, qtbot):
    page.options.form._segments[1].click()
    qtbot.waitUntil(lambda: drawn(page) and page.loader.sight.wish.order.form is PacketForm.LONG)
    rows = page.options.sections.rows
    assert not rows[PacketSection.COVER].box.isEnabled()
    assert not rows[PacketSection.FAMILY].box.isEnabled()
    assert not rows[PacketSection.GROWTH].box.isChecked()
    assert rows[PacketSection.GROWTH].box.accessibleDescription() == "Nothing yet: prints lines to fill in"
    qtbot.mouseClick(rows[PacketSection.LETTER], Qt.MouseButton.LeftButton)
    rows[PacketSection.GROWTH].box.click()
    qtbot.waitUntil(lambda: drawn(page) and page.loader.sight.wish.order.picked.get(PacketSection.GROWTH) is True)
    printed = page.loader.sight.packet.sections
    assert PacketSection.LETTER not in printed
    assert PacketSection.GROWTH in printed
    assert not rows[PacketSection.LETTER].box.isChecked()


def test_captions_say_what_a_section_holds(page, room, qtbot):
    say(room, room.ana, "I draw maps")
    qtbot.waitUntil(lambda: drawn(page) and bool(page.loader.sight.packet.profile))
    packet = page.loader.sight.packet
    assert caption(PacketSection.PROFILE, packet, 0) == "1 quote"
    assert caption(PacketSection.LOOKING_BACK, packet, 0) == "Lines to fill in"


def test_a_change_of_the_record_is_seen_in_the_preview(page, room, qtbot):
    qtbot.waitUntil(lambda: drawn(page))
    before = page.loader.sight
    assert "paper birds" not in before.pages.text(0)
    say(room, room.ana, "I fold paper birds")
    qtbot.waitUntil(lambda: drawn(page) and page.loader.sight is not before)
    assert "paper birds" in page.loader.sight.pages.text(0)


def test_words_that_wait_are_counted_and_can_be_looked_at(page, room, qtbot):
    say(room, room.ana, "Nobody has read this yet", Audience.RECORD)
    qtbot.waitUntil(lambda: drawn(page) and page.loader.sight.waiting == 1)
    assert "Nobody has read" not in page.loader.sight.pages.text(0)
    page.options.review_wanted.emit()
    dialog = page.findChild(ReleaseDialog)
    assert dialog.isVisible()
    dialog.reject()


def test_arrows_and_the_picker_lead_to_other_students(page, room, qtbot):
    qtbot.waitUntil(lambda: shows(page, room.ana))
    page.options.after.click()
    qtbot.waitUntil(lambda: shows(page, room.minh))
    assert page.title_label.text() == "\u2068Minh\u2069’s conference"
    page.options.after.click()
    qtbot.waitUntil(lambda: shows(page, room.ana))


def test_the_next_conference_comes_first_with_its_time(room, room_ctx, qtbot):
    at = datetime.combine(date.today() + timedelta(days=2), datetime.min.time()).replace(hour=15, minute=30)
    conferences.plan(room.store, room.minh, held_at=at)
    page = PacketsPage(room_ctx)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: shows(page, room.minh))
    assert "3:30 pm" in page.subtitle_label.text()
    assert room_ctx.tasks.shut_down()


def test_save_writes_the_pdf_and_the_log(page, room, qtbot, monkeypatch, tmp_path):
    qtbot.waitUntil(lambda: drawn(page))
    out = tmp_path / "ana.pdf"
    answer_save(monkeypatch, out)
    with qtbot.waitSignal(page.press.made):
        page.save.click()
    assert "Ana Lúcia Ferreira" in words_of(out)
    logged = disclosures.listed(room.store, room.ana)
    assert [(row.way, row.file_name, row.learners) for row in logged] == [("packet", "ana.pdf", 1)]
    assert not page.press.busy
    assert page.save.isEnabled()


def test_a_dialog_that_is_left_writes_nothing(page, room, qtbot, monkeypatch):
    qtbot.waitUntil(lambda: drawn(page))
    answer_save(monkeypatch, "")
    page.save.click()
    assert not page.press.busy
    assert disclosures.listed(room.store) == []


def test_other_childrens_names_are_asked_about_first(page, room, room_ctx, qtbot, monkeypatch, tmp_path):
    say(room, room.ana, "I like to work with Minh best")
    qtbot.waitUntil(lambda: drawn(page) and bool(page.loader.sight.mentions))
    out = tmp_path / "ana.pdf"
    answer_save(monkeypatch, out)
    page.save.click()
    qtbot.waitUntil(lambda: page.findChild(MentionsDialog) is not None)
    dialog = page.findChild(MentionsDialog)
    wanted = []
    room_ctx.shell.place_wanted.connect(wanted.append)
    dialog._look(room.ana)
    assert not out.exists()
    assert disclosures.listed(room.store) == []
    assert (wanted[0].page, wanted[0].target) == ("learner", room.ana)
    qtbot.waitUntil(lambda: not page.press.busy)
    dialog.deleteLater()
    qtbot.waitUntil(lambda: page.findChild(MentionsDialog) is None)

    page.save.click()
    qtbot.waitUntil(lambda: page.findChild(MentionsDialog) is not None)
    with qtbot.waitSignal(page.press.made):
        page.findChild(MentionsDialog).primary.click()
    assert out.exists()


class Printer(QObject):
    """Takes the files that would be opened."""

    def __init__(self) -> None:
        super().__init__()
        self.opened = []

    @Slot(QUrl)
    def take(self, url):
        self.opened.append(url.toLocalFile())


def test_print_hands_the_real_file_to_the_system(page, room, qtbot):
    printer = Printer()
    QDesktopServices.setUrlHandler("file", printer, "take")
    try:
        qtbot.waitUntil(lambda: drawn(page))
        with qtbot.waitSignal(page.press.made):
            page.print.click()
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert len(printer.opened) == 1
    assert str(room.store.folder.path) in printer.opened[0]
    assert "Ana Lúcia Ferreira" in words_of(printer.opened[0])
    assert len(disclosures.listed(room.store, room.ana)) == 1


def test_the_whole_class_goes_into_one_file(page, room, qtbot, monkeypatch, tmp_path):
    qtbot.waitUntil(lambda: drawn(page))
    assert page.all.text() == "Make all 2 packets"
    out = tmp_path / "class.pdf"
    answer_save(monkeypatch, out)
    page.all.click()
    dialog = page.findChild(AllPacketsDialog)
    with qtbot.waitSignal(page.press.made):
        dialog.primary.click()
    text = words_of(out)
    assert "Ana Lúcia Ferreira" in text
    assert "Minh Nguyễn" in text


def test_each_student_gets_a_file_when_asked(page, room, qtbot, monkeypatch, tmp_path):
    qtbot.waitUntil(lambda: drawn(page))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", staticmethod(lambda *_args: str(tmp_path / "all")))
    page.options.scope._segments[1].click()
    assert page.people.scope is Scope.CLASS
    page.save.click()
    dialog = page.findChild(AllPacketsDialog)
    next(card for card in dialog.group.buttons() if card.value == SEPARATE).click()
    with qtbot.waitSignal(page.press.made):
        dialog.primary.click()
    assert len(list((tmp_path / "all").glob("*.pdf"))) == 2
    assert len(disclosures.listed(room.store)) == 2


def test_stop_leaves_neither_file_nor_entry(page, room, qtbot, monkeypatch, tmp_path):
    for number in range(40):
        learners.add(room.store, class_id=room.class_id, given_name=f"Child{number}", family_name="Test")
    qtbot.waitUntil(lambda: drawn(page))
    out = tmp_path / "class.pdf"
    answer_save(monkeypatch, out)
    page.options.scope._segments[1].click()
    page.save.click()
    page.findChild(AllPacketsDialog).primary.click()
    for task in tuple(page.ctx.tasks._running):
        task.cancel()
    qtbot.waitUntil(lambda: not page.press.busy)
    assert not out.exists()
    assert list(tmp_path.glob("*.part*")) == []
    assert disclosures.listed(room.store) == []


def test_several_who_were_chosen_elsewhere_are_gone_to(page, room, qtbot):
    page.open(f"{room.minh},{room.ana}", "")
    qtbot.waitUntil(lambda: shows(page, room.minh))
    assert page.title_label.text() == "2 conference packets"
    assert page.people.whose() == (room.minh, room.ana)
    page.open(room.ana, "")
    assert page.people.whose() == (room.ana,)


def test_without_students_it_leads_to_the_import(ctx, qtbot):
    page = PacketsPage(ctx)
    qtbot.addWidget(page)
    page.show()
    assert page._stack.currentIndex() == 1
    assert not page.save.isVisible()
    assert ctx.tasks.shut_down()


@pytest.mark.parametrize(("width", "scale"), [(1000, 1.0), (1180, 1.5), (760, 1.0)])
def test_it_fits_narrow_windows_and_large_text(room_ctx, qtbot, width, scale):
    room_ctx.theme.scale = scale
    page = PacketsPage(room_ctx)
    qtbot.addWidget(page)
    page.resize(width, 640)
    page.show()
    qtbot.waitUntil(lambda: drawn(page))
    drawer = page.options.button.isVisible()
    assert drawer == (width / scale < 860)
    content = page.options.content
    if not drawer:
        assert content.minimumSizeHint().width() <= page.options.width()
    assert room_ctx.tasks.shut_down()


def test_a_file_with_many_packets_is_named_after_the_class():
    assert file_stem("Room 12 / Grade 6") == "Room-12-Grade-6_packets"
    assert file_stem("") == "Class_packets"
