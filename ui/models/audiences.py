"""How far a text may travel, in words and icons."""

from __future__ import annotations

from learnerplan.domain.audiences import Audience

MARKS: dict[Audience, tuple[str, str]] = {
    Audience.RECORD: ("hourglass", "Waits for your OK"),
    Audience.FAMILY: ("mail", "Goes home"),
    Audience.NOT_HOME: ("eye-off", "Not for home"),
    Audience.SAFEGUARDING: ("shield-alert", "Safeguarding, not for home"),
}
"""(icon, words) of each audience, as a text's mark."""

CHOICES: dict[Audience, str] = {
    Audience.FAMILY: "May go home",
    Audience.RECORD: "Decide later",
    Audience.NOT_HOME: "Not for home",
    Audience.SAFEGUARDING: "Safeguarding concern, not for home",
}
"""What an adult can decide, in the order of a menu."""
