"""Sharing: who shares what, whether all is well, what is open between two people, and what left this laptop."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from learnerplan.domain.shares import Problem, Role, ShareState
from learnerplan.errors import UserError
from learnerplan.services import share_presence
from ui import sharing_words
from ui.operations import PATIENCE
from ui.pages.sharing import view as views
from ui.pages.sharing.activity_card import ActivityCard
from ui.pages.sharing.asking import StandingCard
from ui.pages.sharing.choices import Choices
from ui.pages.sharing.columns import SharingColumns
from ui.pages.sharing.deeds import Deeds
from ui.pages.sharing.empty import NoShare
from ui.pages.sharing.left_card import LeftCard, PrivateCard
from ui.pages.sharing.people import PeopleCard
from ui.pages.sharing.problems import Problems
from ui.refresh import keep_fresh
from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.filter_pill import FilterPill
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.kept_focus import kept_focus, name_place
from ui.widgets.layout import clear, column
from ui.widgets.menu_button import MenuButton
from ui.widgets.page_frame import PageFrame
from ui.widgets.progress_bar import WorkBar
from ui.widgets.text import label

if TYPE_CHECKING:
    from learnerplan.domain.shares import Health
    from ui.context import Context
    from ui.pages.sharing.view import View

READS = frozenset({"class", "learner", "memory_aid", "disclosure"})
TITLE = "Sharing"
LONG = 3000
"""Milliseconds after which a round that nobody asked for shows its bar, as the first one over a large share does."""


class SharingPage(PageFrame):
    """Shows one share at a time; with several, a line of pills chooses which."""

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx.theme, TITLE)
        self.ctx, theme = ctx, ctx.theme
        self.view = views.View()
        self._wanted = ""
        self.reading = self._again = False
        """`reading` while what the page shows is on its way."""
        self._bar: WorkBar | None = None
        self.deeds = Deeds(ctx, self)
        self.deeds.look_at.connect(lambda share_id: self.open(share_id, ""))
        self.usb = Button(theme, "Copy to a USB stick", icon="usb", on_click=self.deeds.copy_to_stick)
        self.sync = Button(theme, "Sync now", "primary", "refresh-cw", on_click=self.deeds.sync)
        self.more = MenuButton(theme, "ellipsis", "More about sharing", self.deeds.choices, small=False)
        self.add_action(self.usb, self.sync, self.more)
        self._pills = FlowLayout(theme.px(8))
        self._pill_place = QWidget()
        self._pill_place.setLayout(column(theme.px(14), self._pills, gap=0))
        self.add_head(self._pill_place)
        self._build()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._show_bar)
        ctx.sharing.began.connect(self._began)
        ctx.sharing.progressed.connect(self._progressed)
        ctx.sharing.ended.connect(self._ended)
        for part in (self.empty, self.columns, self.problems, self.usb, self.sync, self.more):
            part.hide()
        self._fresh = keep_fresh(self, ctx, READS, self.reload)
        ctx.sharing.changed.connect(self._fresh.mark)
        ctx.changes.changed.connect(self._fresh.mark)

    def open(self, target: str, _part: str) -> None:
        """Look at the share with the id `target`."""
        if target and target != self._wanted:
            self._wanted = target
            self._fresh.mark()

    @Slot()
    def reload(self) -> None:
        """Read everything anew, on another thread: who is in a share is proven by signatures, which takes its time."""
        if self.reading:
            self._again = True
            return
        if not share_presence.is_known(self.ctx.store):
            self._read(views.View())
            return
        self.reading, self._again = True, False
        if self.view.share is None:
            QTimer.singleShot(PATIENCE, self, self._show_waiting)
        store, wanted = self.ctx.store, self._wanted
        task = self.ctx.tasks.run(lambda _progress: views.read(store, wanted), done=self._read, failed=self._unread)
        task.finished.connect(self._rest)

    @Slot(object)
    def _read(self, view: View) -> None:
        self.clear_problem()
        asked = {one.id for one in self.view.shares if one.state is ShareState.ASKING}
        for share in view.shares:
            if share.id in asked and share.state is ShareState.ON:
                self.ctx.toast(f"You are in. {isolate(share.name)} comes in now.")
        self.show_view(view, datetime.now().astimezone())
        self.ctx.sharing.tell_count(view.waiting)

    @Slot(object)
    def _unread(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self.show_problem(error)
        else:
            self.ctx.tasks.failed_unheard.emit(error)

    @Slot()
    def _show_waiting(self) -> None:
        """The first reading of a large share takes a while; an empty page would look as if nothing was shared."""
        self.waiting.setVisible(self.reading and self.view.share is None)

    @Slot()
    def _rest(self) -> None:
        self.reading = False
        self.waiting.hide()
        if self._again:
            self.reload()

    def show_view(self, view: View, now: datetime) -> None:
        """Show what was read, as of `now` in the time of this computer."""
        self.view = view
        share, health = view.share, view.health
        self.deeds.show_share(health)
        self.empty.setVisible(share is None)
        self.columns.setVisible(share is not None)
        on = share is not None and share.state is ShareState.ON
        self.usb.setVisible(on)
        self.sync.setVisible(share is not None and share.state in {ShareState.ON, ShareState.ASKING})
        self.more.setVisible(share is not None)
        self._show_pills()
        if share is None or health is None:
            self.say(TITLE)
            self.problems.show_problems(())
            return
        self._wanted = share.id
        self.say(TITLE, sharing_words.subtitle(share, health.synced_at, now))
        self.problems.show_problems((*health.problems, *self._own_problems(health, now)))
        self.standing.show_share(share, sharing_words.owner(health), view.words)
        self.people.setVisible(on)
        self.people.show_health(health, now)
        self.choices.setVisible(on or bool(view.choices))
        self.choices.show_choices(view.choices, now)
        self.activity.show_activity(view.activity, {one.name: one.device for one in health.members}, now)
        self.private.show_count(view.private_notes)
        self.left.show_rows(view.left, now.date())

    def _own_problems(self, health: Health, now: datetime) -> list[Problem]:
        """What the window itself has to say, besides what the services found."""
        found, told = [], self.ctx.sharing.problem
        if told:
            found.append(Problem("round", told, "Learnerplan tries again by itself.", now))
        told_already = any(one.kind == "rights" for one in health.problems)
        if health.share.role is Role.READER and health.share.state is ShareState.ON and not told_already:
            step = "To work on it together, ask whoever started the share to let you read and write."
            found.append(Problem("reader", "You read here. What you change goes to nobody.", step, now, grave=False))
        return found

    def _build(self) -> None:
        theme, deeds = self.theme, self.deeds
        self.empty = NoShare(theme, deeds.share, deeds.join)
        self.waiting = label("One moment. Learnerplan reads who shares this, and what is open.", "small", wrap=True)
        self.waiting.hide()
        self.problems = Problems(theme)
        self.problems.folder_wanted.connect(deeds.move)
        self.problems.seen.connect(deeds.seen)
        self.standing = StandingCard(theme)
        self.standing.leave_wanted.connect(deeds.leave)
        self.people = PeopleCard(theme)
        self.people.invite_wanted.connect(deeds.invite)
        self.people.admit_wanted.connect(deeds.admit)
        self.people.change_wanted.connect(deeds.change)
        self.people.revoke_wanted.connect(deeds.revoke)
        self.choices = Choices(theme)
        self.choices.decided.connect(deeds.decide)
        self.choices.asked.connect(deeds.ask)
        self.private, self.left = PrivateCard(theme), LeftCard(theme, deeds.show_log)
        self.activity = ActivityCard(theme)
        first, rest = QWidget(), QWidget()
        first.setLayout(column(self.standing, self.people, gap=theme.px(16)))
        rest.setLayout(column(self.private, self.left, gap=theme.px(16)))
        self.columns = SharingColumns(theme, first, self.choices, rest, self.activity)
        self.body.addWidget(self.waiting)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self.problems)
        self.body.addWidget(self.columns)
        self.body.addStretch(1)

    def _show_pills(self) -> None:
        shares = self.view.shares
        with kept_focus(self._pill_place):
            clear(self._pills)
            for share in shares if len(shares) > 1 else ():
                pill = FilterPill(self.theme, isolate(share.name))
                pill.setChecked(self.view.share is not None and share.id == self.view.share.id)
                pill.clicked.connect(partial(self._choose, share.id))
                name_place(pill, f"share:{share.id}")
                self._pills.addWidget(pill)
        self._pill_place.setVisible(len(shares) > 1)

    def _choose(self, share_id: str, _checked: bool = False) -> None:
        self._wanted = share_id
        self.reload()

    @Slot()
    def _began(self) -> None:
        """A round that somebody asked for shows itself soon; one that comes by itself only when it takes long."""
        self._pause.start(PATIENCE if self.deeds.asked else LONG)

    @Slot()
    def _show_bar(self) -> None:
        layout = self.work_place.layout()
        self.sync.say("Syncing…")
        if self._bar is None and layout is not None:
            self._bar = WorkBar(self.theme, "Looking at the shared folder")
            self._bar.stopped.connect(self.ctx.sharing.stop_wanted)
            layout.addWidget(self._bar)

    @Slot(int, int, str)
    def _progressed(self, done: int, total: int, what: str) -> None:
        if self._bar is not None:
            self._bar.show_progress(done, total, what)

    @Slot(object)
    def _ended(self, reports: object) -> None:
        self._pause.stop()
        self.sync.say("Sync now")
        if self._bar is not None:
            self._bar.hide()
            self._bar.deleteLater()
            self._bar = None
        self.deeds.round_ended(reports)
