"""A class that is shared through a folder: its owner, planbooks that ask to come in, and those who came."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from learnerplan.domain.shares import Role, Scope, Section, Share, ShareKind, ShareState
from learnerplan.services import share_members, share_sync, shares
from learnerplan.sharing import keys, layout, members
from learnerplan.sharing.files import RealFiles
from learnerplan.sharing.membership import Membership
from learnerplan.storage.store import Store


@dataclass
class Folder:
    """An owner with a shared class, empty planbooks beside it, and the folder that carries."""

    owner: Store
    path: Path
    share: Share
    blank: Path
    others: list[Store] = field(default_factory=list)

    def planbook(self) -> Store:
        """Somebody else's planbook."""
        store = Store.open(shutil.copytree(self.blank, self.blank.parent / f"other {len(self.others)}"))
        self.others.append(store)
        return store

    def invite(self, **terms) -> str:
        terms = {"name": "Kofi", "role": Role.EDITOR, **terms}
        return share_members.invite(self.owner, self.share.id, **terms).code

    def asked(self, store: Store, **terms) -> str:
        """Somebody asks with a new code; gives their device."""
        share_members.join(store, self.path, self.invite(**terms), "Kofi Osei")
        self.round(self.owner)
        return device_of(store)

    def came(self, **terms) -> tuple[Store, str]:
        """Somebody comes in."""
        store = self.planbook()
        device = self.asked(store, **terms)
        share_members.admit(self.owner, self.share.id, device)
        self.round(store)
        return store, device

    def round(self, *stores: Store) -> None:
        for store in stores:
            share_sync.sync(store, self.share.id)

    def people(self, store: Store | None = None) -> Membership:
        with (store or self.owner).raw() as connection:
            return members.load(connection, self.share.id)

    def epochs(self, store: Store, section: Section = Section.MAIN) -> set[int]:
        with store.raw() as connection:
            ring = keys.keys_of(connection, self.share.id)
        return {epoch for held, epoch in ring.keys if held is section}

    def state(self, store: Store) -> ShareState:
        return shares.share_of(store, self.share.id).state

    def files(self, kind: layout.FileKind) -> list[str]:
        found = (entry.path for entry in RealFiles(self.path).list(layout.folder(self.share.id)))
        return [path for path in found if (name := layout.parse(path)) is not None and name.kind is kind]


def device_of(store: Store) -> str:
    return str(store.value("SELECT value FROM share_meta WHERE name = 'device'"))


@pytest.fixture
def between(room, empty_planbook, tmp_path):
    path = tmp_path / "carried"
    path.mkdir()
    scope = Scope(ShareKind.CLASS, class_id=room.class_id)
    share = shares.create(room.store, path, scope=scope, name="Room 12", me="Ms. Okoye", supports=True)
    blank = shutil.copytree(empty_planbook, tmp_path / "blank")
    made = Folder(room.store, path, share, blank)
    yield made
    for store in made.others:
        store.close()
