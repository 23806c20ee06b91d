"""Writes the sample class's room, its learners with their families, and what is said of each of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from learnerplan.domain import records
from learnerplan.domain.audiences import Audience
from learnerplan.domain.learners import NameOrder, PointKind
from learnerplan.domain.profiles import Facet, Made, Source, Voice
from learnerplan.domain.scales import Purpose
from learnerplan.domain.surveys import QuestionKind
from learnerplan.services import sample_content

if TYPE_CHECKING:
    from datetime import date

    from learnerplan.services.batches import Batch
    from learnerplan.services.sample_content import Calendar, Content, Stretch


@dataclass(frozen=True)
class Sample:
    """What is written, and when it happens."""

    content: Content
    calendar: Calendar

    @property
    def begins(self) -> date:
        """The first day of the class."""
        return self.calendar.moved(self.content.room["class"]["starts"])

    def id(self, *key: str | int, on: date | None = None) -> str:
        """The id of the thing that a key names; `on` where its rows are to sort by time."""
        return sample_content.row_id(on or self.begins, *key)

    def goal(self, learner: str, goal: str) -> str:
        """The id of a goal."""
        return self.id("goal", learner, goal)


def write_room(batch: Batch, sample: Sample) -> None:
    """The school year with its terms, the class, the progress scale, the competencies and the assessments."""
    room, moved = sample.content.room, sample.calendar.moved
    starts, ends = moved(room["class"]["starts"]), moved(room["class"]["ends"])
    year = batch.add(
        records.SchoolYear,
        sample.id("year"),
        name=f"{starts.year}–{ends.year % 100:02}",
        starts_on=starts,
        ends_on=ends,
    )
    for position, term in enumerate(room["term"], start=1):
        batch.add(
            records.Term,
            sample.id("term", term["key"]),
            school_year_id=year,
            name=term["name"],
            position=position,
            starts_on=moved(term["starts"]),
            ends_on=moved(term["ends"]),
        )
    held = {name: room["class"][name] for name in ("name", "subject", "grade")}
    batch.add(records.SchoolClass, sample.id("class"), school_year_id=year, **held)
    scale = batch.add(records.Scale, sample.id("scale"), name="Progress", purpose=Purpose.PROGRESS)
    for level in room["scale"]:
        batch.add(
            records.ScaleLevel,
            sample.id("level", level["value"]),
            scale_id=scale,
            position=level["value"],
            name=level["name"],
            proficient=level.get("proficient", False),
        )
    framework = batch.add(records.Framework, sample.id("framework"), title=sample.content.standards["name"])
    for position, one in enumerate(sample.content.standards["competency"]):
        batch.add(
            records.Competency,
            sample.id("competency", one["code"]),
            framework_id=framework,
            code=one["code"],
            statement=one["title"],
            child_statement=one["kid"],
            grade=one.get("grade", room["class"]["grade"]),
            position=position,
        )
    for test in room["assessment"]:
        batch.add(records.Assessment, sample.id("assessment", test["key"]), name=test["name"], subject=test["subject"])


def write_roster(batch: Batch, sample: Sample) -> None:
    """The learners, who they are at home, and their places in the class."""
    for key, one in sample.content.learners.items():
        learner = batch.add(
            records.Learner,
            sample.id("learner", key),
            given_name=one["given"],
            family_name=one["family"],
            preferred_name=one.get("preferred", ""),
            other_name=one.get("own_script", ""),
            name_order=one.get("name_order", NameOrder.GIVEN),
            pronouns=one.get("pronouns", ""),
            pronouns_for=Audience.FAMILY if one.get("pronouns_home") else Audience.RECORD,
            grade=sample.content.room["class"]["grade"],
            birth_date=sample.calendar.moved(one["born"]),
            home_language=sample.content.language(one["languages"][0]),
            photo_consent=one["photo_ok"],
            photo_id=_portrait(sample, key, one),
        )
        for source, value in (("student_id", one["id"]), ("email", one["email"])):
            batch.add(
                records.Identifier, sample.id("identifier", key, source), learner_id=learner, source=source, value=value
            )
        batch.add(
            records.Enrolment,
            sample.id("enrolment", key),
            class_id=sample.id("class"),
            learner_id=learner,
            starts_on=sample.begins,
        )
        for position, contact in enumerate(one["contacts"]):
            _write_contact(batch, sample, key, learner, position, contact)


def _portrait(sample: Sample, key: str, one: dict[str, Any]) -> str | None:
    drawn = next((work for work in one["artifact"] if work.get("portrait")), None)
    return artifact_id(sample, key, drawn) if drawn else None


def artifact_id(sample: Sample, key: str, work: dict[str, Any]) -> str:
    """The id of a piece of work."""
    return sample.id("artifact", key, work["title"], on=sample.calendar.past(work["made"]))


def _write_contact(
    batch: Batch, sample: Sample, key: str, learner: str, position: int, contact: dict[str, Any]
) -> None:
    contact_id = batch.add(
        records.Contact,
        sample.id("contact", key, position),
        learner_id=learner,
        name=contact["name"],
        relation=contact["relation"],
        language=sample.content.language(contact["language"]),
        position=position,
    )
    for kind, value in ((PointKind.PHONE, contact["phone"]), (PointKind.EMAIL, contact["email"])):
        if value:
            batch.add(
                records.ContactPoint,
                sample.id("point", key, position, kind),
                contact_id=contact_id,
                kind=kind,
                value=value,
            )


def write_survey(batch: Batch, sample: Sample) -> None:
    """The survey that opened the year, and what every learner answered to the letter."""
    survey = sample.content.survey
    survey_id = batch.add(records.Survey, sample.id("survey"), title=survey["title"], respondent=survey["who"])
    for question in survey["question"]:
        batch.add(
            records.Question,
            sample.id("question", question["key"]),
            survey_id=survey_id,
            position=question["number"] - 1,
            text=question["text"],
            kind=question["kind"],
            facet=question.get("facet"),
        )
    for line, (key, one) in enumerate(sample.content.learners.items(), start=2):
        answered = sample.calendar.past(one["survey"]["on"])
        response = batch.add(
            records.Response,
            sample.id("response", key, on=answered),
            survey_id=survey_id,
            learner_id=sample.id("learner", key),
            answered_at=datetime.combine(answered, time(9, line), UTC),
            respondent=survey["who"],
            source_file="all-about-me.csv",
            source_line=line,
        )
        for question in survey["question"]:
            if one["survey"][question["key"]]:
                _write_answer(batch, sample, key, response, answered, question)


def _write_answer(
    batch: Batch, sample: Sample, key: str, response: str, answered: date, question: dict[str, Any]
) -> None:
    one = sample.content.learners[key]
    said = one["survey"]
    text = said[question["key"]]
    answer = batch.add(
        records.Answer,
        sample.id("answer", key, question["key"], on=answered),
        response_id=response,
        question_id=sample.id("question", question["key"]),
        text=text,
    )
    if "facet" in question:
        batch.add(
            records.ProfileEntry,
            sample.id("entry", key, question["key"], on=answered),
            learner_id=sample.id("learner", key),
            facet=question["facet"],
            text=text,
            voice=Voice.LEARNER,
            said_by=one.get("preferred") or one["given"],
            made=Made.PICKED if question["kind"] == QuestionKind.ONE else Made.WROTE,
            source=Source.SURVEY,
            source_label=f"{sample.content.survey['title']} survey, question {question['number']}",
            answer_id=answer,
            said_on=answered,
            audience=Audience.RECORD if question["key"] in said.get("keep", ()) else Audience.FAMILY,
        )


def write_profiles(batch: Batch, sample: Sample, stretch: Stretch) -> None:
    """What teachers, families and data say, what learners said later, and their hopes."""
    facets = {question["key"]: question.get("facet") for question in sample.content.survey["question"]}
    for key, one in sample.content.learners.items():
        learner = sample.id("learner", key)
        for entry in one.get("entry", ()):
            if entry["on"] in stretch:
                _write_entry(batch, sample, key, entry)
        for later in (said for said in one.get("now", ()) if said["on"] in stretch):
            on = sample.calendar.past(later["on"])
            earlier = sample.id("entry", key, later["question"], on=sample.calendar.past(one["survey"]["on"]))
            batch.change(records.ProfileEntry, earlier, current=False)
            batch.add(
                records.ProfileEntry,
                sample.id("now", key, later["question"], on=on),
                learner_id=learner,
                facet=facets[later["question"]],
                text=later["text"],
                voice=Voice.LEARNER,
                said_by=one.get("preferred") or one["given"],
                source=later["source"],
                said_on=on,
                audience=Audience.FAMILY,
                supersedes_id=earlier,
            )
        for hope in (hope for hope in one["aspiration"] if hope["on"] in stretch):
            batch.add(
                records.Aspiration,
                sample.id("aspiration", key, hope["key"]),
                learner_id=learner,
                text=hope["words"],
                horizon=hope["horizon"],
                said_on=sample.calendar.past(hope["on"]),
                audience=Audience.FAMILY,
            )


def _write_entry(batch: Batch, sample: Sample, key: str, entry: dict[str, Any]) -> None:
    on = sample.calendar.past(entry["on"])
    entry_id = batch.add(
        records.ProfileEntry,
        sample.id("entry", key, entry["text"], on=on),
        learner_id=sample.id("learner", key),
        facet=entry["facet"],
        text=entry["text"],
        voice=entry["voice"],
        said_by=entry["by"],
        made=entry.get("made", Made.WROTE),
        source=entry["source"],
        source_label=entry.get("source_label", ""),
        said_on=on,
        audience=_audience(entry),
    )
    if "translation" in entry:
        batch.add(
            records.Translation,
            sample.id("translation", key, entry["text"]),
            profile_entry_id=entry_id,
            language="en",
            text=entry["translation"],
            translator=entry["translator"],
        )


def _audience(entry: dict[str, Any]) -> Audience:
    """What a test or an adult says of something hard stays in the record; the rest was released."""
    hard = entry["facet"] == Facet.CHALLENGE and entry["voice"] != Voice.LEARNER
    return Audience.RECORD if hard or entry["voice"] == Voice.DATA else Audience.FAMILY
