"""What a planning run remembers of numbers, however a row spells them."""

from __future__ import annotations

from collections import UserDict

from learnerplan.imports.identifiers import as_compared
from learnerplan.imports.known import Identifier


class ByNumber(UserDict[Identifier, str]):
    """Texts by number. U1 and u1 are one number here, as they are where learners are found by theirs."""

    def __getitem__(self, identifier: Identifier) -> str:
        """The text that is kept of this number."""
        return self.data[as_compared(identifier)]

    def __setitem__(self, identifier: Identifier, text: str) -> None:
        """Keep a text of this number."""
        self.data[as_compared(identifier)] = text

    def __contains__(self, identifier: object) -> bool:
        """Whether anything is kept of this number."""
        return isinstance(identifier, Identifier) and as_compared(identifier) in self.data
