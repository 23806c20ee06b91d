"""The plan of one learner: five terms, goals of both kinds as equals, check-ins, reflection."""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from learnerplan.domain.goals import GoalKind
from learnerplan.domain.plans import PlanState
from learnerplan.domain.terms import weeks
from learnerplan.services import artifacts, checkins, goal_chain, observations, plan_states, plans, reflections, scales
from ui.models import term_tiles
from ui.pages.learner.agreement import AgreementCard
from ui.pages.learner.aspirations import AspirationCard
from ui.pages.learner.goal import LearnerGoal
from ui.pages.learner.goal_actions import GoalActions
from ui.pages.learner.goal_room import GoalRoom
from ui.pages.learner.log import CheckInList, CheckInLog, LogRow, blocks
from ui.pages.learner.notes import NoteList, NotesCard
from ui.pages.learner.other_years import OtherYears
from ui.pages.learner.plan_actions import PlanActions
from ui.pages.learner.reflection import ReflectionCard
from ui.refresh import keep_fresh
from ui.theme.breakpoints import Breakpoint, breakpoint_of
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.drawers import Drawers
from ui.widgets.empty_state import EmptyState
from ui.widgets.kept_focus import kept_focus, name_place
from ui.widgets.kept_parts import KeptParts
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.scrolled import bring_into_view
from ui.widgets.term_strip import TermStrip, TermTile
from ui.widgets.two_columns import TwoColumns

if TYPE_CHECKING:
    from learnerplan.services.artifacts import ArtifactRow
    from learnerplan.services.goals import GoalRow
    from learnerplan.services.learners import LearnerRow
    from learnerplan.services.plans import PlanSheet
    from learnerplan.services.scales import Level
    from learnerplan.services.steps import StepRow
    from ui.context import Context
    from ui.models.thumbnails import Thumbnails

READS = frozenset(
    {"plan", "goal", "goal_competency", "competency", "measurement", "step", "step_done", "term", "scale_level"}
    | {"check_in", "check_in_goal", "artifact", "artifact_goal", "reflection", "observation", "observation_learner"}
    | {"plan_turn"}
)
KIND_ICONS = {GoalKind.GRADE_LEVEL: "book-open", GoalKind.PERSONAL: "heart"}


