"""`share join --code-picture`: the same code, from a picture of it."""

from __future__ import annotations

import json

import pytest

from learnerplan import cli
from learnerplan.domain.shares import Role, Scope, ShareKind
from learnerplan.services import classes, planbooks, share_members, share_sync, shares
from tests.room import TODAY
from tests.sharing.code_pictures import photo, square


@pytest.fixture
def join(capsys, tmp_path, monkeypatch):
    """Run `share join` with an empty planbook; gives code, stdout and stderr."""
    monkeypatch.setenv("LEARNERPLAN_HOME", str(tmp_path / "home"))
    planbooks.create(tmp_path / "other", today=TODAY, teacher="Mr. Ortiz").close()
    (tmp_path / "between").mkdir()

    def run(*words: object):
        place = ("--planbook", str(tmp_path / "other"), "share", "join", str(tmp_path / "between"))
        code = cli.main([*place, *map(str, words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_a_picture_of_the_code_is_as_good_as_the_code(join, room, tmp_path):
    scope = Scope(ShareKind.CLASS, classes.listed(room.store)[0].id)
    share = shares.create(room.store, tmp_path / "between", scope=scope, name="Room 12", me="Ms. Okoye")
    code = share_members.invite(room.store, share.id, name="Mr. Ortiz", role=Role.READER).code
    share_sync.sync(room.store)
    photo(square(code), turned=30).save(tmp_path / "code.jpg")
    found, out, err = join("--code-picture", tmp_path / "code.jpg", "--json")
    assert found == 0, err
    told = json.loads(out)
    assert (told["id"], told["state"], len(told["words"])) == (share.id, "asking", 6)


def test_what_is_no_picture_of_a_code_is_said(join, tmp_path):
    (tmp_path / "words.txt").write_text("words")
    code, _, err = join("--code-picture", tmp_path / "words.txt")
    assert code == 1
    assert "cannot be read as a picture" in err
    photo(square("https://example.org")).save(tmp_path / "menu.png")
    code, _, err = join("--code-picture", tmp_path / "menu.png")
    assert code == 1
    assert "no code to join with" in err


def test_code_and_picture_are_not_given_both_and_not_left_out_both(join, tmp_path):
    picture = tmp_path / "code.png"
    square("A").save(picture)
    assert join("--code", "AAAA", "--code-picture", picture)[0] == 2
    assert join()[0] == 2
    assert join("--code-picture", tmp_path / "gone.png")[0] == 2
