"""Who was given a survey to answer: kept on this computer alone, beside who has answered."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from learnerplan.domain import records
from learnerplan.errors import UserError
from learnerplan.services import planbooks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store
    from learnerplan.storage.transaction import Transaction


@dataclass(frozen=True)
class Given:
    """When somebody was given a survey, and in which language ("en", "es")."""

    on: date
    language: str


def given(view: Readable, survey_id: str) -> dict[str, Given]:
    """Who was given a survey and when, the newest time of each, by `AskedRow.who`."""
    held = json.loads(planbooks.setting(view, _name(survey_id), "{}"))
    return {who: Given(date.fromisoformat(on), language) for who, (on, language) in held.items()}


def give(store: Store, survey_id: str, to: Mapping[str, str], *, on: date) -> None:
    """Note that these were given the survey on a day, each in their language; one step of undo.

    `to` is the language by `AskedRow.who`. Raises `UserError` for nobody and for a day to come.
    """
    if not to:
        raise UserError("Nobody is chosen.", "Choose whom you gave it to.")
    if on > date.today():
        raise UserError("This day is still to come.", "Write down the day on which you gave it.")
    with store.transaction("Note who was given a survey") as tx:
        held = given(tx, survey_id)
        for who, language in to.items():
            if who not in held or held[who].on <= on:
                held[who] = Given(on, language)
        _keep(tx, survey_id, held)


def forget_in(tx: Transaction, survey_id: str) -> None:
    """Let go of what was noted, with the survey itself."""
    if tx.get(records.Setting, _name(survey_id)) is not None:
        tx.delete(records.Setting, _name(survey_id))


def waits(answered: date | None, noted: Given | None) -> bool:
    """Whether an answer is still to come: there is none, or the survey was given again after the newest.

    `answered` is the day of the newest answer of the round that runs (`AskedRow.answered_again`).
    """
    return answered is None or (noted is not None and noted.on > answered)


def _keep(tx: Transaction, survey_id: str, held: Mapping[str, Given]) -> None:
    plain = {who: (each.on.isoformat(), each.language) for who, each in held.items()}
    planbooks.set_setting(tx, _name(survey_id), json.dumps(plain))


def _name(survey_id: str) -> str:
    return f"survey-given:{survey_id}"
