"""The note of an unforeseen error: where in the program it was, and nothing of anybody's data."""

from __future__ import annotations

from learnerplan import crashes


def failing():
    name = "Zoë Nguyễn"
    try:
        int(name)
    except ValueError as error:
        raise RuntimeError(f"{name} is no number") from error


def caught():
    try:
        failing()
    except RuntimeError as error:
        return error
    raise AssertionError


def test_the_note_has_the_kinds_of_error_and_the_lines_but_no_words_of_them(tmp_path):
    path = crashes.note(caught(), tmp_path)
    text = path.read_text(encoding="utf-8")
    assert text.index("RuntimeError") < text.index("ValueError")
    assert "in failing" in text
    assert "Zoë" not in text
    assert "int(name)" not in text


def test_notes_are_appended_and_a_long_log_is_begun_anew(tmp_path):
    crashes.note(caught(), tmp_path)
    path = crashes.note(caught(), tmp_path)
    assert path.read_text(encoding="utf-8").count("RuntimeError") == 2
    path.write_text("x" * 1_100_000, encoding="utf-8")
    crashes.note(caught(), tmp_path)
    assert path.read_text(encoding="utf-8").count("RuntimeError") == 1
    assert path.with_suffix(".old.log").exists()
