"""Publishing: whatever happens to the folder or to the program, what is on its way arrives, whole and once."""

import random

import pytest

from learnerplan.domain.shares import Section
from learnerplan.sharing import capture, layout, publish, rounds
from learnerplan.sharing.faults import Taken
from learnerplan.sharing.problems import Trouble
from tests.sharing.memory_files import MemoryFiles
from tests.sharing.sides import SHARE, Side, sides

TEXT = "SELECT text FROM note WHERE id = 'note-2'"
SET = "UPDATE note SET text = ? WHERE id = 'note-2'"


def held(side: Side):
    with side.book.reading() as connection:
        return rounds.held(connection, SHARE)


def incompressible(length: int, seed: int = 5) -> str:
    """A text of twenty bits a character."""
    data = random.Random(seed).randbytes(length * 4)
    return "".join(chr(0x10000 + int.from_bytes(data[at : at + 4]) % 0x100000) for at in range(0, len(data), 4))


def unsent(side: Side) -> object:
    return side.value("SELECT (SELECT count(*) FROM share_out) + (SELECT count(*) FROM share_batch WHERE wrote = 0)")


def test_a_batch_of_what_was_done_goes_out_once():
    owner, ana = sides("owner", "ana")
    owner.edit(SET, "new")
    assert owner.round().sent == 1
    assert owner.round().sent == 0
    assert len(owner.written()) == 1
    assert ana.round().taken == 1
    assert ana.value(TEXT) == "new"


def test_sections_have_batches_of_their_own():
    owner, plain, ana = sides("owner", "plain", "ana")
    owner.edit(SET, "for all")
    owner.edit("UPDATE support SET text = 'for some' WHERE id = 'support-1'")
    assert owner.round().sent == 2
    for side in (plain, ana):
        side.round()
        assert side.value(TEXT) == "for all"
    support = "SELECT text FROM support WHERE id = 'support-1'"
    assert ana.value(support) == "for some"
    assert plain.value(support) is None


def test_what_waits_for_a_section_without_a_key_stays():
    (plain,) = sides("plain")
    with plain.book.writing("Send") as connection:
        connection.execute("INSERT INTO share_out(share, section, op) VALUES (?, 'restricted', '[]')", (SHARE,))
        assert publish.pack(connection, plain.ports, held_in(connection)) == 0
    assert plain.value("SELECT count(*) FROM share_out") == 1


def held_in(connection):
    return rounds.held(connection, SHARE)


def test_much_is_divided_into_several_batches_of_one_chain():
    owner, ana = sides("owner", "ana")
    for number in range(3):
        owner.edit("INSERT INTO note VALUES (?, 'learner-2', ?, NULL)", f"note-{9 + number}", "long " * 60_000)
    assert owner.round().sent >= 2
    ana.round()
    assert ana.states() == owner.states()


def test_what_does_not_fit_into_a_file_is_divided_further():
    owner, ana = sides("owner", "ana")
    for number in range(3):
        text = incompressible(160_000, number)
        owner.edit("INSERT INTO note VALUES (?, 'learner-2', ?, NULL)", f"note-{9 + number}", text)
    assert owner.round().sent >= 2
    ana.round()
    assert ana.states() == owner.states()
    assert all(len(owner.files.held[path]) <= 1 << 20 for path in owner.batch_paths())


def test_a_single_text_that_is_too_large_is_told_and_stays_here_and_the_rest_goes():
    owner, ana = sides("owner", "ana")
    owner.edit(SET, incompressible(450_000))
    owner.edit("UPDATE note SET text = 'short' WHERE id = 'note-3'")
    assert owner.round().sent == 1
    assert [kind for kind, *_rest in owner.troubles()] == [Trouble.TOO_LONG]
    assert len(str(owner.value(TEXT))) == 450_000
    ana.round()
    assert ana.value("SELECT text FROM note WHERE id = 'note-3'") == "short"
    assert unsent(owner) == 0


