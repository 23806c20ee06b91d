"""Which writer turns a draft of an import into records, by the draft's type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from learnerplan.imports.drafts import (
    ClassDraft,
    CompetencyDraft,
    EdgeDraft,
    EnrolmentDraft,
    FrameworkDraft,
    GoalDraft,
    GroupDraft,
    LearnerDraft,
    MeasurementDraft,
    ObservationDraft,
    RelativeDraft,
    ResponseDraft,
    ResultDraft,
    RowDraft,
    SchoolYearDraft,
    SupportDraft,
    TermDraft,
)
from learnerplan.services.competency_drafts import CompetencyWriter
from learnerplan.services.drafts import RosterWriter
from learnerplan.services.goal_drafts import GoalWriter
from learnerplan.services.measurement_drafts import MeasurementWriter
from learnerplan.services.observation_drafts import ObservationWriter
from learnerplan.services.result_drafts import ResultWriter
from learnerplan.services.row_drafts import RowWriter
from learnerplan.services.school_year_drafts import SchoolYearWriter
from learnerplan.services.support_drafts import SupportWriter
from learnerplan.services.survey_drafts import Place, SurveyWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from learnerplan.imports.planned.plan import FilePlan, RowPlan
    from learnerplan.services.batches import Batch
    from learnerplan.services.drafts import Refs


class Writers:
    """Writes the rows of a plan into a batch, file by file: `begin` a file, then `write` its rows.

    `files` are the paths of files that were put into the tree before, by the id of the row that names each.
    """

    def __init__(self, batch: Batch, refs: Refs, today: date, files: Mapping[str, str] | None = None) -> None:
        self._batch, self._refs, self._today = batch, refs, today
        self._roster = RosterWriter(batch, refs, today)
        self._survey: SurveyWriter | None = None
        self._file = ""
        years = SchoolYearWriter(batch, refs)
        goals = GoalWriter(batch, refs, today)
        notes, measurements = ObservationWriter(batch, refs, today), MeasurementWriter(batch, refs)
        standards = CompetencyWriter(batch, refs)
        # A writer is given the draft and where its row stands.
        self._by_type: dict[type, Callable[[Any, Place], None]] = {
            LearnerDraft: lambda draft, _place: self._roster.write_learner(draft),
            ClassDraft: lambda draft, _place: self._roster.write_class(draft),
            EnrolmentDraft: lambda draft, _place: self._roster.write_enrolment(draft),
            RelativeDraft: lambda draft, _place: self._roster.write_relative(draft),
            SchoolYearDraft: lambda draft, _place: years.write_year(draft),
            TermDraft: lambda draft, _place: years.write_term(draft),
            GoalDraft: lambda draft, _place: goals.write(draft),
            ResponseDraft: self._respond,
            ResultDraft: ResultWriter(batch, refs).write,
            SupportDraft: SupportWriter(batch, refs).write,
            RowDraft: RowWriter(batch, files or {}).write,
            ObservationDraft: lambda draft, _place: notes.write(draft),
            MeasurementDraft: lambda draft, _place: measurements.write(draft),
            FrameworkDraft: lambda draft, _place: standards.write_framework(draft),
            CompetencyDraft: lambda draft, _place: standards.write(draft),
            GroupDraft: lambda draft, _place: standards.write_group(draft),
            EdgeDraft: lambda draft, _place: standards.write_edge(draft),
        }

    def begin(self, file: FilePlan) -> None:
        """Go on to the rows of this file."""
        self._file = file.path.name
        self._roster.know_classes(file.classes)
        self._survey = None
        if file.survey is not None:
            topics = {column.header: column.protected for column in file.mapping.columns if column.protected}
            self._survey = SurveyWriter(self._batch, self._refs, self._today, file.survey, topics)

    def write(self, row: RowPlan) -> None:
        """Write the payload of a row of the file."""
        self._by_type[type(row.payload)](row.payload, Place(self._file, row.line))

    def _respond(self, draft: ResponseDraft, place: Place) -> None:
        if self._survey is None:
            raise ValueError("a response without a survey")
        self._survey.write(draft, place)
