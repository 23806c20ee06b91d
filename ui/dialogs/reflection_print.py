"""Printing sheets to look back on a term: for the class with names, or blank ones."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from learnerplan.domain.reflections import Style
from learnerplan.errors import UserError
from learnerplan.services import reflection_sheets, terms
from ui.dialogs.frame import DialogFrame
from ui.dialogs.reflection import STYLES
from ui.models.packet_order import PAPERS
from ui.models.survey_words import LANGUAGES
from ui.widgets.button import Button
from ui.widgets.fields import Select
from ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from learnerplan.documents.reflection_sheets import ReflectionSheet
    from ui.context import Context

NAMES, BLANK = "names", "blank"
BY_GRADE = ""


class ReflectionPrintDialog(DialogFrame):
    """The primary button opens the PDF in the system's program; Save PDF writes it to a place."""

    def __init__(self, ctx: Context, parent: QWidget) -> None:
        said = "A page each, with room for the family. Type what comes back under Reflection in the student’s plan."
        super().__init__(ctx, "Print sheets to look back on", "Open the PDF", parent, subtitle=said)
        theme = ctx.theme
        self.whose = Segmented(theme, [(NAMES, "The class, with names"), (BLANK, "Blank")], "Sheets")
        styles = [(BY_GRADE, "By each student’s grade"), *((style.value, text) for style, text in STYLES.items())]
        self.questions = Select(theme, styles, name="Questions")
        self.paper = Segmented(theme, [(paper.value, words) for paper, words in PAPERS], "Paper")
        self.paper.choose(ctx.preferences.value.paper)
        self.language = Select(theme, LANGUAGES, name="Language")
        self.form.add("Sheets", self.whose)
        self.form.add("Questions", self.questions)
        self.form.add_row(self.form.make("Paper", self.paper), self.form.make("Language", self.language))
        self.save = Button(theme, "Save PDF…", icon="download", on_click=self._ask)
        self.save.setAutoDefault(False)
        self.add_foot(self.save)

    def sheets(self) -> list[ReflectionSheet]:
        """The sheets as they would be printed."""
        today, store = date.today(), self.ctx.store
        value = self.questions.value()
        style = Style(value) if value else None
        term = terms.current(store, today)
        name, language = term.name if term else "", self.language.value()
        if self.whose.value() == BLANK:
            return reflection_sheets.blank(style=style, term=name, language=language)
        room = self.ctx.room.class_id
        return reflection_sheets.of_class(store, room, today=today, style=style, term=name, language=language)

    def keep(self) -> None:
        """Write the PDF beside the other prints and open it."""
        folder = self.ctx.store.folder.path / "cache" / "prints"
        folder.mkdir(parents=True, exist_ok=True)
        out = folder / f"reflection {datetime.now():%H.%M.%S}.pdf"
        if not self.print_to(out):
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(out))):
            self.show_problem(
                UserError("No program on this computer opens PDF files.", "Use Save PDF, and print the file elsewhere.")
            )
            return
        self.ctx.toast("Opened in your PDF program. Print it from there.")
        self.accept()

    def print_to(self, out: Path) -> bool:
        """Write the PDF to a place; tells whether it was written."""
        self.clear_problem()
        try:
            reflection_sheets.save(self.sheets(), out, paper=self.paper.value(), on=date.today())
        except UserError as error:
            self.show_problem(error)
            return False
        return True

    def _ask(self) -> None:
        dialog = QFileDialog(self, "Save the sheets")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile("Looking back.pdf")
        dialog.fileSelected.connect(lambda name: self._save_to(Path(name)))
        dialog.open()

    def _save_to(self, out: Path) -> None:
        if self.print_to(out):
            self.ctx.toast(f"Saved {out.name}")
            self.accept()
