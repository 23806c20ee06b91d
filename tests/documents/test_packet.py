"""Whole packets: what is on which page, the same on both papers, the same bytes every time, nothing half written."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from learnerplan.documents.packet import RenderReport, compose, file_name, render
from learnerplan.domain.packets import (
    Packet,
    PacketForm,
    PacketGoal,
    PacketLearner,
    PacketSection,
    PacketStep,
    PacketTerm,
    Paper,
    Quote,
    ScaleLevel,
)
from learnerplan.domain.steps import Who
from learnerplan.errors import UserError
from learnerplan.progress import Cancelled, Progress
from tests.documents import elif_packet as made
from tests.documents.reading import finds, pages_text

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="module")
def art(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("art")


def lines(packet: Packet) -> str:
    """The text of all pages, as the golden files hold it."""
    data, _ = compose([packet])
    return "\n\f\n".join(pages_text(data)) + "\n"


@pytest.mark.parametrize(
    ("name", "packet"),
    [
        ("short-en", made.packet()),
        ("short-es", made.packet(language="es")),
        ("long-en", made.long_packet()),
        ("long-es", made.long_packet(language="es")),
        ("long-empty", made.empty_packet(form=PacketForm.LONG, sections=tuple(PacketSection))),
    ],
)
def test_every_page_reads_as_it_did(name, packet):
    """After a change that is meant, delete the file in golden/, run twice and read the difference."""
    path = GOLDEN / f"{name}.txt"
    text = lines(packet)
    if not path.exists():
        path.write_text(text, encoding="utf-8")
        pytest.fail(f"{path.name} was missing and is written anew: read it before you keep it")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", list(PacketForm))
def test_both_papers_break_lines_and_pages_alike(form, art):
    packet = made.packet(art, form=form)
    assert lines(packet) == lines(replace(packet, paper=Paper.A4))


def test_the_short_form_is_one_sheet_whatever_it_holds(art):
    long = "I think I would rather draw it first, because the numbers run away and the drawing stays. " * 20
    goal = PacketGoal(long, why=long, steps=tuple(PacketStep(Who.ME, long) for _ in range(9)))
    full = made.packet(
        art,
        learner=PacketLearner("Maximiliano-Alexander Fitzwilliam-Papadopoulos-Wolfeschlegelsteinhausen", long),
        lead_quote=Quote(long, label=long),
        profile=tuple(Quote(long, source=long) for _ in range(9)),
        goals=(goal,) * 7,
        teacher=long,
        room=long,
        signers=(long,) * 9,
    )
    for packet in (full, made.empty_packet(), made.packet(goals=()), made.packet(growth=(), artifacts=())):
        assert compose([packet])[1].pages == 2
    text = lines(full)
    assert "and 7 more in my plan" in text
    assert "and 4 more goals in my plan" in text


def test_what_nobody_looked_at_is_never_zero():
    text = lines(made.packet())
    assert "Not tracked yet" in text
    assert "N/A" not in text
    assert "0%" not in text


def test_a_class_is_one_file_with_bookmarks_and_even_pages(tmp_path, art):
    learners = [replace(made.long_packet(art), learner=PacketLearner(f"Child {n}", f"Child {n}")) for n in range(3)]
    odd = replace(learners[1], sections=(PacketSection.GOALS, PacketSection.FAMILY))
    path = tmp_path / "class.pdf"
    report = render([learners[0], odd, learners[2]], path)
    assert report == RenderReport(pages=report.pages, learners=3)
    document = pypdfium2.PdfDocument(path)
    try:
        outline = [(mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
        assert len(document) == report.pages
    finally:
        document.close()
    starts = [(title, page) for level, title, page in outline if level == 0]
    assert [title for title, _ in starts] == ["Child 0", "Child 1", "Child 2"]
    assert all(page % 2 == 0 for _, page in starts)
    assert report.pages % 2 == 0
    second = [title for level, title, page in outline if level == 1 and starts[1][1] <= page < starts[2][1]]
    assert second == ["Student-led conference", "My goals this term", "From my family"]
    texts = pages_text(path.read_bytes())
    assert "Page 2 of 14" in texts[1]
    assert "Page 2 of 4" in texts[starts[1][1] + 1]


def test_the_file_says_what_it_is():
    data, _ = compose([made.packet(language="es")])
    document = pypdfium2.PdfDocument(data)
    try:
        facts = document.get_metadata_dict()
    finally:
        document.close()
    assert facts["Title"] == "Paquete de la conferencia: Elif Yıldız-Okonkwo"
    assert facts["Subject"] == "Term 2 · Room 12"
    assert facts["Author"] == "Ms. Amara Okafor"
    assert facts["CreationDate"] == "D:20261122000000+00'00'"
    assert b"/Lang (es)" in data
    assert b"/DisplayDocTitle true" in data
    assert b"Helvetica" not in data


def test_the_same_packet_gives_the_same_bytes_everywhere(art, tmp_path):
    packet = made.long_packet(art)
    first = compose([packet])[0]
    compose([made.packet(language="es", learner=PacketLearner("ליאור", "ליאור"))])
    assert compose([packet])[0] == first
    code = (
        "import sys, hashlib, pathlib; from tests.documents import elif_packet as made;"
        "from learnerplan.documents.packet import compose;"
        "print(hashlib.sha256(compose([made.long_packet(pathlib.Path(sys.argv[1]))])[0]).hexdigest())"
    )
    for zone in ("Pacific/Kiritimati", "America/Anchorage"):
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "99"}
        run = subprocess.run(
            [sys.executable, "-c", code, str(art)], capture_output=True, text=True, check=True, env=environment
        )
        assert run.stdout.strip() == hashlib.sha256(first).hexdigest()


def test_a_stopped_print_leaves_nothing(tmp_path):
    path = tmp_path / "packets.pdf"
    progress = Progress(lambda done, total, label: progress.cancel() if done == 1 else None)
    with pytest.raises(Cancelled):
        render([made.packet()] * 3, path, progress=progress)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path):
    with pytest.raises(UserError, match="Nothing was printed"):
        render([made.packet()], tmp_path / "nowhere" / "packet.pdf")
    with pytest.raises(UserError, match="nobody"):
        render([], tmp_path / "packet.pdf")
    assert list(tmp_path.iterdir()) == []


def test_missing_and_broken_pictures_become_frames(tmp_path):
    (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 no picture")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 no document")
    (tmp_path / "empty.png").write_bytes(b"")
    pieces = made.artifacts(None)
    files = ("broken.jpg", "broken.pdf", "empty.png")
    broken = tuple(replace(piece, file=tmp_path / name) for piece, name in zip(pieces, files, strict=True))
    gone = tuple(replace(piece, file=tmp_path / "gone.jpg") for piece in pieces)
    for artifacts in (broken, gone, pieces):
        assert lines(made.packet(artifacts=artifacts)).count("See the real thing") == 3


def test_characters_without_a_font_are_reported():
    packet = made.packet(learner=PacketLearner("晴美 Sato", "晴美"))
    data, report = compose([packet])
    assert report.missing == frozenset("晴美")
    assert finds(data, "晴美 Sato")


def test_the_longest_name_is_whole_on_the_cover_and_the_front():
    name = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsrat"
    for form in PacketForm:
        text = pages_text(compose([made.packet(learner=PacketLearner(name, name), form=form)])[0])[0]
        assert name in text.replace("\n", "")


def test_sections_follow_the_picker_but_cover_and_family_stay():
    packet = made.long_packet(sections=(PacketSection.GROWTH,))
    text = lines(packet)
    assert "is leading this conference" in text
    assert "How I am growing" in text
    assert "We talked about this plan together" in text
    assert "Dear family" not in text


def test_an_empty_section_that_was_picked_is_a_form_and_otherwise_left_out():
    empty = made.empty_packet(form=PacketForm.LONG)
    assert "My goals this term" not in lines(empty).split("My conference, step by step")[0]
    assert "Why it matters to me" not in lines(empty)
    picked = replace(empty, sections=(PacketSection.GOALS,))
    assert "Why it matters to me" in lines(picked)


def test_a_single_score_is_a_table_and_no_chart():
    growth = made.growth()
    text = lines(made.long_packet(growth=(replace(growth, points=growth.points[:1]),)))
    assert "195 and 201" in text
    assert "first time" in text
    assert "shaded band" not in text


def test_differences_within_the_error_are_about_the_same():
    text = lines(made.long_packet())
    assert text.count("about the same") == 2
    assert text.count("5 higher") == 3


def test_a_schools_own_scale_prints_its_boxes_and_words():
    scale = replace(made.SCALE, levels=tuple(ScaleLevel(word) for word in ("Seed", "Sprout", "Tree")))
    goals = (PacketGoal("I water it", progress=1),)
    text = lines(made.long_packet(scale=scale, goals=goals, abilities=()))
    assert "Sprout" in text
    assert "Almost" not in text


def test_a_progress_off_the_scale_is_a_bug():
    with pytest.raises(ValueError, match="outside the scale"):
        made.packet(goals=(PacketGoal("x", progress=9),))


def test_file_names_hold_no_identifier_and_do_not_collide():
    packet = made.packet()
    assert file_name(packet) == "Elif-Y_term2_packet.pdf"
    assert file_name(packet, {"elif-y_TERM2_packet.pdf"}) == "Elif-Y_term2_packet-2.pdf"
    assert file_name(packet, {"Elif-Y_term2_packet.pdf", "Elif-Y_term2_packet-2.pdf"}) == "Elif-Y_term2_packet-3.pdf"
    assert file_name(made.empty_packet()) == "Ada_packet.pdf"
    arabic = made.empty_packet(learner=PacketLearner("ليلى حداد", "ليلى"), term=PacketTerm("Herbst/Winter: 1"))
    assert file_name(arabic) == "ليلى-ح_herbst-winter-1_packet.pdf"
    assert file_name(made.empty_packet(learner=PacketLearner("../..", "../.."))) == "learner_packet.pdf"


def test_the_day_in_the_file_is_the_day_it_was_made():
    data, _ = compose([made.packet(made_on=date(2027, 1, 5))])
    assert b"D:20270105" in data


def test_work_of_an_earlier_term_is_not_called_this_terms(art):
    packet = made.long_packet(art)
    assert "3 pieces that show something I learned this term." in lines(packet)
    term = replace(packet.term, starts_on=max(piece.made_on for piece in packet.artifacts if piece.made_on))
    said = lines(replace(packet, term=term))
    assert "3 pieces that show something I learned." in said
    assert "learned this term" not in said
