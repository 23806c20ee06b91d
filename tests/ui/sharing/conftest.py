"""Two planbooks that share a class through one folder: the class of two, and an empty one of a colleague."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from learnerplan.domain.shares import Role, Scope, Share, ShareKind
from learnerplan.services import classes, learners, planbooks, share_members, share_sync, shares
from learnerplan.storage.store import Store
from tests.room import TODAY, Room
from ui.pages.sharing.page import SharingPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.context import Context

COLLEAGUE = "Tomáš Novák"
PATIENCE = 30_000
"""Milliseconds that a busy machine may take for what takes a blink."""


@dataclass(frozen=True)
class Pair:
    """What is shared, and both who share it."""

    mine: Store
    theirs: Store
    share: Share
    folder: Path

    def carry(self, rounds: int = 2) -> None:
        """Both look at the folder, one after the other."""
        for _ in range(rounds):
            share_sync.sync(self.mine)
            share_sync.sync(self.theirs)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that both reach."""
    made = tmp_path / "carried"
    made.mkdir()
    return made


@pytest.fixture(scope="session")
def their_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The planbook of a colleague, with nothing in it; copied, since making one costs more."""
    path = tmp_path_factory.mktemp("their") / "planbook"
    planbooks.create(path, today=TODAY, school="Cedar Grove School", teacher=COLLEAGUE).close()
    return path


@pytest.fixture
def theirs(their_template: Path, tmp_path: Path) -> Iterator[Store]:
    """The planbook of a colleague, open."""
    made = Store.open(shutil.copytree(their_template, tmp_path / "theirs"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def pair_template(
    room_template: Path, their_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, str]:
    """The class of two, shared with the colleague, who is in and has it all: a place with all three folders."""
    place = tmp_path_factory.mktemp("pair")
    mine = Store.open(shutil.copytree(room_template, place / "mine"))
    theirs = Store.open(shutil.copytree(their_template, place / "theirs"))
    folder = place / "carried"
    folder.mkdir()
    scope = Scope(ShareKind.CLASS, classes.listed(mine)[0].id)
    share = shares.create(mine, folder, scope=scope, name="Room 12", me="Ms. Okoye")
    made = Pair(mine, theirs, share, folder)
    code = share_members.invite(mine, share.id, name=COLLEAGUE, role=Role.EDITOR).code
    share_members.join(theirs, folder, code, COLLEAGUE)
    made.carry()
    share_members.admit(mine, share.id, share_members.requests(mine, share.id)[0].device)
    made.carry()
    for store in (mine, theirs):
        store.close()
    return place, share.id


@pytest.fixture
def room(request: pytest.FixtureRequest, room_template: Path, tmp_path: Path) -> Iterator[Room]:
    """The class of two, open; shared already where a test asks for the pair."""
    shared = "pair" in request.fixturenames
    template = request.getfixturevalue("pair_template")[0] / "mine" if shared else room_template
    store = Store.open(shutil.copytree(template, tmp_path / "room"))
    ids = {row.given_name: row.id for row in learners.all_names(store)}
    yield Room(store, classes.listed(store)[0].id, ids["Ana Lúcia"], ids["Minh Anh"])
    store.close()


@pytest.fixture
def pair(pair_template: tuple[Path, str], room: Room, folder: Path, tmp_path: Path) -> Iterator[Pair]:
    """Both planbooks that share the class, open, and the folder that carries it."""
    place, share_id = pair_template
    shutil.copytree(place / "carried", folder, dirs_exist_ok=True)
    theirs = Store.open(shutil.copytree(place / "theirs", tmp_path / "their-own"))
    for store in (room.store, theirs):
        shares.move_folder(store, share_id, folder)
    yield Pair(room.store, theirs, shares.share_of(room.store, share_id), folder)
    theirs.close()


@pytest.fixture
def sharing_page(room_ctx: Context, qtbot: QtBot) -> Iterator[SharingPage]:
    """The page of the class of two, shown by itself."""
    made = SharingPage(room_ctx)
    qtbot.addWidget(made)
    made.resize(1064, 800)
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: not made.reading, timeout=PATIENCE)
    yield made
    assert room_ctx.tasks.shut_down()


@pytest.fixture
def settle(sharing_page: SharingPage, room_ctx: Context, qtbot: QtBot) -> Callable[[], None]:
    """Has the page read anew, and waits for it."""

    def wait() -> None:
        room_ctx.sharing.changed.emit()
        qtbot.waitUntil(lambda: not sharing_page.reading, timeout=PATIENCE)

    return wait
