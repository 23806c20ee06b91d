"""A scene for sharing: an owner with a class of two, others who join by a code, and the folder between them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from learnerplan.domain.goals import GoalKind
from learnerplan.domain.profiles import Facet, Voice
from learnerplan.domain.shares import Role, Scope, ShareKind
from learnerplan.services import goals, plans, profiles, share_members, share_sync, shares, steps
from learnerplan.sharing import at_home
from learnerplan.sharing.layout import MARKER
from learnerplan.sharing.shape import of_records
from learnerplan.sharing.state import of_text
from learnerplan.storage.store import Store
from tests.room import Room


class Scene:
    """`owner` founded `share`; `joined` lets another planbook in, which has nothing yet."""

    def __init__(self, room: Room, empty: Path, base: Path) -> None:
        self.base = base
        self.empty_planbook = empty
        self.owner, self.class_id, self.ana = room.store, room.class_id, room.ana
        self.stores: list[Store] = []
        self.folder = self.place("folder")
        plan = plans.start(self.owner, room.ana, today=room.today)
        self.goal = goals.add(self.owner, plan, kind=GoalKind.PERSONAL, words="I want to read out loud")
        steps.add(self.owner, self.goal, text="Read to my brother")
        profiles.add(
            self.owner, room.ana, facet=Facet.STRENGTH, text="Asks good questions", voice=Voice.TEACHER,
            said_on=room.today,
        )  # fmt: skip
        self.share = self.found(ShareKind.CLASS)

    def place(self, name: str) -> Path:
        place = self.base / name
        place.mkdir()
        return place

    def found(self, kind: ShareKind, **more) -> str:
        scope = Scope(kind, self.class_id if kind in (ShareKind.CLASS, ShareKind.LEARNERS) else None, **more)
        return shares.create(self.owner, self.folder, scope=scope, name="Room 12", me="Amara").id

    def fresh(self) -> Store:
        store = Store.open(shutil.copytree(self.empty_planbook, self.base / f"planbook {len(self.stores)}"))
        self.stores.append(store)
        return store

    def joined(self, name: str, *, role: Role = Role.EDITOR, share: str = "", store: Store | None = None) -> Store:
        share = share or self.share
        store = store or self.fresh()
        invitation = share_members.invite(self.owner, share, name=name, role=role)
        waiting = share_members.join(store, self.folder, invitation.code, name)
        share_sync.sync(self.owner, share)
        (request,) = share_members.requests(self.owner, share)
        assert request.words == share_members.words(store, waiting.id)
        share_members.admit(self.owner, share, request.device)
        self.sync(self.owner, store, self.owner)
        return store

    @staticmethod
    def sync(*stores: Store) -> None:
        for store in stores:
            share_sync.sync(store)

    def empty(self) -> None:
        for each in self.folder.iterdir():
            shutil.rmtree(each) if each.is_dir() else each.unlink()
        assert not (self.folder / MARKER).exists()

    def batches(self) -> list[Path]:
        return sorted(self.folder.glob("v1/*/d/*/*.b"))

    def reopened(self, store: Store) -> Store:
        again = Store.open(store.folder.path)
        self.stores.append(again)
        return again

    def states(self, store: Store) -> dict[tuple[str, str], str]:
        """What a planbook knows of the share, as others may see it."""
        with store.raw() as connection:
            rows = connection.execute(
                """SELECT r.tbl, r.row_id, r.state FROM share_row r JOIN share_scope s
                ON s.tbl = r.tbl AND s.row_id = r.row_id WHERE s.share = ?""",
                (self.share,),
            ).fetchall()
        shape = of_records("")
        return {
            (table, row_id): at_home.told(shape.home(table), of_text(state)).dumped() for table, row_id, state in rows
        }


@pytest.fixture
def scene(room: Room, empty_planbook: Path, tmp_path: Path) -> Iterator[Scene]:
    """An owner who shares a class, alone so far."""
    base = tmp_path / "scene"
    base.mkdir()
    made = Scene(room, empty_planbook, base)
    yield made
    for store in made.stores:
        store.close()
