"""Competencies: how two of them belong together, how their codes are written, and what comes before one."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class EdgeKind(StrEnum):
    """How `from` stands to `to`. The association types of CASE 1.0 and 1.1 (1EdTech)."""

    CHILD_OF = "child_of"
    PRECEDES = "precedes"
    RELATED = "related"
    EXACT_MATCH = "exact_match"
    PART_OF = "part_of"
    PEER_OF = "peer_of"
    REPLACED_BY = "replaced_by"
    EXEMPLAR = "exemplar"
    SKILL_LEVEL = "skill_level"
    TRANSLATION_OF = "translation_of"


# The Common Core's own prefixes: "CCSS.Math.Content.", "CCSS.ELA-Literacy.", "CCSS.Math.Practice.".
_PREFIX = re.compile(
    r"^(?:CCSS\W+)?(?:MATH(?:EMATICS)?\W+(?:CONTENT|PRACTICE)\W+|ELA\W+LITERACY\W+)|^CCSS\W+(?:MATH\W+)?"
)
_BETWEEN = re.compile(r"[^\w]+|_+")
_PART = re.compile(r"^(\d+)([A-Z])$")
# Grade or high school category, domain, cluster, number, perhaps a lettered part: "3.NF.A.3.d", "HSA.APR.D.6".
_MATHEMATICS = re.compile(r"^(K|\d{1,2}|(?:HS)?[ANFGS])\.([A-Z]{1,3})\.([A-Z])\.(\d+(?:\.[a-z])?)$")


@lru_cache(maxsize=65536)
def normal_code(code: str) -> str:
    """A code in the one form in which codes are compared: "CCSS.MATH.CONTENT.3.NF.A.3.D" is "3.NF.A.3.d".

    Prefixes of the Common Core fall away, points stand between the pieces, letters are capitals but for that of a
    lettered part. A text without letters and digits stays as it is.
    """
    bare = _PREFIX.sub("", code.strip().upper())
    pieces = [piece for piece in _BETWEEN.split(bare) if piece]
    if not pieces:
        return code.strip()
    part = _PART.match(pieces[-1])
    if part:
        pieces[-1:] = [part[1], part[2]]
    if len(pieces) > 1 and len(pieces[-1]) == 1 and pieces[-1].isalpha() and pieces[-2].isdigit():
        pieces[-1] = pieces[-1].lower()
    return ".".join(pieces)


@lru_cache(maxsize=65536)
def aliases_of(code: str) -> tuple[str, ...]:
    """Other ways in which a code is written, in their normal form: "3.NF.A.3.d" is "3.NF.3.d" in older papers.

    Mathematics of the Common Core is numbered through a domain, so its cluster letter may be left out, as may the
    "HS" of high school (corestandards.org, "How to read the grade level standards").
    """
    normal = normal_code(code)
    forms = [normal] if normal else []
    found = _MATHEMATICS.match(normal)
    if found:
        grade, domain, cluster, number = found.groups()
        for begin in dict.fromkeys((grade, grade.removeprefix("HS") or grade)):
            forms += [f"{begin}.{domain}.{cluster}.{number}", f"{begin}.{domain}.{number}"]
    return tuple(form for form in dict.fromkeys(forms) if form != code)


def whole_of(code: str) -> str:
    """The code of the standard that a lettered part belongs to, in normal form; empty for a code that is no part."""
    head, point, last = normal_code(code).rpartition(".")
    lettered = bool(point) and len(last) == 1 and last.islower() and head.rpartition(".")[2].isdigit()
    return head if lettered else ""


def ancestors(start: str, precedes: Iterable[tuple[str, str]], parts: Iterable[tuple[str, str]] = ()) -> list[str]:
    """What comes before a competency, nearest first, without itself.

    `precedes` are (earlier, later) pairs, `parts` (lettered part, standard) pairs: a standard stands on its parts, and
    so on what comes before those. Without them a walk of the Common Core's coherence map (Student Achievement
    Partners) ends where its pairs are attached to a part: 6.RP.A.3 has 98 ancestors with its parts and none without.
    A circle ends the walk.
    """
    before: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for pairs in (precedes, parts):
        for earlier, later in pairs:
            before[later][earlier] = None
    found: dict[str, None] = {start: None}
    ahead = deque([start])
    while ahead:
        for each in before.get(ahead.popleft(), ()):
            if each not in found:
                found[each] = None
                ahead.append(each)
    return list(found)[1:]
