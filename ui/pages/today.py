"""Today: the checklist of the first ten minutes, who has not been seen, what comes up, what waits."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from learnerplan.services import today as today_service
from ui import days
from ui.models.marks import seen_mark
from ui.pages.agree_line import AgreeLine
from ui.pages.backup_line import BackupLine
from ui.pages.behind_card import BehindCard
from ui.pages.note_card import NoteCard
from ui.pages.offer_line import OfferLine
from ui.refresh import keep_fresh
from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.button import Kind as ButtonKind
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.glyph import Glyph
from ui.widgets.layout import STRETCH, clear, column, row, rule
from ui.widgets.page_frame import PageFrame
from ui.widgets.person_row import PersonRow
from ui.widgets.seen_discs import Seen, SeenDiscs
from ui.widgets.text import Elided, label
from ui.widgets.two_columns import TwoColumns

if TYPE_CHECKING:
    from learnerplan.services.terms import TermOver
    from learnerplan.services.today import FaceRow, Overview
    from ui.context import Context

READS = frozenset(
    {"learner", "enrolment", "class", "check_in", "check_in_goal", "goal", "measurement", "step", "step_done"}
    | {"conference", "absence", "profile_entry", "response", "pending_row", "plan", "setting", "term", "school_year"}
)
NOON, EVENING = 12, 18
NEAR_DAYS, OFFERS = 14, 3
STEPS = (
    ("users", "Bring in your students", "The list of your school", "import", "Import a roster"),
    ("message-square-quote", "Hear from them", "A survey they answered", "import", "Import a survey"),
    ("target", "Write a first plan", "In their own words", "class", "Choose a student"),
    ("message-circle", "Hold a first check-in", "How far, and what next", "check-in", "Start check-ins"),
)


class TodayPage(PageFrame):
    """The page that a day begins with."""

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx.theme, "Today")
        self.ctx = ctx
        theme = ctx.theme
        self.discs = SeenDiscs(theme)
        self._seen_count = label("", "strong")
        self._seen = Card(theme, "Seen in the last 7 days", action=self._seen_count)
        self._due, self._unseen = label("", "strong"), label("", "caption")
        self._start = row()
        self._seen.body.addLayout(row(self._due, self._unseen, STRETCH, self._start, gap=theme.px(12)))
        self._seen.body.addWidget(self.discs)
        self._rule = rule()
        self._seen.body.addWidget(self._rule)
        self._longest = column(gap=theme.px(10))
        self._seen.body.addLayout(self._longest)
        self._look = Card(theme, "Goals that need a look")
        self._goals = column(gap=theme.px(10))
        self._look.body.addLayout(self._goals)
        self.checklist = Card(theme, "Your first ten minutes")
        self._steps = column(gap=theme.px(12))
        self.checklist.body.addLayout(self._steps)
        self._coming = Card(theme, "Coming up")
        self._meetings = column(gap=theme.px(12))
        self._coming.body.addLayout(self._meetings)
        self._waiting = Card(theme, kind="quiet")
        self._rows = column()
        self._waiting.body.addLayout(self._rows)
        self.behind, self.backup = BehindCard(ctx), BackupLine(ctx, self.work_place)
        self.agree = AgreeLine(ctx)
        bring = Button(theme, "Import a roster", "primary", on_click=partial(self._go, "import"))
        words = "Bring in the list of your school, or choose another class."
        self._nobody = EmptyState(theme, "users", "Nobody is in this class yet", words, bring)
        main, side = QWidget(), QWidget()
        self._main = column(self._nobody, self.agree, self._seen, self._look, self.behind, STRETCH, gap=theme.px(16))
        self._side = column(
            self.checklist, NoteCard(ctx), self._waiting, self._coming, self.backup, STRETCH, gap=theme.px(16)
        )
        main.setLayout(self._main)
        side.setLayout(self._side)
        columns = TwoColumns(theme, main, side, "What waits", side_width=368, drawer_over=self)
        self.add_action(columns.drawer_button)
        self.body.addWidget(columns, 1)
        self._waiting_rows = 0
        ctx.incoming.changed.connect(self._show_waiting)
        keep_fresh(self, ctx, READS, self.reload)

    def reload(self) -> None:
        """Read the day anew."""
        today = date.today()
        held = today_service.overview(self.ctx.store, today=today, class_id=self.ctx.room.class_id)
        self.say(_greeting(held.teacher, datetime.now().hour), _subtitle(held, today))
        self._show_seen(held, today)
        self._show_goals(held)
        self._show_checklist(held)
        self._show_meetings(held, today)
        self._waiting_rows = held.waiting_rows
        self._show_waiting()
        self.agree.reload()
        self.behind.reload()
        self.backup.reload()

    @Slot()
    def _show_waiting(self) -> None:
        """Rows of imports that wait, and new files in the watched folder."""
        clear(self._rows)
        waiting, offers = self._waiting_rows, self.ctx.incoming.offers
        self._waiting.setVisible(waiting > 0 or bool(offers))
        for offer in offers[:OFFERS]:
            self._rows.addWidget(OfferLine(self.ctx, offer))
        if waiting:
            rows = "1 imported row waits" if waiting == 1 else f"{waiting:,} imported rows wait"
            look = Button(self.theme, "Look", "ghost", small=True, on_click=lambda: self._go("import", "waiting"))
            line = row(
                Glyph(self.theme, "file-input"), Elided(f"{rows} for you", "strong"), look, gap=self.theme.px(12)
            )
            line.setStretch(1, 1)
            self._rows.addLayout(line)

    def _show_seen(self, held: Overview, today: date) -> None:
        seen = [Seen(one.letters, one.name, (one.last_check_in or date.min) >= held.fresh_from) for one in held.faces]
        self.discs.show_learners(seen, held.seen, held.learners)
        self._seen_count.setText(f"{held.seen} of {held.learners}")
        self._seen.setVisible(held.learners > 0)
        due, unseen = held.due if not held.resting else (0, 0)
        clear(self._start)
        kind: ButtonKind = "primary" if held.start.finished and not held.resting else "secondary"
        go = Button(self.theme, "Start check-ins", kind, small=True, on_click=partial(self._go, "check-in"))
        self._start.addWidget(go)
        counted = "1 check-in due" if due == 1 else f"{due} check-ins due"
        self._due.setText("Between terms" if held.resting else counted if due else "No check-ins due")
        self._unseen.setText(f"{unseen} not seen for 14 days" if unseen else "")
        clear(self._longest)
        self._rule.setVisible(not held.resting)
        if held.resting:
            return
        if not held.longest:
            self._longest.addWidget(label("Everyone has been seen this week.", "small"))
            return
        others = held.learners - held.seen - len(held.longest)
        more = label(f"{others} more" if others else "", "caption")
        self._longest.addLayout(row(label("Not seen for longest", "row"), STRETCH, more))
        for learner in held.longest:
            mark = seen_mark(learner.last_check_in, today)
            chip = Chip(self.theme, mark.text, mark.icon, mark.tone) if mark else None  # type: ignore[arg-type]
            self._longest.addWidget(self._person(learner, chip, ""))

    def _show_goals(self, held: Overview) -> None:
        clear(self._goals)
        self._look.setVisible(held.needing_look > 0 and not held.resting)
        for learner, goal in zip(held.need_look, held.look_goals, strict=True):
            plan = Button(
                self.theme, "Open plan", small=True, on_click=partial(self._go, "learner", learner.id, "plan")
            )
            plan.setAccessibleName(f"Open the plan of {learner.name}")
            self._goals.addWidget(self._person(learner, plan, isolate(goal)))
        others = held.needing_look - len(held.need_look)
        if others:
            self._goals.addWidget(label(f"{others} more in the class list", "caption"))

    def _show_checklist(self, held: Overview) -> None:
        clear(self._steps)
        start = held.start
        self.checklist.setVisible(not start.finished)
        self._nobody.setVisible(start.finished and not held.learners)
        where = self._side if held.learners else self._main  # with nobody to show it is what the page is for
        if where.indexOf(self.checklist) < 0:
            where.insertWidget(0, self.checklist)
        done = (start.learners, start.responses, start.plans, start.check_ins)
        first_open = next((place for place, ticked in enumerate(done) if not ticked), len(STEPS))
        for place, (icon, title, about, page, action) in enumerate(STEPS):
            ticked = done[place]
            mark = Glyph(self.theme, "circle-check" if ticked else icon, "ok" if ticked else "accent", 20)
            words = column(Elided(title, "strong", "ink3" if ticked else ""), Elided(about, "caption"), gap=0)
            line = row(mark, words, gap=self.theme.px(12))
            line.setStretch(1, 1)
            if not ticked:
                kind: ButtonKind = "primary" if place == first_open else "secondary"
                line.addWidget(Button(self.theme, action, kind, small=True, on_click=partial(self._go, page)))
            holder = QWidget()
            holder.setLayout(line)
            holder.setAccessibleName(f"{title}: {'done' if ticked else 'to do'}")
            self._steps.addWidget(holder)

    def _show_meetings(self, held: Overview, today: date) -> None:
        clear(self._meetings)
        self._coming.setVisible(bool(held.meetings) or held.term is not None or held.over is not None)
        if held.over is not None:
            self._meetings.addLayout(self._over(held.over))
        if held.year_over:
            self._meetings.addLayout(self._year_over())
        for meeting in held.meetings:
            packet = Button(
                self.theme,
                "Packet",
                "ghost",
                small=True,
                on_click=partial(self._go, "conferences", meeting.learner_id),
            )
            packet.setAccessibleName(f"Packet of {meeting.called}")
            about = f"{days.due(meeting.at.date(), today)}, {days.clock(meeting.at)}"
            self._meetings.addLayout(self._dated(meeting.at.date(), f"{meeting.called}’s conference", about, packet))
        if held.term is not None and held.term.ends_on >= today:
            self._meetings.addLayout(
                self._dated(held.term.ends_on, f"{held.term.name} closes", "Plans are reflected on")
            )

        if held.following is not None:
            begins = held.following
            self._meetings.addLayout(self._dated(begins.starts_on, f"{begins.name} begins", "Plans are agreed on"))

    def _year_over(self) -> QHBoxLayout:
        begin = Button(self.theme, "Begin…", "ghost", small=True, on_click=partial(self._go, "settings", "year"))
        begin.setAccessibleName("Begin the next school year")
        words = column(
            Elided("The school year is over", "strong"), Elided("The next one takes classes along", "caption"), gap=0
        )
        line = row(Glyph(self.theme, "calendar", "ink2", 20), words, begin, gap=self.theme.px(12))
        line.setStretch(1, 1)
        return line

    def _over(self, term: TermOver) -> QHBoxLayout:
        go = partial(self._go, "check-in", term.term_id, "close")
        close = Button(self.theme, "Close", "ghost", small=True, on_click=go)
        close.setAccessibleName(f"Close the plans of {term.term}")
        still = "1 plan is not closed yet" if term.plans == 1 else f"{term.plans} plans are not closed yet"
        words = column(Elided(f"{term.term} is over", "strong"), Elided(still, "caption"), gap=0)
        line = row(Glyph(self.theme, "archive", "ink2", 20), words, close, gap=self.theme.px(12))
        line.setStretch(1, 1)
        return line

    def _dated(self, day: date, title: str, about: str, *trailing: QWidget) -> QHBoxLayout:
        near = 0 <= (day - date.today()).days < NEAR_DAYS
        number = label(str(day.day), "row")
        name = label(days.weekday(day) if near else days.month(day), "caption")
        block = Card(self.theme, kind="quiet", padding=6, gap=0)
        block.setFixedWidth(self.theme.px(48))
        for words in (number, name):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            block.body.addWidget(words)
        words_column = column(Elided(title, "strong"), Elided(about, "caption"), gap=0)
        line = row(block, words_column, *trailing, gap=self.theme.px(12))
        line.setStretch(1, 1)
        return line

    def _person(self, learner: FaceRow, trailing: QWidget | None, caption: str) -> PersonRow:
        person = PersonRow(self.theme, learner.id, learner.name, learner.letters, caption, trailing)
        person.opened.connect(lambda one: self._go("learner", one))
        return person

    def _go(self, page: str, target: str = "", part: str = "") -> None:
        self.ctx.navigate(page, target, part)


def _greeting(teacher: str, hour: int) -> str:
    time = "morning" if hour < NOON else "afternoon" if hour < EVENING else "evening"
    return f"Good {time}, {teacher}" if teacher else f"Good {time}"


def _subtitle(held: Overview, today: date) -> str:
    parts = [days.full(today)]
    if held.term is not None and held.week is not None:
        parts.append(f"{held.term.name}, week {held.week[0]} of {held.week[1]}")
    return "  ·  ".join(parts)
