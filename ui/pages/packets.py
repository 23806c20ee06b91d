"""Conferences: a packet for one family or for all, looked at as the real PDF before it is saved or printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedLayout, QWidget

from learnerplan.domain.packets import Paper
from learnerplan.services import aliases, classes, conferences, educators, learners
from ui import days
from ui.dialogs.learner_picker import LearnerPicker
from ui.dialogs.packet_all import AllPacketsDialog
from ui.dialogs.release import ReleaseDialog
from ui.models.packet_order import PAPER_WORDS, PacketOrder, Scope, file_stem
from ui.models.packet_people import People
from ui.pages.packet_loader import PacketLoader, Sight, Wish
from ui.pages.packet_options import PacketOptions
from ui.pages.packet_press import Job, PacketPress
from ui.refresh import keep_fresh
from ui.widgets.bidi import isolate, joined
from ui.widgets.button import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.glyph import Glyph
from ui.widgets.layout import row
from ui.widgets.page_frame import PageFrame
from ui.widgets.page_preview import PagePreview
from ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent

    from ui.context import Context

READS = frozenset(
    {"learner", "class", "enrolment", "profile_entry", "translation", "plan", "goal", "goal_competency", "measurement"}
    | {"step", "step_done", "check_in", "check_in_goal", "reflection", "artifact", "artifact_goal", "result", "setting"}
    | {"assessment", "competency", "conference", "term", "scale", "scale_level"}
)
SETTLE = 150
"""Milliseconds of rest after which pages are drawn for another size."""
RATIOS = {Paper.LETTER: 612 / 792, Paper.A4: 595.28 / 841.89}
"""Width over height of each paper."""
PDF = "PDF files (*.pdf)"


class PacketsPage(PageFrame):
    """`open(ids, "")` shows the packet of one learner, or of several by ids with commas between them."""

    keys = (
        ("Alt+Left, Alt+Right", "The packet of the student before, or of the next one"),
        ("Page Up, Page Down", "Another page of the preview, while its pages have the focus"),
        ("Ctrl+P", "Print"),
        ("Ctrl+S", "Save the PDF"),
    )

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx.theme, "Conferences", scrolls=False)
        self.ctx = ctx
        theme = ctx.theme
        self._usual = Paper(ctx.preferences.value.paper)
        self.order = PacketOrder(paper=self._usual)
        self.people = People()
        self.loader, self.press = PacketLoader(ctx, self), PacketPress(ctx, self)
        self.options = PacketOptions(theme, self)
        self.preview = PagePreview(theme)
        self.save = Button(theme, "Save PDF", icon="download", on_click=self._save)
        self.print = Button(theme, "Print", "primary", "printer", on_click=self._print)
        self.print.setToolTip("Opens the PDF in your PDF program, from where you print it.")
        self.all = Button(theme, "", "ghost", "copy", on_click=self._ask_all)
        self.add_action(self.options.button, self.save, self.print)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE)
        self._build()
        self._connect()
        keep_fresh(self, ctx, READS, self.reload)
        ctx.preferences.changed.connect(self._settings_changed)

    def open(self, target: str, part: str) -> None:
        """Show somebody's packet, or those of several."""
        ids = tuple(aliases.living(self.ctx.store, one) for one in target.split(",") if one)
        if ids:
            chosen = ids if len(ids) > 1 else ()
            scope = Scope.CHOSEN if chosen else Scope.ONE
            self.people = replace(self.people, chosen=chosen, scope=scope, learner_id=ids[0])
            self.reload()

    def reload(self) -> None:
        """Read who there is, and collect the packet anew."""
        store, room = self.ctx.store, self.ctx.room.class_id
        known = {held.id: held for held in learners.all_names(store) if held.active}
        if educators.is_educator(store, self.people.learner_id):
            known |= {held.id: held for held in educators.names(store)}
        in_class = [held.id for held in learners.roster(store, today=date.today(), class_id=room)] if room else []
        named = next((held.name for held in classes.listed(store) if held.id == room), "")
        coming = [held.learner_id for held in conferences.coming(store, datetime.now())]
        self.people = self.people.renewed(known, named, in_class, coming)
        self._stack.setCurrentIndex(0 if known else 1)
        self._tell()
        self.loader.refresh()
        self._look()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the packet as it is wanted now; the settings may have changed meanwhile."""
        super().showEvent(event)
        sight = self.loader.sight
        if sight is None or sight.wish.order != self.order:
            self._look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the set-up to the room there is."""
        super().resizeEvent(event)
        self.options.arrange(self.breakpoint(), wanted=bool(self.people.known))

    def _build(self) -> None:
        theme, px = self.theme, self.theme.px
        full = QWidget()
        line = row(self.options, self.preview, gap=px(16))
        line.setStretch(1, 1)
        full.setLayout(line)
        empty = EmptyState(
            theme,
            "presentation",
            "No students yet",
            "Packets are made from what you keep about your students. Begin with your class list.",
            Button(theme, "Import a roster", "primary", "file-input", on_click=lambda: self.ctx.navigate("import")),
        )
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack, 1)  # first: it shows what it gets, as a window where it is nowhere yet
        self._stack.addWidget(full)
        self._stack.addWidget(empty)
        said = label("Same set-up for the whole class? Each student gets their own packet.", "small", wrap=True)
        flow = FlowLayout(px(8), end=True)
        flow.addWidget(self.all)
        place = QWidget()
        place.setLayout(flow)
        foot = row(Glyph(theme, "users-round", "ink2", 16), said, place, gap=px(10))
        foot.setStretch(1, 2)
        foot.setStretch(2, 1)
        foot.setContentsMargins(0, 0, 0, px(12))
        self._foot = QWidget()
        self._foot.setLayout(foot)
        self.foot.addWidget(self._foot)

    def _connect(self) -> None:
        self.loader.seen.connect(self._seen)
        self.loader.drawn.connect(self._drawn)
        self.press.working.connect(self._working)
        self.press.look_wanted.connect(lambda learner_id: self.ctx.navigate("learner", learner_id, "profile"))
        self.preview.asked.connect(lambda _width: self._settle.start())
        self._settle.timeout.connect(self._look)
        self.options.changed.connect(self._order_changed)
        self.options.scoped.connect(lambda scope: self._show(self.people.scoped(Scope(scope))))
        self.options.stepped.connect(lambda steps: self._show(self.people.stepped(steps)))
        self.options.learner_wanted.connect(self._pick_learner)
        self.options.review_wanted.connect(self._review)
        for keys, does in (
            ("Alt+Left", self.options.before.click),
            ("Alt+Right", self.options.after.click),
            ("Ctrl+P", self.print.click),
            ("Ctrl+S", self.save.click),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(does)

    def _look(self) -> None:
        if self.people.learner_id and self.isVisible():
            width = self.preview.page_width(RATIOS[self.order.paper])
            self.loader.show(Wish(self.people.learner_id, self.order, width))

    def _show(self, people: People) -> None:
        self.people = people
        self._tell()
        self._look()

    def _tell(self) -> None:
        """Title, scopes and buttons for those who get a packet now."""
        people = self.people
        count, many = len(people.whose()), people.scope is not Scope.ONE
        self.options.offer_scopes(people.scopes, people.scope)
        own_plan = not many and bool(people.learner_id) and educators.is_educator(self.ctx.store, people.learner_id)
        self.options.show_learner(people.name, people.place, many=many, own_plan=own_plan)
        self.options.show_order(self.order)
        self.options.arrange(self.breakpoint(), wanted=bool(people.known))
        if many:
            self.say(f"{count} conference packets", joined(people.whole, "One for each family"))
        elif people.learner_id:
            self.say("My own plan" if own_plan else f"{isolate(people.called)}’s conference", self._meeting(own_plan))
        else:
            self.say("Conferences")
        self.save.say(f"Save {count} packets" if many else "Save PDF")
        self.print.say(f"Print {count} packets" if many else "Print")
        for action in (self.save, self.print):
            action.setVisible(bool(people.known))
        self.all.say(f"Make all {len(people.in_class)} packets")
        self._foot.setVisible(not many and len(people.in_class) > 1)

    def _meeting(self, own_plan: bool) -> str:
        now, meetings = datetime.now(), conferences.of_learner(self.ctx.store, self.people.learner_id)
        coming = [held for held in meetings if held.held_at >= now]
        if not coming:
            return "A packet for the talk with your principal" if own_plan else "A packet for the family"
        at = coming[0].held_at
        return joined(f"{days.full(at.date())}, {days.clock(at)}", f"{self.people.called} leads")

    @Slot(object)
    def _order_changed(self, order: PacketOrder) -> None:
        self.order = order
        self._look()

    @Slot()
    def _settings_changed(self) -> None:
        """Another usual paper holds here too; one that is chosen here holds only here."""
        usual = Paper(self.ctx.preferences.value.paper)
        if usual is not self._usual:
            self._usual = usual
            self.order = replace(self.order, paper=usual)
            self.options.show_order(self.order)
            self._look()

    def _pick_learner(self) -> None:
        picker = LearnerPicker(self.ctx, "Whose packet?", self)
        picker.picked.connect(lambda learner_id, _name: self._show(self.people.looking_at(learner_id)))
        picker.open()

    def _review(self) -> None:
        ReleaseDialog(self.ctx, learners.one(self.ctx.store, self.people.learner_id), self).open()

    @Slot(object)
    def _seen(self, sight: Sight) -> None:
        self.clear_problem()
        self.options.show_sight(sight)

    @Slot(list)
    def _drawn(self, pages: list[object]) -> None:
        sight = self.loader.sight
        if sight is None:
            return
        points = sight.pages.sizes[0][0]
        shown = sight.first.width / self.devicePixelRatioF()
        percent = round(100 * shown / (points * 96 / 72))
        self.preview.show_pages(pages, f"{percent} %  ·  {PAPER_WORDS[sight.wish.order.paper]}")  # type: ignore[arg-type]

    def _save(self) -> None:
        if self.people.scope is not Scope.ONE:
            self._ask_all()
            return
        sight = self.loader.sight
        if sight is None or sight.wish.learner_id != self.people.learner_id:
            return
        from learnerplan.documents.packet import file_name

        self._save_to(self.people.whose(), file_name(sight.packet))

    def _save_to(self, ids: tuple[str, ...], name: str) -> None:
        start = str(_documents() / name)
        chosen, _kind = QFileDialog.getSaveFileName(self, "Save PDF", start, PDF)
        if chosen:
            out = Path(chosen)
            self.press.start(Job(ids, self.order, out if out.suffix else out.with_suffix(".pdf")))

    def _ask_all(self) -> None:
        people = self.people if self.people.scope is not Scope.ONE else self.people.scoped(Scope.CLASS)
        dialog = AllPacketsDialog(self.ctx, len(people.whose()), people.whole, self)
        dialog.wanted.connect(lambda separate: self._make_all(people, separate=separate))
        dialog.open()

    def _make_all(self, people: People, *, separate: bool) -> None:
        if not separate:
            self._save_to(people.whose(), f"{file_stem(people.whole)}.pdf")
            return
        chosen = QFileDialog.getExistingDirectory(self, "Where to save the packets", str(_documents()))
        if chosen:
            self.press.start(Job(people.whose(), self.order, Path(chosen), separate=True))

    def _print(self) -> None:
        ids = self.people.whose()
        if ids:
            self.press.start(Job(ids, self.order, self.press.print_file(), printed=True))

    @Slot(bool)
    def _working(self, on: bool) -> None:
        for action in (self.save, self.print, self.all):
            if on:
                action.disable("Packets are being made.")
            else:
                action.enable()
        if not on:
            self.print.setToolTip("Opens the PDF in your PDF program, from where you print it.")


def _documents() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())
