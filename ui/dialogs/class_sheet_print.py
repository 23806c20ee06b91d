"""Printing a class sheet: a block for each student to write on, typed in afterwards as it was printed."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from learnerplan.domain.packets import Paper
from learnerplan.errors import UserError
from learnerplan.services import class_sheets, classes
from ui.dialogs.frame import DialogFrame
from ui.models.packet_order import PAPERS
from ui.models.survey_words import LANGUAGES
from ui.operations import LongWork
from ui.widgets.button import Button
from ui.widgets.fields import Select
from ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from learnerplan.progress import Progress
    from ui.context import Context


class ClassSheetPrintDialog(DialogFrame):
    """The primary button opens the PDF in the system's program; Save PDF writes it to a place."""

    def __init__(self, ctx: Context, class_id: str, parent: QWidget) -> None:
        said = (
            "Goals, open steps and room to write for each student, who waits longest first. Type it in when it is full."
        )
        super().__init__(ctx, "Print a class sheet", "Open the PDF", parent, subtitle=said)
        self._class = class_id
        theme = ctx.theme
        self._room = next((each.name for each in classes.listed(ctx.store) if each.id == class_id), "")
        self.paper = Segmented(theme, [(paper.value, words) for paper, words in PAPERS], "Paper")
        self.paper.choose(ctx.preferences.value.paper)
        self.language = Select(theme, LANGUAGES, name="Language")
        self.form.add_row(self.form.make("Paper", self.paper), self.form.make("Language", self.language))
        self.save = Button(theme, "Save PDF…", icon="download", on_click=self._ask)
        self.save.setAutoDefault(False)
        self.add_foot(self.save)

    def keep(self) -> None:
        """Write the PDF beside the other prints and open it."""
        folder = self.ctx.store.folder.path / "cache" / "prints"
        folder.mkdir(parents=True, exist_ok=True)
        self.print_to(folder / f"class sheet {datetime.now():%H.%M.%S}.pdf", opened=True)

    def print_to(self, out: Path, *, opened: bool = False) -> None:
        """Write the PDF to a place."""
        self.clear_problem()
        store, class_id = self.ctx.store, self._class
        paper, language = Paper(self.paper.value()), self.language.value()

        def work(_progress: Progress) -> int:
            return class_sheets.write(store, class_id, out, today=date.today(), paper=paper, language=language)

        LongWork(
            self.ctx,
            "Making the sheet",
            work,
            host=self.work_place,
            done=lambda pages: self._written(out, pages, opened=opened),
            failed=self.show_problem,
        )

    def _written(self, out: Path, pages: int, *, opened: bool) -> None:
        if opened and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(out))):
            self.show_problem(
                UserError("No program on this computer opens PDF files.", "Use Save PDF, and print the file elsewhere.")
            )
            return
        count = "1 page" if pages == 1 else f"{pages} pages"
        self.ctx.toast("Opened in your PDF program. Print it from there." if opened else f"Saved {out.name}, {count}")
        self.accept()

    def _ask(self) -> None:
        dialog = QFileDialog(self, "Save the class sheet")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"{self._room or 'Class'} sheet {date.today()}.pdf".replace("/", "-"))
        dialog.fileSelected.connect(lambda name: self.print_to(Path(name)))
        dialog.open()
