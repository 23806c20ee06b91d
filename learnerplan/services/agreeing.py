"""Plans that wait to be agreed: drafts, around the days on which their term begins."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from learnerplan.domain import terms as domain
from learnerplan.services import terms
from learnerplan.services.conditions import IN_CLASS

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable


class ToAgree(NamedTuple):
    """How many plans of a term are drafts still."""

    term_id: str
    term: str
    starts_on: date
    plans: int


_DRAFTS = """SELECT count(*) FROM plan p JOIN learner l ON l.id = p.learner_id
    WHERE p.term_id = :term AND p.state = 'draft' AND l.active AND l.kind = 'child' {in_class}"""


def waiting(view: Readable, today: date, class_id: str = "") -> ToAgree | None:
    """The drafts of the term that begins, of a class or of everyone; `None` without any and at other times.

    Between two terms it is the term to come.
    """
    listed = terms.of_class(view, today, class_id) if class_id else terms.listed(view, today)
    term = terms.current_of(listed, today)
    if term is not None and term.ends_on < today:
        term = terms.following(view, today, class_id)
    if term is None or not domain.is_agreeing(term.starts_on, today):
        return None
    sql = _DRAFTS.format(in_class=IN_CLASS if class_id else "")
    drafts = int(view.value(sql, {"term": term.id, **({"class": class_id} if class_id else {})}))
    return ToAgree(term.id, term.name, term.starts_on, drafts) if drafts else None
