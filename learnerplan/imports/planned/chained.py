"""Several sequences one after the other, without a list of all that is in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain
from typing import TypeVar, overload

T = TypeVar("T")


class Chained(Sequence[T]):
    """The parts as one. `starts` says where each begins, and last how many there are in all."""

    def __init__(self, parts: Sequence[Sequence[T]]) -> None:
        self._parts = tuple(parts)
        self.starts = [0, *accumulate(len(part) for part in self._parts)]

    def __len__(self) -> int:
        return self.starts[-1]

    def __iter__(self) -> Iterator[T]:
        return chain.from_iterable(self._parts)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        place = range(len(self))[at]
        part = self.part_of(place)
        return self._parts[part][place - self.starts[part]]

    def part_of(self, place: int) -> int:
        """Which of the parts a place lies in."""
        return bisect_right(self.starts, place) - 1
