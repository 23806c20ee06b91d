"""Rows of another school: a district's export has four schools, and a teacher's learners go to one of them.

Which school is theirs shows in the rows of learners who are here already. Nobody of another school is made unasked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from learnerplan.imports.drafts import is_new
from learnerplan.imports.identifiers import stands_for_nothing
from learnerplan.imports.known import KnownLearner
from learnerplan.imports.mapped.mapping import ColumnMapping
from learnerplan.imports.persons.entries import Entry
from learnerplan.imports.planned.plan import Choice, RowPlan, Verdict
from learnerplan.imports.planned.verdicts import LEAVE_OUT, NEW_LEARNER
from learnerplan.imports.tables import Table
from learnerplan.imports.words.folding import fold, tidy

MOST_TAUGHT = 200
"""Rows of several schools up to which a list may be one teacher's: whoever travels teaches at several."""

_TAKE = Choice(NEW_LEARNER, "Take", "Make a new student")


@dataclass
class Schools:
    """The school of each row. `homes` are the schools of learners who are here, folded -> as written."""

    names: dict[int, str] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    several: int = 0
    crowd: bool = False
    kept: bool = False

    @classmethod
    def of(cls, table: Table, mapping: ColumnMapping) -> Schools:
        """What the column of schools says; kept rows may stand alone, so that one school there may be another's."""
        column = mapping.column("school")
        if column is None:
            return cls()
        cells = {index: tidy(cell) for index, cell in enumerate(table.cells(column.index))}
        names = {index: cell for index, cell in cells.items() if not stands_for_nothing(cell)}
        several = len({fold(name) for name in names.values()})
        return cls(names, several=several, crowd=len(table.rows) > MOST_TAUGHT, kept=bool(table.keys))

    def look(
        self, familiar: Iterable[int], entries: Iterable[Entry], learner_of: Callable[[Entry], KnownLearner | None]
    ) -> None:
        """See whose school is whose: `familiar` rows are of learners here, others where `learner_of` finds them."""
        if self.several < 2:
            return
        here = list(familiar)
        for entry in entries:
            learner = learner_of(entry)
            if learner is not None and not is_new(learner.id):
                here.append(entry.index)
        for index in here:
            if name := self.names.get(index, ""):
                self.homes.setdefault(fold(name), name)

    def is_asked(self, index: int) -> bool:
        """Whether a row of nobody who is here needs a person to say that it is wanted."""
        name = self.names.get(index, "")
        if not name:
            return False
        if self.kept:
            return True
        if self.several < 2:
            return False
        return fold(name) not in self.homes if self.homes else self.crowd

    def question(self, key: str, line: int, title: str, index: int) -> RowPlan:
        """The question about a row of another school; the same for all of them, so that one answer settles all.

        Where it is not known which school is the teacher's, it is another question for each school.
        """
        name = self.names[index]
        if self.homes:
            mine = next(iter(self.homes.values())) if len(self.homes) == 1 else ""
            where = f"“{mine}”, where your students are" if mine else "those of your students"
            reason = f"“{name}” is another school than {where}."
        else:
            reason = f"This student is at {name}. Are students of that school yours?"
        return RowPlan(key, line, title, Verdict.UNDECIDED, reason, choices=(_TAKE, LEAVE_OUT))
