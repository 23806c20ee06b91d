"""The goal bank: look through it, add, change and remove goals, keep plan templates, and give goals to learners."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QFileDialog, QWidget

from learnerplan import files
from learnerplan.domain.goals import GoalKind
from learnerplan.errors import UserError
from learnerplan.services import goal_bank, goal_bank_files
from ui.dialogs import goal_bank_words as model
from ui.dialogs.frame import DialogFrame
from ui.dialogs.goal_edit import KINDS
from ui.refresh import keep_fresh
from ui.theme.breakpoints import Breakpoint, breakpoint_of
from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.checkbox import CheckBox
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import Select, TextField
from ui.widgets.glyph import Glyph
from ui.widgets.kept_focus import kept_focus, name_place
from ui.widgets.kept_parts import KeptParts
from ui.widgets.layout import column, row
from ui.widgets.menu_button import Choice, MenuButton
from ui.widgets.text import Elided, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from learnerplan.services.goal_bank import BankGoal, BankPlan
    from ui.context import Context

READS = frozenset({"goal_template", "goal_template_step", "plan_template", "plan_template_goal"})
_ANY, _FILTER = "any", "Goal bank (*.json)"


class GoalBankDialog(DialogFrame):
    """What is ticked is given to the learners; without them the next dialog asks who is given it."""

    def __init__(self, ctx: Context, parent: QWidget, *, learner_ids: Sequence[str] = (), term_id: str = "") -> None:
        about = "Goals without a student in them, to use again. Tick what belongs together."
        super().__init__(ctx, "Goal bank", "Give a goal", parent, subtitle=about, width=720)
        self._learners, self._term = tuple(learner_ids), term_id
        theme = ctx.theme
        if not learner_ids:
            self.cancel.say("Done")
        self._ticked: dict[str, None] = {}
        self._goals: list[BankGoal] = []
        self._plans: list[BankPlan] = []
        self.boxes: dict[str, CheckBox] = {}
        self.search = TextField(theme, "Find a goal", "search", name="Find a goal of the bank")
        kinds = [(_ANY, "Every kind"), *((kind.value, text) for kind, text in KINDS.items())]
        self.kind = Select(theme, kinds, name="Kind of goal")
        self.plan = Select(theme, name="Plan template")
        self.add = Button(theme, "Add a goal", icon="plus", on_click=self._add)
        self.add.setAutoDefault(False)
        self.more = MenuButton(theme, "ellipsis", "More about the goal bank", self._choices, small=False)
        tools = self._tools(narrow=breakpoint_of(parent.window().width(), theme.scale) is Breakpoint.SINGLE)
        self._parts = KeptParts()
        self._rows = column(gap=theme.px(4))
        self._none = EmptyState(
            theme,
            "library",
            "The goal bank is empty",
            "Add a goal here, or put one into the bank from its menu on a plan.",
        )
        self._found = label("", "small")
        self.form.hide()
        self.body.addLayout(column(tools, self._found, self._none, self._rows, gap=theme.px(12)))
        self.add_foot(self.add)
        self.search.textChanged.connect(lambda _text: self._show())
        self.kind.chosen.connect(lambda _value: self._show())
        self.plan.chosen.connect(self._take_plan)
        keep_fresh(self, ctx, READS, self.reload)
        self.reload()
        self.search.setFocus()

    def _tools(self, *, narrow: bool) -> QBoxLayout:
        """What finds goals, in one line; on two where there is little room."""
        theme = self.theme
        if narrow:
            choices = row(self.kind, self.plan, gap=theme.px(8))
            for at in range(2):
                choices.setStretch(at, 1)
            first = row(self.search, self.more, gap=theme.px(8))
            first.setStretch(0, 1)
            return column(first, choices, gap=theme.px(8))
        self.kind.setFixedWidth(theme.px(160))
        self.plan.setFixedWidth(theme.px(200))
        line = row(self.search, self.kind, self.plan, self.more, gap=theme.px(8))
        line.setStretch(0, 1)
        return line

    def keep(self) -> None:
        """Give what is ticked."""
        goals = [goal for goal in self._goals if goal.id in self._ticked]
        if goals:
            from ui.dialogs.goal_apply import GoalApplyDialog

            plan = next((one for one in self._plans if set(one.goal_ids) == set(self._ticked)), None)
            vision = plan.vision if plan else ""
            dialog = GoalApplyDialog(self.ctx, goals, self._learners, self, term_id=self._term, vision=vision)
            dialog.accepted.connect(self.accept)
            dialog.open()

    def reload(self) -> None:
        """Read the bank anew; what is ticked stays ticked."""
        with self.ctx.store.read() as view:
            self._goals, self._plans = goal_bank.listed(view), goal_bank.plans_listed(view)
        known = {goal.id for goal in self._goals}
        self._ticked = {one: None for one in self._ticked if one in known}
        self.plan.offer([("", "Plan templates"), *((plan.id, plan.title) for plan in self._plans)])
        self.plan.setVisible(bool(self._plans))
        self._show()

    def export_to(self, out: Path) -> None:
        """Write the bank as a file for another school."""
        try:
            files.write_bytes(out, goal_bank_files.export(self.ctx.store).encode())
        except OSError as error:
            self.show_problem(UserError(f"{out.name} cannot be written there.", str(error.strerror or "")))
            return
        self.ctx.toast(f"Saved as {out.name}. No student is in it.")

    def take_in(self, source: Path) -> None:
        """Add the goals of a file."""
        self.clear_problem()
        try:
            text = source.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            self.show_problem(
                UserError(f"{source.name} cannot be read.", "Choose a file that a goal bank was exported to.")
            )
            return
        try:
            count = goal_bank_files.take_in(self.ctx.store, text)
        except UserError as error:
            self.show_problem(error)
            return
        words = "1 goal added" if count == 1 else f"{count} goals added"
        self.ctx.toast(words if count else "All of them are in the bank already", undo=bool(count))

    def _show(self) -> None:
        kind = "" if self.kind.value() == _ANY else self.kind.value()
        shown = model.matching(self._goals, self.search.value(), kind)
        with kept_focus(self), self._parts.renewing(self._rows):
            self.boxes = {}
            chain: list[QWidget] = [self.search, self.kind, self.plan, self.more]
            for goal in shown:
                line = self._parts.part(goal.id, goal, partial(_BankLine, self, goal))
                line.box.setChecked(goal.id in self._ticked)
                self.boxes[goal.id] = line.box
                self._rows.addWidget(line)
                chain += [line.box, line.more]
        for before, after in pairwise([*chain, self.add, self.cancel, self.primary]):
            QWidget.setTabOrder(before, after)
        self._none.setVisible(not self._goals)
        self._found.setText("" if shown or not self._goals else "No goal has these words.")
        self._found.setVisible(bool(self._found.text()))
        self._say()

    def tick(self, goal_id: str, on: bool) -> None:
        """Choose a goal or leave it."""
        if on:
            self._ticked[goal_id] = None
        else:
            self._ticked.pop(goal_id, None)
        self._say()

    def edit(self, goal: BankGoal) -> None:
        """Open a goal of the bank, as it is by now."""
        from ui.dialogs.goal_bank_edit import BankGoalDialog

        now = next((one for one in self._goals if one.id == goal.id), goal)
        BankGoalDialog(self.ctx, self, goal=now).open()

    def remove(self, goal: BankGoal) -> None:
        """Take a goal out of the bank."""
        self.write(lambda store: goal_bank.remove(store, goal.id), "Removed from the goal bank")

    def _say(self) -> None:
        words = model.given(len(self._ticked), len(self._learners))
        self.primary.say(words if self._ticked else "Give a goal")
        self.primary.setEnabled(bool(self._ticked))

    def _add(self) -> None:
        from ui.dialogs.goal_bank_edit import BankGoalDialog

        BankGoalDialog(self.ctx, self).open()

    def _take_plan(self, plan_id: str) -> None:
        plan = next((held for held in self._plans if held.id == plan_id), None)
        if plan is not None:
            self._ticked = dict.fromkeys(plan.goal_ids)
            self._show()

    def _choices(self) -> list[Choice]:
        found = []
        if self._ticked:
            found.append(Choice("Keep what is ticked as a plan template…", self._keep_plan, "copy-plus"))
        plan = next((held for held in self._plans if held.id == self.plan.value()), None)
        if plan is not None and self._ticked:
            words = f"Change the plan template “{plan.title}” to what is ticked…"
            found.append(Choice(words, partial(self._keep_plan, plan), "pencil"))
        if plan is not None:
            found.append(
                Choice(f"Remove the plan template “{plan.title}”", partial(self._remove_plan, plan.id), "trash-2")
            )
        found.append(Choice("Add goals from a file…", self._choose_source, "file-input", rule=bool(found)))
        if self._goals:
            found.append(Choice("Save the bank as a file…", self._choose_out, "download"))
        return found

    def _keep_plan(self, plan: BankPlan | None = None) -> None:
        from ui.dialogs.goal_bank_plan import PlanTemplateDialog

        ticked = [goal.id for goal in self._goals if goal.id in self._ticked]
        PlanTemplateDialog(self.ctx, ticked, self, plan=plan).open()

    def _remove_plan(self, plan_id: str) -> None:
        self.write(lambda store: goal_bank.remove_plan(store, plan_id), "Plan template removed")

    def _choose_source(self) -> None:
        dialog = QFileDialog(self, "Add goals from a file", "", _FILTER)
        dialog.fileSelected.connect(lambda name: self.take_in(Path(name)))
        dialog.open()

    def _choose_out(self) -> None:
        dialog = QFileDialog(self, "Save the goal bank", "", _FILTER)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.selectFile("goal bank.json")
        dialog.fileSelected.connect(lambda name: self.export_to(Path(name)))
        dialog.open()


class _BankLine(QWidget):
    def __init__(self, dialog: GoalBankDialog, goal: BankGoal) -> None:
        super().__init__()
        theme = dialog.theme
        self.box = CheckBox(theme, "", goal.title)
        name_place(self.box, f"bank:{goal.id}")
        self.box.toggled.connect(partial(dialog.tick, goal.id))
        choices = [
            Choice("Change…", partial(dialog.edit, goal), "pencil"),
            Choice("Remove from the bank", partial(dialog.remove, goal), "trash-2"),
        ]
        self.more = MenuButton(theme, "ellipsis", f"More about {isolate(goal.title)}", lambda: choices)
        icon = "book-open" if goal.kind is GoalKind.GRADE_LEVEL else "heart"
        words = column(Elided(isolate(goal.title), "strong"), Elided(model.caption(goal), "caption"), gap=0)
        line = row(self.box, Glyph(theme, icon, "accent", 16), words, self.more, gap=theme.px(10))
        line.setStretch(2, 1)
        self.setLayout(line)
