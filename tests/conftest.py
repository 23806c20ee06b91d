"""Fixtures that many tests share. Qt is told to stay off the screen before anything loads it."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.room import room, room_template  # noqa: F401  fixtures for everybody

if TYPE_CHECKING:
    from collections.abc import Iterator

    from learnerplan.storage.store import Store

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A slow machine is no failure: time is measured by the bench, not by the tests. Where nobody watches, the same
# examples run each time; at a desk they are new ones.
settings.register_profile(
    "house",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real files that the tests read where it is present; they are not part of the project."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the folder of real sample files is not beside this checkout")
    return SHARED_DATA


@pytest.fixture(scope="session")
def empty_planbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty planbook, made once; copy it (the `planbook` fixture does) and never write to it."""
    from learnerplan.storage.store import Store

    path = tmp_path_factory.mktemp("template") / "planbook"
    Store.create(path).close()
    return path


@pytest.fixture(scope="session")
def sample_planbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample class as on 18 November 2026, made once; copy it and never write to it."""
    from learnerplan.services import sample

    return sample.create(tmp_path_factory.mktemp("sample") / "class", today=date(2026, 11, 18))


@pytest.fixture
def planbook(empty_planbook: Path, tmp_path: Path) -> Path:
    """The folder of a fresh planbook."""
    return shutil.copytree(empty_planbook, tmp_path / "planbook")


@pytest.fixture
def store(planbook: Path) -> Iterator[Store]:
    """A fresh planbook, open."""
    from learnerplan.storage.store import Store

    opened = Store.open(planbook)
    yield opened
    opened.close()
