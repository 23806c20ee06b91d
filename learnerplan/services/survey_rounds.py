"""Asking a survey again: since when its newest round runs, and of which round an answer is.

A teacher says when a survey is asked again, in spring or in any week: halves of the school year would take an answer of
January for fall and one of March for spring, also where a class was asked once, in winter. Before anybody asks again
all answers are of one round. The moments are kept on this computer alone, beside who was given a survey: they say whom
this teacher still waits for, and nothing of a child.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from learnerplan.domain import records
from learnerplan.errors import UserError
from learnerplan.services import planbooks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store
    from learnerplan.storage.transaction import Transaction

_NAME = "survey-rounds:"
NEWEST = f"(SELECT json_extract(value, '$[#-1]') FROM setting WHERE id = '{_NAME}' || {{survey}})"
"""SQL of the moment since which the newest round of a survey runs, `NULL` where it was asked once."""


def begun(view: Readable, survey_id: str) -> list[datetime]:
    """The moments (UTC) at which the survey was asked again, the oldest first; none where it was asked once."""
    return [datetime.fromisoformat(at) for at in json.loads(planbooks.setting(view, _NAME + survey_id, "[]"))]


def newest(view: Readable, survey_id: str) -> datetime | None:
    """The moment (UTC) since which the newest round runs; `None` where the survey was asked once."""
    return next(reversed(begun(view, survey_id)), None)


def ask_again(store: Store, survey_id: str, *, on: date) -> None:
    """Begin a new round on a day: whoever answered before it is asked again. One step of undo.

    A round of today begins now, so what was answered this morning is of the round before. Raises `UserError` for a
    day to come, and for one that is not after the newest round began.
    """
    today = datetime.now().date()
    if on > today:
        raise UserError("This day is still to come.", "Ask again on that day, or choose an earlier one.")
    local = datetime.now() if on == today else datetime.combine(on, time())
    at = local.astimezone(UTC).replace(tzinfo=None)
    with store.transaction("Ask survey again") as tx:
        held = begun(tx, survey_id)
        if held and at <= held[-1]:
            last = day(held[-1])
            raise UserError(f"It was asked again on {last:%B} {last.day} already.", "Choose a later day.")
        planbooks.set_setting(tx, _NAME + survey_id, json.dumps([one.isoformat() for one in (*held, at)]))


def forget_in(tx: Transaction, survey_id: str) -> None:
    """Let go of the rounds, with the survey itself."""
    if tx.get(records.Setting, _NAME + survey_id) is not None:
        tx.delete(records.Setting, _NAME + survey_id)


def first_and_last(starts: Sequence[datetime], answered: Mapping[str, datetime | None]) -> tuple[str, str] | None:
    """Of somebody's responses (id -> moment, the oldest first) the two that stand side by side; `None` where one is.

    Without rounds these are the first and the newest. With rounds it is the newest of the first round and of the last
    one that they answered: what was corrected within a round is no change.
    """
    if not starts:
        ids = list(answered)
        return (ids[0], ids[-1]) if len(ids) > 1 else None
    of_round = {bisect_right(starts, at or datetime.min): response for response, at in answered.items()}
    return (of_round[min(of_round)], of_round[max(of_round)]) if len(of_round) > 1 else None


def day(moment: datetime) -> date:
    """The day of a moment, by this computer's clock."""
    return moment.replace(tzinfo=UTC).astimezone().date()
