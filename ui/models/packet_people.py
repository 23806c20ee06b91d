"""Who gets a packet, and whose is looked at: one learner, those chosen elsewhere, the class, or everyone."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from learnerplan.domain import names
from ui.models.packet_order import Scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from learnerplan.services.learners import NameRow


@dataclass(frozen=True)
class People:
    """The active learners by id, those of the class that is looked at by name, and the choice among them."""

    known: Mapping[str, NameRow] = field(default_factory=dict)
    room: str = ""
    in_class: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    scope: Scope = Scope.ONE
    learner_id: str = ""

    def whose(self) -> tuple[str, ...]:
        """The learners who get a packet now."""
        if self.scope is Scope.ONE:
            return (self.learner_id,) if self.learner_id else ()
        if self.scope is Scope.CHOSEN:
            return self.chosen
        return self.in_class if self.scope is Scope.CLASS else self.everyone()

    def everyone(self) -> tuple[str, ...]:
        """All learners by name."""
        rows = sorted(self.known.values(), key=lambda held: names.sort_key(held.given_name, held.family_name))
        return tuple(held.id for held in rows)

    def circle(self) -> tuple[str, ...]:
        """Those among whom the arrows step."""
        if self.scope is not Scope.ONE:
            return self.whose()
        return self.in_class if self.learner_id in self.in_class else self.everyone()

    def stepped(self, steps: int) -> People:
        """The same with the packet of somebody before or after looked at."""
        circle = self.circle()
        if self.learner_id not in circle:
            return self
        return replace(self, learner_id=circle[(circle.index(self.learner_id) + steps) % len(circle)])

    def looking_at(self, learner_id: str) -> People:
        """The same with another learner's packet looked at; one who is not among them is looked at alone."""
        scope = self.scope if learner_id in replace(self, learner_id=learner_id).circle() else Scope.ONE
        return replace(self, learner_id=learner_id, scope=scope)

    def scoped(self, scope: Scope) -> People:
        """The same for others; somebody of them is looked at."""
        made = replace(self, scope=scope)
        circle = made.circle()
        return made if self.learner_id in circle or not circle else replace(made, learner_id=circle[0])

    def renewed(
        self, known: Mapping[str, NameRow], room: str, in_class: Iterable[str], coming: Iterable[str]
    ) -> People:
        """The choice carried over to the learners of now. `coming` have conferences ahead, the next one first."""
        held = tuple(in_class)
        chosen = tuple(one for one in self.chosen if one in known)
        lost = (self.scope is Scope.CHOSEN and not chosen) or (self.scope is Scope.CLASS and not held)
        made = replace(self, known=known, room=room, in_class=held, chosen=chosen)
        made = replace(made, scope=Scope.ONE) if lost else made
        if made.learner_id in known and (made.scope is not Scope.CLASS or made.learner_id in held):
            return made
        among = held or made.everyone()
        first = next((one for one in coming if one in among), among[0] if among else "")
        return replace(made, learner_id=first)

    @property
    def name(self) -> str:
        """The name of the learner whose packet is looked at."""
        held = self.known.get(self.learner_id)
        return held.name if held is not None else ""

    @property
    def called(self) -> str:
        """What that learner likes to be called."""
        held = self.known.get(self.learner_id)
        return (names.called(held.given_name, held.preferred_name) or held.name) if held is not None else ""

    @property
    def place(self) -> str:
        """Where that learner stands among those who get a packet: "19 of 28"."""
        circle = self.circle()
        return f"{circle.index(self.learner_id) + 1} of {len(circle)}" if self.learner_id in circle else ""

    @property
    def scopes(self) -> list[tuple[Scope, str]]:
        """For whom packets can be made, in words short enough to stand side by side."""
        offered = [(Scope.ONE, "Student")]
        if self.chosen:
            offered.append((Scope.CHOSEN, f"{len(self.chosen)} chosen"))
        if self.room:
            offered.append((Scope.CLASS, "Class"))
        if not (self.chosen and self.room):
            offered.append((Scope.EVERYONE, "Everyone"))
        return offered

    @property
    def whole(self) -> str:
        """What those who get a packet are called together."""
        named = {Scope.CLASS: self.room, Scope.EVERYONE: "Every class", Scope.CHOSEN: "Those you chose"}
        return named.get(self.scope, self.room or "Everyone")
