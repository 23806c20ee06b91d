"""Conferences: a packet for one family or for all, looked at as the real PDF before it is saved or printed."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedLayout, QWidget

from learnerplan.domain import names
from learnerplan.domain.packets import Paper
from learnerplan.services import classes, conferences, learners
from ui import days
from ui.dialogs.learner_picker import LearnerPicker
from ui.dialogs.packet_all import AllPacketsDialog
from ui.dialogs.release import ReleaseDialog
from ui.models.packet_order import PAPER_WORDS, PacketOrder, Scope, file_stem
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
    from PySide6.QtGui import QResizeEvent

    from learnerplan.services.learners import NameRow
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
        self.order = PacketOrder(paper=Paper(ctx.preferences.value.paper))
        self.scope = Scope.ONE
        self.learner_id = ""
        self._chosen: list[str] = []
        self._names: dict[str, NameRow] = {}
        self._class: list[str] = []
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

    def open(self, target: str, part: str) -> None:
        """Show somebody's packet, or those of several."""
        ids = [one for one in target.split(",") if one]
        if not ids:
            return
        self._chosen = ids if len(ids) > 1 else []
        self.scope = Scope.CHOSEN if self._chosen else Scope.ONE
        self.learner_id = ids[0]
        self.reload()

    def reload(self) -> None:
        """Read who there is, and collect the packet anew."""
        store, today = self.ctx.store, date.today()
        roster = learners.roster(store, today=today, class_id=self.ctx.room.class_id)
        self._class = [held.id for held in roster]
        self._names = {held.id: held for held in learners.all_names(store) if held.active}
        self._chosen = [one for one in self._chosen if one in self._names]
        if self.scope is Scope.CHOSEN and not self._chosen:
            self.scope = Scope.ONE
        if self.learner_id not in self._names or (self.scope is Scope.CLASS and self.learner_id not in self._class):
            self.learner_id = self._first((roster and self._class) or list(self._names))
        self._stack.setCurrentIndex(0 if self._names else 1)
        for action in (self.save, self.print):
            action.setVisible(bool(self._names))
        self._foot.setVisible(bool(self._names))
        self._tell()
        self.loader.refresh()
        self._look()

    def whose(self) -> list[str]:
        """The learners who get a packet now."""
        if self.scope is Scope.ONE:
            return [self.learner_id] if self.learner_id else []
        if self.scope is Scope.CHOSEN:
            return list(self._chosen)
        return list(self._class if self.scope is Scope.CLASS else self._everyone())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the set-up to the room there is."""
        super().resizeEvent(event)
        self.options.arrange(self.breakpoint(), wanted=bool(self._names))

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
        self._stack.addWidget(full)
        self._stack.addWidget(empty)
        self.body.addLayout(self._stack, 1)
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
        self.options.scoped.connect(self._scoped)
        self.options.stepped.connect(self._step)
        self.options.learner_wanted.connect(self._pick_learner)
        self.options.review_wanted.connect(self._review)
        for keys, does in (
            ("Alt+Left", lambda: self._step(-1)),
            ("Alt+Right", lambda: self._step(1)),
            ("Ctrl+P", self.print.click),
            ("Ctrl+S", self.save.click),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(does)

    def _everyone(self) -> list[str]:
        rows = sorted(self._names.values(), key=lambda held: names.sort_key(held.given_name, held.family_name))
        return [held.id for held in rows]

    def _first(self, ids: list[str]) -> str:
        """Who has the next conference, else the first by name."""
        held = set(ids)
        coming = conferences.coming(self.ctx.store, datetime.now())
        return next((row.learner_id for row in coming if row.learner_id in held), ids[0] if ids else "")

    def _look(self) -> None:
        if self.learner_id and self.isVisible():
            width = self.preview.page_width(RATIOS[self.order.paper])
            self.loader.show(Wish(self.learner_id, self.order, width))

    def _tell(self) -> None:
        """Title, scopes and buttons for those who get a packet now."""
        whose = self.whose()
        name = self._names[self.learner_id].name if self.learner_id in self._names else ""
        room = self._room_name()
        scopes = [(Scope.ONE, "Student")]
        scopes += [(Scope.CHOSEN, f"{len(self._chosen)} chosen")] if self._chosen else []
        scopes += [(Scope.CLASS, "Class")] if room else []
        scopes += [(Scope.EVERYONE, "Everyone")] if not (room and self._chosen) else []
        self.options.offer_scopes(scopes, self.scope)
        circle = self._circle()
        place = f"{circle.index(self.learner_id) + 1} of {len(circle)}" if self.learner_id in circle else ""
        many = self.scope is not Scope.ONE
        self.options.show_learner(name, place, many=many)
        self.options.show_order(self.order)
        self.options.arrange(self.breakpoint(), wanted=bool(self._names))
        if many:
            self.say(
                f"{len(whose)} conference packets", joined(dict(scopes).get(self.scope, ""), "One for each family")
            )
        elif name:
            called = self._names[self.learner_id].preferred_name or self._names[self.learner_id].given_name or name
            self.say(f"{isolate(called)}’s conference", self._meeting(called))
        else:
            self.say("Conferences")
        self.save.say(f"Save {len(whose)} packets" if many else "Save PDF")
        self.print.say(f"Print {len(whose)} packets" if many else "Print")
        rest = len(self._class)
        self.all.say(f"Make all {rest} packets")
        self._foot.setVisible(bool(self._names) and not many and rest > 1)

    def _meeting(self, called: str) -> str:
        now = datetime.now()
        coming = [held for held in conferences.of_learner(self.ctx.store, self.learner_id) if held.held_at >= now]
        if not coming:
            return "A packet for the family"
        at = coming[0].held_at
        hour = at.strftime("%I:%M").lstrip("0") + (" am" if at.hour < 12 else " pm")
        return joined(f"{days.full(at.date())}, {hour}", f"{called} leads")

    def _room_name(self) -> str:
        rows = classes.listed(self.ctx.store)
        return next((held.name for held in rows if held.id == self.ctx.room.class_id), "")

    def _circle(self) -> list[str]:
        """Those among whom the arrows step."""
        if self.scope is Scope.ONE:
            return self._class if self.learner_id in self._class else self._everyone()
        return self.whose()

    @Slot(object)
    def _order_changed(self, order: PacketOrder) -> None:
        if order.paper is not self.order.paper:
            self.ctx.preferences.save(paper=order.paper.value)
        self.order = order
        self._look()

    @Slot(str)
    def _scoped(self, scope: str) -> None:
        self.scope = Scope(scope)
        circle = self._circle()
        if self.learner_id not in circle and circle:
            self.learner_id = circle[0]
        self._tell()
        self._look()

    @Slot(int)
    def _step(self, steps: int) -> None:
        circle = self._circle()
        if self.learner_id in circle:
            self._show_learner(circle[(circle.index(self.learner_id) + steps) % len(circle)])

    def _pick_learner(self) -> None:
        picker = LearnerPicker(self.ctx, "Whose packet?", self)
        picker.picked.connect(lambda learner_id, _name: self._show_learner(learner_id))
        picker.open()

    def _show_learner(self, learner_id: str) -> None:
        self.learner_id = learner_id
        if learner_id not in self._circle():
            self.scope = Scope.ONE
        self._tell()
        self._look()

    def _review(self) -> None:
        ReleaseDialog(self.ctx, learners.one(self.ctx.store, self.learner_id), self).open()

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
        if self.scope is not Scope.ONE:
            self._ask_all()
            return
        sight = self.loader.sight
        if sight is None or sight.wish.learner_id != self.learner_id:
            return
        from learnerplan.documents.packet import file_name

        self._save_to(self.whose(), file_name(sight.packet))

    def _save_to(self, ids: list[str], name: str) -> None:
        start = str(_documents() / name)
        chosen, _kind = QFileDialog.getSaveFileName(self, "Save PDF", start, PDF)
        if chosen:
            out = Path(chosen)
            self.press.start(Job(tuple(ids), self.order, out if out.suffix else out.with_suffix(".pdf")))

    def _ask_all(self) -> None:
        ids = self._class if self.scope is Scope.ONE else self.whose()
        room = self._room_name() if self.scope in (Scope.ONE, Scope.CLASS) else ""
        dialog = AllPacketsDialog(self.ctx, len(ids), room or "Those you chose", self)
        dialog.wanted.connect(lambda separate: self._make_all(ids, room, separate=separate))
        dialog.open()

    def _make_all(self, ids: list[str], room: str, *, separate: bool) -> None:
        if not separate:
            self._save_to(ids, f"{file_stem(room)}.pdf")
            return
        chosen = QFileDialog.getExistingDirectory(self, "Where to save the packets", str(_documents()))
        if chosen:
            self.press.start(Job(tuple(ids), self.order, Path(chosen), separate=True))

    def _print(self) -> None:
        ids = self.whose()
        if ids:
            self.press.start(Job(tuple(ids), self.order, self.press.print_file(), printed=True))

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
