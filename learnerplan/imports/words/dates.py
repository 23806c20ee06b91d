"""Days and moments as files write them: ISO, day or month first, month names, spreadsheets' serial numbers.

3/4/2012 is 3 April in one country and March 4 in another. The order is read from the column as a whole, since one
13/4 settles it; where nothing does, the day stays unknown until a person says how the school writes dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from learnerplan.imports.words.folding import fold

DMY, MDY, YMD, UNKNOWN, MIXED = "dmy", "mdy", "ymd", "", "mixed"
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan enero ene janvier janv januar janeiro gennaio gen januari ocak январь января",
            "february feb febrero fevrier fevr februar fevereiro fev febbraio februari subat февраль февраля",
            "march mar marzo mars marz maerz marco mrz maart mart март марта",
            "april apr abril abr avril avr aprile nisan апрель апреля",
            "may mayo mai maio maggio mag mei mayis май мая",
            "june jun junio juin juni junho giugno giu haziran июнь июня",
            "july jul julio juillet juil juli julho luglio lug temmuz июль июля",
            "august aug agosto ago aout augustus agustos август августа",
            "september sep sept septiembre septembre setembro set settembre eylul сентябрь сентября",
            "october oct octubre octobre oktober okt outubro out ottobre ott ekim октябрь октября",
            "november nov noviembre novembre novembro kasim ноябрь ноября",
            "december dec diciembre dic decembre dezember dez dezembro dicembre aralik декабрь декабря",
        ),
        start=1,
    )
    for name in names.split()
}
_ISO = re.compile(r"^'?(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?")
_PLAIN = re.compile(r"^(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})(?!\d)")
_PACKED = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_SERIAL = re.compile(r"^\d{5}(?:\.\d+)?$")
_NAMED_DAY_FIRST = re.compile(
    r"^(?:[^\W\d]+\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+)?([^\W\d]+)\.?,?\s+(?:de\s+)?(\d{4})"
)
_NAMED_MONTH_FIRST = re.compile(r"^([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_NAMED_DASHED = re.compile(r"^(\d{1,2})[-/ ]([^\W\d]+)[-/ ](\d{4}|\d{2})(?!\d)")
_TIME = re.compile(r"(\d{1,2})\s*[:.h]\s*(\d{2})(?:\s*[:.]\s*(\d{2})(?:[.,](\d{1,6}))?)?")
_AFTERNOON = re.compile(r"\b(?:p\.?\s?m\b|nachm|odp)|下午|午後|오후|(?<!\w)م(?!\w)|μ\.?μ", re.IGNORECASE)
_MORNING = re.compile(r"\b(?:a\.?\s?m\b|vorm|dop)|上午|午前|오전|(?<!\w)ص(?!\w)|π\.?μ", re.IGNORECASE)
_DIRECTIONS = dict.fromkeys((0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_EPOCH = datetime(1899, 12, 30)
_EARLIEST, _LATEST = 1900, 2100
_YOUNG = 69
"""Two-digit years up to this one are of this century, as POSIX has it."""


@dataclass(frozen=True, slots=True)
class _Day:
    """The three numbers of a date, and what its writing says of their order."""

    first: int
    second: int
    year: int
    order: str
    length: int


def day_of(text: str, order: str = UNKNOWN) -> date | None:
    """The day that a text names, or None for no day or one that `order` would have to settle and does not."""
    found = _numbers(_plain(text))
    if found is None:
        return None
    settled = found.order or (order if order in (DMY, MDY) else UNKNOWN)
    if not settled and found.first == found.second:
        settled = DMY
    if not settled:
        return None
    if settled == DMY:
        return _date(found.year, found.second, found.first)
    if settled == MDY:
        return _date(found.year, found.first, found.second)
    return _date(found.year, found.first, found.second)


def moment_of(text: str, order: str = UNKNOWN) -> datetime | None:
    """The moment that a text names, on the clock of whoever wrote it: a zone beside it ("AM AST") changes nothing."""
    plain = _plain(text)
    if _SERIAL.match(plain):
        return _serial(plain)
    day = day_of(plain, order)
    found = _numbers(plain)
    if day is None or found is None:
        return None
    rest = plain[found.length :]
    time = _TIME.search(rest)
    if time is None:
        return datetime(day.year, day.month, day.day)
    hour, minute, second = int(time[1]), int(time[2]), int(time[3] or 0)
    if _AFTERNOON.search(rest) and hour < 12:
        hour += 12
    elif _MORNING.search(rest) and hour == 12:
        hour = 0
    try:
        return datetime(day.year, day.month, day.day, hour, minute, second)
    except ValueError:
        return None


def order_of(cells: Iterable[str]) -> str:
    """How a column writes its dates: DMY, MDY, YMD, MIXED where it contradicts itself, else UNKNOWN."""
    seen = {
        found.order
        for cell in {_plain(cell) for cell in cells}
        if (found := _numbers(cell)) is not None and found.first != found.second
    }
    settled = seen & {DMY, MDY}
    if len(settled) == 2:
        return MIXED
    if settled:
        return settled.pop()
    return UNKNOWN if UNKNOWN in seen else YMD


def likely_order(cells: Iterable[str]) -> str:
    """The order in which the moments of a form's answers lie closest together, or UNKNOWN.

    Answers to a form come within days; read in the wrong order they would be spread over months.
    """
    cells = tuple(cells)
    settled = order_of(cells)
    if settled != UNKNOWN:
        return settled
    found = [each for cell in cells if (each := _numbers(_plain(cell))) is not None]
    spans = {}
    for order in (MDY, DMY):
        days = [_ordered(each, order) for each in found]
        known = [day for day in days if day is not None]
        if len(known) < len(found) or not known:
            continue
        spans[order] = (max(known) - min(known)).days
    if len(spans) == 2 and spans[MDY] != spans[DMY]:
        return min(spans, key=lambda order: spans[order])
    # Sheets writes 8/12/2018 without zeros for the United States alone.
    unpadded = [cell for cell in cells if re.match(r"\s*\d{1,2}/\d{1,2}/\d{4}\s", cell)]
    if unpadded and any(re.match(r"\s*(?:\d/|\d{1,2}/\d/)", cell) for cell in unpadded):
        return MDY
    return UNKNOWN


def is_serial(text: str) -> bool:
    """Whether a text is a number that spreadsheets use for a day of the last or this century."""
    return bool(_SERIAL.match(text)) and 10_000 < float(text) < 80_000


def moment_key(text: str) -> str:
    """A moment for comparing, to the minute; the same for each way in which a form writes it, whatever the order."""
    when = moment_of(text, MDY) or moment_of(text, DMY)
    if when is None:
        return fold(text)
    low, high = sorted((when.month, when.day))
    return f"{when.year}-{low}-{high} {when.hour:02d}:{when.minute:02d}"


def _plain(text: str) -> str:
    """The text without the marks of direction that Arabic and Hebrew systems put between numbers."""
    return text.strip() if text.isascii() else text.translate(_DIRECTIONS).strip()


@lru_cache(maxsize=8192)
def _numbers(text: str) -> _Day | None:
    if match := _ISO.match(text):
        return _Day(int(match[2]), int(match[3]), int(match[1]), YMD, match.end())
    if match := _PLAIN.match(text):
        first, second = int(match[1]), int(match[3])
        return _Day(first, second, _year(match[4]), _order(first, second, match[2]), match.end())
    if match := _PACKED.match(text):
        return _Day(int(match[2]), int(match[3]), int(match[1]), YMD, match.end())
    if is_serial(text):
        when = _serial(text)
        return _Day(when.month, when.day, when.year, YMD, len(text)) if when else None
    return _named(text)


def _named(text: str) -> _Day | None:
    for pattern in (_NAMED_DAY_FIRST, _NAMED_DASHED):
        match = pattern.match(text)
        if match and (month := _MONTHS.get(fold(match[2]))):
            return _Day(month, int(match[1]), _year(match[3]), YMD, match.end())
    match = _NAMED_MONTH_FIRST.match(text)
    if match and (month := _MONTHS.get(fold(match[1]))):
        return _Day(month, int(match[2]), int(match[3]), YMD, match.end())
    return None


def _order(first: int, second: int, separator: str) -> str:
    if separator == "." or (first > 12 >= second):
        return DMY
    return MDY if second > 12 >= first else UNKNOWN


def _ordered(found: _Day, order: str) -> date | None:
    order = found.order or order
    return (
        _date(found.year, found.second, found.first) if order == DMY else _date(found.year, found.first, found.second)
    )


def _year(text: str) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return year + (2000 if year < _YOUNG else 1900)


def _date(year: int, month: int, day: int) -> date | None:
    if not _EARLIEST <= year <= _LATEST:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _serial(text: str) -> datetime | None:
    number = float(text)
    if not 1 <= number < 80_000:
        return None
    # A serial is a float: half a second of slack keeps 08:59:59.9999 from losing its minute.
    return (_EPOCH + timedelta(days=number, milliseconds=500)).replace(microsecond=0)
