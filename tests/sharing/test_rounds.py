"""A round over a share: from its beginning to its end, whatever state the share is in."""

from dataclasses import replace

import pytest

from learnerplan.domain.shares import ShareState
from learnerplan.sharing import rounds
from learnerplan.sharing.layout import MARKER
from learnerplan.sharing.problems import Trouble
from tests.sharing.handmade import Handmade
from tests.sharing.sides import SHARE, Side, sides

TEXT = "SELECT text FROM note WHERE id = 'note-2'"
SET = "UPDATE note SET text = ? WHERE id = 'note-2'"


def synced(side: Side) -> str | None:
    with side.book.reading() as connection:
        return rounds.synced_at(connection, SHARE)


def state(side: Side, value: ShareState) -> None:
    with side.book.writing("Say how it is") as connection:
        connection.execute("UPDATE share SET state = ? WHERE id = ?", (value.value, SHARE))


def test_a_round_that_came_to_its_end_is_noted_with_its_time():
    (owner,) = sides("owner")
    with owner.book.writing("Forget") as connection:
        connection.execute("DELETE FROM share_meta WHERE name LIKE 'synced%'")
    assert synced(owner) is None
    assert owner.round().ended
    first = synced(owner)
    assert first is not None
    owner.files.fault = "gone"
    owner.round()
    assert synced(owner) == first


def test_a_folder_without_its_marker_is_not_there_and_nothing_in_it_is_touched():
    owner, ana = sides("owner", "ana")
    owner.edit(SET, "waits")
    del owner.files.held[MARKER]
    before = dict(owner.files.held)
    came = owner.round()
    assert (came.ended, came.sent, came.listing) == (False, 0, [])
    assert owner.files.held == before
    assert owner.troubles() == [(Trouble.FOLDER, "", "gone")]
    assert ana.round().ended is False


def test_a_share_that_is_not_there_is_a_mistake_of_the_caller():
    (owner,) = sides("owner")
    with pytest.raises(KeyError):
        rounds.run(owner.ports, owner.files, "f" * 32)


@pytest.mark.parametrize("gone", [ShareState.LEFT, ShareState.REVOKED])
def test_a_share_that_is_over_is_left_alone(gone):
    owner, ana = sides("owner", "ana")
    owner.edit(SET, "after it")
    owner.round()
    state(ana, gone)
    ana.edit(SET, "for myself")
    before = dict(ana.files.held)
    came = ana.round()
    assert (came.sent, came.news) == (0, 0)
    assert ana.files.held == before
    assert ana.value(TEXT) == "for myself"


def test_without_keys_a_share_waits():
    owner, ana = sides("owner", "ana")
    with ana.book.writing("Lose them") as connection:
        connection.execute("DELETE FROM share_key")
        connection.execute("DELETE FROM share_entry")
    ana.files.held = {path: data for path, data in ana.files.held.items() if "/k/" not in path}
    ana.edit(SET, "waits for keys")
    came = ana.round()
    assert (came.sent, came.news, came.ended) == (0, 0, True)
    assert owner.round().ended


def test_what_was_here_before_goes_into_a_share_after_what_was_there():
    owner, ana = sides("owner", "ana")
    owner.edit("INSERT INTO note VALUES ('note-9', 'learner-2', 'was there', NULL)")
    owner.round()
    with ana.book.editing("Write") as connection:
        connection.execute("DELETE FROM share_meta WHERE name = ?", (f"entered {SHARE}",))
        connection.execute("INSERT INTO note VALUES ('note-8', 'learner-2', 'was here', NULL)")
        connection.execute("UPDATE share_meta SET value = (SELECT max(seq) FROM change) WHERE name = 'captured'")
    ana.round()
    owner.round()
    for side in (owner, ana):
        assert side.value("SELECT count(*) FROM note WHERE id IN ('note-8', 'note-9')") == 2


def test_files_of_a_later_version_are_looked_at_again_after_an_update():
    owner, ana = sides("owner", "ana")
    hand = Handmade(ana)
    hand.put([], reader=2)
    owner.round()
    seen = "SELECT count(*) FROM share_file WHERE outcome = 'newer'"
    assert owner.value(seen) == 1
    owner.ports = replace(owner.ports, version="next")
    owner.files.fault = "gone"
    owner.round()
    assert owner.value(seen) == 0
    assert Trouble.NEWER not in {kind for kind, *_rest in owner.troubles()}


def test_the_first_round_of_a_planbook_is_no_update():
    (owner,) = sides("owner")
    with owner.book.writing("Forget") as connection:
        connection.execute("DELETE FROM share_meta WHERE name IN ('shape', 'app')")
    assert owner.round().ended
    assert owner.value("SELECT value FROM share_meta WHERE name = 'shape'") == owner.ports.shape.version


def test_a_round_that_has_nothing_to_do_changes_nothing():
    (owner,) = sides("owner")
    owner.round()
    before = dict(owner.files.held)
    states = owner.states()
    came = owner.round()
    assert (came.sent, came.news, came.again, came.taken) == (0, 0, 0, 0)
    assert owner.files.held == before
    assert owner.states() == states
