"""The class that a row of a list means: its name, and beside it perhaps the number that tells two of one name apart."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from learnerplan.imports.drafts import NEW, ClassDraft
from learnerplan.imports.identifiers import as_compared, is_damaged
from learnerplan.imports.known import Identifier, KnownClass, KnownLearner
from learnerplan.imports.mapped.mapping import ColumnMapping
from learnerplan.imports.persons.entries import Reader
from learnerplan.imports.planned.working import Working
from learnerplan.imports.words.folding import fold
from learnerplan.imports.words.lexicon import header_key

# Sections are counted anew in each course, so that a number alone names none, and one section needs no number.
_COUNTED = frozenset(("section number",))


@dataclass
class Rooms:
    """The classes of one list. `numbers` are those that stand beside a name, `counted` whether they only count."""

    working: Working
    numbers: dict[str, set[str]] = field(default_factory=dict)
    counted: bool = False

    @classmethod
    def of(cls, working: Working, mapping: ColumnMapping, reader: Reader, rows: Iterable[tuple[str, ...]]) -> Rooms:
        """What the columns of class names and numbers say together."""
        column = mapping.column("class_id")
        if column is None or mapping.column("class_name") is None:
            return cls(working)
        numbers: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            if number := reader.first(row, "class_id"):
                numbers[fold(reader.first(row, "class_name"))].add(number.casefold())
        return cls(working, dict(numbers), header_key(column.header) in _COUNTED)

    def found(self, name: str, number: str) -> KnownClass | None:
        """The one class here that a row means; `None` where there is none yet, or several."""
        named = self.working.classes_named(name)
        told = self._told(name, number)
        if told is None:
            return named[0] if len(named) == 1 else None
        return self._numbered(named, name, told)

    def ref(self, name: str, number: str, member: KnownLearner | None) -> str:
        """The ref of the class that a row means; a class that is not here yet is drafted.

        Of several with one name and no number it is the one that the learner is in; an empty ref where that does not
        settle it.
        """
        told = self._told(name, number)
        if told is not None:
            held = self._numbered(self.working.classes_named(name), name, told)
            return held.id if held is not None else self._drafted(name, told)
        named = self.working.classes_named(name)
        if len(named) > 1 and member is not None:
            named = [each for each in named if each.id in member.classes] or named
        if len(named) == 1:
            return named[0].id
        return "" if named else self._drafted(name, None)

    def _told(self, name: str, number: str) -> Identifier | None:
        """The number that tells this class from others of its name, if it does."""
        if not number or is_damaged(number) or not self.numbers:
            return None
        told = Identifier("sis", number)
        alone = len(self.numbers.get(fold(name), ())) < 2
        if self.counted and alone and not any(_has(each, told) for each in self.working.classes_named(name)):
            return None
        return told

    def _numbered(self, named: list[KnownClass], name: str, told: Identifier) -> KnownClass | None:
        """The class of a number; one that goes by another name here; or the only one of the name without a number."""
        held = [each for each in named if _has(each, told)]
        if held:
            return held[0]
        uses = sum(told.value.casefold() in numbers for numbers in self.numbers.values())
        elsewhere = None if self.counted or uses > 1 else self.working.class_numbered(told)
        if elsewhere is not None:
            return elsewhere
        plain = [each for each in named if not each.identifiers]
        return plain[0] if len(plain) == 1 and len(self.numbers.get(fold(name), ())) < 2 else None

    def _drafted(self, name: str, told: Identifier | None) -> str:
        said = fold(name) if told is None else f"{fold(name)}\x1f{told.value.casefold()}"
        ref = f"{NEW}class:{hashlib.sha256(said.encode()).hexdigest()[:16]}"
        held = (told,) if told is not None else ()
        self.working.put_class(KnownClass(ref, name, held))
        self.working.new_classes[ref] = ClassDraft(ref, (("name", name),), held)
        return ref


def _has(known: KnownClass, identifier: Identifier) -> bool:
    wanted = as_compared(identifier)
    return any(as_compared(each) == wanted for each in known.identifiers)