class PlanTab(QWidget):
    """`evidence_wanted` tells a goal's id and a piece of work's, the second maybe empty."""

    evidence_wanted = Signal(str, str)
    _own_plan = False

    def __init__(self, ctx: Context, page: QWidget, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._ctx, self._thumbnails = ctx, thumbnails
        theme = ctx.theme
        self._learner: LearnerRow | None = None
        self._term_id = ""
        self._adding = ""
        self._log: list[LogRow] = []
        self._icons: dict[str, str] = {}
        self._levels: list[Level] = []
        self._since: dict[str, str] = {}
        self._sheet: PlanSheet | None = None
        self._work: dict[str, ArtifactRow] = {}
        self.cards: list[LearnerGoal] = []
        self.goal_actions = GoalActions(ctx, self, self.reload)
        self.strip = TermStrip(theme)
        self.strip.chosen.connect(self._choose_term)
        self.years = OtherYears(theme)
        self.years.chosen.connect(self._choose_term)
        self._parts = KeptParts()
        self._goals = QGridLayout()
        self._goals.setHorizontalSpacing(theme.px(16))
        self._goals.setVerticalSpacing(theme.px(16))
        self.add_goal = self._button("Add a goal", "plus", "plan:add-goal")
        self.add_goal.clicked.connect(lambda: self.goal_actions.add(GoalKind.PERSONAL))
        self.from_bank = self._button("From the bank…", "library", "plan:from-bank")
        self.from_bank.clicked.connect(self.goal_actions.from_bank)
        self.week = self._button("Week list", "list-checks", "plan:week")
        self.week.clicked.connect(self.goal_actions.week)
        self.log = CheckInLog(theme)
        self.log.every.clicked.connect(self.open_log)
        self.notes = NotesCard(theme)
        self.notes.hide()
        self.notes.every.clicked.connect(self.open_notes)
        self.plan_actions = PlanActions(ctx, self, self.reload)
        self.agreement = AgreementCard(theme)
        self.agreement.hide()
        self.plan_actions.follow(self.agreement)
        self.hopes = AspirationCard(ctx, self)
        self.reflection = ReflectionCard(theme, lambda: self.goal_actions.reflect())
        main, side = QWidget(), QWidget()
        main.setLayout(
            column(self._goals, row(self.add_goal, self.from_bank, self.week, STRETCH), STRETCH, gap=theme.px(12))
        )
        side.setLayout(
            column(self.log, self.agreement, self.hopes, self.notes, self.reflection, STRETCH, gap=theme.px(16))
        )
        self.main = main
        self.columns = TwoColumns(theme, main, side, "Check-ins", side_width=296, drawer_over=page)
        self.setLayout(column(column(self.strip, self.years, gap=theme.px(4)), self.columns, gap=theme.px(16)))
        self._drawers = Drawers(theme, page)
        self._all = CheckInList(theme)
        for shown in (self._all, self.log.list):
            shown.audience_wanted.connect(self.goal_actions.send_words)
            shown.remove_wanted.connect(self.goal_actions.remove_check_in)
        self._all_notes = NoteList(theme, whole=True)
        for listed in (self._all_notes, self.notes.list):
            listed.remove_wanted.connect(self.goal_actions.remove_note)
        thumbnails.ready.connect(self._show_pictures)
        self._fresh = keep_fresh(self, ctx, READS, self.reload)

    def _button(self, text: str, icon: str, place: str) -> Button:
        button = Button(self._ctx.theme, text, "ghost", icon, small=True)
        name_place(button, place)
        return button

    def show_learner(self, learner: LearnerRow) -> None:
        """Show another learner, or the same one anew."""
        if self._learner is None or self._learner.id != learner.id:
            self._term_id, self._adding = "", ""
            self._drawers.close()
        self._learner = self.goal_actions.learner = self.plan_actions.learner = learner
        self.hopes.show_learner(learner)
        self._fresh.mark()

    def close_drawers(self) -> None:
        """Close what lies over the page."""
        self._drawers.close()

    def reload(self) -> None:
        """Read the plan and show it."""
        learner = self._learner
        if learner is None:
            return
        today = date.today()
        with self._ctx.store.read() as view:
            sheet = plans.sheet(view, learner.id, today=today, term_id=self._term_id)
            self._own_plan = learner.is_educator
            self._levels = scales.progress_levels(view)
            log = blocks(checkins.of_learner(view, learner.id))
            self._since = goal_chain.began(view, sheet.plan.id) if sheet.plan else {}
            work = {goal.id: artifacts.of_goal(view, goal.id) for goal in sheet.goals}
            said = reflections.of_learner(view, learner.id)
            notes = observations.of_learner(view, learner.id)
            turns = plan_states.turns(view, sheet.plan.id) if sheet.plan else []
        over = sheet.term if self._term_id and sheet.term and sheet.term.ends_on < today else None
        self._log = [one for one in log if over is None or over.starts_on <= one.head.held_on <= over.ends_on]
        self._sheet = self.goal_actions.sheet = self.plan_actions.sheet = sheet
        self.agreement.show_plan(sheet.plan, learner.called, turns, today, own_plan=self._own_plan)
        self._work = {row_.id: row_ for rows in work.values() for row_ in rows}
        self.strip.show_terms(_tiles(sheet, today), sheet.term.id if sheet.term else "")
        self.years.show_years(sheet.years)
        self._show_goals(sheet, work, today)
        icons = {goal.id: KIND_ICONS[goal.kind] for goal in sheet.goals}
        self.log.show_rows(self._log, self._levels, icons, today)
        self._icons = icons
        if self._all.isVisible():
            self._all.show_rows(self._log, self._levels, icons, today)
        self.columns.say(f"Check-ins, {len(self._log)}")
        self.notes.show_notes(notes, today)
        self._all_notes.show_notes(notes, today)
        here = [row_ for row_ in reversed(said) if sheet.plan and row_.plan_id == sheet.plan.id]
        self.reflection.show_said(here, sheet.plan, learner.called, today, own_plan=self._own_plan)

    def open_log(self) -> None:
        """Open the drawer with all check-ins."""
        self._all.begin_anew()
        self._all.show_rows(self._log, self._levels, self._icons, date.today())
        self._drawers.open("Check-ins", self._all, self.focusWidget())

    def open_notes(self) -> None:
        """Open the drawer with all notes."""
        self._drawers.open("Notes", self._all_notes, self.focusWidget())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the goals side by side or below one another."""
        super().resizeEvent(event)
        self._arrange()

    def _show_goals(self, sheet: PlanSheet, work: dict[str, list[ArtifactRow]], today: date) -> None:
        editable = sheet.plan is None or sheet.plan.state is not PlanState.CLOSED
        with kept_focus(self.main), self._parts.renewing(self._goals):
            self.cards = []
            for goal in sheet.goals:
                adding = editable and goal.id == self._adding
                since = self._since.get(goal.id, "")
                value = (goal, sheet.steps_of(goal.id), work[goal.id], self._levels, today, adding, editable, since)
                self.cards.append(self._parts.part(goal.id, value, partial(self._card, *value)))
            self._lay_goals(sheet, editable=editable)
        self.add_goal.setVisible(bool(sheet.goals) and editable)
        self.week.setVisible(bool(sheet.goals))
        self.from_bank.setVisible(sheet.term is not None and editable)
        self._show_pictures()

    def _card(
        self,
        goal: GoalRow,
        steps: list[StepRow],
        work: list[ArtifactRow],
        levels: list[Level],
        today: date,
        adding: bool,
        editable: bool,
        since: str,
    ) -> LearnerGoal:
        theme, own = self._ctx.theme, self._own_plan
        card = LearnerGoal(
            theme, goal, steps, work, levels, today, adding=adding, editable=editable, own_plan=own, since=since
        )
        self.goal_actions.follow(card)
        card.add_wanted.connect(partial(self._open_adder, goal.id))
        card.add_left.connect(partial(self._open_adder, ""))
        card.evidence_wanted.connect(partial(self.evidence_wanted.emit, goal.id))
        return card

    def _lay_goals(self, sheet: PlanSheet, *, editable: bool) -> None:
        columns = self._columns()
        self._goals.setColumnStretch(0, 1)
        self._goals.setColumnStretch(1, 1 if columns == 2 else 0)
        if not sheet.goals:
            value = (sheet.term, self._learner.called if self._learner else "")
            empty = self._parts.part("empty", value, partial(self._empty, sheet))
            self._goals.addWidget(empty, 0, 0, 1, columns)
            return
        of_kind = {kind: [card for card in self.cards if card.goal.kind is kind] for kind in GoalKind}
        rooms: dict[GoalKind, QWidget] = {}
        for kind, cards in of_kind.items():
            if not cards and editable:
                called = self._learner.called if self._learner else ""
                rooms[kind] = self._parts.part(f"room {kind}", called, partial(self._room, kind, called))
        everyone, own = (
            [*of_kind[kind], *([rooms[kind]] if kind in rooms else [])]
            for kind in (GoalKind.GRADE_LEVEL, GoalKind.PERSONAL)
        )
        at = 0
        for pair in zip_longest(everyone, own):
            for side, widget in enumerate(pair):
                if widget is None:
                    continue
                if columns == 2:
                    self._goals.addWidget(widget, at, side)
                else:
                    self._goals.addWidget(widget, 2 * at + side, 0)
            at += 1

    def _room(self, kind: GoalKind, called: str) -> GoalRoom:
        room = GoalRoom(self._ctx.theme, kind, called, own_plan=self._own_plan)
        room.clicked.connect(partial(self._add_goal, kind))
        name_place(room, f"plan:add-{kind}")
        return room

    def _empty(self, sheet: PlanSheet) -> QWidget:
        theme, learner = self._ctx.theme, self._learner
        called = learner.called if learner else ""
        card = Card(theme, padding=40)
        if sheet.term is None:
            state = EmptyState(
                theme, "calendar", "No school year yet", "Add the school year and its terms in the settings first."
            )
        else:
            start = Button(theme, "Start the plan", "primary", "sprout", on_click=self.goal_actions.start)
            name_place(start, "plan:start")
            text = f"Two goals as equals: one for everyone in the grade, and one of {called}’s own."
            if self._own_plan:
                text = "Two goals as equals: one that our school works towards, and one of my own."
            state = EmptyState(theme, "sprout", f"No plan for {sheet.term.name} yet", text, start)
        card.add(state)
        return card

    def _add_goal(self, kind: GoalKind, _checked: bool = False) -> None:
        self.goal_actions.add(kind)

    def _open_adder(self, goal_id: str) -> None:
        left = self._adding
        self._adding = goal_id
        self.reload()
        card = next((one for one in self.cards if one.goal.id == goal_id), None)
        if card is not None and card.adder is not None:
            card.adder.setFocus()
            bring_into_view(card.adder)
            return
        back = next((one for one in self.cards if one.goal.id == left), None)
        if back is not None and back.add_step is not None:
            back.add_step.setFocus()

    def _choose_term(self, term_id: str) -> None:
        self._term_id, self._adding = term_id, ""
        self.reload()

    def _show_pictures(self) -> None:
        for card in self.cards:
            for artifact_id in card.thumbs:
                path = artifacts.file_if_here(self._ctx.store, self._work[artifact_id])
                if path is None:
                    continue
                picture = self._thumbnails.get(path, round(self._ctx.theme.px(120) * self.devicePixelRatio()))
                if picture is not None:
                    page = self._work[artifact_id].media_type == "application/pdf"
                    card.show_picture(artifact_id, picture, page=page)

    def _columns(self) -> int:
        room = breakpoint_of(self.window().width(), self._ctx.theme.scale)
        return 1 if room is Breakpoint.SINGLE else 2

    def _arrange(self) -> None:
        full = breakpoint_of(self.window().width(), self._ctx.theme.scale) is Breakpoint.FULL
        for card in self.cards:
            card.show_thumbs(full)
        wanted = self._columns()
        if self._sheet is not None and self.cards and wanted != self._laid_in():
            self.reload()

    def _laid_in(self) -> int:
        return 2 if self._goals.columnStretch(1) else 1


def _tiles(sheet: PlanSheet, today: date) -> list[TermTile]:
    made = []
    for tile in sheet.tiles:
        term = tile.term
        state, gone = term_tiles.state(tile, today), term_tiles.weeks_gone(term, today)
        all_weeks = weeks(term.starts_on, term.ends_on)
        made.append(TermTile(term.id, term.name, term_tiles.caption(tile, today), state, gone, all_weeks))
    return made
