"""The planbook as it would be after the rows that are planned so far, so that later rows build on earlier ones."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from learnerplan.imports.drafts import ClassDraft
from learnerplan.imports.known import Identifier, Known, KnownClass, KnownYear
from learnerplan.imports.persons.match import Learners
from learnerplan.imports.planned.by_number import ByNumber
from learnerplan.imports.tables import Table
from learnerplan.imports.words.folding import fold

SKIP = "skip"
LEFT_OUT = "Left out, as you chose."


@dataclass
class Working:
    """State of one planning run. Nothing of it outlives the plan.

    `waiting` maps an identifier to the key of the undecided row that holds it, `skipped` to that of a row that was left
    out, `unkept` to why nobody is kept under the number of a teacher or somebody else; `unkept_classes` says the same
    of classes. `said` holds what earlier rows of this import say of a learner (`said_later`
    where nobody has asked for it yet), `responses` which table a response was in,
    `joined` the (class, learner) pairs of enrolments, `classes_seen` the name that a class has by its first row.
    `asked` are people of sheets by the row that asks who they are, `told` the answers, and whether they are new.
    """

    known: Known
    decisions: Mapping[str, str]
    learners: Learners = field(init=False)
    waiting: ByNumber = field(default_factory=ByNumber)
    skipped: ByNumber = field(default_factory=ByNumber)
    unkept: ByNumber = field(default_factory=ByNumber)
    unkept_classes: dict[str, str] = field(default_factory=dict)
    years: list[KnownYear] = field(init=False)
    said: dict[str, dict[str, str]] = field(default_factory=dict)
    said_later: dict[str, Callable[[], dict[str, str]]] = field(default_factory=dict)
    classes_seen: dict[str, str] = field(default_factory=dict)
    joined: set[tuple[str, str]] = field(default_factory=set)
    responses: dict[str, str] = field(default_factory=dict)
    asked: dict[tuple[str, ...], str] = field(default_factory=dict)
    told: dict[tuple[str, ...], tuple[str, bool]] = field(default_factory=dict)
    new_classes: dict[str, ClassDraft] = field(default_factory=dict)
    _classes: dict[str, KnownClass] = field(default_factory=dict)
    _class_numbers: dict[tuple[str, str], str] = field(default_factory=dict)
    _class_names: dict[str, dict[str, None]] = field(default_factory=dict)
    _keys: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.learners = Learners.of(self.known.learners)
        self.years = list(self.known.years)
        for each in self.known.classes:
            self.put_class(each)

    def key(self, table: Table, index: int, *parts: str) -> str:
        """A name for a row that it keeps in other files: made of what it is about. Equal rows are numbered."""
        if table.keys:
            return table.keys[index]
        name = hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:24]
        count = self._keys[name] = self._keys.get(name, 0) + 1
        return name if count == 1 else f"{name}.{count}"

    def plain_key(self, table: Table, index: int, *parts: str) -> str:
        """The key of a row about which nobody was ever asked, or an empty text where somebody was."""
        name = hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:24]
        if table.keys or name in self.decisions or name in self.known.answers or name in self._keys:
            return ""
        self._keys[name] = 1
        return name

    def said_of(self, learner_id: str) -> dict[str, str]:
        """What the rows so far say of a learner."""
        if learner_id in self.said_later:
            self.said[learner_id] = self.said_later.pop(learner_id)()
        return self.said.get(learner_id, {})

    def answer(self, key: str) -> tuple[str, bool]:
        """The choice for a row, and whether it was made for this plan and not in an earlier import."""
        if key in self.decisions:
            return self.decisions[key], True
        return self.known.answers.get(key, ""), False

    def put_class(self, known: KnownClass) -> None:
        """Add a class, or what is new about one."""
        self._classes[known.id] = known
        for identifier in known.identifiers:
            self._class_numbers[identifier.source, identifier.value.casefold()] = known.id
        self._class_names.setdefault(fold(known.name), {})[known.id] = None

    def class_numbered(self, identifier: Identifier) -> KnownClass | None:
        """The class that a school system knows by this number."""
        ref = self._class_numbers.get((identifier.source, identifier.value.casefold()))
        return self._classes[ref] if ref else None

    def classes_named(self, name: str) -> list[KnownClass]:
        """All classes of this name."""
        return [self._classes[ref] for ref in self._class_names.get(fold(name), ())]

    def class_of(self, ref: str) -> KnownClass:
        """The class with this ref."""
        return self._classes[ref]
