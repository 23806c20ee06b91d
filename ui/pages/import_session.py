"""One import under way: where its rows come from, what the teacher said and answered, and the plan that follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from learnerplan.imports.planned.plan import Choice, FilePlan, ImportPlan, RowPlan, Verdict
from ui.models.import_index import RowIndex, chained, index_of, open_of
from ui.models.import_lines import answer_like, chosen
from ui.operations import LongWork
from ui.pages.import_sources import Part, PendingSource, Source, Wishes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from learnerplan.errors import UserError
    from learnerplan.imports.mapped.mapping import ColumnMapping
    from learnerplan.progress import Progress
    from learnerplan.services.imports import ImportOutcome
    from ui.context import Context

LOOKED_UP = "You looked this student up"


class Planned(NamedTuple):
    """A plan with what was wished for it, its rows file by file, and where each of them stands."""

    wishes: Wishes
    plan: ImportPlan
    parts: tuple[Part, ...]
    indexes: tuple[RowIndex, ...]
    whole: RowIndex


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
        self.kinds: dict[tuple[Path, str], str] = {}
        """What the teacher said that a file is, by (path, sheet)."""
        self._fitting: dict[tuple[Path, str], str] = {}
        """The kinds of the last plan: a file that cannot be what was said is again what it was."""
        self.class_name = ""
        self.mappings: dict[tuple[Path, str], ColumnMapping] = {}
        self.answers: dict[str, str] = {}
        self.asked: dict[str, RowPlan] = {}
        """The questions that were asked, by row key, as they were asked last."""
        self._planned_now: Planned | None = None

    @property
    def plan(self) -> ImportPlan | None:
        """The plan of now; `None` before the first one."""
        return self._planned_now.plan if self._planned_now is not None else None

    @property
    def pending(self) -> bool:
        """Whether the rows wait from earlier imports."""
        return isinstance(self._source, PendingSource)

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
        return bool(self.answers) or self.index().news

    def files(self) -> tuple[FilePlan, ...]:
        """The files of the plan."""
        return self.plan.files if self.plan is not None else ()

    def parts(self) -> tuple[Part, ...]:
        """The rows to show, file by file, those that wait and nobody has answered too."""
        return self._planned_now.parts if self._planned_now is not None else ()

    def index(self, part: int = -1) -> RowIndex:
        """Where the rows of one part stand, or of all of them."""
        planned = self._planned_now
        if planned is None:
            return index_of(())
        return planned.indexes[part] if 0 <= part < len(planned.indexes) else planned.whole

    def part_at(self, part: int, place: int) -> Part:
        """The part that holds a place of the index of `part`, or of all."""
        parts = self.parts()
        if 0 <= part < len(parts):
            return parts[part]
        for each in parts:
            if place < len(each.rows):
                return each
            place -= len(each.rows)
        raise IndexError(place)

    def open_count(self) -> int:
        """How many rows nobody has answered yet."""
        return len(open_of(self.index().asked, self.answers, self.asked)) + self.index().unlisted

    def asking(self) -> list[int]:
        """The parts whose files ask something about themselves, such as how their dates are written."""
        return [at for at, part in enumerate(self.parts()) if part.file is not None and part.file.questions]

    def replan(self) -> None:
        """Plan again with what is said now; the plan that was on its way is dropped."""
        if self.writing:
            return
        self.stop()
        self._fresh = False
        self._round += 1
        said, mappings, answers = dict(self.kinds), dict(self.mappings), dict(self.answers)
        wishes = Wishes(self._round, said, self.class_name, mappings, answers, self._settled())
        store, source = self._ctx.store, self._source

        def work(progress: Progress) -> Planned:
            plan = source.plan(store, wishes, progress)
            parts = source.parts(plan)
            indexes = tuple(index_of(each.rows, wishes.asked, aside=each.aside, progress=progress) for each in parts)
            return Planned(wishes, plan, parts, indexes, indexes[0] if len(indexes) == 1 else chained(indexes))

        self._work = LongWork(
            self._ctx, "Comparing", work, host=self._host, done=self._planned, failed=self._broken, stopped=self._halted
        )

    def stop(self) -> None:
        """Stop what is under way."""
        if self._work is not None:
            self._work.task.cancel()
            self._work = None

    def say_kind(self, file: FilePlan, kind: str) -> None:
        """The teacher says what a file is; what was said of its columns and rows no longer holds."""
        self.kinds[file.path, file.sheet] = kind
        self.mappings.pop((file.path, file.sheet), None)
        for row in list(file.about({*self.answers, *self.asked})):
            self.answers.pop(row.key, None)
            self.asked.pop(row.key, None)
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

    def answer(self, key: str, choice: str, question: RowPlan | None = None) -> None:
        """Answer a question; `question` is the row as it asks, where it may be one of too many to be remembered."""
        if question is not None:
            self.asked.setdefault(key, question)
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

    def say_proposal(self, file: FilePlan) -> None:
        """Use the columns of a file as is proposed for files of which nothing is remembered."""
        self.say_mapping(file, self._source.proposal(file))

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

    def _planned(self, planned: Planned) -> None:
        if planned.wishes.round != self._round:
            return
        self._work = None
        self._fresh = True
        self._planned_now = planned
        self._fitting = dict(planned.wishes.kinds)
        for file in planned.plan.files:
            self.mappings[file.path, file.sheet] = file.mapping
        decided = planned.plan.decisions
        self.answers = {key: choice for key, choice in self.answers.items() if key in decided}
        self._note_questions()
        if self._commit_next:
            self._commit_next = False
            self.commit()
            return
        self.changed.emit()

    def _settled(self) -> frozenset[str]:
        """The rows that keep their place among the questions, since an answer made of them what they are."""
        answers = self.answers
        return frozenset(key for key, row in self.asked.items() if key in answers or row.waits_for in answers)

    def _note_questions(self) -> None:
        """Remember what is asked. What nothing asks any more and nobody answered is no question now."""
        asked: dict[str, RowPlan] = {}
        for _place, row, *_rest in self.index().asked:
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
        self.kinds = dict(self._fitting)
        self.failed.emit(error)
        self.changed.emit()

    def _halted(self) -> None:
        if self._work is not None and not self._work.task.running:
            self._work = None
            self._commit_next = self.writing = False
            self.changed.emit()
