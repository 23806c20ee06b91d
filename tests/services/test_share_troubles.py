"""Each trouble has a plain sentence and a next step; what only needs time is not told before it had some."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from learnerplan.services import share_troubles
from learnerplan.sharing import problems
from learnerplan.sharing.problems import Trouble
from tests.sharing.sides import SHARE, Side, sides

LATER = timedelta(days=2)
CODE = re.compile(
    r"_|\b(?:batch|session|hash|key|epoch|chain|log|operation|sync|op|device|json|None)\b|[0-9a-f]{8}", re.I
)
FOLDER = ("gone", "read_only", "full", "refused", "busy")


def now(side: Side) -> datetime:
    return datetime.fromtimestamp(side.now / 1000, UTC)


def told(side: Side, after: timedelta = LATER):
    with side.book.reading() as connection:
        return share_troubles.told(connection, SHARE, now(side) + after)


def note(side: Side, kind: Trouble, subject: str = "", detail: str = "") -> None:
    with side.book.writing("Note") as connection:
        problems.note(connection, side, SHARE, kind, subject, detail)


def is_plain(problem) -> bool:
    texts = (problem.sentence, problem.next_step)
    return all(
        (text[0].isupper() or text[0].isdigit()) and text.endswith(".") and not CODE.search(text) for text in texts
    )


@pytest.mark.parametrize("kind", [kind for kind in Trouble if kind is not Trouble.FOLDER])
@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("count", [1, 3])
def test_each_kind_is_told_in_plain_words_with_a_next_step(kind, known, count):
    owner, ana = sides("owner", "ana")
    session = f"{ana.device.id if known else '0' * 16}-{'a' * 12}"
    for number in range(count):
        note(owner, kind, f"main/{session}/{number}", "reader 2" if kind is Trouble.RIGHTS else "any")
    (problem,) = told(owner)
    assert problem.kind == kind.value
    assert is_plain(problem), (problem.sentence, problem.next_step)
    assert known is False or kind in WITHOUT_NAME or "ana" in problem.sentence
    assert problem.since == now(owner).replace(microsecond=0)


WITHOUT_NAME = (Trouble.DAMAGED, Trouble.FORGED, Trouble.NEWER, Trouble.TOO_LONG, Trouble.RIGHTS)


@pytest.mark.parametrize("reason", [*FOLDER, "unheard of"])
def test_each_way_in_which_a_folder_fails_has_its_own_words(reason):
    (owner,) = sides("owner")
    note(owner, Trouble.FOLDER, "", reason)
    (problem,) = told(owner, timedelta())
    assert is_plain(problem)
    assert problem.grave is (reason in ("read_only", "full", "refused", "unheard of"))


def test_the_ways_in_which_a_folder_fails_are_told_apart():
    sentences = set()
    for reason in FOLDER:
        (owner,) = sides("owner")
        note(owner, Trouble.FOLDER, "", reason)
        sentences.add(told(owner)[0].sentence)
    assert len(sentences) == len(FOLDER)


@pytest.mark.parametrize("kind", [Trouble.GAP, Trouble.DAMAGED])
def test_what_only_needs_time_is_not_told_before_it_had_some(kind):
    (owner,) = sides("owner")
    note(owner, kind, "main/x")
    assert told(owner, timedelta(minutes=1)) == []
    (problem,) = told(owner, timedelta(minutes=11))
    assert not problem.grave


def waits(side: Side, *rows: str, waiting: str) -> None:
    with side.book.writing("Wait") as connection:
        for row in rows:
            state = json.dumps({"l": [], "c": {}, "s": {}})
            connection.execute("INSERT INTO share_row VALUES ('note', ?, ?, ?, 0)", (row, state, waiting))
            connection.execute("INSERT INTO share_scope VALUES (?, 'note', ?, 'main')", (SHARE, row))


@pytest.mark.parametrize(("rows", "words"), [(("n1",), "1 entry waits"), (("n1", "n2"), "2 entries wait")])
def test_rows_that_wait_for_an_update_are_counted(rows, words):
    (owner,) = sides("owner")
    waits(owner, *rows, waiting="for note x\nnewer mood")
    (problem,) = told(owner)
    assert problem.sentence.startswith(words)
    assert is_plain(problem)
    assert not problem.grave


@pytest.mark.parametrize(("rows", "words"), [(("n1",), "1 entry waits"), (("n1", "n2"), "2 entries wait")])
def test_rows_that_wait_for_others_are_told_when_something_is_missing_for_a_day(rows, words):
    (owner,) = sides("owner")
    waits(owner, *rows, waiting="for learner x")
    assert told(owner) == []
    note(owner, Trouble.GAP, "main/x")
    assert len(told(owner, timedelta(hours=2))) == 1
    (_gap, problem) = told(owner)
    assert problem.sentence.startswith(words)
    assert is_plain(problem)


@pytest.mark.parametrize(("count", "words"), [(1, "1 entry was"), (2, "2 entries were")])
def test_rows_that_stay_although_they_were_deleted_are_told_until_they_were_seen(count, words):
    (owner,) = sides("owner")
    with owner.book.writing("Keep") as connection:
        connection.executemany(
            "INSERT INTO share_notice(share, kind, tbl, row_id, detail, at) VALUES (?, 'kept', 'note', ?, '', ?)",
            [(SHARE, f"note-{number}", now(owner).isoformat()) for number in range(count)],
        )
    (problem,) = told(owner)
    assert problem.sentence.startswith(words)
    assert is_plain(problem)
    with owner.book.writing("See") as connection:
        connection.execute("UPDATE share_notice SET seen = 1")
    assert told(owner) == []


def test_a_share_without_trouble_says_nothing():
    (owner,) = sides("owner")
    assert told(owner) == []


def test_a_log_that_went_two_ways_says_whose_word_is_needed():
    owner, _ana = sides("owner", "ana")
    note(owner, Trouble.FORK, "log 4")
    (problem,) = told(owner)
    assert is_plain(problem), (problem.sentence, problem.next_step)
    assert "decided twice" in problem.sentence
    assert "look at who is in it" in problem.next_step
