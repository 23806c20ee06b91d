"""What carries files between the computers of the world, and all that a carrier may do to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from learnerplan.sharing.files import MARK
from learnerplan.sharing.layout import MARKER
from tests.sharing.memory_files import MemoryFiles

if TYPE_CHECKING:
    import random
    from collections.abc import Callable


FEW = frozenset({"m", "k", "j"})
"""Folders with few files: the log of members, the keys for them, and who asks. They are harmed twice as often."""


class Folder(MemoryFiles):
    """A computer's copy of the shared folder; what is written to it is handed to the carrier.

    `crash` is called around each write and may end the program; before the write it may leave a torn file behind.
    """

    def __init__(self, cloud: Cloud, name: str) -> None:
        super().__init__()
        self.name = name
        self._cloud = cloud
        self.crash: Callable[[str], None] = lambda _point: None

    def write(self, path: str, data: bytes) -> None:
        self.crash("write")
        new = path not in self.held
        super().write(path, data)
        if new:
            self._cloud.send(self, path, data)
        self.crash("written")

    def remove(self, path: str) -> None:
        there = path in self.held
        super().remove(path)
        if there:
            self._cloud.send(self, path, None)


@dataclass
class Parcel:
    """A file on its way to a computer; `data` is `None` where it was taken away."""

    to: Folder
    path: str
    data: bytes | None


class Cloud:
    """Every computer's folder, and the parcels between them. `honest` carries all of them, unharmed and in order."""

    def __init__(self, luck: random.Random) -> None:
        self.luck = luck
        self.honest = False
        self.folders: list[Folder] = []
        self.parcels: list[Parcel] = []

    def folder(self, name: str) -> Folder:
        """A new computer's copy: all that the others have is on its way to it."""
        made = Folder(self, name)
        self.bring_again(made)
        self.folders.append(made)
        return made

    def send(self, source: Folder, path: str, data: bytes | None) -> None:
        """Hand a file to the carrier."""
        self.parcels += [Parcel(to, path, data) for to in self.folders if to is not source]

    def deliver(self) -> None:
        """Bring one parcel, or do to it what carriers do."""
        if not self.parcels:
            return
        if self.honest:
            self._lay(self.parcels.pop(0))
            return
        parcel = self.parcels.pop(self.luck.randrange(len(self.parcels)))
        if parcel.data is None or parcel.path == MARKER:
            self._lay(parcel)
        else:
            self._mistreat(parcel, parcel.data, self.luck.random())

    def _mistreat(self, parcel: Parcel, data: bytes, chance: float) -> None:
        luck, to, path = self.luck, parcel.to, parcel.path
        if chance >= 0.28 and not FEW.isdisjoint(path.split("/")[2:3]):
            chance = luck.random()
        if chance < 0.06:  # torn, and whole later
            self.parcels.append(parcel)
            to.held[path] = data[: luck.randrange(len(data) + 1)]
        elif chance < 0.08:  # torn for ever
            to.held[path] = data[: luck.randrange(len(data) + 1)]
        elif chance < 0.11:  # a bit flipped, for ever
            to.held[path] = self._flipped(data)
        elif chance < 0.14:  # lost for ever
            return
        elif chance < 0.19:  # comes twice
            self.parcels.append(parcel)
            self._lay(parcel)
        elif chance < 0.22:  # under the name of a copy
            front, _, ending = path.rpartition(".")
            to.held[f"{front} (conflicted copy).{ending}"] = data
        elif chance < 0.24:  # under somebody else's name
            names = sorted(to.held)
            to.held[path if not names else f"{luck.choice(names)}.{path.rpartition('.')[2]}"] = data
        elif chance < 0.28:  # later
            self.parcels.append(parcel)
        else:
            self._lay(parcel)

    @staticmethod
    def _lay(parcel: Parcel) -> None:
        if parcel.data is None:
            parcel.to.held.pop(parcel.path, None)
        else:
            parcel.to.held[parcel.path] = parcel.data

    def carry_all(self) -> None:
        """Bring everything that is on its way."""
        while self.parcels:
            self.deliver()

    def bring_again(self, folder: Folder) -> None:
        """The carrier is set up anew on a computer: all that the others have is on its way to it."""
        for other in self.folders:
            if other is not folder:
                self.parcels += [Parcel(folder, path, data) for path, data in other.held.items()]
        if MARKER not in folder.held and self.folders:
            self.parcels.append(Parcel(folder, MARKER, MARK))

    def lose_all(self) -> None:
        """Somebody empties the folder but for what it is known by, and the carrier does the same everywhere."""
        self.parcels = [parcel for parcel in self.parcels if parcel.path == MARKER]
        for folder in self.folders:
            for path in [path for path in folder.held if path != MARKER]:
                del folder.held[path]

    def lose_files(self, folder: Folder) -> None:
        """Somebody tidies up: some files go here, and sometimes everywhere. Or the disk grows old, and some rot."""
        names = [path for path in sorted(folder.held) if path != MARKER]
        rots = self.luck.random() < 0.3
        for path in self.luck.sample(names, min(len(names), 3)):
            if rots:
                folder.held[path] = self._flipped(folder.held[path])
                continue
            del folder.held[path]
            if self.luck.random() < 0.3:
                self.send(folder, path, None)

    def _flipped(self, data: bytes) -> bytes:
        broken = bytearray(data)
        if broken:
            broken[self.luck.randrange(len(broken))] ^= 1 << self.luck.randrange(8)
        return bytes(broken)
