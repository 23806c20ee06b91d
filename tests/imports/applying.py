"""A planbook in the head: what `Known` would be after an import was committed. Stands in for the services here."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from types import MappingProxyType

from learnerplan.imports.drafts import (
    ClassDraft,
    EnrolmentDraft,
    GoalDraft,
    LearnerDraft,
    ResponseDraft,
    is_new,
)
from learnerplan.imports.known import Known, KnownClass, KnownGoal, KnownLearner, KnownSurvey
from learnerplan.imports.planned.differences import grown
from learnerplan.imports.planned.plan import FilePlan, ImportPlan, Verdict


class Book:
    """Commits plans and gives the `Known` that the services would take of the result."""

    def __init__(self, known: Known | None = None) -> None:
        known = known or Known()
        self.known = known
        self.learners = {each.id: each for each in known.learners}
        self.classes = {each.id: each for each in known.classes}
        self.surveys = {each.id: each for each in known.surveys}
        self.goals = {each.id: each for each in known.goals}
        self.answers = dict(known.answers)
        self.mappings = dict(known.mappings)
        self.ids: dict[str, str] = {}
        self._numbers = count(1000 * len(self.learners) + 1000 * len(self.classes))

    def commit(self, plan: ImportPlan) -> Known:
        self.ids = {}
        for file in plan.files:
            self._file(file)
        return self.snapshot()

    def snapshot(self) -> Known:
        self.known = replace(
            self.known,
            learners=tuple(self.learners.values()),
            classes=tuple(self.classes.values()),
            surveys=tuple(self.surveys.values()),
            goals=tuple(self.goals.values()),
            answers=MappingProxyType(self.answers),
            mappings=MappingProxyType(self.mappings),
        )
        return self.known

    def _file(self, file: FilePlan) -> None:
        for draft in file.classes:
            self._class(draft)
        if file.survey:
            asked = tuple(question.text for question in file.survey.questions)
            ref = self._id(file.survey.ref, "survey")
            held = self.surveys.get(ref) or KnownSurvey(ref, file.survey.title, file.survey.fingerprint)
            self.surveys[ref] = replace(held, questions=tuple(dict.fromkeys(held.questions + asked)))
        self.mappings[file.mapping.fingerprint] = file.mapping.to_json()
        for row in file.rows:
            if row.verdict in (Verdict.UNDECIDED, Verdict.REFUSED):
                assert row.payload is None
                continue
            self._payload(row.payload)
            if row.decided == "skip":
                self.answers[row.key] = row.decided
            elif row.decided and row.learner_ref:
                self.answers[row.key] = f"learner:{self._id(row.learner_ref, 'learner')}"

    def _payload(self, draft) -> None:
        if isinstance(draft, ClassDraft):
            self._class(draft)
        elif isinstance(draft, LearnerDraft):
            ref = self._id(draft.ref, "learner")
            people = tuple(replace(each, ref=self._id(each.ref, "contact")) for each in draft.contacts)
            classes = tuple(self._id(each, "class") for each in draft.classes)
            draft = draft._replace(ref=ref, contacts=people, classes=classes)
            self.learners[ref] = grown(self.learners.get(ref) or KnownLearner(ref), draft)
        elif isinstance(draft, EnrolmentDraft):
            ref = self._id(draft.learner_ref, "learner")
            learner = self.learners[ref]
            self.learners[ref] = learner._replace(classes=(*learner.classes, self._id(draft.class_ref, "class")))
        elif isinstance(draft, ResponseDraft):
            ref = self._id(draft.survey_ref, "survey")
            assert self._id(draft.learner_ref, "learner") in self.learners
            survey = self.surveys[ref]
            self.surveys[ref] = replace(survey, response_keys=survey.response_keys | {draft.key})
        elif isinstance(draft, GoalDraft):
            self._goal(draft)

    def _goal(self, draft: GoalDraft) -> None:
        ref = self._id(draft.ref, "goal")
        held = self.goals.get(ref) or KnownGoal(ref, self._id(draft.learner_ref, "learner"), "")
        values = dict(held.values) | dict(draft.values)
        steps = held.steps + tuple((step.who, step.text) for step in draft.steps)
        declined = held.declined | set(draft.declined)
        statement = values.get("statement", held.statement)
        self.goals[ref] = replace(
            held, statement=statement, values=tuple(values.items()), steps=steps, declined=declined
        )

    def _class(self, draft: ClassDraft) -> None:
        ref = self._id(draft.ref, "class")
        held = self.classes.get(ref) or KnownClass(ref, "")
        values = {name: value == "yes" if name == "active" else value for name, value in draft.values}
        self.classes[ref] = replace(
            held,
            identifiers=held.identifiers + draft.identifiers,
            declined=held.declined | set(draft.declined),
            **values,
        )

    def _id(self, ref: str, noun: str) -> str:
        if not is_new(ref):
            return ref
        if ref not in self.ids:
            self.ids[ref] = f"{noun}-{next(self._numbers)}"
        return self.ids[ref]
