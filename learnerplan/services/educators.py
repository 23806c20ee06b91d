"""The teacher's own plan: an educator as the learner, on the same plan engine, in no list of children."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.domain import records
from learnerplan.domain.learners import Kind
from learnerplan.services import planbooks
from learnerplan.services.learners import NameRow

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store

_TITLES = frozenset(("mr", "mrs", "ms", "mx", "miss", "dr", "prof", "herr", "frau", "sr", "sra"))


def own(view: Readable) -> str:
    """The id of the teacher's record, or an empty text where there is none yet."""
    return str(view.value("SELECT id FROM learner WHERE kind = 'educator' AND active ORDER BY id LIMIT 1") or "")


def begin(store: Store) -> str:
    """The id of the teacher's record, made with the name that the settings have where there is none yet."""
    held = own(store)
    if held:
        return held
    given, family = split(planbooks.about(store).teacher)
    with store.transaction("Begin my own plan") as tx:
        return tx.add(
            records.Learner,
            given_name=given or "My own plan",
            family_name=family,
            preferred_name="",
            kind=Kind.EDUCATOR,
        )


def names(view: Readable) -> list[NameRow]:
    """The names of the teacher's record, in the form in which those of children are listed."""
    return view.rows(
        NameRow,
        """SELECT id, given_name, family_name, preferred_name, other_name, name_order, active FROM learner
        WHERE kind = 'educator'""",
    )


def is_educator(view: Readable, learner_id: str) -> bool:
    """Whether a record is the teacher's."""
    return bool(view.value("SELECT kind FROM learner WHERE id = ?", (learner_id,)) == Kind.EDUCATOR)


def split(name: str) -> tuple[str, str]:
    """A teacher’s name as (given, family), without a title; "Ms. Okoye" has a family name alone and keeps its title."""
    words = name.split()
    if len(words) > 2 and words[0].rstrip(".").casefold() in _TITLES:
        words = words[1:]
    return (" ".join(words[:-1]), words[-1]) if len(words) > 1 else (name.strip(), "")
