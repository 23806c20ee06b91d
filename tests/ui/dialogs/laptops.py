"""Two laptops of one teacher, which share all there is through a folder; a form is open on the first."""

from __future__ import annotations

import json
import shutil

import pytest

from learnerplan.domain.shares import Role, Scope, ShareKind
from learnerplan.services import classes, learners, share_members, share_sync, shares
from learnerplan.storage.store import Store
from tests.room import Room
from ui.widgets.meanwhile_note import MeanwhileNote

LAPTOP = "Amara at home"


class Both:
    """Two laptops of one teacher, which share all there is through a folder."""

    def __init__(self, here: Store, there: Store) -> None:
        self.here, self.there = here, there

    def carry(self):
        """What was written on one comes to the other."""
        for store in (self.here, self.there, self.here):
            share_sync.sync(store)

    def written(self, keep):
        """What pressing a button writes here: (table, operation, columns) of each row."""
        last = self._journal(0)[-1][0]
        keep()
        return [
            (table, operation, sorted(json.loads(after)) if operation == "U" else [])
            for _seq, table, operation, after in self._journal(last)
        ]

    def _journal(self, since):
        with self.here.raw() as connection:
            sql = "SELECT seq, tbl, op, after FROM change WHERE seq > ? ORDER BY seq"
            return connection.execute(sql, (since,)).fetchall()


@pytest.fixture(scope="session")
def laptops(room_template, empty_planbook, tmp_path_factory):
    """Both planbooks and the folder, where all there is has come over; and the id of the share."""
    place = tmp_path_factory.mktemp("laptops")
    here = Store.open(shutil.copytree(room_template, place / "here"))
    there = Store.open(shutil.copytree(empty_planbook, place / "there"))
    folder = place / "carried"
    folder.mkdir()
    share = shares.create(here, folder, scope=Scope(ShareKind.DEVICES, None), name="My devices", me="Amara")
    code = share_members.invite(here, share.id, name=LAPTOP, role=Role.EDITOR).code
    share_members.join(there, folder, code, LAPTOP)
    share_sync.sync(here)
    share_members.admit(here, share.id, share_members.requests(here, share.id)[0].device)
    made = Both(here, there)
    made.carry()
    made.carry()
    for store in (here, there):
        store.close()
    return place, share.id


@pytest.fixture
def room(laptops, tmp_path):
    """The class of two, as it stands on the first laptop."""
    store = Store.open(shutil.copytree(laptops[0] / "here", tmp_path / "here"))
    ids = {row.given_name: row.id for row in learners.all_names(store)}
    yield Room(store, classes.listed(store)[0].id, ids["Ana Lúcia"], ids["Minh Anh"])
    store.close()


@pytest.fixture
def both(laptops, room, tmp_path):
    place, share_id = laptops
    folder = shutil.copytree(place / "carried", tmp_path / "carried")
    there = Store.open(shutil.copytree(place / "there", tmp_path / "there"))
    for store in (room.store, there):
        shares.move_folder(store, share_id, folder)
    yield Both(room.store, there)
    there.close()


def notes(form):
    return [one.accessibleName() for one in form.findChildren(MeanwhileNote) if not one.isHidden()]


def change(store, record, row_id, **values):
    with store.transaction("Change") as tx:
        tx.change(record, row_id, **values)
