"""The class: find a learner as you type, see who has not been seen, act on many at once."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QStackedLayout, QWidget

from learnerplan.errors import UserError
from learnerplan.services import classes, learners
from ui import operations
from ui.duplicate_watch import DuplicateWatch
from ui.errors import show_error
from ui.models import learners as model
from ui.refresh import keep_fresh
from ui.widgets.bulk_bar import BulkBar
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import TextField
from ui.widgets.filter_pill import FilterPill
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.page_frame import WIDEST, PageFrame
from ui.widgets.roster_table import RosterTable
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QResizeEvent

    from learnerplan.services.learners import RosterRow
    from ui.context import Context

READS = frozenset(
    {"learner", "enrolment", "class", "check_in", "check_in_goal", "goal", "measurement", "step", "step_done"}
    | {"conference", "profile_entry"}
)
ALIKE = frozenset({"learner", "learner_alias", "identifier", "enrolment", "setting"})
"""What tells whether two learners may be one."""
OWN_SCRIPT_FROM, MOVED_FROM = 980, 640
"""The widths in px at 100 % from which these columns have room."""
PAIR = 2
"""So many can be merged."""
PILLS: tuple[tuple[model.Show, str], ...] = (
    ("everyone", "Everyone"),
    ("not_seen", "Not seen in 7 days"),
    ("needs_look", "Goal needs a look"),
    ("conference", "Conference soon"),
)


class RosterPage(PageFrame):
    """The roster of the chosen class, of everyone when none is chosen."""

    keys = (
        ("Enter", "Open the student"),
        ("Space", "Choose the student"),
        ("Shift+Down", "Choose the next one too"),
        ("Ctrl+A", "Choose everyone in the list"),
        ("Esc", "Clear what is chosen, then the search"),
    )

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx.theme, "Class", scrolls=False)
        self.ctx = ctx
        theme = ctx.theme
        self._picked: set[str] = set()
        self._renewing = False
        self.model = model.RosterModel(date.today)
        self.search = TextField(theme, "Find a student", "search", name="Find a student in this class")
        self.search.setMinimumWidth(theme.px(264))
        self.search.textChanged.connect(self._searched)
        self.found = label("", "caption")
        self.table = RosterTable(theme, self.model, date.today)
        self.table.opened.connect(self._open)
        self.table.horizontalHeader().sortIndicatorChanged.connect(lambda *_: self.table.scrollToTop())
        self.table.selectionModel().selectionChanged.connect(self._chosen)
        self.rest = label("", "small")
        self.show_all = Button(theme, "Show everyone", "ghost", small=True, on_click=self._show_everyone)
        self.bulk = BulkBar(theme)
        self.bulk.cleared.connect(self._clear)
        self.bulk.add_action("Give a goal…", "target", self._give_goal)
        self.bulk.add_action("Week lists", "list-checks", self._weeks)
        self.bulk.add_action("Conference packets", "presentation", self._packets)
        self.merge = self.bulk.add_action("Merge…", "merge", self._merge)
        self.bulk.add_action("Archive", "archive", self._archive)
        self.duplicates = Button(theme, "", "ghost", "users", on_click=self._duplicates)
        self.duplicates.hide()
        self.add_action(
            self.duplicates,
            Button(theme, "Add student", "secondary", "user-plus", on_click=self._add),
            Button(theme, "Import", "secondary", "file-input", on_click=lambda: ctx.navigate("import")),
        )
        self._pills = self._make_pills()
        self._build()
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._step_out)
        keep_fresh(self, ctx, READS, self.reload)
        self.watch = DuplicateWatch(ctx, self)
        self.watch.counted.connect(self._show_duplicates)
        keep_fresh(self, ctx, ALIKE, self.watch.look_soon)

    def reload(self) -> None:
        """Read the roster anew; the current learner, the chosen ones and the search stay."""
        room = self.ctx.room.class_id
        rows = learners.roster(self.ctx.store, today=date.today(), class_id=room)
        self._picked &= {held.id for held in rows}
        with self._keeping_chosen():
            self.model.show_learners(rows)
        named = next((held.name for held in classes.listed(self.ctx.store) if held.id == room), "")
        count = f"{len(rows)} student" + ("" if len(rows) == 1 else "s")
        self.say("Class", f"{named}  ·  {count}" if named else count)
        counts = self.model.counts()
        for show, pill in self._pills.items():
            pill.show_count(counts[show])
        self._stack.setCurrentIndex(0 if rows else 1)
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Drop columns that there is no room for."""
        super().resizeEvent(event)
        self._fit()

    def _build(self) -> None:
        theme, px = self.theme, self.theme.px
        pills = FlowLayout(px(8))
        for pill in self._pills.values():
            pills.addWidget(pill)
        place = QWidget()
        place.setLayout(pills)
        self.found.setMinimumWidth(px(52))
        self._tools = tools = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        tools.setSpacing(px(8))
        tools.addLayout(row(self.search, self.found, gap=px(8)))
        tools.addWidget(place, 1)
        listed = Card(theme)
        listed.layout().setContentsMargins(1, 1, 1, 1)  # type: ignore[union-attr]
        foot = row(STRETCH, self.rest, self.show_all, STRETCH, gap=px(8))
        foot.setContentsMargins(0, px(6), 0, px(10))
        self._foot = QWidget()
        self._foot.setLayout(foot)
        listed.body.setSpacing(0)
        listed.body.addWidget(self.table, 1)
        listed.body.addWidget(self._foot)
        full = QWidget()
        inner = column(tools, listed, gap=px(12))
        inner.setStretch(1, 1)
        full.setLayout(inner)
        empty = EmptyState(
            theme,
            "users",
            "No students in this class yet",
            "Bring in the list that your school gave you, or add them one by one.",
            Button(theme, "Import a roster", "primary", "file-input", on_click=lambda: self.ctx.navigate("import")),
            Button(theme, "Add a student", "secondary", "user-plus", on_click=self._add),
        )
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack, 1)  # first: it shows what it gets, as a window where it is nowhere yet
        self._stack.addWidget(full)
        self._stack.addWidget(empty)
        self.foot.addWidget(self.bulk)
        self.foot.setContentsMargins(0, px(12), 0, px(20))

    def _make_pills(self) -> dict[model.Show, FilterPill]:
        group = QButtonGroup(self)
        made: dict[model.Show, FilterPill] = {}
        for show, text in PILLS:
            pill = FilterPill(self.theme, text, 0)
            pill.setChecked(show == "everyone")
            pill.clicked.connect(lambda _=False, show=show: self._filter(show))
            group.addButton(pill)
            made[show] = pill
        return made

    def _fit(self) -> None:
        margins = self.contentsMargins()
        width = min(WIDEST, (self.width() - margins.left() - margins.right()) / self.theme.scale)
        own, moved = width >= OWN_SCRIPT_FROM, width >= MOVED_FROM
        self.table.setColumnHidden(model.OWN, not own)
        self.table.setColumnHidden(model.MOVED, not moved)
        others = 480 + 150 * own + 130 * moved
        self.table.set_widths((52, min(330, max(180, int(width) - others)), 150, 130, 124))
        direction = QBoxLayout.Direction
        self._tools.setDirection(direction.LeftToRight if own else direction.TopToBottom)

    def _tell(self) -> None:
        shown, total = self.model.rowCount(), self.model.total()
        searching = bool(self.model.words())
        self.found.setText(f"{shown} of {total}" if searching else "")
        self._foot.setVisible(shown < total)
        rest = total - shown
        noun = "student doesn’t" if rest == 1 else "students don’t"
        what = f"match “{self.search.value()}”" if searching else "belong to this filter"
        self.rest.setText(f"{rest} more {noun} {what}.")
        self.table.renew_check()

    @contextmanager
    def _keeping_chosen(self) -> Iterator[None]:
        """Other rows may come into the list: the current learner and the chosen ones, hidden ones too, stay."""
        index = self.table.currentIndex()
        current = self.model.row_at(index).id if index.isValid() else ""
        self._renewing = True  # a row that is chosen anew is not yet all that was chosen
        try:
            yield
            selection, flags = self.table.selectionModel(), QItemSelectionModel.SelectionFlag
            for place, held in enumerate(self.model.rows()):
                if held.id in self._picked:
                    selection.select(self.model.index(place, model.NAME), flags.Select | flags.Rows)
                if held.id == current:
                    selection.setCurrentIndex(self.model.index(place, model.NAME), flags.NoUpdate)
        finally:
            self._renewing = False
        self._chosen()

    @Slot(str)
    def _searched(self, text: str) -> None:
        with self._keeping_chosen():
            self.model.search(text)
        self._tell()

    def _filter(self, show: model.Show) -> None:
        with self._keeping_chosen():
            self.model.show_only(show)
        self._tell()

    def _show_everyone(self) -> None:
        self.search.clear()
        self._pills["everyone"].setChecked(True)
        self._filter("everyone")

    def _step_out(self) -> None:
        if self._picked:
            self._clear()
        else:
            self._show_everyone()

    def _open(self, index: QModelIndex) -> None:
        held: RosterRow = self.model.row_at(index)
        self.ctx.navigate("learner", held.id)

    @Slot()
    def _chosen(self) -> None:
        if not self._renewing:
            shown = {held.id for held in self.model.rows()}
            self._picked = (self._picked - shown) | set(self.table.chosen_ids())
            self.bulk.show_count(len(self._picked))
            self.merge.setVisible(len(self._picked) == PAIR)

    @Slot()
    def _clear(self) -> None:
        self._picked.clear()
        self.table.clearSelection()
        self._chosen()

    def _give_goal(self) -> None:
        from ui.dialogs.goal_bank import GoalBankDialog

        GoalBankDialog(self.ctx, self, learner_ids=sorted(self._picked)).open()

    def _weeks(self) -> None:
        from ui.dialogs import week_printing

        chosen = [held.id for held in learners.roster(self.ctx.store, today=date.today()) if held.id in self._picked]
        week_printing.ask(self.ctx, chosen, date.today(), self.work_place)

    def _packets(self) -> None:
        self.ctx.navigate("conferences", ",".join(sorted(self._picked)))

    def _merge(self) -> None:
        """Lay the two chosen ones side by side; nothing is merged before somebody says so."""
        from ui.dialogs.learner_merge import MergeDialog

        one, other = sorted(self._picked)
        try:
            MergeDialog(self.ctx, one, other, self).open()
        except UserError as error:
            show_error(error, self, self.theme)

    def _archive(self) -> None:
        ids = sorted(self._picked)
        words = "1 student archived" if len(ids) == 1 else f"{len(ids)} students archived"
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)  # the bar goes, and its focus would go to the menu
        operations.perform(
            self.ctx, lambda store: learners.archive(store, ids), parent=self, toast=f"{words}. Nothing is deleted."
        )

    @Slot(int)
    def _show_duplicates(self, count: int) -> None:
        self.duplicates.say(f"Possible duplicates ({count})")
        self.duplicates.setVisible(bool(count))

    def _duplicates(self) -> None:
        from ui.dialogs.duplicates import DuplicatesDialog

        DuplicatesDialog(self.ctx, self).open()

    def _add(self) -> None:
        from ui.dialogs.learner_edit import LearnerDialog

        LearnerDialog.add(self.ctx, self, class_id=self.ctx.room.class_id)
