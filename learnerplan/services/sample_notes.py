"""Writes what stands beside the sample class's plans: notes, talks with families, and what left the app."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from learnerplan.domain import records

if TYPE_CHECKING:
    from learnerplan.services.batches import Batch
    from learnerplan.services.sample_content import Stretch
    from learnerplan.services.sample_learners import Sample


def write_notes(batch: Batch, sample: Sample, stretch: Stretch) -> None:
    """Observations, the teacher's own reminders, the talks with families, and what left the app."""
    for key, one in sample.content.learners.items():
        learner = sample.id("learner", key)
        for number, seen in enumerate(one.get("observation", ())):
            if seen["on"] not in stretch:
                continue
            on = sample.calendar.past(seen["on"])
            observation = batch.add(
                records.Observation,
                sample.id("observation", key, number, on=on),
                text=seen["text"],
                seen_on=on,
                by=sample.content.shown(seen["by"]),
                audience=seen["audience"],
            )
            batch.add(
                records.ObservationLearner,
                sample.id("seen", observation),
                observation_id=observation,
                learner_id=learner,
            )
        for number, aid in enumerate(one.get("memory_aid", ())):
            if aid["on"] not in stretch:
                continue
            on = sample.calendar.past(aid["on"])
            batch.add(
                records.MemoryAid,
                sample.id("aid", key, number, on=on),
                learner_id=learner,
                text=aid["text"],
                written_on=on,
            )
    for talk in sample.content.room["conference"]:
        if talk["at"].date() in stretch:
            _write_conference(batch, sample, talk)
    for number, left in enumerate(sample.content.room["disclosure"]):
        if left["at"].date() in stretch:
            _write_disclosure(batch, sample, number, left)


def _write_conference(batch: Batch, sample: Sample, talk: dict[str, Any]) -> None:
    batch.add(
        records.Conference,
        sample.id("conference", talk["learner"], str(talk["at"])),
        learner_id=sample.id("learner", talk["learner"]),
        held_at=sample.calendar.planned(talk["at"]),
        minutes=talk["minutes"],
        place=talk["place"],
        attends=", ".join(talk["who"]),
        language=sample.content.language(talk["language"]),
        interpreter=talk["interpreter"],
    )


def _write_disclosure(batch: Batch, sample: Sample, number: int, left: dict[str, Any]) -> None:
    disclosure = batch.add(
        records.Disclosure,
        sample.id("disclosure", number),
        at=sample.calendar.happened(left["at"]),
        way=left["what"],
        recipient=left["to"],
        purpose=left["purpose"],
        file_name=left["file"],
    )
    learner = sample.id("learner", left["learner"])
    batch.add(
        records.DisclosureLearner,
        sample.id("disclosed", disclosure, learner),
        disclosure_id=disclosure,
        learner_id=learner,
    )
    for section in left["sections"]:
        batch.add(
            records.DisclosureSection,
            sample.id("section", disclosure, section),
            disclosure_id=disclosure,
            section=section,
        )