@pytest.mark.parametrize("fault", ["read_only", "full", "gone", "busy", "refused"])
def test_a_folder_that_does_not_do_what_is_asked_is_told_and_nothing_is_lost(fault):
    owner, ana = sides("owner", "ana")
    owner.edit(SET, "waits")
    owner.files.fault = fault
    came = owner.round()
    assert not came.ended
    assert came.sent == 0
    expected = fault if fault in ("read_only", "full") else "gone"
    assert owner.troubles() == [(Trouble.FOLDER, "", expected)]
    assert unsent(owner) == 1
    owner.files.fault = None
    assert owner.round().sent == 1
    assert owner.troubles() == []
    ana.round()
    assert ana.value(TEXT) == "waits"


class Stumbling(MemoryFiles):
    """A folder that fails at the n-th call of any kind, and works again after it."""

    def __init__(self, held: dict[str, bytes], at: int, fault: str) -> None:
        super().__init__(held)
        self.left, self.why = at, fault

    def _meet(self, path: str, *, writing: bool = False) -> None:
        self.left -= 1
        self.fault = self.why if self.left == 0 else None
        super()._meet(path, writing=writing)


@pytest.mark.parametrize("fault", ["busy", "full"])
def test_at_whichever_call_the_folder_fails_the_next_round_goes_on(fault):
    for at in range(1, 40, 2 if fault == "full" else 1):
        owner, ana = sides("owner", "ana")
        ana.edit("UPDATE note SET text = 'theirs' WHERE id = 'note-3'")
        ana.round()
        owner.edit(SET, "mine")
        owner.edit("UPDATE support SET text = 'quiet' WHERE id = 'support-1'")
        whole = owner.files
        owner.files = Stumbling(whole.held, at, fault)
        came = owner.round()
        owner.files = whole
        owner.round()
        ana.round()
        assert ana.states() == owner.states(), at
        assert owner.troubles() == []
        if came.ended and at > 10:
            break
    assert came.ended


def test_what_was_written_counts_as_written_when_the_next_write_fails():
    (owner,) = sides("owner")
    owner.edit(SET, "one")
    owner.edit("UPDATE support SET text = 'two' WHERE id = 'support-1'")
    with owner.book.writing("Pack") as connection:
        capture.capture(connection, owner.ports)
        assert publish.pack(connection, owner.ports, held_in(connection)) == 2
    owner.files = Stumbling(owner.files.held, 2, "full")
    with pytest.raises(Exception, match="full"):
        publish.write_out(owner.ports, owner.files, held(owner))
    assert owner.value("SELECT count(*) FROM share_batch WHERE wrote = 0") == 1
    assert publish.write_out(owner.ports, owner.files, held(owner)) == 1
    sections = "SELECT section FROM share_batch WHERE session = ? ORDER BY section"
    found = owner.book.connection.execute(sections, (owner.ports.session,)).fetchall()
    assert found == [(Section.MAIN.value,), (Section.RESTRICTED.value,)]


def test_a_torn_file_under_our_name_is_left_and_the_batch_goes_beside_it():
    owner, ana = sides("owner", "ana")
    owner.edit(SET, "torn")
    with owner.book.writing("Pack") as connection:
        capture.capture(connection, owner.ports)
        publish.pack(connection, owner.ports, held_in(connection))
    seq, digest = owner.book.connection.execute("SELECT seq, hash FROM share_batch WHERE wrote = 0").fetchone()
    path = layout.batch(SHARE, owner.ports.session, seq, digest)
    owner.files.held[path] = b"torn"
    assert owner.round().sent == 1
    assert owner.files.held[path] == b"torn"
    assert layout.again(path, 1) in owner.files.held
    ana.round()
    assert ana.value(TEXT) == "torn"


def test_names_are_tried_up_to_a_limit():
    files = MemoryFiles()
    path = layout.batch(SHARE, f"{'0' * 16}-{'0' * 12}", 1, "0" * 64)
    for copy in range(publish.MOST_COPIES + 1):
        files.held[layout.again(path, copy) if copy else path] = b"other"
    with pytest.raises(Taken):
        publish.put(files, path, b"mine")
    del files.held[layout.again(path, 7)]
    publish.put(files, path, b"mine", 3)
    assert files.held[layout.again(path, 7)] == b"mine"
