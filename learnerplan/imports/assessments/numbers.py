"""Numbers of test results as exports write them: "1,234", "3,4", "275Q", "BR400L", "<200", "N/A"."""

from __future__ import annotations

import re
from functools import lru_cache

from learnerplan.imports.words.folding import tidy

_NOTHING = frozenset(
    ("", "n/a", "na", "#n/a", "null", "none", "nil", "-", "--", "---", "*", "**", "***", ".", "\\n", "not tested",
     "no score", "#value!", "#div/0!", "?")
)  # fmt: skip
_THOUSANDS = re.compile(r"^[-+]?\d{1,3}(?:[,\s'’]\d{3})+(?:\.\d+)?$")
_PLAIN = re.compile(r"^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,2})?$")
_COMMA = re.compile(r"^[-+]?\d+,\d+$")
_SIGNED = re.compile(r"^(.*?)\s*(?:%|th|st|nd|rd|\*+)$")
_FRAMEWORK = re.compile(r"^(BR|EM)?(\d{1,4})([LQ])$", re.IGNORECASE)
"""Lexile and Quantile measures: BR and EM count downwards from zero, as temperatures below it do."""


def is_nothing(cell: str) -> bool:
    """Whether a cell is empty or one of the signs that stand for an empty one."""
    return cell.strip().casefold() in _NOTHING


@lru_cache(maxsize=65536)
def number_of(cell: str) -> str:
    """The number in a cell in its plain form ("208", "3.4"), or an empty text where there is none for certain.

    A comma before three digits parts thousands, any other is a decimal comma. "<200" and "PP" are no numbers.
    """
    text = tidy(cell)
    if signed := _SIGNED.match(text):
        text = signed[1]
    if measure := _FRAMEWORK.match(text):
        return _plain(f"{'-' if measure[1] else ''}{measure[2]}")
    if _THOUSANDS.match(text):
        text = re.sub(r"[,\s'’]", "", text)
    elif _COMMA.match(text):
        text = text.replace(",", ".")
    return _plain(text) if _PLAIN.match(text) else ""


def _plain(text: str) -> str:
    number = float(text)
    return f"{number:.12g}" if abs(number) < 1e9 else ""
