"""Any list of store operations; then undo all gives the state before, redo all the state after."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, multiple, rule

from learnerplan.domain import records
from learnerplan.storage import integrity
from learnerplan.storage.store import Store
from tests.storage.dumps import dump

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
NUMBERS = st.none() | st.floats(allow_nan=False, allow_infinity=False)

_place = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)


@cache
def template() -> Path:
    """An empty planbook, made once for all examples."""
    path = Path(_place.name) / "planbook"
    Store.create(path).close()
    return path


class Planbook(RuleBasedStateMachine):
    """A planbook in which somebody works, takes back and does again."""

    learners = Bundle("learners")
    results = Bundle("results")

    @initialize()
    def begin(self) -> None:
        """A fresh copy with what results need, which is nobody's action."""
        self.place = Path(tempfile.mkdtemp())
        self.store = Store.open(shutil.copytree(template(), self.place / "planbook"))
        with self.store.transaction("Begin", origin="system") as tx:
            self.assessment = tx.add(records.Assessment, name="Ours")
        # States by how many actions are done; the actions that can be done again.
        self.states = [dump(self.store)]
        self.at = 0

    def did(self) -> None:
        """Remember the state after an action, if it was one."""
        state = dump(self.store)
        if state != self.states[self.at]:
            self.at += 1
            self.states = [*self.states[: self.at], state]

    @rule(target=learners, name=TEXTS, born=st.none() | DAYS)
    def add_learner(self, name: str, born: date | None) -> str:
        """One row."""
        with self.store.transaction("Add student") as tx:
            row_id = tx.add(records.Learner, given_name=name, birth_date=born)
        self.did()
        return row_id

    @rule(target=learners, names=st.lists(TEXTS, max_size=4))
    def add_many(self, names: list[str]) -> object:
        """An import."""
        with self.store.transaction("Import", origin="import") as tx:
            ids = tx.add_many(records.Learner, [{"given_name": name} for name in names])
            tx.add_many(records.MemoryAid, [{"learner_id": i, "text": "x", "written_on": "2026-09-01"} for i in ids])
        self.did()
        return multiple(*ids)

    @rule(target=results, who=learners, score=NUMBERS, day=DAYS)
    def add_result(self, who: str, score: float | None, day: date) -> object:
        """A row that belongs to another, where that is still there."""
        if self.store.value("SELECT count(*) FROM learner WHERE id = ?", (who,)) == 0:
            return multiple()
        values = {"learner_id": who, "assessment_id": self.assessment, "taken_on": day, "score": score}
        with self.store.transaction("Add result") as tx:
            row_id = tx.add(records.Result, **values)
        self.did()
        return row_id

    @rule(who=learners, name=TEXTS, flag=st.booleans())
    def change_learner(self, who: str, name: str, flag: bool) -> None:
        """Several changes in one action."""
        if self.store.value("SELECT count(*) FROM learner WHERE id = ?", (who,)):
            with self.store.transaction("Change student") as tx:
                tx.change(records.Learner, who, given_name=name)
                tx.change(records.Learner, who, photo_consent=flag, family_name=name)
                tx.put(records.Setting, "last", value=who)
            self.did()

    @rule(result=results, score=NUMBERS)
    def change_result(self, result: str, score: float | None) -> None:
        """Numbers, to the bit."""
        if self.store.value("SELECT count(*) FROM result WHERE id = ?", (result,)):
            with self.store.transaction("Change result") as tx:
                tx.change(records.Result, result, score=score)
            self.did()

    @rule(who=consumes(learners))
    def delete_learner(self, who: str) -> None:
        """A row and all that it owns; undo may bring it back, but nobody asks for it again."""
        with self.store.transaction("Delete student") as tx:
            tx.delete(records.Learner, who)
        self.did()

    @rule(name=TEXTS)
    def fail(self, name: str) -> None:
        """Work that is broken off leaves nothing."""
        try:
            with self.store.transaction("Fail") as tx:
                tx.add(records.Learner, given_name=name)
                raise ZeroDivisionError
        except ZeroDivisionError:
            assert dump(self.store) == self.states[self.at]

    @rule()
    def undo(self) -> None:
        """One step back."""
        if self.at:
            assert self.store.undo() is not None
            self.at -= 1
            assert dump(self.store) == self.states[self.at]
        else:
            assert self.store.undo() is None

    @rule()
    def redo(self) -> None:
        """One step forward."""
        if self.at + 1 < len(self.states):
            assert self.store.redo() is not None
            self.at += 1
            assert dump(self.store) == self.states[self.at]
        else:
            assert self.store.redo() is None

    @rule()
    def open_again(self) -> None:
        """A later run."""
        path = self.store.folder.path
        self.store.close()
        self.store = Store.open(path)

    def teardown(self) -> None:
        """Undo all, redo all, and a sound planbook."""
        if not hasattr(self, "store"):
            return
        while self.store.undo() is not None:
            self.at -= 1
        assert self.at == 0
        assert dump(self.store) == self.states[0]
        while self.store.redo() is not None:
            self.at += 1
        assert dump(self.store) == self.states[-1]
        assert integrity.check(self.store).findings == ()
        self.store.close()
        shutil.rmtree(self.place)


Planbook.TestCase.settings = settings(
    max_examples=8, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
TestPlanbook = Planbook.TestCase
