"""What is open to the students: a tick for each thing, the surveys by name, and the folder for work."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from learnerplan.domain.profiles import Voice
from learnerplan.errors import UserError
from learnerplan.services import own_surveys, student_inbox, student_setups, student_view
from learnerplan.services.student_sessions import Opens
from learnerplan.services.student_setups import Setup
from ui import operations
from ui.student.hub import WHO_READS
from ui.student.sound import has_microphone
from ui.student.start_words import CAPTIONS, FOLDER, GONE, NO_FOLDER, READY, TITLES
from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.checkbox import CheckBox
from ui.widgets.layout import clear, column, row
from ui.widgets.text import Elided, Paragraph, label

if TYPE_CHECKING:
    from ui.context import Context

_INDENT = 28


class OpenCard(Card):
    """Holds what was ticked; at first what was open the last time."""

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx.theme, "What is open to them")
        theme, px = ctx.theme, ctx.theme.px
        self.ctx = ctx
        self._wanted = set(student_setups.last(ctx.store).survey_ids)
        self._offered: list[tuple[str, str]] = []
        self.opens: dict[Opens, CheckBox] = {}
        self.surveys: dict[str, CheckBox] = {}
        self._surveys, self._folder = QWidget(), self._make_folder()
        self._list = QVBoxLayout(self._surveys)
        self._list.setContentsMargins(px(_INDENT), 0, 0, 0)
        self._list.setSpacing(0)
        before = student_setups.last(ctx.store).opens
        for each in Opens:
            box = self.opens[each] = CheckBox(theme, TITLES[each])
            caption = row(label(CAPTIONS[each], "caption", wrap=True), margins=(px(_INDENT), 0, 0, 0))
            holder = QWidget()
            holder.setLayout(column(box, caption, gap=0))
            self.add(holder)
            if each is Opens.SURVEY:
                self.add(self._surveys)
                box.toggled.connect(self._surveys.setVisible)
            elif each is Opens.WORK:
                self.add(self._folder)
            elif each is Opens.SAY:
                holder.setVisible(has_microphone())
            box.setChecked(each in before)
        self._surveys.setVisible(self.opens[Opens.SURVEY].isChecked())
        self.add(Paragraph(f"Students read: “{WHO_READS}”", "small"))
        self.body.setSpacing(px(12))

    def reload(self) -> None:
        """Show which surveys there are, and the folder."""
        store = self.ctx.store
        held = student_view.surveys(store)
        offered = [*held, *_ready({title for _id, title in held})]
        if offered != self._offered:
            self._show_surveys(offered)
        inbox = student_inbox.chosen(store)
        there = inbox is not None and inbox.is_dir()
        self._path.setText(isolate(str(inbox)) if inbox is not None else NO_FOLDER)
        self._gone.setVisible(inbox is not None and not there)
        self.opens[Opens.WORK].setEnabled(inbox is not None)

    def chosen(self) -> Setup:
        """What is open; ready-made surveys are taken over first. Raises `UserError` where something is missing."""
        opens = tuple(each for each, box in self.opens.items() if box.isChecked() and box.isEnabled())
        if not opens:
            raise UserError("Nothing is open yet.", "Choose what the student may do.")
        if Opens.SURVEY not in opens:
            return Setup(opens)
        ticked = [each for each, box in self.surveys.items() if box.isChecked()]
        if not ticked:
            raise UserError("No survey is chosen.", "Tick one or more, or leave the surveys out.")
        ids = tuple(self._taken_over(each) for each in ticked)
        self._wanted = set(ids)
        return Setup(opens, ids)

    def choose_folder(self, folder: Path) -> None:
        """Take this folder for work, and open it to the students."""
        operations.perform(self.ctx, partial(student_inbox.choose, folder=folder), parent=self)
        self.reload()
        self.opens[Opens.WORK].setChecked(True)

    def _taken_over(self, survey_id: str) -> str:
        if not survey_id.startswith(READY):
            return survey_id
        return own_surveys.add_ready(self.ctx.store, survey_id.removeprefix(READY))

    def _show_surveys(self, offered: list[tuple[str, str]]) -> None:
        self._wanted |= {each for each, box in self.surveys.items() if box.isChecked()}
        clear(self._list)
        self._offered = offered
        self.surveys = {survey_id: CheckBox(self.ctx.theme, title) for survey_id, title in offered}
        for survey_id, box in self.surveys.items():
            box.setChecked(survey_id in self._wanted)
            self._list.addWidget(box)

    def _make_folder(self) -> QWidget:
        theme, px = self.ctx.theme, self.ctx.theme.px
        self._path = Elided("", "strong")
        self._gone = Paragraph(GONE, "small")
        self.pick = Button(theme, "Choose a folder", small=True, icon="folder-open", on_click=self._ask_folder)
        line = row(self._path, self.pick, gap=px(8))
        line.setStretch(0, 1)
        holder = QWidget()
        inside = column(line, self._gone, Paragraph(FOLDER, "small"), gap=px(4), margins=(px(_INDENT), 0, 0, 0))
        holder.setLayout(inside)
        return holder

    def _ask_folder(self) -> None:
        held = student_inbox.chosen(self.ctx.store)
        begins = held if held is not None and held.is_dir() else Path.home()
        path = QFileDialog.getExistingDirectory(self, "Folder for work", str(begins))
        if path:
            self.choose_folder(Path(path))


def _ready(there: set[str]) -> list[tuple[str, str]]:
    """The ready-made surveys for learners that the Learnerplan folder does not have yet."""
    return [
        (f"{READY}{each.key}", f"{each.title} (ready-made, grades {each.band})")
        for each in own_surveys.ready_made()
        if each.respondent is Voice.LEARNER and each.title not in there
    ]
