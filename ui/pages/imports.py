"""The import: choose files, match and check, done. The check shows the plan, and the commit writes exactly it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QStackedLayout

from learnerplan.errors import UserError
from learnerplan.services import import_runs, waiting
from ui import operations
from ui.dialogs.import_log import ImportLog
from ui.dropped import paths_in
from ui.models.import_words import brought_in, only_standards
from ui.pages.import_absent import show_absent
from ui.pages.import_check import ImportCheck
from ui.pages.import_choose import ImportChoose
from ui.pages.import_done import ImportDone
from ui.pages.import_foot import ImportFoot
from ui.pages.import_heading import heading
from ui.pages.import_places import class_of, learners_of
from ui.pages.import_session import ImportSession
from ui.pages.import_source import names_no_class
from ui.pages.import_sources import FilesSource, PendingSource
from ui.refresh import keep_fresh
from ui.widgets.button import Button
from ui.widgets.layout import STRETCH, row
from ui.widgets.page_frame import PageFrame
from ui.widgets.scrolled import scrolled
from ui.widgets.stepper import Stepper

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent

    from learnerplan.progress import Progress
    from learnerplan.services.imports import ImportOutcome
    from ui.context import Context

READS = frozenset({"import_run", "pending_row", "learner", "class", "enrolment", "response", "goal"})
CHOOSE, CHECK, DONE = range(3)
WAITING = "waiting"
FIRST_THESE = (
    "You have answered rows that waited, and these answers are not saved yet.",
    "Save them or press Cancel, then drop the files again.",
)


class ImportsPage(PageFrame):
    """`open(WAITING, "")` goes to the rows that wait; `open("", paths)` begins with files dropped elsewhere."""

    keys = (
        ("1 to 9", "Answer the question of the row"),
        ("Left, Right", "Change the answer"),
        ("Enter", "Go to the next question"),
        ("Backspace", "Take the answer back"),
        ("A", "Give all rows like this the same answer"),
        ("L", "Look up another student"),
    )

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx.theme, "Import", scrolls=False)
        self.ctx = ctx
        theme = ctx.theme
        self.session: ImportSession | None = None
        self._undoing = False
        self._wrote: int | None = None
        """The transaction of the import that is done."""
        self.stepper = Stepper(theme, ("Choose file", "Match and check", "Done"))
        self.heading.setSpacing(theme.px(4))
        self.heading.addSpacing(theme.px(8))
        self.heading.addLayout(row(self.stepper, STRETCH))
        self.choose, self.done = ImportChoose(ctx), ImportDone(theme)
        self.check = ImportCheck(ctx, self)
        self.foot_line = ImportFoot(theme)
        self.cancel = Button(theme, "Cancel", "quiet", on_click=self.leave)
        self.add_action(self.check.file.button, self.cancel)
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack, 1)  # first: it shows what it gets, as a window where it is nowhere yet
        for step in (scrolled(self.choose), scrolled(self.check), scrolled(self.done)):
            self._stack.addWidget(step)
        self.foot.addWidget(self.foot_line)
        self.setAcceptDrops(True)
        self._connect()
        self.leave()
        keep_fresh(self, ctx, READS, self.reload)

    def open(self, target: str, part: str) -> None:
        """Go to the rows that wait, or begin with the files that were handed over; an import that is done is left."""
        handed = self.ctx.incoming.taken()
        if self._stack.currentIndex() == DONE:
            self.leave()
        if handed:
            self.take(handed)
        elif target == WAITING:
            self.decide_pending()

    def reload(self) -> None:
        """Read what was imported and what waits."""
        self.choose.show_runs(import_runs.listed(self.ctx.store), date.today())
        rows = waiting.listed(self.ctx.store)
        self.choose.show_waiting(len(rows), list(dict.fromkeys(held.file_name for held in rows)))

    def begin(self, paths: Sequence[Path]) -> None:
        """Read these files and folders and show what importing them would do."""
        self._begin_with(FilesSource(paths))

    def take(self, paths: Sequence[Path]) -> None:
        """Begin with these files, or add them to the ones that are being checked, with all that was said so far."""
        session = self.session
        checking = session is not None and self._stack.currentIndex() == CHECK
        if session is None or not checking or session.writing:
            self.begin(paths)
        elif isinstance(session.source, FilesSource):
            self._begin_with(FilesSource((*session.source.paths, *paths)), session)
        elif session.answers:
            self.show_problem(UserError(*FIRST_THESE))
        else:
            self.begin(paths)

    def decide_pending(self) -> None:
        """Show the rows that wait from earlier imports."""
        rows = waiting.listed(self.ctx.store)
        if rows:
            self._begin_with(PendingSource(rows))

    def leave(self) -> None:
        """Back to the first step; nothing was written."""
        if self.session is not None:
            self.check.forget()
            self.session.stop()
            self.session.deleteLater()
            self.session = None
        self.clear_problem()
        self._show(CHOOSE)
        self.say("Import", "Bring in what you have. You see what will happen before anything is written.")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders, except while the rows of others are being checked."""
        if paths_in(event.mimeData()):
            event.acceptProposedAction()
            self.choose.drop.light(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The files are gone again."""
        self.choose.drop.light(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Begin with what was dropped."""
        self.choose.drop.light(False)
        paths = paths_in(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.take(paths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the steps to the room there is."""
        super().resizeEvent(event)
        self.choose.arrange(self.breakpoint())
        self.check.arrange(self.breakpoint())

    def _connect(self) -> None:
        self.choose.chosen.connect(self.begin)
        self.choose.decide_wanted.connect(self.decide_pending)
        self.choose.match_wanted.connect(self._match_again)
        self.choose.undo_wanted.connect(self._undo)
        self.choose.log_wanted.connect(lambda: ImportLog(self.ctx, self).open())
        self.check.renewed.connect(self._tell)
        self.check.rows.absent_wanted.connect(lambda ids: show_absent(self.ctx, self, ids))
        self.check.rows.rows.all_answered.connect(self.foot_line.go.setFocus)
        self.foot_line.next_wanted.connect(self.check.go_to_next)
        self.foot_line.import_wanted.connect(self._commit)
        self.foot_line.leave_wanted.connect(self.leave)
        self.done.class_wanted.connect(self._see_class)
        self.done.learner_wanted.connect(lambda learner: self.ctx.navigate("learner", learner))
        self.done.undo_wanted.connect(lambda: self._undo(self._wrote))
        self.done.again_wanted.connect(self.leave)
        self.done.decide_wanted.connect(self.decide_pending)

    def _begin_with(self, source: FilesSource | PendingSource, before: ImportSession | None = None) -> None:
        """Begin anew; what was said and answered in the session `before` still holds for its files."""
        self.leave()
        session = ImportSession(self.ctx, source, self.work_place, self)
        if before is not None:
            session.kinds, session.mappings = dict(before.kinds), dict(before.mappings)
            session.answers, session.class_name = dict(before.answers), before.class_name
        session.failed.connect(self._failed)
        session.changed.connect(self._arrived)
        session.committed.connect(self._committed)
        self.session = session
        session.replan()

    @Slot()
    def _arrived(self) -> None:
        """The first plan is there: go to the check."""
        session = self.session
        if session is None or session.plan is None or self._stack.currentIndex() != CHOOSE:
            return
        session.changed.disconnect(self._arrived)
        room = self.ctx.room.class_id
        if room and names_no_class(session.files()):
            session.say_class(class_name(self.ctx, room))
        self._show(CHECK)
        self.check.show_session(session)
        self.check.rows.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _tell(self) -> None:
        session = self.session
        if session is None or session.plan is None:
            return
        self.say(*heading(session))
        self.foot_line.show_counts(session, session.open_count())

    def _commit(self) -> None:
        if self.session is not None:
            self.clear_problem()
            self.session.commit()

    def _see_class(self) -> None:
        if self.session is not None and only_standards(self.session.index()):
            self.ctx.navigate("settings", "standards")
            return
        room = class_of(self.ctx.store, self.session) if self.session is not None else ""
        if room:
            self.ctx.room.choose(room)
        self.ctx.navigate("class")

    def _match_again(self) -> None:
        self.clear_problem()
        store = self.ctx.store

        def work(progress: Progress) -> ImportOutcome:
            from learnerplan.services import pending

            return pending.settle(store, today=date.today(), progress=progress)

        operations.LongWork(self.ctx, "Matching", work, host=self.work_place, done=self._matched)

    def _matched(self, outcome: ImportOutcome) -> None:
        settled = outcome.new + outcome.updated + outcome.unchanged
        words = "1 row is settled" if settled == 1 else f"{settled:,} rows are settled"
        self.ctx.toast(words if outcome.wrote else "They still need you", undo=outcome.wrote)

    @Slot(int)
    def _undo(self, txn: int | None) -> None:
        """Take this import back and nothing else, as a task: it may have written ten thousand learners."""
        if self._undoing or txn is None:
            return
        self._undoing, store = True, self.ctx.store

        def work(progress: Progress) -> str:
            return import_runs.take_back(store, txn, progress)

        operations.LongWork(
            self.ctx,
            "Taking back",
            work,
            host=self.work_place,
            done=self._undone,
            failed=self._not_undone,
            stopped=self._undo_stopped,
        )

    def _undo_stopped(self) -> None:
        self._undoing = False

    def _undone(self, label: str) -> None:
        self._undoing = False
        self.ctx.toast(f"Taken back: {label}")
        self.leave()

    def _not_undone(self, error: UserError) -> None:
        self._undoing = False
        self.show_problem(error)

    @Slot(object)
    def _failed(self, error: UserError) -> None:
        at_check = self._stack.currentIndex() == CHECK
        if not at_check:
            self.leave()
        self.show_problem(error)
        if at_check and self.session is not None and not self.session.planning:
            self.session.replan()

    @Slot(object)
    def _committed(self, outcome: ImportOutcome) -> None:
        where, last = self.subtitle_label.text(), self.ctx.store.undo_status()
        self._wrote = last.txn if outcome.wrote and last.undo == outcome.label else None
        self._show(DONE)
        self.say("Import")
        if self.session is not None:
            told = brought_in(self.session.index(), wrote=outcome.wrote)
            changed = learners_of(self.session) if outcome.wrote else []
            self.done.show_outcome(outcome, told, where, changed, waiting=len(waiting.listed(self.ctx.store)))
            self.done.undo.setVisible(self._wrote is not None)
            self.done.see.say("See the standards" if only_standards(self.session.index()) else "See the class")

    def _show(self, step: int) -> None:
        self._stack.setCurrentIndex(step)
        self.stepper.go(step)
        self.stepper.setVisible(self.session is None or not isinstance(self.session.source, PendingSource))
        self.foot_line.setVisible(step == CHECK)
        self.cancel.setVisible(step == CHECK)
        self.check.arrange(self.breakpoint())


def class_name(ctx: Context, class_id: str) -> str:
    """The name of a class."""
    from learnerplan.services import classes

    return next((held.name for held in classes.listed(ctx.store) if held.id == class_id), "")
