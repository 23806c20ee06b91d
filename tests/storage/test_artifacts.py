from __future__ import annotations

import errno
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from learnerplan.domain import records
from learnerplan.errors import UserError
from learnerplan.storage import artifacts
from learnerplan.storage.faults import told_of_files


def attach(store, learner, data, name, title="Work"):
    """What the service does: the file first, then its row."""
    folder = artifacts.learner_folder(store, store.folder, learner, "Ana Silva")
    stored = artifacts.store_file(store.folder, folder, data, name)
    with store.transaction("Add artifact") as tx:
        tx.add(
            records.Artifact,
            learner_id=learner,
            title=title,
            path=stored.path,
            sha256=stored.sha256,
            size=stored.size,
            media_type=stored.media_type,
            added_on=date(2026, 9, 1),
        )
    return stored


def learner(store, given="Ana"):
    with store.transaction("Add student") as tx:
        return tx.add(records.Learner, given_name=given, family_name="Silva")


def test_a_file_is_kept_under_a_readable_name(store, tmp_path):
    source = tmp_path / "My lion.png"
    source.write_bytes(b"\x89PNG\r\n\x1a\nlion")
    stored = artifacts.store_file(store.folder, "Ana Silva", source, source.name)
    assert stored.path == "Ana Silva/My lion.png"
    assert (stored.size, stored.media_type) == (12, "image/png")
    assert artifacts.find(store.folder, stored.path).read_bytes() == source.read_bytes()
    assert len(stored.sha256) == 64
    assert not list(store.folder.artifacts.rglob("*.part"))


def test_equal_bytes_are_kept_once_a_learner(store):
    first = artifacts.store_file(store.folder, "Ana Silva", b"same", "a.txt")
    again = artifacts.store_file(store.folder, "Ana Silva", b"same", "b.txt")
    other = artifacts.store_file(store.folder, "Ben Okri", b"same", "a.txt")
    assert again.path == first.path
    assert other.path == "Ben Okri/a.txt"


def test_names_that_differ_in_case_alone_are_numbered(store):
    paths = [
        artifacts.store_file(store.folder, "Ana Silva", data, name).path
        for data, name in [(b"1", "Lion.txt"), (b"2", "lion.TXT"), (b"3", "LION.txt")]
    ]
    assert [path.split("/")[1] for path in paths] == ["Lion.txt", "lion-2.TXT", "LION-3.txt"]


def test_a_phone_photo_is_known_by_its_bytes(store):
    heic = b"\x00\x00\x00\x18ftypheic" + b"\0" * 20
    assert artifacts.store_file(store.folder, "Ana", heic, "IMG_1.jpg").media_type == "image/heic"
    assert artifacts.store_file(store.folder, "Ana", b"anything", "notes.docx").media_type.endswith("document")
    assert artifacts.store_file(store.folder, "Ana", b"?", "thing.xyz").media_type == "application/octet-stream"


def test_the_folder_stays_when_the_learner_is_renamed(store):
    ana = learner(store)
    attach(store, ana, b"1", "a.txt")
    assert artifacts.learner_folder(store, store.folder, ana, "Anna Souza") == "Ana Silva"


def test_two_learners_of_one_name_get_folders_of_their_own(store):
    first, second = learner(store), learner(store, "ana")
    attach(store, first, b"1", "a.txt")
    attach(store, second, b"1", "a.txt")
    folders = {artifacts.learner_folder(store, store.folder, who, "x") for who in (first, second)}
    assert len({name.casefold() for name in folders}) == 2
    assert all(name.startswith("Ana Silva") for name in folders)


def test_a_folder_comes_back_to_its_learner_after_an_undo_and_to_nobody_else(store):
    first, second = learner(store), learner(store)
    attach(store, first, b"1", "a.txt")
    store.undo()
    assert artifacts.learner_folder(store, store.folder, first, "Ana Silva") == "Ana Silva"
    assert artifacts.learner_folder(store, store.folder, second, "Ana Silva") != "Ana Silva"


