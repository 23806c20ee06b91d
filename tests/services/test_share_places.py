from __future__ import annotations

import pytest

from learnerplan.errors import UserError
from learnerplan.progress import Cancelled, Progress
from learnerplan.services import share_places
from learnerplan.sharing.layout import MARKER

SHARE = "a" * 32


@pytest.fixture
def shared(tmp_path):
    """A shared folder with two files of a share."""
    folder = tmp_path / "shared"
    _put(folder, MARKER)
    _put(folder, f"v1/{SHARE}/d/s1/00000001-aa.b")
    _put(folder, f"v1/{SHARE}/m/00000001-bb.m")
    return folder


def _put(folder, name, text="sealed"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def names(folder):
    return sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file())


def test_a_folder_with_a_planbook_in_it_or_around_it_is_refused(store, tmp_path):
    own = store.folder.path
    for place in (own, own / "artifacts", own.parent):
        with pytest.raises(UserError, match="Learnerplan folder lies there"):
            share_places.judge(store, place)
    with pytest.raises(UserError, match="There is no folder"):
        share_places.judge(store, tmp_path / "nowhere")


def test_who_carries_a_folder_is_told(store, tmp_path):
    carried = tmp_path / "x" / "OneDrive - School" / "Room 12"
    carried.mkdir(parents=True)
    assert share_places.judge(store, carried) == share_places.Judged(carried, "OneDrive", False)
    (carried / MARKER).write_text("{}")
    assert share_places.judge(store, carried).holds


def test_few_directories_are_watched(shared):
    found = [path.relative_to(shared).as_posix() for path in share_places.watched(shared, SHARE)]
    assert found == [".", f"v1/{SHARE}", f"v1/{SHARE}/d", f"v1/{SHARE}/d/s1", f"v1/{SHARE}/m"]
    for number in range(300):
        (shared / f"v1/{SHARE}/d/{number:04}").mkdir()
    assert len(share_places.watched(shared, SHARE)) == share_places.MOST_WATCHED
    assert share_places.watched(shared / "gone", SHARE) == []


def test_a_stick_carries_both_ways_and_overwrites_nothing(shared, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    assert share_places.carry(shared, stick) == share_places.Copied(2, 0)
    there = stick / "Learnerplan share"
    assert names(there) == names(shared)
    _put(there, f"v1/{SHARE}/d/s2/00000001-cc.b", "from the other side")
    _put(there, f"v1/{SHARE}/d/s1/00000001-aa.b", "spoilt on the stick")
    assert share_places.carry(shared, stick) == share_places.Copied(0, 1)
    assert (shared / f"v1/{SHARE}/d/s1/00000001-aa.b").read_text() == "sealed"
    assert (shared / f"v1/{SHARE}/d/s2/00000001-cc.b").read_text() == "from the other side"


def test_a_stick_that_holds_the_share_itself_is_used_as_it_is(shared, tmp_path):
    stick = tmp_path / "stick"
    _put(stick, MARKER)
    share_places.carry(shared, stick)
    assert names(stick) == names(shared)


def test_links_odd_names_and_half_files_are_not_carried(shared, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("mine")
    (shared / "v1" / "link").symlink_to(secret)
    (shared / "v1" / "way").symlink_to(tmp_path)
    _put(shared, f"v1/{SHARE}/d/s1/half.b.part")
    _put(shared, f"v1/{SHARE}/d/s1/Conflicted copy (1).b")
    (tmp_path / "stick").mkdir()
    assert share_places.carry(shared, tmp_path / "stick").out == 2


def test_a_folder_that_is_not_there_is_said_and_nothing_made(tmp_path):
    with pytest.raises(UserError, match="not there now"):
        share_places.carry(tmp_path / "gone", tmp_path / "stick")
    assert not (tmp_path / "stick").exists()


def test_a_stick_that_cannot_be_written_to_is_said(shared, tmp_path):
    stick = tmp_path / "stick"
    stick.write_text("a file, no folder")
    with pytest.raises(UserError, match="Not everything could be copied"):
        share_places.carry(shared, stick)


def test_stopping_leaves_no_half_file(shared, tmp_path):
    stick, progress = tmp_path / "stick", Progress()
    stick.mkdir()
    progress.cancel()
    with pytest.raises(Cancelled):
        share_places.carry(shared, stick, progress)
    assert names(stick) == []
