"""The watched folder: what is new, what rests, what looks like an export, and what is remembered. No clock is asked."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pytest

from learnerplan.errors import UserError
from learnerplan.services import watching
from learnerplan.services.watching import Folder, Remembered, Seen

ROSTER = "Student ID,First Name,Last Name,Grade\n1,Ana,Silva,6\n2,Kai,Nakamura,6\n"
SURVEY = "Timestamp,Your name?,What are you good at?\n2026/09/01 9:00:00,Ana Silva,Maps\n"
OTHER = "Date,Description,Amount\n2026-09-01,Coffee,3.50\n"


@pytest.fixture
def downloads(tmp_path):
    folder = tmp_path / "Downloads"
    folder.mkdir()

    def write(name, content):
        path = folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    write.folder = folder
    return write


def seen(path, size=10, changed=100):
    return Seen(path, size, changed)


def test_what_was_there_is_no_news_and_what_comes_is_told_once_when_it_rests(tmp_path):
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    folder = Folder(tmp_path, since=100)
    assert folder.look([seen(old)]) == []
    assert not folder.restless
    assert folder.look([seen(old), seen(new, 10, 200)]) == []
    assert folder.restless
    assert folder.look([seen(old), seen(new, 20, 210)]) == []
    assert folder.look([seen(old), seen(new, 20, 210)]) == [new]
    assert folder.look([seen(old), seen(new, 20, 210)]) == []
    assert not folder.restless


def test_what_came_while_nobody_looked_is_new(tmp_path):
    late = tmp_path / "late.csv"
    folder = Folder(tmp_path, since=100)
    assert folder.look([seen(late, 10, 150)]) == []
    assert folder.look([seen(late, 10, 150)]) == [late]


def test_a_file_that_is_written_again_is_looked_at_again(tmp_path):
    path = tmp_path / "roster.csv"
    folder = Folder(tmp_path, since=100)
    for _ in range(2):
        folder.look([seen(path)])
    folder.look([seen(path, 30, 300)])
    assert folder.look([seen(path, 30, 300)]) == [path]


def test_a_file_that_goes_and_comes_is_told_again(tmp_path):
    path = tmp_path / "roster.csv"
    folder = Folder(tmp_path, since=0)
    assert [folder.look([seen(path)]) for _ in range(2)][1] == [path]
    assert folder.look([]) == []
    assert [folder.look([seen(path)]) for _ in range(2)][1] == [path]


def test_only_names_of_tables_are_looked_at(downloads):
    for name in ("a.csv", "b.xlsx", "c.zip", "d.json", "e.csv.crdownload", "f.part", "g.pdf", ".h.csv", "~$i.xlsx"):
        downloads(name, "x")
    downloads("empty.csv", "")
    (downloads.folder / "folder.csv").mkdir()
    assert sorted(each.path.name for each in watching.seen_in(downloads.folder)) == [
        "a.csv",
        "b.xlsx",
        "c.zip",
        "d.json",
    ]


def test_a_folder_that_is_gone_is_a_sentence(tmp_path):
    with pytest.raises(UserError, match="“Downloads” is not there any more"):
        watching.seen_in(tmp_path / "Downloads")


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("students.csv", ROSTER, "roster"),
        ("list.csv", ROSTER, "roster"),
        ("Our form (Responses).csv", SURVEY, "survey"),
    ],
)
def test_an_export_is_offered_with_its_kind_and_hash(downloads, name, text, kind):
    path = downloads(name, text)
    offer = watching.examine(path)
    assert offer is not None
    assert (offer.path, offer.kind) == (path, kind)
    assert offer.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert offer.evidence


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bank.csv", OTHER),
        ("letter.txt", "Dear families,\nwe meet on Monday.\n"),
        ("lies.csv", b"%PDF-1.7 nothing of a table"),
        ("broken.xlsx", b"PK\x03\x04 not really"),
        ("data.json", '{"a": [1, 2]}'),
        ("roster.csv.part", ROSTER),
    ],
)
def test_anything_else_is_left_alone(downloads, name, content):
    assert watching.examine(downloads(name, content)) is None


def test_a_zip_is_offered_by_what_is_in_it(downloads):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("students.csv", ROSTER)
    offer = watching.examine(downloads("export.zip", held.getvalue()))
    assert offer is not None
    assert offer.kind == "roster"


def test_of_a_long_file_the_head_is_enough(downloads):
    rows = "".join(f"{number},Ana{number},Silva,6\n" for number in range(20_000))
    offer = watching.examine(downloads("students.csv", ROSTER + rows))
    assert offer is not None
    assert offer.kind == "roster"


def test_what_is_settled_is_not_offered(downloads):
    path = downloads("students.csv", ROSTER)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert watching.examine(path, {digest}) is None
    assert watching.examine(path, {hashlib.sha256(b"").hexdigest()}) is not None


def test_a_file_that_went_away_is_no_error(tmp_path):
    assert watching.examine(tmp_path / "students.csv") is None


def test_what_was_said_is_kept_and_bounded(tmp_path):
    path = tmp_path / "offers.json"
    said = Remembered(since=7).say_later("a").say_later("b").say_never("a")
    watching.save(said, path)
    assert watching.load(path) == Remembered(never=("a",), later=("b",), since=7)
    for number in range(watching.KEPT + 5):
        said = said.say_never(str(number))
    assert len(said.never) == watching.KEPT
    assert said.never[-1] == str(watching.KEPT + 4)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"never": 3, "later": [1, "a"], "since": "x"}'])
def test_a_broken_file_is_as_good_as_none(tmp_path, text):
    path = tmp_path / "offers.json"
    path.write_text(text, encoding="utf-8")
    assert watching.load(path).never == ()
    assert watching.load(path).since == 0
