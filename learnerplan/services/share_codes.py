"""The words for what is kept as a code: kinds, states, days of the week, languages. As the screens say them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from learnerplan.domain.artifacts import ArtifactKind
from learnerplan.domain.audiences import Audience
from learnerplan.domain.checkins import AbsenceKind, Feeling, Mode
from learnerplan.domain.competencies import EdgeKind
from learnerplan.domain.disclosures import Way
from learnerplan.domain.goals import GoalArea, GoalKind, GoalStatus, MeasureKind
from learnerplan.domain.learners import Kind, NameOrder, PointKind
from learnerplan.domain.observations import ObservationKind
from learnerplan.domain.plans import PlanState
from learnerplan.domain.profiles import Facet, HopeState, Horizon, Made, Source, Voice
from learnerplan.domain.reflections import Prompt
from learnerplan.domain.scales import Purpose
from learnerplan.domain.steps import Repeats, Who
from learnerplan.domain.supports import SupportKind
from learnerplan.domain.surveys import QuestionKind

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS: dict[type[StrEnum], Mapping[StrEnum, str]] = {
    AbsenceKind: {AbsenceKind.AWAY: "Away", AbsenceKind.LATER: "Comes later"},
    ArtifactKind: {
        ArtifactKind.DRAWING: "Drawing",
        ArtifactKind.PHOTO: "Photo",
        ArtifactKind.SCAN: "Scan",
        ArtifactKind.WRITING: "Writing",
        ArtifactKind.RECORDING: "Recording",
        ArtifactKind.VIDEO: "Video",
        ArtifactKind.FILE: "File",
    },
    Audience: {
        Audience.RECORD: "Waits for your OK",
        Audience.FAMILY: "Goes home",
        Audience.NOT_HOME: "Not for home",
        Audience.SAFEGUARDING: "Safeguarding, not for home",
    },
    EdgeKind: {
        EdgeKind.CHILD_OF: "Is part of",
        EdgeKind.PRECEDES: "Comes before",
        EdgeKind.RELATED: "Is related to",
        EdgeKind.EXACT_MATCH: "Is the same as",
        EdgeKind.PART_OF: "Is part of",
        EdgeKind.PEER_OF: "Stands beside",
        EdgeKind.REPLACED_BY: "Is replaced by",
        EdgeKind.EXEMPLAR: "Has the example",
        EdgeKind.SKILL_LEVEL: "Has the level",
        EdgeKind.TRANSLATION_OF: "Is a translation of",
    },
    Facet: {
        Facet.STRENGTH: "Strength",
        Facet.CHALLENGE: "Growing in",
        Facet.INTEREST: "Interest",
        Facet.PASSION: "Loves",
        Facet.MOTIVATION: "What gets me going",
        Facet.HOPE: "Hope",
        Facet.PREFERENCE: "How I like to work",
        Facet.SKILL: "Skill",
        Facet.SUPPORT: "Support that helped",
    },
    Feeling: {Feeling.EASY: "Easy", Feeling.GOOD: "Good", Feeling.HARD: "Hard", Feeling.STUCK: "Stuck"},
    GoalArea: {
        GoalArea.ACADEMIC: "Learning",
        GoalArea.SOCIAL_EMOTIONAL: "Feelings and people",
        GoalArea.HABITS: "Habits",
        GoalArea.FUTURE: "My future",
    },
    GoalKind: {GoalKind.GRADE_LEVEL: "For everyone", GoalKind.PERSONAL: "My own"},
    GoalStatus: {
        GoalStatus.ACTIVE: "Still open",
        GoalStatus.MET: "Met",
        GoalStatus.PARTLY: "Partly met",
        GoalStatus.CARRIED: "Carried forward",
        GoalStatus.DROPPED: "Set aside",
    },
    HopeState: {HopeState.ALIVE: "Still hoped for", HopeState.REACHED: "Reached", HopeState.LET_GO: "Let go"},
    Horizon: {
        Horizon.THIS_YEAR: "This year",
        Horizon.AFTER_SCHOOL: "After school",
        Horizon.WHO_I_BECOME: "Who I want to become",
    },
    Kind: {Kind.CHILD: "A student", Kind.EDUCATOR: "A teacher"},
    Made: {
        Made.WROTE: "Wrote it",
        Made.DICTATED: "Said it, somebody wrote it down",
        Made.DREW: "Drew it",
        Made.PICKED: "Picked it from pictures or a list",
    },
    MeasureKind: {
        MeasureKind.NUMBER: "A number",
        MeasureKind.TRIALS: "How many of how many",
        MeasureKind.LEVEL: "A level of our scale",
        MeasureKind.YES_NO: "Yes or no",
        MeasureKind.WORDS: "In words",
    },
    Mode: {Mode.ONE_ON_ONE: "One-on-one", Mode.PAPER: "On paper", Mode.CLASS: "With the class"},
    NameOrder: {NameOrder.GIVEN: "Given name first", NameOrder.FAMILY: "Family name first"},
    ObservationKind: {
        ObservationKind.SAW: "Seen",
        ObservationKind.SAID: "Said",
        ObservationKind.PROUD: "Proud of",
    },
    PlanState: {
        PlanState.DRAFT: "Draft",
        PlanState.AGREED: "Agreed",
        PlanState.ACTIVE: "Running",
        PlanState.REFLECTING: "Looking back",
        PlanState.CLOSED: "Closed",
    },
    PointKind: {PointKind.PHONE: "Phone", PointKind.EMAIL: "E-mail"},
    Prompt: {
        Prompt.FACE: "How it was",
        Prompt.PROUD: "Proud of",
        Prompt.SECOND_STAR: "A second star",
        Prompt.HARD: "Hard",
        Prompt.NEXT: "Next",
    },
    Purpose: {Purpose.PROGRESS: "For progress", Purpose.COMPETENCY: "For standards"},
    QuestionKind: {
        QuestionKind.TEXT: "Own words",
        QuestionKind.ONE: "One answer",
        QuestionKind.SEVERAL: "Several answers",
        QuestionKind.SCALE: "A scale",
        QuestionKind.PICTURES: "One picture",
    },
    Repeats: {Repeats.ONCE: "Once", Repeats.DAILY: "Every day", Repeats.WEEKLY: "Every week"},
    Source: {
        Source.TYPED: "A conversation",
        Source.CONFERENCE: "A conference",
        Source.OBSERVATION: "Watching them work",
        Source.CHECK_IN: "A check-in",
        Source.SURVEY: "A survey",
        Source.IMPORT: "A file",
    },
    SupportKind: {
        SupportKind.PLAN: "Plan",
        SupportKind.ACCOMMODATION: "Accommodation",
        SupportKind.SERVICE: "Service",
        SupportKind.NOTE: "Restricted note",
    },
    Voice: {
        Voice.LEARNER: "The student",
        Voice.TEACHER: "The teacher",
        Voice.FAMILY: "The family",
        Voice.DATA: "The data",
    },
    Way: {Way.PACKET: "Packet", Way.EXPORT: "Export", Way.SHARE: "Share", Way.BACKUP: "Backup"},
    Who: {Who.ME: "Me", Who.TEACHER: "Teacher", Who.HOME: "Home"},
}
"""Every kind that a column may hold."""

_FOR_WHOM = {Audience.FAMILY: "At school and with the family", Audience.RECORD: "At school only"}
_LANGUAGES = {
    "ar": "Arabic", "bn": "Bengali", "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "fa": "Persian",
    "fr": "French", "gu": "Gujarati", "he": "Hebrew", "hi": "Hindi", "ht": "Haitian Creole", "hy": "Armenian",
    "it": "Italian", "ja": "Japanese", "km": "Khmer", "ko": "Korean", "nl": "Dutch", "pa": "Punjabi", "pl": "Polish",
    "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "so": "Somali", "sw": "Swahili",
    "ta": "Tamil", "te": "Telugu", "th": "Thai", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PICTURES = {
    "": "No picture",
    "alone": "One child", "pair": "Two children", "group": "Three children", "grown-up": "Child and grown-up",
    "help": "Helping hands", "show": "Someone shows", "run": "Running", "quiet": "A quiet face", "hum": "Sound",
    "music": "Music", "listen": "An ear", "story": "A speech bubble", "draw": "A pencil", "build": "Blocks",
    "read": "A book", "animals": "An animal", "numbers": "Counters", "again": "Round again", "break": "A cup",
    "face-1": "A sad face", "face-2": "An even face", "face-3": "A glad face",
}  # fmt: skip
BANDS = {
    "": "Anyone",
    "1-3": "Grades 1 to 3",
    "4-8": "Grades 4 to 8",
    "9-12": "High school",
    "family": "Families",
    "educator": "Teachers",
}
_SYSTEMS = {
    "sis": "SIS",
    "state": "State",
    "local": "Local",
    "number": "Number",
    "student_id": "Student ID",
    "email": "E-mail",
    "username": "User name",
}
CODES: dict[tuple[str, str], Mapping[Any, str]] = {
    ("survey", "band"): BANDS,
    ("survey", "respondent"): {
        Voice.LEARNER: "Students",
        Voice.FAMILY: "Families",
        Voice.TEACHER: "Teachers",
    },
    ("learner", "preferred_name_for"): _FOR_WHOM,
    ("learner", "pronouns_for"): _FOR_WHOM,
    ("question", "facet"): {"": "Kept with the answers only"},
    ("question_option", "picture"): PICTURES,
    ("plan_paper", "form"): {"short": "Short", "long": "Long"},
    ("plan_paper", "paper"): {"letter": "Letter", "a4": "A4"},
    ("disclosure_section", "section"): {"main": "The record", "restricted": "Supports"},
    ("check_in_day", "weekday"): {str(number): day for number, day in enumerate(_DAYS)},
    ("identifier", "source"): _SYSTEMS,
    ("class_identifier", "source"): _SYSTEMS,
    ("contact_identifier", "source"): _SYSTEMS,
}
"""Columns with codes of their own, or with words of their own for a kind; a code that is not here is words already."""


def kind_of(table: str, column: str) -> type[StrEnum] | None:
    """The kind that a column holds, as its record says."""
    from typing import get_args

    from learnerplan.domain import tables

    annotation = tables.by_name()[table].model_fields[column].annotation
    for part in (annotation, *get_args(annotation)):
        if isinstance(part, type) and issubclass(part, StrEnum):
            return part
    return None


def language(code: str) -> str:
    """A language by its name, whether it is kept as a code ("es-MX") or as a name."""
    return _LANGUAGES.get(code.casefold().replace("_", "-").partition("-")[0], code)


def word(table: str, column: str, value: str) -> str | None:
    """The word for a code; `None` where the column holds no codes."""
    own = CODES.get((table, column), {}).get(value)
    if own is not None:
        return own
    kind = kind_of(table, column)
    if kind is not None:
        # A later version of the app may know a kind that this one has no word for.
        known = next((member for member in kind if member.value == value), None)
        return KINDS[kind].get(known, "") if known is not None else "Something that this version does not know"
    if column == "language":
        return language(value)
    return None
