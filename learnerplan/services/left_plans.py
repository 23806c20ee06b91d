"""Plans that still run of students who left a class: nobody's turn comes for them unless closing offers it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from learnerplan.domain import names
from learnerplan.domain.plans import PlanState
from learnerplan.services.conditions import LEFT_CLASS

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable


@dataclass(frozen=True)
class LeftPlan:
    """An open plan with goals, and the names of the learner who sits in no class now."""

    learner_id: str
    plan_id: str
    state: PlanState
    goals: int
    open_goals: int
    given_name: str
    family_name: str
    preferred_name: str
    name_order: str

    @property
    def name(self) -> str:
        """The name for the screen."""
        return names.shown_name(self.given_name, self.family_name, self.preferred_name, self.name_order)

    @property
    def called(self) -> str:
        """What the learner likes to be called."""
        return names.called(self.given_name, self.preferred_name)

    @property
    def letters(self) -> str:
        """The letters of the avatar."""
        return names.initials(self.preferred_name or self.given_name, self.family_name, self.name_order)


_LEFT = f"""SELECT l.id, p.id, p.state, count(g.id), sum(g.status = 'active'),
    l.given_name, l.family_name, l.preferred_name, l.name_order
    FROM plan p JOIN learner l ON l.id = p.learner_id JOIN term t ON t.id = p.term_id JOIN goal g ON g.plan_id = p.id
    WHERE p.term_id = :term AND p.state <> 'closed' AND {LEFT_CLASS}
    GROUP BY p.id ORDER BY l.family_name COLLATE NOCASE, l.given_name COLLATE NOCASE, l.id"""


def of_class(view: Readable, class_id: str, term_id: str) -> list[LeftPlan]:
    """The plans of a term that whoever left a class left open, by family name.

    A class that moved up asks for those who moved up with nobody, too: its students of last year stay its own.
    """
    return view.rows(LeftPlan, _LEFT, {"class": class_id, "term": term_id})
