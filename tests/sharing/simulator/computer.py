"""A computer in the world: a planbook, its copy of the folder, its clock, the running program, and its backup."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from learnerplan.domain.shares import Role
from learnerplan.sharing import members, rounds
from learnerplan.sharing.state import of_text
from tests.sharing.simulator import book as books
from tests.sharing.simulator import scene
from tests.sharing.simulator.book import Book
from tests.sharing.simulator.edits import Person

if TYPE_CHECKING:
    from learnerplan.sharing.keys import Device
    from tests.sharing.simulator.scene import Part
    from tests.sharing.simulator.world import World


class Crash(BaseException):
    """The program ends here, without a word; what was committed and written stays."""


class Computer:
    """`skew` is by how many milliseconds its clock is wrong. `honest`: its program keeps to the rules of its role.

    `role` and `restricted` are what the owner said last; `turned`: it was something else before. `had_supports`: it had
    their keys once.
    """

    def __init__(self, world: World, part: Part, name: str, image: bytes, version: str) -> None:
        self.world, self.part, self.name, self.luck = world, part, name, world.luck
        self.skew = 0
        self.honest = True
        self.joined = not part.guest
        self.revoked = self.turned = False
        self.role, self.restricted, self.had_supports = part.role, part.restricted, part.restricted
        self.book = Book(image, version, self.now_ms)
        self.folder = world.cloud.folder(name)
        self.folder.crash = lambda _point: self._count_down()
        self.book.before_commit = self._count_down
        self.book.after_commit = self._count_down
        self._fuse: int | None = None
        tables = tuple(
            table for table in ("learner", "note", "goal", "support") if part.restricted or table != "support"
        )
        self.person = Person(self.book, self.luck, world.number, tables)
        self.own_learners: set[str] = set()
        self.backup = (image, version, world.step)
        self.launch()

    def now_ms(self) -> int:
        return self.world.now + self.skew

    def launch(self) -> None:
        """Start the program: a new session."""
        self.session = f"{self.device.id}-{self.luck.getrandbits(48):012x}"
        self._fuse = None
        self.ports = scene.ports(self.book, self, self.luck, self.session)

    @property
    def device(self) -> Device:
        return self.world.cast.devices[self.part.name]

    @property
    def is_good(self) -> bool:
        """Whether all of the others take what it writes, from the beginning to the end."""
        return self.joined and self.honest and not (self.revoked or self.turned or self.role is Role.READER)

    def turn(self, role: Role, *, restricted: bool) -> None:
        """The owner says otherwise what it may do."""
        self.turned, self.role, self.restricted = True, role, restricted
        self.had_supports |= restricted
        self.person.tables = tuple(
            table for table in ("learner", "note", "goal", "support") if self.had_supports or table != "support"
        )

    def reads_only(self) -> bool:
        """Whether it knows that what is changed here goes to nobody."""
        roles = self.book.connection.execute("SELECT role FROM share WHERE id = ?", (self.part.share,))
        return roles.fetchone()[0] == Role.READER.value

    def _count_down(self) -> None:
        if self._fuse is not None:
            self._fuse -= 1
            if self._fuse <= 0:
                raise Crash

    def round(self, *, fuse: int | None = None) -> None:
        """One round of sharing; with a `fuse`, the program ends at that many writes or commits and starts again."""
        self._fuse = fuse
        try:
            for share in self.shares():
                rounds.run(self.ports, self.folder, share)
        except Crash:
            self._fuse = None
            self.launch()
        finally:
            self._fuse = None

    def shares(self) -> list[str]:
        """The shares that it takes part in, or asks to, together with somebody of this world."""
        sql = "SELECT id FROM share WHERE state IN ('on', 'asking') ORDER BY id"
        return [row[0] for row in self.book.connection.execute(sql) if row[0] in self.world.shares]

    def knows(self) -> dict[tuple[str, str, str], set[str]]:
        """The texts that stand here in each cell, for who writes next."""
        found: dict[tuple[str, str, str], set[str]] = {}
        shape = books.shape(books.NEW)
        sql = "SELECT tbl, row_id, state FROM share_row"
        for table, row, text in self.book.connection.execute(sql):
            state = of_text(text)
            for cell, columns in shape.tables[table].cells.items():
                values = [head.value for head in state.heads(cell, columns)]
                texts = {each for value in values for each in (value.values() if isinstance(value, dict) else [value])}
                found[table, row, cell] = {each for each in texts if each}
        return found

    def rows(self) -> dict[tuple[str, str], dict[str, Any]]:
        """All rows of the tables that may be shared."""
        found = {}
        for table, shape in books.shape(self.book.version).tables.items():
            listed = ", ".join(f'"{column}"' for column in shape.columns)
            for row, *values in self.book.connection.execute(f'SELECT id, {listed} FROM "{table}"'):
                found[table, row] = dict(zip(shape.columns, values, strict=True))
        return found

    def keys(self) -> dict[tuple[str, str, int], bytes]:
        """The keys that it holds, by share, section and epoch."""
        sql = "SELECT share, section, epoch, key FROM share_key"
        found = self.book.connection.execute(sql).fetchall()
        return {(share, section, epoch): bytes.fromhex(key) for share, section, epoch, key in found}

    def sections(self) -> list[tuple[str, str]]:
        """The shares and sections in which it should have what all others have."""
        if not self.joined or self.revoked or not self.honest:
            return []
        # A reader may have taken what the others refuse since its author may write no longer, and cannot vouch for it.
        if self.role is Role.READER and any(each.revoked or each.turned for each in self.world.computers):
            return []
        both = ("main", "restricted") if self.restricted else ("main",)
        return [(share, section) for share in self.shares() for section in both]

    def progress(self) -> tuple[Any, ...]:
        """Something that changes while there is something to do."""
        sql = """SELECT (SELECT count(*) FROM share_batch), (SELECT total(seq) FROM share_chain),
            (SELECT count(*) FROM share_entry), (SELECT count(*) FROM share_scope), (SELECT count(*) FROM share_out)"""
        held = frozenset(path for path in self.folder.held if not path.endswith(".s"))
        return (*self.book.connection.execute(sql).fetchone(), held)

    def may_decide(self, share: str) -> bool:
        """Whether the owner's program takes a decision: after a backup was put back it waits for the keys."""
        return members.is_ready(self.book.connection, share)

    def keep_backup(self) -> None:
        self.backup = (self.book.image(), self.book.version, self.world.step)

    def restore(self) -> int:
        """Put the last backup back; gives the step at which it was made."""
        image, version, step = self.backup
        self.book.put_back(image, version)
        self.person.deleted = []
        self.launch()
        return step
