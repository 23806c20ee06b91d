"""The core says codes in the words of the screens: each dictionary of a screen is held against that of the core."""

from __future__ import annotations

import pytest

from learnerplan.domain.artifacts import ArtifactKind
from learnerplan.domain.audiences import Audience
from learnerplan.domain.checkins import Feeling
from learnerplan.domain.disclosures import Way
from learnerplan.domain.goals import GoalArea, GoalKind, GoalStatus, MeasureKind
from learnerplan.domain.observations import ObservationKind
from learnerplan.domain.plans import PlanState
from learnerplan.domain.profiles import Facet, Horizon, Made, Source
from learnerplan.domain.reflections import Prompt
from learnerplan.domain.steps import Repeats, Who
from learnerplan.domain.supports import SupportKind
from learnerplan.domain.surveys import QuestionKind
from learnerplan.services import share_codes
from ui.dialogs import aspiration_edit, goal_edit, learner_edit, profile_entry, quick_note, reflection, step_edit
from ui.dialogs.step_fields import WHO
from ui.models import audiences, facets, levels, measures, supports, survey_words, work
from ui.pages.learner import agreement
from ui.widgets import disclosure_line

OUTCOMES = {status: look[0] for status, look in measures.OUTCOMES.items()}
SCREENS = {
    ArtifactKind: {kind: look[0] for kind, look in work.KINDS.items()},
    Audience: {audience: mark[1] for audience, mark in audiences.MARKS.items()},
    Facet: facets.FACETS,
    Feeling: {feeling: look[1] for feeling, look in levels.FEELINGS.items()},
    GoalArea: goal_edit.AREAS,
    GoalKind: goal_edit.KINDS,
    GoalStatus: OUTCOMES,
    Horizon: aspiration_edit.HORIZONS,
    Made: facets.MADE,
    MeasureKind: measures.KINDS,
    ObservationKind: {ObservationKind(kind): text for kind, text in quick_note.KINDS if kind in set(ObservationKind)},
    PlanState: {state: chip[0] for state, chip in agreement._CHIPS.items()},
    Prompt: {prompt: words[0] for prompt, words in reflection.PROMPTS.items()},
    QuestionKind: survey_words.KINDS,
    Repeats: step_edit.REPEATS,
    Source: profile_entry._SOURCES,
    SupportKind: supports.KINDS,
    Way: {way: words[0] for way, words in disclosure_line.WAYS.items()},
    Who: WHO,
}


@pytest.mark.parametrize("kind", SCREENS, ids=lambda kind: kind.__name__)
def test_a_kind_is_called_as_the_screens_call_it(kind):
    assert SCREENS[kind]
    assert SCREENS[kind].items() <= share_codes.KINDS[kind].items()


def test_codes_of_surveys_and_of_names_are_called_as_the_screens_call_them():
    assert share_codes.BANDS == survey_words.BANDS
    assert dict(survey_words.picture_choices()) == share_codes.PICTURES
    assert share_codes.CODES["survey", "respondent"] == survey_words.RESPONDENTS
    assert share_codes.CODES["learner", "pronouns_for"] == learner_edit.FOR_WHOM
    assert all(share_codes.language(code) == name for code, name in survey_words.LANGUAGES)
    assert share_codes.language("es_MX") == "Spanish"
    assert share_codes.language("Arabic and English") == "Arabic and English"