def test_a_folder_that_somebody_made_by_hand_is_left_alone(store):
    (store.folder.artifacts / "ana silva").mkdir()
    assert artifacts.learner_folder(store, store.folder, learner(store), "Ana Silva").startswith("Ana Silva ")


@pytest.mark.parametrize(
    "path", ["../planbook.key", "/etc/passwd", "Ana/../../planbook.db", "C:/x", "Ana\\..\\x", "", "a\0b"]
)
def test_paths_that_leave_the_tree_are_refused(store, path):
    with pytest.raises(UserError, match="outside the artifacts folder"):
        artifacts.resolve(store.folder, path)


def test_a_link_that_leaves_the_tree_is_refused(store):
    link = store.folder.artifacts / "out"
    try:
        link.symlink_to(store.folder.path, target_is_directory=True)
    except OSError:
        pytest.skip("this system makes no symbolic links for us")
    with pytest.raises(UserError):
        artifacts.resolve(store.folder, "out/planbook.key")


def test_a_file_whose_accents_are_spelled_apart_is_found(store):
    place = store.folder.artifacts / "Jose\u0301"
    place.mkdir()
    (place / "e\u0301tude.pdf").write_bytes(b"x")
    assert artifacts.find(store.folder, "José/étude.pdf").read_bytes() == b"x"


def test_a_missing_file_is_a_sentence(store):
    with pytest.raises(UserError, match=r"Ana/gone\.pdf is no longer"):
        artifacts.find(store.folder, "Ana/gone.pdf")
    with pytest.raises(UserError, match="There is no file"):
        artifacts.store_file(store.folder, "Ana", Path("nowhere.pdf"), "nowhere.pdf")


def test_undo_deletes_no_file_and_orphans_wait_thirty_days(store):
    stored = attach(store, learner(store), b"1", "a.txt")
    store.undo()
    file = artifacts.find(store.folder, stored.path)
    assert artifacts.clean_orphans(store, store.folder) == []
    soon, later = (datetime.now(UTC) + timedelta(days=days) for days in (29, 31))
    assert artifacts.clean_orphans(store, store.folder, soon) == []
    assert artifacts.clean_orphans(store, store.folder, later) == [stored.path]
    assert not file.exists()


def test_an_old_file_that_was_let_go_just_now_waits_too(store):
    stored = attach(store, learner(store), b"1", "a.txt")
    file = artifacts.find(store.folder, stored.path)
    store.undo()
    os.utime(file, (0, 0))
    assert artifacts.clean_orphans(store, store.folder) == []


def test_cleaning_leaves_named_files_and_what_the_teacher_put_there(store):
    stored = attach(store, learner(store), b"1", "a.txt")
    by_hand = store.folder.artifacts / "Ana Silva" / "my own notes.txt"
    by_hand.write_text("keep", encoding="utf-8")
    half = store.folder.artifacts / "Ana Silva" / "b.txt.part"
    half.write_bytes(b"half")
    later = datetime.now(UTC) + timedelta(days=400)
    assert artifacts.clean_orphans(store, store.folder, later) == ["Ana Silva/b.txt.part"]
    assert by_hand.exists()
    assert artifacts.find(store.folder, stored.path).exists()


@pytest.mark.parametrize(
    ("code", "words"),
    [(errno.ENOSPC, "the disk is full"), (errno.EROFS, "may not be read or written"), (errno.EIO, "Input/output")],
)
def test_the_systems_errors_become_sentences(code, words):
    with pytest.raises(UserError, match=words), told_of_files("The file lion.pdf was not kept"):
        raise OSError(code, os.strerror(code))


@pytest.mark.skipif(os.name == "nt", reason="limits of file sizes are a POSIX matter")
def test_a_disk_that_fills_up_leaves_nothing_behind(store):
    import resource
    import signal

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        with pytest.raises(UserError, match="the disk is full"):
            artifacts.store_file(store.folder, "Ana", b"x" * 100_000, "big.bin")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert list(artifacts.present_files(store.folder)) == []
