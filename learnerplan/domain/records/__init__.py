"""The tables. They load with the first use of a name, since SQLModel is too heavy for the first paint.

Write `from learnerplan.domain import records` and then `records.Goal`.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from learnerplan.domain.records.artifacts import (
        Artifact as Artifact,
    )
    from learnerplan.domain.records.artifacts import (
        ArtifactCompetency as ArtifactCompetency,
    )
    from learnerplan.domain.records.artifacts import (
        ArtifactGoal as ArtifactGoal,
    )
    from learnerplan.domain.records.artifacts import (
        ArtifactTag as ArtifactTag,
    )
    from learnerplan.domain.records.checkins import Absence as Absence
    from learnerplan.domain.records.checkins import CheckIn as CheckIn
    from learnerplan.domain.records.checkins import CheckInGoal as CheckInGoal
    from learnerplan.domain.records.classes import CheckInDay as CheckInDay
    from learnerplan.domain.records.classes import (
        ClassIdentifier as ClassIdentifier,
    )
    from learnerplan.domain.records.classes import DayOff as DayOff
    from learnerplan.domain.records.classes import (
        Enrolment as Enrolment,
    )
    from learnerplan.domain.records.classes import (
        SchoolClass as SchoolClass,
    )
    from learnerplan.domain.records.classes import (
        SchoolYear as SchoolYear,
    )
    from learnerplan.domain.records.classes import (
        Term as Term,
    )
    from learnerplan.domain.records.competencies import Competency as Competency
    from learnerplan.domain.records.competencies import CompetencyAlias as CompetencyAlias
    from learnerplan.domain.records.competencies import CompetencyEdge as CompetencyEdge
    from learnerplan.domain.records.competencies import CompetencyGrade as CompetencyGrade
    from learnerplan.domain.records.competencies import CompetencyGroup as CompetencyGroup
    from learnerplan.domain.records.competencies import Framework as Framework
    from learnerplan.domain.records.conferences import Conference as Conference
    from learnerplan.domain.records.disclosures import (
        Disclosure as Disclosure,
    )
    from learnerplan.domain.records.disclosures import (
        DisclosureLearner as DisclosureLearner,
    )
    from learnerplan.domain.records.disclosures import (
        DisclosureSection as DisclosureSection,
    )
    from learnerplan.domain.records.goals import (
        Goal as Goal,
    )
    from learnerplan.domain.records.goals import (
        GoalCompetency as GoalCompetency,
    )
    from learnerplan.domain.records.goals import (
        Measurement as Measurement,
    )
    from learnerplan.domain.records.imports import (
        DeclinedValue as DeclinedValue,
    )
    from learnerplan.domain.records.imports import (
        ImportRun as ImportRun,
    )
    from learnerplan.domain.records.imports import (
        Mapping as Mapping,
    )
    from learnerplan.domain.records.imports import (
        PendingRow as PendingRow,
    )
    from learnerplan.domain.records.imports import (
        RowChoice as RowChoice,
    )
    from learnerplan.domain.records.learners import (
        Contact as Contact,
    )
    from learnerplan.domain.records.learners import (
        ContactIdentifier as ContactIdentifier,
    )
    from learnerplan.domain.records.learners import (
        ContactPoint as ContactPoint,
    )
    from learnerplan.domain.records.learners import (
        Identifier as Identifier,
    )
    from learnerplan.domain.records.learners import (
        Learner as Learner,
    )
    from learnerplan.domain.records.learners import (
        LearnerAlias as LearnerAlias,
    )
    from learnerplan.domain.records.observations import (
        MemoryAid as MemoryAid,
    )
    from learnerplan.domain.records.observations import (
        Observation as Observation,
    )
    from learnerplan.domain.records.observations import (
        ObservationLearner as ObservationLearner,
    )
    from learnerplan.domain.records.observations import ObservationTag as ObservationTag
    from learnerplan.domain.records.plans import Plan as Plan
    from learnerplan.domain.records.plans import PlanPaper as PlanPaper
    from learnerplan.domain.records.plans import PlanTurn as PlanTurn
    from learnerplan.domain.records.profiles import (
        Aspiration as Aspiration,
    )
    from learnerplan.domain.records.profiles import (
        ProfileEntry as ProfileEntry,
    )
    from learnerplan.domain.records.profiles import (
        Translation as Translation,
    )
    from learnerplan.domain.records.reflections import Reflection as Reflection
    from learnerplan.domain.records.results import Assessment as Assessment
    from learnerplan.domain.records.results import Result as Result
    from learnerplan.domain.records.results import ResultPart as ResultPart
    from learnerplan.domain.records.scales import Scale as Scale
    from learnerplan.domain.records.scales import ScaleLevel as ScaleLevel
    from learnerplan.domain.records.settings import Draft as Draft
    from learnerplan.domain.records.settings import Setting as Setting
    from learnerplan.domain.records.steps import Step as Step
    from learnerplan.domain.records.steps import StepDone as StepDone
    from learnerplan.domain.records.supports import Support as Support
    from learnerplan.domain.records.surveys import (
        Answer as Answer,
    )
    from learnerplan.domain.records.surveys import AnswerPick as AnswerPick
    from learnerplan.domain.records.surveys import (
        Question as Question,
    )
    from learnerplan.domain.records.surveys import QuestionOption as QuestionOption
    from learnerplan.domain.records.surveys import (
        Response as Response,
    )
    from learnerplan.domain.records.surveys import (
        Survey as Survey,
    )
    from learnerplan.domain.records.templates import GoalTemplate as GoalTemplate
    from learnerplan.domain.records.templates import GoalTemplateCompetency as GoalTemplateCompetency
    from learnerplan.domain.records.templates import GoalTemplateStep as GoalTemplateStep
    from learnerplan.domain.records.templates import PlanTemplate as PlanTemplate
    from learnerplan.domain.records.templates import PlanTemplateGoal as PlanTemplateGoal

_MODULES = (
    "artifacts",
    "checkins",
    "classes",
    "competencies",
    "conferences",
    "disclosures",
    "goals",
    "imports",
    "learners",
    "observations",
    "plans",
    "profiles",
    "reflections",
    "results",
    "scales",
    "settings",
    "steps",
    "supports",
    "surveys",
    "templates",
)


def load() -> None:
    """Import every table, so that the metadata is whole."""
    for name in _MODULES:
        module = importlib.import_module(f"{__name__}.{name}")
        for key, value in vars(module).items():
            if isinstance(value, type) and value.__module__ == module.__name__:
                globals()[key] = value


def __getattr__(name: str) -> Any:
    if name.startswith("_") or name in _MODULES:
        raise AttributeError(name)
    load()
    try:
        return globals()[name]
    except KeyError:
        raise AttributeError(f"there is no record {name!r}") from None
