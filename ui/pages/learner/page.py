"""The page of one learner: who it is, and the tabs for profile, plan, evidence and growth."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from learnerplan.domain import names
from learnerplan.errors import UserError
from learnerplan.services import learners
from ui import days
from ui.models.thumbnails import Thumbnails
from ui.pages.learner.evidence import EvidenceTab
from ui.pages.learner.growth import GrowthTab
from ui.pages.learner.plan import PlanTab
from ui.pages.learner.private_notes import PrivateNotesTab
from ui.pages.learner.profile import ProfileTab
from ui.refresh import keep_fresh
from ui.theme.breakpoints import Breakpoint
from ui.widgets.avatar import Avatar
from ui.widgets.banner import Banner
from ui.widgets.bidi import isolate, joined
from ui.widgets.button import Button, IconButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import row
from ui.widgets.menu_button import Choice, MenuButton
from ui.widgets.page_frame import PageFrame
from ui.widgets.tabs import Tabs
from ui.widgets.text import Elided

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from learnerplan.services.learners import LearnerRow
    from ui.context import Context

READS = frozenset({"learner", "learner_alias", "enrolment", "check_in", "artifact"})
PROFILE, PLAN, EVIDENCE, GROWTH, PRIVATE = "profile", "plan", "evidence", "growth", "private"
TABS = (
    *((PROFILE, "Profile", ""), (PLAN, "Plan", ""), (EVIDENCE, "Evidence", ""), (GROWTH, "Growth", "")),
    (PRIVATE, "Private notes", "lock"),
)


class LearnerPage(PageFrame):
    """`open(learner id, tab)` shows a learner; the tabs read for themselves."""

    keys = (
        ("Ctrl+1 … 5", "Profile, Plan, Evidence, Growth, Private notes"),
        ("Alt+Left, Alt+Right", "Student before, student after"),
        ("Ctrl+P", "Packet of this student"),
        ("Ctrl+V", "Paste a picture or file (Evidence)"),
    )

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx.theme, "Student")
        self.ctx = ctx
        self._learner_id, self._tab = "", PROFILE
        self._learner: LearnerRow | None = None
        self._before, self._after = "", ""
        self.thumbnails = Thumbnails(ctx.tasks, self)
        self._make_heading()
        self.tabs = Tabs(ctx.theme, TABS, "Parts of the student page")
        self.tabs.chosen.connect(self.go)
        self.add_head(self.tabs)
        self.profile = ProfileTab(ctx, self)
        self.plan = PlanTab(ctx, self, self.thumbnails)
        self.evidence = EvidenceTab(ctx, self, self.thumbnails)
        self.growth = GrowthTab(ctx)
        self.private_notes = PrivateNotesTab(ctx, self)
        self.search = self.evidence.search
        self.plan.evidence_wanted.connect(self._show_evidence)
        self._make_actions()
        parts = (self.profile, self.plan, self.evidence, self.growth, self.private_notes)
        self._parts: dict[str, QWidget] = dict(zip((tab for tab, _, _ in TABS), parts, strict=True))
        back = Button(ctx.theme, "Go to the class", on_click=lambda: ctx.navigate("class"))
        self._gone = EmptyState(ctx.theme, "user-round-x", "This student is not here", "", back)
        self._gone.hide()
        bring = Button(ctx.theme, "Bring back", "ghost", small=True, on_click=self._bring_back)
        self._archived = Banner(ctx.theme, "This student is archived", "They stand in no list.", "none", bring)
        self._archived.hide()
        self.body.addWidget(self._archived)
        for part in (*self._parts.values(), self._gone):
            part.hide()
            self.body.addWidget(part, 1)
        self._make_shortcuts()
        self._fresh = keep_fresh(self, ctx, READS, self.reload)

    def open(self, target: str, part: str) -> None:
        """Show a learner, on the tab `part` or the one that was shown last."""
        self.clear_problem()
        before = self._learner_id, self._tab
        self._learner_id = target or self._learner_id
        self._tab = part if part in self._parts else self._tab
        if before != (self._learner_id, self._tab):
            self.to_top()
        self.tabs.choose(self._tab)
        self._fresh.mark()

    def go(self, tab: str) -> None:
        """Show another tab of this learner."""
        self.ctx.navigate("learner", self._learner_id, tab)

    def reload(self) -> None:
        """Read who it is and show the chosen tab."""
        try:
            with self.ctx.store.read() as view:
                learner = learners.one(view, self._learner_id)
                around = learners.neighbours(view, learner.id, class_id=self.ctx.room.class_id)
        except UserError as error:
            self._show_gone(error)
            return
        self._learner, self._learner_id = learner, learner.id  # one who was merged is shown as who they are now
        self._before, self._after = around
        self._gone.hide()
        self._show_heading(learner)
        self.tabs.set_count(EVIDENCE, learner.artifacts)
        self._archived.setVisible(not learner.active)
        for tab in (self.profile, self.plan, self.evidence, self.growth, self.private_notes):
            tab.show_learner(learner)
        self._show_tab()

    def check_in(self) -> None:
        """Open the check-in."""
        from ui.dialogs.check_in import CheckInDialog

        if self._learner is not None:
            CheckInDialog(self.ctx, self._learner, self).open()

    def edit(self) -> None:
        """Open the particulars."""
        from ui.dialogs.learner_edit import LearnerDialog

        if self._learner is not None:
            LearnerDialog(self.ctx, self._learner, self).open()

    def merge(self) -> None:
        """Find the learner who is this one too, and look at both side by side."""
        from ui.dialogs.learner_picker import LearnerPicker

        if self._learner is None:
            return
        name = isolate(self._learner.name)
        picker = LearnerPicker(self.ctx, f"Who is {name} too?", self, subtitle="Nothing happens before you compare.")
        picker.picked.connect(self._compare)
        picker.open()

    def packet(self) -> None:
        """Go to the packet of this learner."""
        self.ctx.navigate("conferences", self._learner_id)

    def note(self) -> None:
        """Open the quick note about this learner."""
        from ui.dialogs.quick_note import QuickNoteDialog

        QuickNoteDialog(self.ctx, self, about=self.note_about()).open()

    def note_about(self) -> tuple[str, ...]:
        """Whom a quick note from here is about."""
        return (self._learner.id,) if self._learner is not None else ()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the language out of the facts where there is little room."""
        super().resizeEvent(event)
        if self._learner is not None:
            self._show_heading(self._learner)

    def _compare(self, other_id: str, _name: str) -> None:
        from ui.dialogs.learner_merge import MergeDialog
        from ui.errors import show_error

        try:
            MergeDialog(self.ctx, self._learner_id, other_id, self).open()
        except UserError as error:
            show_error(error, self, self.theme)

    def _choices(self) -> list[Choice]:
        if self._learner is not None and self._learner.is_educator:
            return []
        give = partial(self.ctx.navigate, "student", self._learner_id)
        return [Choice("Student mode…", give, "tablet-smartphone"), Choice("Merge with…", self.merge, "merge")]

    def _step(self, learner_id: str) -> None:
        if learner_id:
            self.ctx.navigate("learner", learner_id, self._tab)

    def _show_evidence(self, goal_id: str, artifact_id: str) -> None:
        self.go(EVIDENCE)
        self.evidence.show_goal(goal_id, artifact_id)

    def _bring_back(self) -> None:
        from ui import operations

        operations.perform(
            self.ctx,
            lambda store: learners.set_active(store, self._learner_id, True),
            parent=self,
            toast="The student is back",
        )

    def _make_heading(self) -> None:
        theme = self.theme
        self.avatar = Avatar(theme, "", "", 56)
        self.lead_with(self.avatar)
        self.other_name = Elided("", "card", "ink3")
        self.heading.removeWidget(self.title_label)
        # The name in its own script takes what the name leaves.
        self.other_name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        names_line = row(self.title_label, self.other_name, gap=theme.px(14))
        names_line.setStretch(1, 1)
        self.heading.insertLayout(0, names_line)

    def _make_actions(self) -> None:
        theme = self.theme
        self.before = IconButton(theme, "chevron-left", "Student before", on_click=lambda: self._step(self._before))
        self.after = IconButton(theme, "chevron-right", "Student after", on_click=lambda: self._step(self._after))
        self.edit_button = IconButton(theme, "user-round-pen", "Edit student", on_click=self.edit)
        self.packet_button = Button(theme, "Packet", icon="printer", on_click=self.packet)
        self.note_button = Button(theme, "Note", icon="pencil", on_click=self.note)
        self.check_in_button = Button(theme, "Check in", "primary", "message-circle", on_click=self.check_in)
        self.more = MenuButton(theme, "ellipsis", "More", self._choices, small=False)
        drawer = self.plan.columns.drawer_button
        self.add_action(self.before, self.after, self.edit_button, self.more)
        self.add_action(drawer, self.packet_button, self.note_button, self.check_in_button)

    def _make_shortcuts(self) -> None:
        wanted: dict[str, Callable[[], object]] = {
            **{f"Ctrl+{at}": partial(self.go, tab) for at, (tab, _, _) in enumerate(TABS, start=1)},
            "Alt+Left": lambda: self._step(self._before),
            "Alt+Right": lambda: self._step(self._after),
            "Ctrl+P": self.packet,
        }
        for keys, act in wanted.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _show_heading(self, learner: LearnerRow) -> None:
        today = date.today()
        self.avatar.show_record(learner.id, names.initials(learner.called, learner.family_name, learner.name_order))
        age = "" if learner.birth_date is None else str(days.age(learner.birth_date, today))
        seen = learner.last_check_in
        speaks = f"speaks {language(learner.home_language)}" if learner.home_language else ""
        if self.breakpoint() is not Breakpoint.FULL:
            speaks = ""
        checked = f"checked in {days.ago(seen, today)}" if seen else "no check-in yet"
        self.say(isolate(learner.name), joined(learner.pronouns, age, speaks, checked))
        self.setAccessibleName(learner.name)
        self.edit_button.rename("Edit my particulars" if learner.is_educator else "Edit student")
        for one in (self.before, self.after, self.more):  # no list of students, no screen of a student's own
            one.setVisible(not learner.is_educator)
        self.other_name.setText(isolate(learner.other_name))
        self.other_name.setVisible(bool(learner.other_name))
        for button, there in ((self.before, self._before), (self.after, self._after)):
            if there:
                button.setEnabled(True)
            else:
                button.disable("The list ends here.")

    def _show_tab(self) -> None:
        self.tabs.choose(self._tab)
        for tab, part in self._parts.items():
            part.setVisible(tab == self._tab)

    def _show_gone(self, error: UserError) -> None:
        for part in self._parts.values():
            part.hide()
        self._learner = None
        self.say("Student")
        self.other_name.hide()
        self._gone.show_words(error.message, error.hint)
        self._gone.show()


def language(text: str) -> str:
    """A home language as it is said: "ar" is Arabic; words stay as they were written."""
    if len(text) in {2, 3} and text.isascii() and text.islower():
        locale = QLocale(text)
        if locale.language() != QLocale.Language.C:
            return QLocale.languageToString(locale.language())
    return text
