"""One import under way: where its rows come from, what the teacher said and answered, and the plan that follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from learnerplan.imports.plan import Choice, FilePlan, ImportPlan, RowPlan, Verdict
from ui.models.import_rows import answer_like, chosen
from ui.operations import LongWork
from ui.pages.import_sources import Source, Wishes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from learnerplan.errors import UserError
    from learnerplan.imports.mapping import ColumnMapping
    from learnerplan.progress import Progress
    from learnerplan.services.imports import ImportOutcome
    from ui.context import Context
    from ui.models.import_facts import Fact

LOOKED_UP = "You looked this student up"


class ImportSession(QObject):
    """`changed` follows each plan and each answer; an answer shows at once, the plan with it comes a moment later."""

    changed = Signal()
    failed = Signal(object)
    """`UserError` of a planning or a commit; the plan of before stays."""
    committed = Signal(object)
    """`ImportOutcome`."""

    def __init__(self, ctx: Context, source: Source, host: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ctx, self._source, self._host = ctx, source, host
        self._work: LongWork | None = None
        self._round = 0
        self._commit_next = False
        self._fresh = False
        self.writing = False
        """Whether the plan is being written; nothing can be answered then."""
        self.kind = ""
        self.class_name = ""
        self.mappings: dict[tuple[Path, str], ColumnMapping] = {}
        self.answers: dict[str, str] = {}
        self.asked: dict[str, RowPlan] = {}
        """The questions that were asked, by row key, as they were asked last."""
        self.plan: ImportPlan | None = None

    @property
    def source(self) -> Source:
        """Where the rows come from."""
        return self._source

    @property
    def planning(self) -> bool:
        """Whether a plan is being made."""
        return self._work is not None

    def has_news(self) -> bool:
        """Whether there is anything to write: rows that change something, or answers to keep."""
        rows = self.plan.rows() if self.plan is not None else ()
        return bool(self.answers) or any(
            row.payload is not None and row.verdict is not Verdict.UNDECIDED for row in rows
        )

    def files(self) -> tuple[FilePlan, ...]:
        """The files of the plan."""
        return self.plan.files if self.plan is not None else ()

    def rows(self, file: FilePlan | None = None) -> Sequence[RowPlan]:
        """The rows to show: of one file, or all, those that wait and nobody has answered too."""
        if file is not None:
            return file.rows
        return self._source.shown(self.plan) if self.plan is not None else ()

    def facts(self, row: RowPlan) -> Sequence[Fact]:
        """A few cells of a row, for whoever has to say whom it is about."""
        return self._source.facts(self.plan, row) if self.plan is not None else ()

    def replan(self) -> None:
        """Plan again with what is said now; the plan that was on its way is dropped."""
        if self.writing:
            return
        self.stop()
        self._fresh = False
        self._round += 1
        wishes = Wishes(self._round, self.kind, self.class_name, dict(self.mappings), dict(self.answers))
        store, source = self._ctx.store, self._source

        def work(progress: Progress) -> tuple[Wishes, ImportPlan]:
            return wishes, source.plan(store, wishes, progress)

        self._work = LongWork(
            self._ctx, "Comparing", work, host=self._host, done=self._planned, failed=self._broken, stopped=self._halted
        )

    def stop(self) -> None:
        """Stop what is under way."""
        if self._work is not None:
            self._work.task.cancel()
            self._work = None

    def say_kind(self, kind: str) -> None:
        """The teacher says what the file is; what was said of its columns no longer holds."""
        self.kind = kind
        self._forget()
        self.replan()

    def say_class(self, name: str) -> None:
        """The class for the learners of a plain list."""
        if name != self.class_name:
            self.class_name = name
            self.replan()

    def say_mapping(self, file: FilePlan, mapping: ColumnMapping) -> None:
        """Use the columns of a file otherwise."""
        self.mappings[file.path, file.sheet] = mapping
        self.replan()

    def answer(self, key: str, choice: str) -> None:
        """Answer a question."""
        self.answer_all({key: choice})

    def answer_all(self, choices: Mapping[str, str]) -> None:
        """Answer several questions, planned once."""
        fresh = {key: choice for key, choice in choices.items() if self.answers.get(key) != choice}
        if fresh:
            self.answers.update(fresh)
            self.changed.emit()
            self.replan()

    def answer_alike(self, row: RowPlan, others: Sequence[RowPlan]) -> None:
        """Give other questions the answer that this one has, where they offer it."""
        choice = chosen(self.asked.get(row.key, row), self.answers.get(row.key, ""))
        if choice is not None:
            same = {other.key: answer_like(other, choice) for other in others}
            self.answer_all({key: answer for key, answer in same.items() if answer})

    def answer_with(self, key: str, learner_id: str, name: str) -> None:
        """Somebody who was not among the candidates was looked up."""
        question = self.asked.get(key)
        if question is None:
            return
        choice = Choice(f"learner:{learner_id}", name, LOOKED_UP, learner_id)
        if chosen(question, choice.key) is None:
            self.asked[key] = question._replace(choices=(choice, *question.choices))
        self.answer(key, choice.key)

    def ask_again(self, key: str) -> None:
        """Take an answer back."""
        if self.answers.pop(key, None) is not None:
            self.asked.pop(key, None)
            self.replan()

    def commit(self) -> None:
        """Write the plan, as soon as it holds all that was said and answered."""
        if self.planning or not self._fresh:
            if not self.planning:
                self.replan()
            self._commit_next = True
            return
        plan, store, source = self.plan, self._ctx.store, self._source
        if plan is None:
            return

        def work(progress: Progress) -> ImportOutcome:
            return source.commit(store, plan, progress)

        self.writing = True
        self._work = LongWork(
            self._ctx, "Importing", work, host=self._host, done=self._written, failed=self._broken, stopped=self._halted
        )
        self.changed.emit()

    def _planned(self, result: tuple[Wishes, ImportPlan]) -> None:
        wishes, plan = result
        if wishes.round != self._round:
            return
        self._work = None
        self._fresh = True
        self.plan = plan
        for file in plan.files:
            self.mappings[file.path, file.sheet] = file.mapping
        self._note_questions()
        if self._commit_next:
            self._commit_next = False
            self.commit()
            return
        self.changed.emit()

    def _note_questions(self) -> None:
        """Remember what is asked. What nothing asks any more and nobody answered is no question now."""
        asked: dict[str, RowPlan] = {}
        for row in self.rows():
            before = self.asked.get(row.key)
            if row.verdict is Verdict.UNDECIDED:
                mine = tuple(each for each in before.choices if each.detail == LOOKED_UP) if before is not None else ()
                asked[row.key] = row._replace(choices=(*mine, *row.choices)) if mine and row.choices else row
            elif before is not None and (row.key in self.answers or before.waits_for in self.answers):
                asked[row.key] = before
        self.asked = asked

    def _written(self, outcome: ImportOutcome) -> None:
        self._work = None
        self.writing = False
        self.committed.emit(outcome)

    def _broken(self, error: UserError) -> None:
        self._work = None
        self._commit_next = self.writing = False
        self.failed.emit(error)
        self.changed.emit()

    def _halted(self) -> None:
        if self._work is not None and not self._work.task.running:
            self._work = None
            self._commit_next = self.writing = False
            self.changed.emit()

    def _forget(self) -> None:
        self.mappings.clear()
        self.answers.clear()
        self.asked.clear()
