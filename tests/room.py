"""Fixtures of a planbook that is ready to work in: a scale, terms, a class with two learners."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pytest

from learnerplan.services import classes, learners, planbooks
from learnerplan.storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = date(2026, 11, 18)


@dataclass(frozen=True)
class Room:
    """A class of two, the store that holds it, and the day that the tests call today."""

    store: Store
    class_id: str
    ana: str
    minh: str
    today: date = TODAY


@pytest.fixture(scope="session")
def room_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `room` copies, since making a planbook costs more than copying one."""
    path = tmp_path_factory.mktemp("room") / "planbook"
    store = planbooks.create(path, today=TODAY, school="Cedar Grove School", teacher="Ms. Okoye")
    class_id = classes.add(store, "Room 12", grade="6")
    learners.add(store, class_id=class_id, given_name="Ana Lúcia", family_name="Ferreira", grade="6")
    learners.add(
        store, class_id=class_id, given_name="Minh Anh", family_name="Nguyễn", preferred_name="Minh", grade="6"
    )
    store.close()
    return path


@pytest.fixture
def room(room_template: Path, tmp_path: Path) -> Iterator[Room]:
    """A fresh copy of the class of two, open."""
    store = Store.open(shutil.copytree(room_template, tmp_path / "room"))
    ids = {row.given_name: row.id for row in learners.all_names(store)}
    yield Room(store, classes.listed(store)[0].id, ids["Ana Lúcia"], ids["Minh Anh"])
    store.close()
