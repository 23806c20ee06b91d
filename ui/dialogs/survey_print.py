"""Printing sheets: blank ones or with names, for a class or for the contacts who are chosen."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from learnerplan.domain.profiles import Voice
from learnerplan.errors import UserError
from learnerplan.services import survey_given, survey_grids, survey_sheets
from ui.dialogs.frame import DialogFrame
from ui.models import survey_words
from ui.models.packet_order import PAPERS
from ui.operations import LongWork
from ui.widgets.bidi import isolate, joined, plain
from ui.widgets.button import Button
from ui.widgets.checkbox import CheckBox
from ui.widgets.fields import Select
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.segmented import Segmented
from ui.widgets.text import label

if TYPE_CHECKING:
    from learnerplan.domain.survey_sheets import SurveySheet
    from learnerplan.progress import Progress
    from learnerplan.services.own_surveys import OwnSurvey
    from learnerplan.services.survey_grids import AskedRow
    from ui.context import Context

NAMES, BLANK = "names", "blank"


def _of(survey: OwnSurvey) -> str:
    return joined(survey.title, *survey_words.whom(survey.respondent, survey.band))


class SurveyPrintDialog(DialogFrame):
    """The primary button opens the PDF in the system's program; Save PDF writes it to a place."""

    def __init__(self, ctx: Context, survey: OwnSurvey, parent: QWidget) -> None:
        super().__init__(ctx, "Print sheets", "Open the PDF", parent, subtitle=_of(survey), width=600)
        self.survey = survey
        theme = ctx.theme
        family = survey.respondent is Voice.FAMILY
        self.people = survey_grids.asked(ctx.store, survey, ctx.room.class_id)
        self.whose = Segmented(theme, [(NAMES, "With names"), (BLANK, "One blank sheet")], "Sheets")
        self.paper = Segmented(theme, [(paper.value, words) for paper, words in PAPERS], "Paper")
        self.paper.choose(ctx.preferences.value.paper)
        languages = [("", "Each contact’s own" if family else "As written"), *survey_words.LANGUAGES]
        self.language = Select(theme, languages, name="Language")
        self.form.add("Sheets", self.whose)
        self.form.add_row(self.form.make("Paper", self.paper), self.form.make("Language", self.language))
        self._note = label("", "caption", wrap=True)
        self.body.addWidget(self._note)
        self.boxes: dict[str, CheckBox] = {}
        self._people = QWidget()
        self._people.setLayout(self._list(family=family))
        self.body.addWidget(self._people)
        self.save = Button(theme, "Save PDF…", icon="download", on_click=self._ask)
        self.save.setAutoDefault(False)
        self.add_foot(self.save)
        if not self.people:
            self.whose.choose(BLANK)
            self.whose.setEnabled(False)
        self.whose.chosen.connect(lambda _value: self._tell())
        self.language.chosen.connect(lambda _value: self._tell())
        self._tell()

    def chosen(self) -> list[AskedRow]:
        """Whose sheets are printed; none for a blank one."""
        if self.whose.value() == BLANK:
            return []
        return [person for person in self.people if self.boxes[person.key].isChecked()]

    def sheets(self) -> list[SurveySheet]:
        """The sheets as they would be printed. Raises `UserError` when nobody is chosen."""
        language = self.language.value()
        if self.whose.value() == BLANK:
            return [survey_sheets.sheet(self.survey, language=language)]
        people = self.chosen()
        if not people:
            raise UserError("Nobody is chosen.", "Choose one person at least, or print one blank sheet.")
        return survey_sheets.sheets(self.survey, people, language=language)

    def keep(self) -> None:
        """Write the PDF beside the planbook's other prints and open it."""
        folder = self.ctx.store.folder.path / "cache" / "prints"
        folder.mkdir(parents=True, exist_ok=True)
        self.print_to(folder / f"survey {datetime.now():%H.%M.%S}.pdf", opened=True)

    def print_to(self, out: Path, *, opened: bool = False) -> None:
        """Write the PDF to a place."""
        self.clear_problem()
        try:
            made = self.sheets()
        except UserError as error:
            self.show_problem(error)
            return
        paper = self.paper.value()
        given = {person.who: sheet.language for person, sheet in zip(self.chosen(), made, strict=False)}

        def work(progress: Progress) -> int:
            progress.step(0, len(made), "")
            return survey_sheets.save(made, out, paper=paper, on=date.today())

        LongWork(
            self.ctx,
            "Making the sheets",
            work,
            host=self.work_place,
            done=lambda pages: self._written(out, pages, given, opened=opened),
            failed=self.show_problem,
        )

    def _written(self, out: Path, pages: int, given: dict[str, str], *, opened: bool) -> None:
        if opened and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(out))):
            self.show_problem(
                UserError("No program on this computer opens PDF files.", "Use Save PDF, and print the file elsewhere.")
            )
            return
        if given:
            on, survey_id = date.today(), self.survey.id
            self.write(lambda store: survey_given.give(store, survey_id, given, on=on), "")
        count = "1 page" if pages == 1 else f"{pages} pages"
        self.ctx.toast("Opened in your PDF program. Print it from there." if opened else f"Saved {out.name}, {count}")
        self.accept()

    def _ask(self) -> None:
        dialog = QFileDialog(self, "Save the sheets")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(survey_words.file_name(self.survey.title, date.today(), "pdf"))
        dialog.fileSelected.connect(lambda name: self.print_to(Path(name)))
        dialog.open()

    def _list(self, *, family: bool) -> QVBoxLayout:
        box = column(gap=0)
        self.every = Button(self.theme, "", "ghost", small=True, on_click=self._turn)
        self.every.setAutoDefault(False)
        box.addLayout(row(self.every, STRETCH))
        given = survey_given.given(self.ctx.store, self.survey.id)
        for person in self.people:
            about = f"{person.relation} of {isolate(person.called)}".strip()
            words = joined(person.contact, about) if family else isolate(person.learner)
            check = CheckBox(self.theme, words, name=plain(words))
            check.setChecked(person.answered_again is None or not family)
            check.toggled.connect(lambda _on: self._tell())
            self.boxes[person.key] = check
            line = row(check, STRETCH)
            noted = given.get(person.who)
            language = (isolate(person.language) or "No language kept") if family else ""
            said = joined(survey_words.given(noted, date.today()) if noted else "", language)
            line.addWidget(label(said, "caption"))
            box.addLayout(line)
        return box

    def _turn(self) -> None:
        every = not self.chosen()
        for box in self.boxes.values():
            box.setChecked(every)

    def _tell(self) -> None:
        self.every.say("Choose nobody" if any(box.isChecked() for box in self.boxes.values()) else "Choose everybody")
        blank = self.whose.value() == BLANK
        self._people.setVisible(not blank)
        said = "The number beside each answer is what you type when the sheets come back."
        if not blank:
            said += " Whom they are for is noted as given it today."
        if self.survey.respondent is Voice.FAMILY and not blank:
            unknown = sum(not self._speaks(person) for person in self.chosen())
            people = "1 contact reads" if unknown == 1 else f"{unknown} contacts read"
            said = f"{people} it in English: there are no words in their language yet. {said}" if unknown else said
        self._note.setText(said)

    def _speaks(self, person: AskedRow) -> bool:
        language = self.language.value() or person.language
        wanted = survey_sheets.code(language)
        known = wanted != "en" or not language or language.casefold()[:2] == "en"
        return known and (
            wanted == survey_sheets.code(self.survey.language) or survey_sheets.has_words(self.survey, wanted)
        )
