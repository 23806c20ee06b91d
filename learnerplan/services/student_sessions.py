"""What stands open while a child holds the laptop, on the disk before it begins, so that a crash leads back into it.

The file lies in the Learnerplan folder beside the database and names children by their ids alone. It is no part of a
backup: a folder that is restored opens as the teacher's.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from learnerplan import files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from learnerplan.storage.folder import Folder

FILE = "student-session.json"


class Opens(StrEnum):
    """What a teacher may open for a child, in the order in which it is offered."""

    PLAN = "plan"
    SURVEY = "survey"
    REFLECTION = "reflection"
    WORK = "work"
    DRAW = "draw"
    SAY = "say"
    PROFILE = "profile"
    SCRIPT = "script"


class Part(NamedTuple):
    """One thing to do: one of those that are open, and which survey where it is one."""

    opens: Opens
    survey_id: str = ""

    @property
    def key(self) -> str:
        """How a session names it."""
        return f"{self.opens}/{self.survey_id}" if self.survey_id else self.opens.value


@dataclass(frozen=True)
class Session:
    """Whose turn it is. `order` holds learner ids; `passing` says that the laptop is on its way to the next child.

    In a round (`in_round`) the laptop goes from child to child; `away` are those who were not there when their turn
    came, and they come once more at the end. `done` names the parts that the child whose turn it is has done, and
    `begun_on` the day on which the session began.
    """

    order: tuple[str, ...]
    opens: tuple[Opens, ...] = ()
    survey_ids: tuple[str, ...] = ()
    position: int = 0
    passing: bool = False
    away: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    begun_on: date | None = None
    in_round: bool = False

    @property
    def learner_id(self) -> str:
        """Whose turn it is; empty when everybody had theirs, or where the file could not be read."""
        return self.order[self.position] if self.position < len(self.order) else ""

    @property
    def parts(self) -> tuple[Part, ...]:
        """What is open, in the order in which it is offered, each survey by itself."""
        surveys = [Part(Opens.SURVEY, survey_id) for survey_id in self.survey_ids]
        found: list[Part] = []
        for opens in Opens:
            if opens in self.opens:
                found += surveys if opens is Opens.SURVEY else [Part(opens)]
        return tuple(found)

    def did(self, part: Part) -> Session:
        """The child has done this part."""
        return self if part.key in self.done else replace(self, done=(*self.done, part.key))

    @property
    def had_turn(self) -> tuple[str, ...]:
        """Who of a round has had the laptop and is done."""
        passed = self.order[: self.position]
        return tuple(each for each in passed if each not in self.away) if self.in_round else ()

    def arrived(self) -> Session:
        """The child whose turn it is has the laptop now."""
        return replace(self, passing=False)

    def passed_on(self) -> Session:
        """This child is done; the laptop goes to the next one."""
        last = self.position + 1 >= len(self.order)
        return replace(self, position=self.position + 1, passing=True, done=self.done if last else ())

    def came_back(self) -> Session:
        """The child who has it alone was not done yet. In a round the laptop is somebody else's by now."""
        return self if self.in_round else replace(self, position=0, passing=False)

    def put_off(self) -> Session:
        """The next child is not there: they come at the end, once; the second time they are passed over."""
        absent = self.learner_id
        if not absent or absent in self.away or self.position == len(self.order) - 1:
            return self.passed_on()
        rest = (*self.order[: self.position], *self.order[self.position + 1 :], absent)
        return replace(self, order=rest, away=(*self.away, absent), passing=True, done=())


def keep(folder: Folder, session: Session) -> None:
    """Write how things stand, whole or not at all. Raises `OSError` where the folder cannot be written to."""
    values = asdict(session) | {"begun_on": session.begun_on.isoformat() if session.begun_on else ""}
    files.write_bytes(_file(folder), json.dumps(values, indent=1).encode("utf-8"))


def held(folder: Folder) -> Session | None:
    """The session that has begun and was not ended by the teacher; `None` where there is none.

    A file that cannot be read still means that a child may sit there: it gives a session that shows nobody's work,
    and only the PIN leads out of it.
    """
    path = _file(folder)
    if not path.exists():
        return None
    try:
        return _session(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Session(())


def end(folder: Folder) -> None:
    """The teacher has the laptop again."""
    _file(folder).unlink(missing_ok=True)


def _file(folder: Folder) -> Path:
    return folder.path / FILE


def _session(kept: Mapping[str, object]) -> Session:
    def texts(name: str) -> tuple[str, ...]:
        found = kept[name]
        if not isinstance(found, list):
            raise TypeError(name)
        return tuple(str(each) for each in found)

    return Session(
        order=texts("order"),
        opens=tuple(Opens(each) for each in texts("opens")),
        survey_ids=texts("survey_ids"),
        position=max(0, int(str(kept["position"]))),
        passing=bool(kept["passing"]),
        away=texts("away"),
        done=texts("done"),
        begun_on=date.fromisoformat(str(kept["begun_on"])) if kept["begun_on"] else None,
        in_round=bool(kept["in_round"]),
    )
