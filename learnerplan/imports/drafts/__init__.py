"""What the rows of an import would write. A commit turns each draft into records; nothing here touches a database.

A *ref* names a learner, class, survey or goal: the planbook's id when it exists, else `new:...`, which the commit
replaces by the id that it hands out. `values` are (field, value) pairs to write and nothing else: for a new record
all that the file knows, for an existing one only what changes. Dates are ISO text; `active` is "yes" or "no".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from learnerplan.imports.drafts.competencies import CompetencyDraft as CompetencyDraft
from learnerplan.imports.drafts.competencies import EdgeDraft as EdgeDraft
from learnerplan.imports.drafts.competencies import FrameworkDraft as FrameworkDraft
from learnerplan.imports.drafts.competencies import GroupDraft as GroupDraft
from learnerplan.imports.drafts.notes import MeasurementDraft as MeasurementDraft
from learnerplan.imports.drafts.notes import ObservationDraft as ObservationDraft
from learnerplan.imports.drafts.notes import SupportDraft as SupportDraft
from learnerplan.imports.drafts.results import ResultDraft as ResultDraft
from learnerplan.imports.drafts.rows import RowDraft as RowDraft
from learnerplan.imports.known import Identifier

NEW = "new:"
TODAY = "today"
Values = tuple[tuple[str, str], ...]


def is_new(ref: str) -> bool:
    """True for a ref whose record this import makes."""
    return ref.startswith(NEW)


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """A person at home: to make, or, where one with this `ref` is held, the phones and e-mails to add."""

    ref: str = ""
    name: str = ""
    relation: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    address: str = ""
    language: str = ""
    identifiers: tuple[Identifier, ...] = ()
    renamed: str = ""
    """The new name of one who is held."""


class LearnerDraft(NamedTuple):
    """A learner to make or to add to.

    Fields of `values`: given_name, family_name, middle_name, preferred_name, grade, birth_date, home_language,
    pronouns, active.
    `identifiers` and `contacts` are added to those that are held; `classes` are class refs to enrol in.
    `declined` are file values that the teacher chose not to take, to be remembered so that nobody is asked twice.
    """

    ref: str
    values: Values = ()
    identifiers: tuple[Identifier, ...] = ()
    contacts: tuple[ContactDraft, ...] = ()
    classes: tuple[str, ...] = ()
    declined: Values = ()


@dataclass(frozen=True, slots=True)
class ClassDraft:
    """A class to make or to change. Fields: name, subject, period, grade, starts, ends, active.

    `starts` and `ends` are the term's days: they tell which school year a new class belongs to, where `year_ref` does
    not name it.
    """

    ref: str
    values: Values = ()
    identifiers: tuple[Identifier, ...] = ()
    declined: Values = ()
    year_ref: str = ""


class EnrolmentDraft(NamedTuple):
    """One learner in one class. `held`: the enrolment that is here changes, and takes over both days.

    `ends` may be `TODAY`: the day of the import.
    """

    class_ref: str
    learner_ref: str
    starts: str = ""
    ends: str = ""
    held: bool = False


class RelativeDraft(NamedTuple):
    """A family contact of a learner, who comes in a row of their own."""

    learner_ref: str
    contact: ContactDraft


class SchoolYearDraft(NamedTuple):
    """A school year to make, with the usual terms where its file has none."""

    ref: str
    name: str
    starts: str
    ends: str
    usual_terms: bool = True


class TermDraft(NamedTuple):
    """A term of a school year to make; `position` counts from 1."""

    year_ref: str
    name: str
    starts: str
    ends: str
    position: int


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """A question of a survey. `kind` is text, one, several, scale or grid; without `facet` only the response has it."""

    text: str
    kind: str = "text"
    facet: str = ""


@dataclass(frozen=True, slots=True)
class SurveyDraft:
    """The survey that the responses of one file belong to. Questions that are left out do not appear."""

    ref: str
    title: str
    fingerprint: str
    questions: tuple[QuestionDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """One answer as it was given, spelling included. `choices` are its parts where several could be ticked."""

    question: str
    text: str
    choices: tuple[str, ...] = ()
    facet: str = ""


@dataclass(frozen=True, slots=True)
class ResponseDraft:
    """One filled-in survey. Each answer with a facet becomes a profile entry with `entry_text`, voice, date and source.

    `key` is the same whenever this response comes again, from whatever file; the commit keeps it with the response.
    Where a family answered, `respondent_name` says who, and `contact_ref` which contact of the learner that is.
    """

    survey_ref: str
    learner_ref: str
    key: str
    answered_at: datetime | None
    voice: str
    answers: tuple[AnswerDraft, ...] = ()
    respondent_name: str = ""
    contact_ref: str = ""

    def entries(self) -> tuple[tuple[str, str, str], ...]:
        """(facet, text, question) of each profile entry that this response makes."""
        return tuple(
            (answer.facet, "; ".join(answer.choices) or answer.text.strip(), answer.question)
            for answer in self.answers
            if answer.facet and answer.text.strip()
        )


@dataclass(frozen=True, slots=True)
class StepDraft:
    """An action step: `who` is me, teacher or home."""

    who: str
    text: str


@dataclass(frozen=True, slots=True)
class GoalDraft:
    """A goal to make or to change.

    Fields are those of the domain's Goal: statement, words, kind, area, why, success, measure, measure_kind, unit,
    baseline, target (numbers as "6" or "2.5"), target_words, due_on, status; `aspiration` is the text of the hope that
    the goal serves. `steps` and `competencies` (ids) are added to those that are held. A new goal goes into the plan
    of `term` (its id), or of the current one. `more` are further goals of the same row.
    """

    ref: str
    learner_ref: str
    values: Values = ()
    steps: tuple[StepDraft, ...] = ()
    declined: Values = ()
    competencies: tuple[str, ...] = ()
    term: str = ""
    more: tuple[GoalDraft, ...] = ()


Draft = (
    LearnerDraft
    | ClassDraft
    | EnrolmentDraft
    | RelativeDraft
    | SchoolYearDraft
    | TermDraft
    | ResponseDraft
    | GoalDraft
    | MeasurementDraft
    | ObservationDraft
    | SupportDraft
    | ResultDraft
    | FrameworkDraft
    | CompetencyDraft
    | GroupDraft
    | EdgeDraft
    | RowDraft
)
