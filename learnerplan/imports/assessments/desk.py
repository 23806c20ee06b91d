"""What the rows of one import must know of earlier ones: short hashes, and nothing of the rows themselves."""

from __future__ import annotations

from dataclasses import dataclass, field

from learnerplan.imports.assessments.digests import digest, short
from learnerplan.imports.assessments.readings import Reading
from learnerplan.imports.words.hashes import Hashes


@dataclass
class Desk:
    """Shared by all tables of an import, eight bytes for each entry.

    `rows` are keys and contents of rows, `results` those of results, `claimed` the held results that rows were about,
    `scores` what was scored on which test and day.
    """

    rows: Hashes = field(default_factory=Hashes)
    results: Hashes = field(default_factory=Hashes)
    claimed: Hashes = field(default_factory=Hashes)
    scores: Hashes = field(default_factory=Hashes)


@dataclass
class Sheet:
    """One table of the import, which may tell in another layout what an earlier table has told."""

    desk: Desk
    _own: Hashes = field(default_factory=Hashes)

    def elsewhere(self, reading: Reading, beginning: str) -> bool:
        """Whether an earlier table has the same score for this test and day; notes the score for later ones.

        Two marks that differ, such as the numbers of two sittings, make two results in spite of one score.
        """
        told = (reading.values.get("score", ""), reading.values.get("percentile", ""))
        if not any(told):
            return False
        score = digest(beginning, *told)
        marked, bare = short(digest(score, reading.mark)), short(digest(score, ""))
        wanted = (marked, bare) if reading.mark else (short(score),)
        found = any(each in self.desk.scores and each not in self._own for each in wanted)
        for each in (short(score), marked):
            self.desk.scores.add(each)
            self._own.add(each)
        return found
