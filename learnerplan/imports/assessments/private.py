"""Columns of an assessment export that are never kept: what is sensitive, and what is about other people."""

from __future__ import annotations

import re
from functools import lru_cache

from learnerplan.imports.assessments.uses import WHO_USES
from learnerplan.imports.assessments.words import word_set, words
from learnerplan.imports.mapped.sensitive import is_sensitive

SENSITIVE = "Sensitive. Not needed here."
OTHERS = "About somebody else."
ADDRESS = "Not needed here."

_SENSITIVE = re.compile(
    r"\b(?:race\w*|rac|ethnic\w*|eth|hispanic|latin[oax]|asian|white|black|african|caucasian|hawaiian|pacific|"
    r"american indian\w*|alaska\w* native|native american|filipino|indian ed\w*|indian|tribal|"
    r"sex|gender|lunch|meal|frl|frpl|fsm|econ|economic\w*|ecodis|income|poverty|title [1i]\b|title [1i]{1,3}|t 1 [lm]|"
    r"esea|disab\w*|special ed\w*|sped|spec|sec 504|section 504|504|iep|ifsp|dis|exceptionalit\w*|idea|"
    r"accomm?\w*|accom|accoms|ell|el|eld|lep|esl|esol|engprof|liep|lpm|english prof\w*|english language learner|"
    r"eng prof\w*|ltd english|language background|"
    r"limited english|english learner\w*|english as additional|migrant|migra\w*|immigrant|military|millitary|homeless|"
    r"foster|expelled|new arrival|refugee|home language|native language|primary language|heritage language|"
    r"first language|language at home|"
    r"language spoken|best language|gifted|gate|ayp|se|gt|medicaid|funding source|part [bc]|"
    r"parents?|grandparents?|father|mother|"
    r"famil(?:y|ies) members?|guardian|free reduced)\b"
)
"""Beside what `learnerplan.imports.mapped.sensitive` knows: the abbreviations that assessment vendors use."""
_DIAGNOSTIC = re.compile(r"\bdiagnostics?\b", re.IGNORECASE)
"""A test here, and no doctor's finding."""
_RESULT = re.compile(r"\b(?:score|percentile|scale|rit)\b")
_OTHERS = word_set(
    "teacher teachers instructor educator staff assessor examiner proctor counselor counsellor principal tch author"
)
_ADDRESS = word_set("address street city zip phone telephone ip postal province fax email mail")


@lru_cache(maxsize=8192)
def why_left_out(header: str, use: str) -> str:
    """Why a column is left out whatever else it may mean, or an empty text. `use` is what it would be.

    Columns with credentials need no reason: they are dropped while the file is read.
    """
    if use in WHO_USES:
        return ""
    known = words(header)
    text = " ".join(known)
    named = bool(use) and not use.endswith("placement")
    if not named and (is_sensitive(_DIAGNOSTIC.sub(" ", header)) or _SENSITIVE.search(text)):
        return SENSITIVE
    if not use and not _OTHERS.isdisjoint(known) and not _RESULT.search(text):
        return OTHERS
    return ADDRESS if not use and not _ADDRESS.isdisjoint(known) else ""
