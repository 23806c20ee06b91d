"""The world of a seed: what happens in it, in which order, and at last that everything is carried and comes to rest."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from learnerplan.domain.shares import Role
from learnerplan.sharing import joined, members, rights
from learnerplan.sharing.entries import EntryKind
from learnerplan.sharing.layout import MARKER
from learnerplan.sharing.membership import Standing
from tests.sharing.simulator import book as books
from tests.sharing.simulator import oracle, recall, scene
from tests.sharing.simulator.book import NEW, OLD
from tests.sharing.simulator.cloud import Cloud
from tests.sharing.simulator.computer import Computer

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sharing.simulator.edits import Written
    from tests.sharing.simulator.scene import Part

START_MS = 1_790_000_000_000
HOUR_MS = 3_600_000
STEPS = 70
_STEPS_MS = (0, 0, 1, 50, 1_000, 60_000, HOUR_MS)
_SKEWS_MS = (0, 0, 0, -HOUR_MS, 24 * HOUR_MS, -400 * 24 * HOUR_MS, 3_650 * 24 * HOUR_MS)
_JUMPS_MS = (-2 * HOUR_MS, 2 * HOUR_MS, 60_000, -3_650 * 24 * HOUR_MS, 3_650 * 24 * HOUR_MS)
_LAST_ROUNDS = 14


class World:
    """Computers, what carries files between them, and what the oracle must know of what people did."""

    def __init__(self, seed: int) -> None:
        self.luck = random.Random(seed)
        self.now = START_MS
        self.step = 0
        self._numbers = 100
        recall.remember()
        self.cast = scene.cast()
        self.cloud = Cloud(self.luck)
        self.computers: list[Computer] = []
        self.written: list[Written] = []
        self.seen_deleted: dict[tuple[str, str], set[str]] = {}
        self.turned: set[str] = set()
        self.forbidden: set[str] = set()
        self.story: list[str] = []
        others = self.luck.sample(scene.PARTS[1:], self.luck.choice((1, 2, 2, 3, 3, 4)))
        self.shares = {scene.EVERYTHING, *(part.share for part in others)}
        for part in (scene.PARTS[0], *others):
            image = self.cast.images[part.name]
            old = part.role is not Role.OWNER and self.luck.random() < 0.2
            self.join(part, part.name, books.older(image) if old else image, OLD if old else NEW)

    def join(self, part: Part, name: str, image: bytes, version: str) -> Computer:
        """One more computer, with what the folder held at the beginning."""
        computer = Computer(self, part, name, image, version)
        computer.folder.held.update(
            {
                path: data
                for path, data in self.cast.folder.items()
                if path == MARKER or path.split("/")[1] in self.shares
            }
        )
        computer.skew = self.luck.choice(_SKEWS_MS)
        self.computers.append(computer)
        return computer

    def number(self) -> int:
        """A number that nobody had before."""
        self._numbers += 1
        return self._numbers

    def run(self, steps: int = STEPS) -> list[str]:
        """Live through a number of steps, come to rest, and say what is wrong."""
        for self.step in range(steps):
            self.now += self.luck.choice(_STEPS_MS)
            computer = self.luck.choice(self.computers)
            chance = self.luck.random()
            what = next(each for limit, each in _LIFE if chance < limit)
            self.story.append(f"{self.step} {computer.name} {what.__name__}")
            what(self, computer)
        self.rest()
        return list(oracle.faults(self))

    def edit(self, computer: Computer) -> None:
        if computer.role is Role.READER and computer.honest and not computer.turned:
            return
        before, known = computer.rows(), computer.knows()
        new = computer.person.act()
        after = computer.rows()
        for one in new:
            one.had_seen = known.get(one.place, set()) | set(_texts(before, one))
            one.replaces = known.get(one.place, set())
            one.by, one.step = computer.name, self.step
            computer.own_learners |= {one.row} if one.table == "learner" else set()
            self.story.append(f"    {one.text} into {one.place}, had seen {sorted(one.had_seen)}")
        self.written += new
        if computer.role is Role.READER and not computer.turned:
            self.forbidden |= {one.text for one in new}
        self._note_what_went(before, after, known, {one.place[:2] for one in new})

    def _note_what_went(self, before: Any, after: Any, known: Any, new: set[tuple[str, str]]) -> None:
        gone, back = before.keys() - after.keys(), after.keys() - before.keys() - new
        for key in gone | back:
            texts = {text for place, found in known.items() if place[:2] == key for text in found}
            texts |= {value for value in before.get(key, {}).values() if value}
            # Who deletes has seen what goes; what is brought back replaces without being new.
            self.seen_deleted.setdefault(key, set()).update(texts)
            self.story.append(f"    {'-' if key in gone else '+'} {key}")

    def rounds(self, computer: Computer) -> None:
        computer.round(fuse=self.luck.randrange(1, 16) if self.luck.random() < 0.2 else None)

    def carry(self, _computer: Computer) -> None:
        for _ in range(self.luck.randrange(1, 8)):
            self.cloud.deliver()

    def jump(self, computer: Computer) -> None:
        computer.skew += self.luck.choice(_JUMPS_MS)

    def tidy(self, computer: Computer) -> None:
        self.cloud.lose_files(computer.folder)

    def back_up(self, computer: Computer) -> None:
        computer.keep_backup()

    def restore(self, computer: Computer) -> None:
        """A computer is put back to its backup, or to the beginning; its folder may be lost, too, or all of them."""
        step = computer.restore()
        for one in self.written:
            one.may_be_lost |= one.by == computer.name and step <= one.step
        chance = self.luck.random()
        if chance < 0.3:
            computer.folder.held.clear()
            self.cloud.bring_again(computer.folder)
        elif chance < 0.5:
            self.cloud.lose_all()

    def clone(self, computer: Computer) -> None:
        """A backup goes to a second computer, too."""
        if len(self.computers) < 6:
            image, version, _step = computer.backup
            twin = self.join(computer.part, f"{computer.name}'", image, version)
            twin.joined, twin.revoked, twin.honest = computer.joined, computer.revoked, computer.honest
            if computer.turned:
                twin.turn(computer.role, restricted=computer.restricted)
                twin.had_supports |= computer.had_supports

    def relaunch(self, computer: Computer) -> None:
        computer.launch()

    def unplug(self, computer: Computer) -> None:
        computer.folder.fault = self.luck.choice([None, None, "gone", "read_only", "full", "busy"])

    def update(self, computer: Computer) -> None:
        computer.book.update()
        computer.launch()

    def admit(self, _computer: Computer) -> None:
        """The owner lets the guest in."""
        owner = self.computers[0]
        if not owner.may_decide(scene.EVERYTHING):
            return
        for guest in [each for each in self.computers if not each.joined]:
            with owner.book.writing("Admit") as connection:
                scene.admit(connection, owner.ports, guest.part, guest.device)
            guest.joined = True

    def revoke(self, computer: Computer) -> None:
        """The owner lets somebody go."""
        owner = self.computers[0]
        if not computer.joined or computer.part.role is Role.OWNER or computer.revoked:
            return
        if not owner.may_decide(computer.part.share):
            return
        with owner.book.writing("Revoke") as connection:
            person = members.load(connection, computer.part.share).people.get(computer.device.id)
            if person is not None and person.standing is Standing.IN:
                joined.let_go(connection, owner.ports, computer.part.share, [person], EntryKind.REVOKED)
        for each in self.computers:
            each.revoked |= each.part is computer.part

    def change(self, computer: Computer) -> None:
        """The owner says otherwise what somebody may do: a reader writes, a writer reads, the supports come or go."""
        if not computer.joined or computer.role is Role.OWNER or computer.revoked:
            return
        role, restricted = computer.role, computer.restricted
        chance = self.luck.random()
        if chance < 0.7:
            role = Role.READER if role is Role.EDITOR else Role.EDITOR
        if chance > 0.5:
            restricted = not restricted
        if not self._say_part(computer, role, restricted=restricted):
            return
        mine = {each.name for each in self.computers if each.part is computer.part}
        # Who may write from now on is believed for what they wrote meanwhile.
        self.forbidden -= {one.text for one in self.written if one.by in mine}
        for each in self.computers:
            if each.part is computer.part:
                each.turn(role, restricted=restricted)

    def _say_part(self, computer: Computer, role: Role, *, restricted: bool) -> bool:
        owner = self.computers[0]
        if not owner.may_decide(computer.part.share):
            return False
        with owner.book.writing("Change a part") as connection:
            person = members.load(connection, computer.part.share).people.get(computer.device.id)
            if person is None or person.standing is not Standing.IN:
                return False
            person = person._replace(role=role, restricted=restricted)
            rights.change(connection, owner.ports, computer.part.share, person)
        return True

    def cheat(self, computer: Computer) -> None:
        """A reader has a program that writes all the same."""
        if computer.role is Role.READER and not computer.turned:
            computer.honest = False
            with computer.book.writing("Cheat") as connection:
                connection.execute("UPDATE share SET role = 'editor'")

    def rest(self) -> None:
        """Everybody updates, the carrier becomes honest, and rounds are made until nothing moves."""
        self.cloud.honest = True
        for computer in self.computers:
            computer.folder.fault = None
            if computer.book.version != NEW:
                self.update(computer)
        before = None
        decided = any(each.revoked or each.turned or (each.part.guest and each.joined) for each in self.computers)
        for number in range(_LAST_ROUNDS):
            if number in (3, 4):
                self._decide_again()
            if number == 5:
                self._intrude()
            for computer in self.computers:
                computer.round()
            self.cloud.carry_all()
            self.now += 72 * HOUR_MS
            after = [computer.progress() for computer in self.computers]
            # Who lacks something says so in a status, and statuses are no progress: so nobody rests at once.
            if after == before and number > (6 if decided else 3):
                return
            before = after

    def _decide_again(self) -> None:
        """The owner sees, after a restored backup, who is in and who is not, and says again what was said."""
        owner = self.computers[0]
        for computer in self.computers:
            if not owner.may_decide(computer.part.share):
                continue
            people = members.load(owner.book.connection, computer.part.share).people
            person = people.get(computer.device.id)
            if computer.joined and person is None:
                with owner.book.writing("Admit") as connection:
                    scene.admit(connection, owner.ports, computer.part, computer.device)
            elif computer.revoked and person is not None and person.standing is Standing.IN:
                with owner.book.writing("Revoke") as connection:
                    joined.let_go(connection, owner.ports, computer.part.share, [person], EntryKind.REVOKED)
            elif computer.turned and (person.role, person.restricted) != (computer.role, computer.restricted):
                self._say_part(computer, computer.role, restricted=computer.restricted)

    def _intrude(self) -> None:
        """Who was let go, or only reads since, as all have heard by now, has a program that goes on writing with the
        keys that it has."""
        for computer in [each for each in self.computers if self._may_intrude(each)]:
            with computer.book.writing("Intrude") as connection:
                connection.execute("UPDATE share SET state = 'on' WHERE state = 'revoked'")
                connection.execute("UPDATE share SET role = 'editor' WHERE id = ?", (computer.part.share,))
            for _ in range(3):
                self.forbidden |= {one.text for one in computer.person.act()}

    @staticmethod
    def _may_intrude(computer: Computer) -> bool:
        if computer.turned and computer.role is Role.READER:
            return True
        return computer.revoked and computer.role is not Role.READER

    def sign_public(self, device: str) -> bytes:
        """The key by which a device's signature is known."""
        return next(each for each in self.cast.devices.values() if each.id == device).sign_public


def _texts(rows: Any, one: Written) -> list[str]:
    return [value for value in rows.get((one.table, one.row), {}).values() if value]


_LIFE: tuple[tuple[float, Callable[[World, Computer], None]], ...] = (
    (0.34, World.edit),
    (0.61, World.rounds),
    (0.84, World.carry),
    (0.86, World.jump),
    (0.875, World.tidy),
    (0.895, World.back_up),
    (0.915, World.restore),
    (0.922, World.clone),
    (0.935, World.relaunch),
    (0.95, World.unplug),
    (0.96, World.update),
    (0.98, World.admit),
    (0.987, World.revoke),
    (0.993, World.change),
    (1.01, World.cheat),
)
