"""What a child drew or said is their work, in their voice, and waits for an adult."""

from __future__ import annotations

import pytest

from learnerplan.domain.artifacts import ArtifactKind
from learnerplan.domain.audiences import Audience
from learnerplan.domain.profiles import Made, Voice
from learnerplan.errors import UserError
from learnerplan.services import artifacts, releases, student_work

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def test_a_drawing_is_the_childs_and_waits_for_an_ok(room):
    student_work.keep_drawing(room.store, room.ana, PNG, why="My kite", on=room.today)
    (row,) = artifacts.of_learner(room.store, room.ana)
    assert (row.title, row.kind, row.why, row.audience) == (
        "My drawing", ArtifactKind.DRAWING, "My kite", Audience.RECORD,
    )  # fmt: skip
    assert artifacts.file_of(room.store, row).read_bytes() == PNG
    voice, made = (room.store.value(f"SELECT {column} FROM artifact") for column in ("voice", "made"))
    assert (voice, made) == (Voice.LEARNER, Made.DREW)
    assert [each.text for each in releases.waiting(room.store, room.ana)] == ["My drawing: My kite"]


def test_a_recording_is_copied_and_named_by_what_was_asked(room, tmp_path):
    file = tmp_path / "now.m4a"
    file.write_bytes(b"\0\0\0\x18ftypM4A " + bytes(30))
    student_work.keep_recording(room.store, room.ana, file, title="How it went", on=room.today)
    (row,) = artifacts.of_learner(room.store, room.ana)
    assert (row.title, row.kind, row.media_type) == ("How it went", ArtifactKind.RECORDING, "audio/mp4")
    assert room.store.value("SELECT made FROM artifact") == Made.DICTATED
    assert file.is_file()


def test_a_recording_that_is_gone_is_said(room, tmp_path):
    with pytest.raises(UserError, match="There is no file"):
        student_work.keep_recording(room.store, room.ana, tmp_path / "gone.m4a", on=room.today)
    assert artifacts.of_learner(room.store, room.ana) == []
