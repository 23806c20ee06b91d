"""The pages that the window has, in the order of the sidebar. A page that does not exist yet has no entry here.

Each page's module is imported when the page is first gone to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.section import Section

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.context import Context


def _today(ctx: Context) -> QWidget:
    from ui.pages.today import TodayPage

    return TodayPage(ctx)


def _class(ctx: Context) -> QWidget:
    from ui.pages.roster import RosterPage

    return RosterPage(ctx)


def _check_in(ctx: Context) -> QWidget:
    from ui.pages.rail.page import RailPage

    return RailPage(ctx)


def _conferences(ctx: Context) -> QWidget:
    from ui.pages.packets import PacketsPage

    return PacketsPage(ctx)


def _import(ctx: Context) -> QWidget:
    from ui.pages.imports import ImportsPage

    return ImportsPage(ctx)


def _surveys(ctx: Context) -> QWidget:
    from ui.pages.surveys import SurveysPage

    return SurveysPage(ctx)


def _survey(ctx: Context) -> QWidget:
    from ui.pages.survey import SurveyPage

    return SurveyPage(ctx)


def _survey_sheets(ctx: Context) -> QWidget:
    from ui.pages.survey_sheets import SurveySheetsPage

    return SurveySheetsPage(ctx)


def _sharing(ctx: Context) -> QWidget:
    from ui.pages.sharing.page import SharingPage

    return SharingPage(ctx)


def _settings(ctx: Context) -> QWidget:
    from ui.pages.settings import SettingsPage

    return SettingsPage(ctx)


def _learner(ctx: Context) -> QWidget:
    from ui.pages.learner.page import LearnerPage

    return LearnerPage(ctx)


def _student(ctx: Context) -> QWidget:
    from ui.student.start_page import StudentStartPage

    return StudentStartPage(ctx)


SECTIONS: tuple[Section, ...] = (
    Section("today", "Today", "sun", "work", _today),
    Section("class", "Class", "users-round", "work", _class),
    Section("learner", "Student", "user-round", "inner", _learner, under="class"),
    Section(
        *("check-in", "Check-in", "message-circle", "work", _check_in),
        keys=("Ctrl+Shift+C",),
        words="one-on-ones talk rail agree close plans sheet grid rota",
        whole=True,
    ),
    Section("conferences", "Conferences", "presentation", "work", _conferences),
    Section("import", "Import", "file-input", "exchange", _import),
    Section("surveys", "Surveys", "clipboard-list", "exchange", _surveys),
    Section(
        *("sharing", "Sharing", "share-2", "exchange", _sharing),
        words="sync co-teacher share join code conflict choices usb stick folder",
    ),
    Section("survey", "Survey", "clipboard-list", "inner", _survey, under="surveys"),
    Section("survey-sheets", "Type in sheets", "keyboard", "inner", _survey_sheets, under="surveys"),
    Section("student", "Student mode", "tablet-smartphone", "foot", _student),
    Section("settings", "Settings", "settings-2", "foot", _settings),
)

FIRST = ("today", "class")
"""Where a planbook opens: at the first of these that there is."""
