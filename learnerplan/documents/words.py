"""The printed words of one language, with its dates and numbers. What people wrote does not pass through here."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from learnerplan.documents.text import Emphasis, Span, isolated
from learnerplan.errors import UserError
from learnerplan.paths import resource

if TYPE_CHECKING:
    from datetime import date, time

    from learnerplan.domain.packets import ProgressScale

LANGUAGES = ("en", "es")

# Long dates do not break between day and month.
_FIXED = str.maketrans({" ": "\u00a0"})


class Words:
    """Texts by dotted key ("goals.title"), filled in with `str.format`; names are isolated so that they cannot turn
    the direction of the words around them.
    """

    def __init__(self, language: str, table: dict[str, Any]) -> None:
        self.language = language
        self._table = table

    def get(self, key: str) -> Any:
        """Whatever stands under a key: a text, a list or a table."""
        found: Any = self._table
        for part in key.split("."):
            found = found[part]
        return found

    def __call__(self, key: str, **values: object) -> str:
        """The text under a key, filled in."""
        text: str = self.get(key)
        return text.format(**_isolated(values)) if values else text

    def count(self, key: str, n: int) -> str:
        """The text for a number of things: `key_one` or `key_many`."""
        return self(f"{key}_one") if n == 1 else self(f"{key}_many", n=n)

    def rich(self, text: str, **values: object) -> tuple[Span, ...]:
        """A text of ours with its **bold** parts as spans. The stars are read before anything is filled in."""
        safe = _isolated(values)
        parts = text.split("**")
        return tuple(
            Span(part.format(**safe), Emphasis.BOLD if number % 2 else Emphasis.PLAIN)
            for number, part in enumerate(parts)
            if part
        )

    def day(self, on: date) -> str:
        """A date in full, "24 November 2026"."""
        return _date(on, self.get("date.day"), self.language)

    def short_day(self, on: date) -> str:
        """A date within the term, "24 Nov"."""
        return _date(on, self.get("date.short"), self.language).translate(_FIXED)

    def month_day(self, on: date) -> str:
        """A date whose year is clear, "24 November"."""
        return _date(on, self.get("date.month_day"), self.language)

    def medium_day(self, on: date) -> str:
        """A date for a narrow column, "24 Nov 2026"."""
        return _date(on, self.get("date.medium"), self.language).translate(_FIXED)

    def weekday(self, on: date) -> str:
        """A date with its weekday."""
        found = _date(on, self.get("date.weekday"), self.language)
        return found[:1].upper() + found[1:]

    def hours(self, start: time, end: time | None) -> str:
        """From when to when, in the way of the language."""
        first = _time(start, self.language)
        if end is None:
            return first
        last = _time(end, self.language)
        half = last[-3:]
        if half in (" am", " pm") and first.endswith(half):
            first = first[:-3]
        return self("date.hours", start=first, end=last)

    def number(self, value: float | str) -> str:
        """A number in the way of the language; words stay as they are."""
        return value if isinstance(value, str) else _number(float(value), self.language)

    def level_name(self, name: str) -> str:
        """The name of a level: in this language for those that come with the app, else the school's own."""
        found: str = self._table["scale"].get(name, (name, ""))[0]
        return found

    def level(self, scale: ProgressScale, level: int) -> tuple[str, str]:
        """A level's word and meaning: the school's own; in this language for the levels that come with the app."""
        own = scale.levels[level]
        word, meaning = self._table["scale"].get(own.word, (own.word, ""))
        return word, own.meaning or meaning


def _isolated(values: dict[str, object]) -> dict[str, object]:
    return {name: isolated(value) if isinstance(value, str) else value for name, value in values.items()}


@cache
def words(language: str, *, own_plan: bool = False) -> Words:
    """The words of a language, with `own_plan` those of a teacher's own plan where they differ.

    Raises `UserError` for a language that the packet does not speak.
    """
    if language not in LANGUAGES:
        raise UserError(
            f"Packets cannot be printed in “{language}” yet.", f"Choose one of these languages: {', '.join(LANGUAGES)}."
        )
    table = _table(language)
    if own_plan:
        for section, texts in _table(f"educator-{language}").items():
            table[section] = {**table[section], **texts}
    return Words(language, table)


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(resource("packet", f"{name}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=4096)
def _date(on: date, pattern: str, language: str) -> str:
    from babel.dates import format_date

    return format_date(on, pattern, locale=language)


@lru_cache(maxsize=512)
def _time(at: time, language: str) -> str:
    from babel.dates import format_time

    found: str = format_time(at, "short", locale=language)
    return found.replace("\u202f", " ").replace("AM", "am").replace("PM", "pm")


@lru_cache(maxsize=4096)
def _number(value: float, language: str) -> str:
    from babel.numbers import format_decimal

    return format_decimal(round(value, 2), format="#,##0.##", locale=language)
