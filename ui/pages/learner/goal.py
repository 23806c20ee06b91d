"""A goal of the plan on its card: steps to tick, the menu, and the evidence behind it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from learnerplan.domain.goals import GoalArea, GoalKind, GoalStatus, PaceState
from ui.dialogs.goal_edit import AREAS
from ui.models import measures
from ui.models.work import KINDS, kind_chip
from ui.pages.learner.step_line import StepAdder, StepLine
from ui.widgets.bidi import DOT, isolate, joined
from ui.widgets.button import Button
from ui.widgets.goal_card import GoalCard
from ui.widgets.kept_focus import name_place
from ui.widgets.layout import STRETCH, row, rule
from ui.widgets.menu_button import Choice, MenuButton
from ui.widgets.pace_track import PaceWords
from ui.widgets.text import Paragraph, label
from ui.widgets.thumb import Thumb

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QPixmap

    from learnerplan.services.artifacts import ArtifactRow
    from learnerplan.services.goals import GoalRow
    from learnerplan.services.scales import Level
    from learnerplan.services.steps import StepRow
    from ui.theme.theme import Theme

THUMBS = 3
ONE_LINE = 48
"""So many letters of what a goal is about and why it matters stand on one line of a card."""


def about(goal: GoalRow, since: str = "") -> tuple[str, str]:
    """What stands under the words: standard or area, then why it matters, on one line where both are short.

    `since` is the term in which a carried goal began; it comes first, since a long standard leaves it no room behind.
    """
    everyone = goal.kind is GoalKind.GRADE_LEVEL
    standard = goal.child_standard or goal.standard
    what = [goal.code, standard] if everyone or goal.code else ["Personal"]
    if not any(what):
        what = ["For the grade"]
    if goal.area is not GoalArea.ACADEMIC:
        what.append(AREAS[goal.area].lower())
    if since:
        what.insert(0, f"since {isolate(since)}")
    line, why = joined(*what), f"why: “{isolate(goal.why)}”" if goal.why else ""
    if not why or len(line) + len(why) > ONE_LINE:
        return line, why
    return f"{line}{DOT}{why}", ""


def pace_words(goal: GoalRow, today: date, levels: Sequence[Level]) -> PaceWords | None:
    """What the track of a goal shows, with the pace of today while it runs; `None` where there is no way to go."""
    if not measures.is_counted(goal):
        return None
    pace = goal.pace(today)
    runs = goal.status is GoalStatus.ACTIVE and pace.state is not PaceState.MET
    return PaceWords(*measures.ends(goal, levels), pace.reached, pace.expected if runs else None)


class LearnerGoal(GoalCard):
    """Tells what a person wants by signals; the plan writes it and builds the cards anew."""

    ticked = Signal(str, bool)
    edit_wanted = Signal()
    measure_wanted = Signal()
    outcome_wanted = Signal()
    remove_wanted = Signal()
    bank_wanted = Signal()
    reflect_wanted = Signal()
    add_wanted = Signal()
    """The line for a new step is wanted."""
    add_left = Signal()
    step_wanted = Signal(str, str, object)
    step_edit_wanted = Signal(str)
    step_remove_wanted = Signal(str)
    evidence_wanted = Signal(str)
    """The id of one piece of work, or nothing for all of this goal."""

    def __init__(
        self,
        theme: Theme,
        goal: GoalRow,
        steps: Sequence[StepRow],
        work: Sequence[ArtifactRow],
        levels: Sequence[Level],
        today: date,
        *,
        adding: bool = False,
        editable: bool = True,
        own_plan: bool = False,
        since: str = "",
        parent: QWidget | None = None,
    ) -> None:
        what, why = about(goal, since)
        kind = kind_chip(goal.kind, own_plan=own_plan)
        super().__init__(theme, kind=kind, words=goal.title, about=what, why=why, parent=parent)
        self.goal, self._card_theme, self._own_plan = goal, theme, own_plan
        if not goal.words:
            self.quote.show_text(goal.statement)
        self.show_state(*measures.standing(goal, today, levels))
        self.show_measure(measures.measure_line(goal), pace_words(goal, today, levels))
        lines = [
            StepLine(theme, step, today, partial(self._step_choices, step), own_plan=own_plan, closed=not editable)
            for step in steps
        ]
        for line in lines:
            line.ticked.connect(self.ticked)
            line.setEnabled(editable)
        self.show_steps(list(lines))
        self.adder: StepAdder | None = None
        self.add_step: Button | None = None
        if goal.status in measures.OUTCOMES and goal.outcome_note:
            self.below_steps.addWidget(Paragraph(goal.outcome_note, "small"))
        if editable:
            self._add_actions(adding=adding)
        self.thumbs: dict[str, Thumb] = {}
        self._add_evidence(work)

    def show_picture(self, artifact_id: str, picture: QPixmap, *, page: bool) -> None:
        """Show the picture of a piece of work."""
        if artifact_id in self.thumbs:
            self.thumbs[artifact_id].show_picture(picture, page=page)

    def show_thumbs(self, shown: bool) -> None:
        """Show the pictures, or the count alone where there is little room."""
        for thumb in self.thumbs.values():
            thumb.setVisible(shown)

    def _add_actions(self, *, adding: bool) -> None:
        theme, goal = self._card_theme, self.goal
        more = MenuButton(theme, "ellipsis", "More about this goal", self._choices)
        name_place(more, f"goal:{goal.id}")
        if adding:
            self.adder = StepAdder(theme, goal.id, own_plan=self._own_plan)
            self.adder.wanted.connect(self.step_wanted)
            self.adder.left.connect(self.add_left)
            self.below_steps.addWidget(self.adder)
            self.below_steps.addLayout(row(STRETCH, more))
            return
        self.add_step = Button(theme, "Add a step", "ghost", "plus", small=True, on_click=self.add_wanted.emit)
        name_place(self.add_step, f"add-step:{goal.id}")
        self.below_steps.addLayout(row(self.add_step, STRETCH, more))

    def _add_evidence(self, work: Sequence[ArtifactRow]) -> None:
        theme, goal = self._card_theme, self.goal
        every = Button(theme, str(len(work)), "ghost", small=True, trailing="arrow-right")
        every.setAccessibleName(f"Evidence, {len(work)}")
        every.setToolTip("Show the evidence for this goal")
        every.clicked.connect(lambda: self.evidence_wanted.emit(""))
        name_place(every, f"evidence:{goal.id}")
        self.foot.addWidget(rule())
        self.foot.addLayout(row(label("Evidence", "small-strong"), STRETCH, every))
        line = row(gap=theme.px(8))
        for piece in work[:THUMBS]:
            thumb = Thumb(theme, piece.title, KINDS[piece.kind][1])
            thumb.clicked.connect(partial(self._show_work, piece.id))
            name_place(thumb, f"thumb:{goal.id}:{piece.id}")
            self.thumbs[piece.id] = thumb
            line.addWidget(thumb)
        line.addStretch(1)
        if self.thumbs:
            self.foot.addLayout(line)

    def _show_work(self, artifact_id: str, _checked: bool = False) -> None:
        self.evidence_wanted.emit(artifact_id)

    def _choices(self) -> list[Choice]:
        ended = self.goal.status is not GoalStatus.ACTIVE
        return [
            Choice("Add a measurement…", self.measure_wanted.emit, "ruler"),
            Choice("Change the goal…", self.edit_wanted.emit, "pencil"),
            Choice("Change the outcome…" if ended else "How it ended…", self.outcome_wanted.emit, "flag"),
            Choice("Look back on it…", self.reflect_wanted.emit, "sparkles"),
            Choice("Put into the bank", self.bank_wanted.emit, "library"),
            Choice("Remove the goal", self.remove_wanted.emit, "trash-2", rule=True),
        ]

    def _step_choices(self, step: StepRow) -> list[Choice]:
        return [
            Choice("Change the step…", lambda: self.step_edit_wanted.emit(step.id), "pencil"),
            Choice("Remove the step", lambda: self.step_remove_wanted.emit(step.id), "trash-2"),
        ]
