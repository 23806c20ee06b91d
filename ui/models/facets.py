"""The words for facets and voices, and the six headings under which a profile shows its entries."""

from __future__ import annotations

from dataclasses import dataclass

from learnerplan.domain.profiles import Facet, Made, Voice


@dataclass(frozen=True)
class Heading:
    """One of the six parts of a profile. `title` stands over it; `plural` names it in a sentence."""

    title: str
    plural: str
    facets: tuple[Facet, ...]

    @property
    def first(self) -> Facet:
        """The facet that a new entry under this heading gets."""
        return self.facets[0]


HEADINGS = (
    Heading("Strengths", "Strengths", (Facet.STRENGTH,)),
    Heading("Growing in", "Words about growing", (Facet.CHALLENGE,)),
    Heading("Loves", "Interests", (Facet.INTEREST, Facet.PASSION)),
    Heading("What gets me going", "Hopes", (Facet.MOTIVATION, Facet.HOPE)),
    Heading("How I like to work", "Ways of working", (Facet.PREFERENCE, Facet.SKILL)),
    Heading("Supports that helped", "Supports", (Facet.SUPPORT,)),
)
"""In reading order, two beside each other."""

FACETS: dict[Facet, str] = {
    Facet.STRENGTH: "Strength",
    Facet.CHALLENGE: "Growing in",
    Facet.INTEREST: "Interest",
    Facet.PASSION: "Loves",
    Facet.MOTIVATION: "What gets me going",
    Facet.HOPE: "Hope",
    Facet.PREFERENCE: "How I like to work",
    Facet.SKILL: "Skill",
    Facet.SUPPORT: "Support that helped",
}
"""What each facet is called in a choice."""

MADE: dict[Made, str] = {
    Made.WROTE: "Wrote it",
    Made.DICTATED: "Said it, somebody wrote it down",
    Made.DREW: "Drew it",
    Made.PICKED: "Picked it from pictures or a list",
}
"""How a child's words came to be."""


def are_own_words(voice: Voice, made: Made) -> bool:
    """Whether an entry is quoted: somebody's own words, not a choice from a list or an adult's summary."""
    return voice in (Voice.LEARNER, Voice.FAMILY) and made is not Made.PICKED
