"""A fixture for each carrier; it skips with the reason where the program is not installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sharing.carriers import bisync, fat, small_disk, stick, syncthing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.sharing.carriers.carrier import Carrier

BY_COPY = {
    "stick": (stick.missing, stick.Stick),
    "fat": (fat.missing, fat.FatStick),
    "rclone": (bisync.missing, bisync.Bisync),
}


@pytest.fixture
def syncthings(tmp_path: Path) -> Iterator[syncthing.Syncthings]:
    """Two running instances; both are ended by their process id."""
    why = syncthing.missing()
    if why:
        pytest.skip(why)
    pair = syncthing.Syncthings(tmp_path)
    yield pair
    pair.close()


@pytest.fixture(params=[*BY_COPY, "syncthing"])
def carrier(request: pytest.FixtureRequest, tmp_path: Path) -> Carrier:
    """Each carrier in turn."""
    if request.param == "syncthing":
        pair: Carrier = request.getfixturevalue("syncthings")
        return pair
    missing, make = BY_COPY[request.param]
    why = missing()
    if why:
        pytest.skip(why)
    made: Carrier = make(tmp_path)
    return made


@pytest.fixture
def small(tmp_path: Path) -> Iterator[small_disk.SmallDisk]:
    """A disk of 1 MiB."""
    why = small_disk.missing(tmp_path)
    if why:
        pytest.skip(why)
    disk = small_disk.SmallDisk(tmp_path / "disk")
    yield disk
    disk.close()
