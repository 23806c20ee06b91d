"""Printing a sheet: on which paper, in which language, and to the PDF program or to a place."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from learnerplan.domain.packets import Paper
from learnerplan.errors import UserError
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


class SheetPrintDialog(DialogFrame):
    """The primary button opens the PDF in the system's program; Save PDF writes it to a place, `called` by default.

    Dialogs build on it: `make` writes the file, `about` says what else is worth saying of so many pages.
    """

    def __init__(self, ctx: Context, title: str, parent: QWidget, *, subtitle: str, called: str) -> None:
        super().__init__(ctx, title, "Open the PDF", parent, subtitle=subtitle)
        theme = ctx.theme
        self._called = "".join(letter if letter.isalnum() or letter in " -_,." else "-" for letter in called)
        self.paper = Segmented(theme, [(paper.value, words) for paper, words in PAPERS], "Paper")
        self.paper.choose(ctx.preferences.value.paper)
        self.language = Select(theme, LANGUAGES, name="Language")
        self.form.add_row(self.form.make("Paper", self.paper), self.form.make("Language", self.language))
        self.save = Button(theme, "Save PDF…", icon="download", on_click=self._ask)
        self.save.setAutoDefault(False)
        self.add_foot(self.save)

    def make(self, out: Path, paper: Paper, language: str) -> int:
        """Write the PDF and give its pages; not on the thread of the window."""
        raise NotImplementedError

    def about(self, pages: int) -> str:
        """What is said beside the number of pages."""
        del pages
        return ""

    def keep(self) -> None:
        """Write the PDF beside the other prints and open it."""
        folder = self.ctx.store.folder.path / "cache" / "prints"
        folder.mkdir(parents=True, exist_ok=True)
        self.print_to(folder / f"sheet {datetime.now():%H.%M.%S}.pdf", opened=True)

    def print_to(self, out: Path, *, opened: bool = False) -> None:
        """Write the PDF to a place."""
        self.clear_problem()
        paper, language = Paper(self.paper.value()), self.language.value()

        def work(_progress: Progress) -> int:
            return self.make(out, paper, language)

        LongWork(
            self.ctx,
            "Making the PDF",
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
        said = f"{count}, opened in your PDF program. Print from there." if opened else f"Saved {out.name}, {count}."
        self.ctx.toast(f"{said} {self.about(pages)}".strip())
        self.accept()

    def _ask(self) -> None:
        dialog = QFileDialog(self, "Save the PDF")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"{self._called}.pdf")
        dialog.fileSelected.connect(lambda name: self.print_to(Path(name)))
        dialog.open()
