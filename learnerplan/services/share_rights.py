"""What a change of somebody's part in a share comes to, in words: for the activity, the dialog and the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from learnerplan.domain.shares import Role

if TYPE_CHECKING:
    from datetime import date

_ROLES = {Role.OWNER: "lets people in", Role.EDITOR: "reads and writes", Role.READER: "only reads"}


class Part(Protocol):
    """Whatever says what somebody may do: a member on the page, or a person of the log."""

    @property
    def name(self) -> str:
        """The name that the others see."""

    @property
    def role(self) -> Role:
        """What they may do."""

    @property
    def until(self) -> date | None:
        """Their last day, if any."""

    @property
    def restricted(self) -> bool:
        """Whether they get the supports."""


def told(before: Part, after: Part) -> str:
    """A change in a line: "Kofi Osei: now only reads, gets no supports any more"."""
    parts = [f"now {_ROLES[after.role]}"] if before.role is not after.role else []
    if before.restricted is not after.restricted:
        parts.append("gets the supports" if after.restricted else "gets no supports any more")
    if before.until != after.until:
        parts.append(f"in until {after.until:%d %b %Y}" if after.until is not None else "no last day any more")
    return f"{after.name}: {', '.join(parts) or 'as before'}"


def consequences(name: str, before: Part, after: Part) -> list[str]:
    """What a change brings about that cannot be called back, a sentence each; `name` is how they are spoken of."""
    found = []
    if before.role is Role.EDITOR and after.role is Role.READER:
        found.append(
            f"What {name} wrote and you have stays. What has not arrived stays on their computer, and they are told so."
        )
    if before.role is Role.READER and after.role is Role.EDITOR:
        found.append(f"What {name} changed on their own computer until now goes to everybody.")
    if after.restricted and not before.restricted:
        found.append(f"All supports in this share go to {name}, also those of before. Nobody can call them back.")
    if before.restricted and not after.restricted:
        found.append(
            f"The supports that {name} has stay there: what they had, they have. Nothing new about supports "
            "can be read there."
        )
    return found
