"""Sets of millions of hashes in little memory: eight bytes each, where Python's own sets take about seventy."""

from __future__ import annotations

from array import array

_LEAST = 1024
_FULL = 0.6


class Hashes:
    """A set of numbers of up to 64 bits to which one can add, and ask what is in it. The numbers must be hashes."""

    def __init__(self) -> None:
        self._count = 0
        self._zero = False
        self._slots = array("Q", bytes(8 * _LEAST))

    def __len__(self) -> int:
        return self._count + self._zero

    def __contains__(self, number: int) -> bool:
        return self._zero if not number else self._slots[self._place(number)] == number

    def add(self, number: int) -> bool:
        """Put a number in, if it is not; says whether it was new."""
        if not number:  # an empty slot holds 0
            new, self._zero = not self._zero, True
            return new
        place = self._place(number)
        if self._slots[place]:
            return False
        self._slots[place] = number
        self._count += 1
        if self._count > _FULL * len(self._slots):
            self._grow()
        return True

    def _place(self, number: int) -> int:
        """Where a number is, or the empty slot where it would be."""
        slots, last = self._slots, len(self._slots) - 1
        place = number & last
        while slots[place] and slots[place] != number:
            place = (place + 1) & last
        return place

    def _grow(self) -> None:
        old = self._slots
        self._slots = array("Q", bytes(16 * len(old)))
        for number in old:
            if number:
                self._slots[self._place(number)] = number
