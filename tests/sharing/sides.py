"""Sides of a share on one folder in memory, without a carrier between them: the simulator's cast, looked at closely."""

from __future__ import annotations

import random

from learnerplan.sharing import problems, rounds
from learnerplan.sharing.keys import Device
from learnerplan.sharing.ports import Ports
from learnerplan.sharing.problems import Trouble
from tests.sharing.memory_files import MemoryFiles
from tests.sharing.simulator import book as books
from tests.sharing.simulator import scene
from tests.sharing.simulator.book import Book

SHARE = scene.EVERYTHING
_NUMBERS = {part.name: number for number, part in enumerate(scene.PARTS, 1)}


class Side:
    """One computer: its planbook, the folder, and a clock that is set by hand."""

    def __init__(self, name: str, folder: MemoryFiles, version: str = books.NEW) -> None:
        self.name, self.files = name, folder
        self.now = scene._MS + 60_000
        self.luck = random.Random(_NUMBERS[name])
        self.book = Book(scene.cast().images[name], version, self.now_ms)
        self.launch()

    def now_ms(self) -> int:
        return self.now

    @property
    def device(self) -> Device:
        return scene.cast().devices[self.name]

    def launch(self) -> None:
        session = f"{self.device.id}-{self.luck.getrandbits(48):012x}"
        self.ports: Ports = scene.ports(self.book, self, self.luck, session)

    def round(self, share: str = SHARE) -> rounds.Came:
        self.now += 1000
        return rounds.run(self.ports, self.files, share)

    def edit(self, sql: str, *values: object) -> None:
        self.now += 1000
        with self.book.editing("Edit") as connection:
            connection.execute(sql, values)

    def value(self, sql: str, *values: object) -> object:
        row = self.book.connection.execute(sql, values).fetchone()
        return None if row is None else row[0]

    def troubles(self, share: str = SHARE) -> list[tuple[Trouble, str, str]]:
        return [found[:3] for found in problems.open_ones(self.book.connection, share)]

    def states(self) -> dict[tuple[str, str], str]:
        sql = "SELECT tbl, row_id, state FROM share_row"
        return {(table, row): state for table, row, state in self.book.connection.execute(sql)}

    def batch_paths(self) -> list[str]:
        return sorted(path for path in self.files.held if path.endswith(".b"))

    def written(self) -> list[str]:
        """The batches of this run of the program, in order."""
        return [path for path in self.batch_paths() if self.ports.session in path]


def sides(*names: str) -> tuple[Side, ...]:
    """Sides that begin with the same folder, all of it read."""
    folder = MemoryFiles(dict(scene.cast().folder))
    return tuple(Side(name, folder) for name in names)
