"""What a conference packet shows, as plain values: the hand-over from the services to the paper.

Everything in here is for the family to read. Whoever builds a `Packet` has already left out private notes,
record-only text, supports, other children's names, photos without consent, and codes or numbers of a lower
grade; the layout never sees them, so it cannot print them. Texts of the child are kept exactly as the child
wrote them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from learnerplan.domain.goals import GoalKind
from learnerplan.domain.profiles import Facet, Voice
from learnerplan.domain.steps import Repeats, Who

if TYPE_CHECKING:
    from collections.abc import Mapping


class PacketForm(StrEnum):
    """How much is printed: two pages (one sheet, the default) or one page and more for each section."""

    SHORT = "short"
    LONG = "long"


class Paper(StrEnum):
    """The sheet. Both carry the same 492 x 676 pt box, so lines and pages break alike."""

    LETTER = "letter"
    A4 = "a4"


class PacketSection(StrEnum):
    """The sections of the long form in their fixed order. `ALWAYS` names those that no picker may drop."""

    COVER = "cover"
    LETTER = "letter"
    AGENDA = "agenda"
    PROFILE = "profile"
    GOALS = "goals"
    CHECK_INS = "check_ins"
    WORK = "work"
    GROWTH = "growth"
    ABILITIES = "abilities"
    LOOKING_BACK = "looking_back"
    NEXT_GOAL = "next_goal"
    FAMILY = "family"
    SPACE = "space"


ALWAYS = frozenset({PacketSection.COVER, PacketSection.FAMILY})


@dataclass(frozen=True, slots=True)
class PacketLearner:
    """The learner as the family may see them.

    `name` is the full name for the title, `short_name` what the child is called; both as allowed with the
    family. `portrait` is a drawing, or a photo with consent; without one the cover leaves a box to draw in.
    """

    name: str
    short_name: str
    portrait: Path | None = None
    portrait_caption: str = ""


@dataclass(frozen=True, slots=True)
class PacketTerm:
    """The term: its name ("Term 2"), its place in the year and its dates, each where known."""

    name: str
    number: int | None = None
    of: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class PacketConference:
    """When and where the family meets, and who comes (names or roles, in the order to print)."""

    held_on: date | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    attends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """Words with their who and when.

    `label` stands above them ("What I want grown-ups to know"); empty, the facet's own label in the family's
    language does. `who` is empty for the learner, else a name as printed, such as "Zeynep (mother)". `source`
    is where the words come from ("Fall survey"). `earlier_words` are what the learner said before, when they
    changed. `translation` stands beside the original, never in its place, with `translated_by`.
    """

    words: str
    facet: Facet | None = None
    label: str = ""
    voice: Voice = Voice.LEARNER
    who: str = ""
    source: str = ""
    said_on: date | None = None
    earlier_words: str = ""
    earlier_on: date | None = None
    translation: str = ""
    translated_by: str = ""


@dataclass(frozen=True, slots=True)
class ScaleLevel:
    """One level of the planbook's progress scale: the word, and what it means in the child's language."""

    word: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class ProgressScale:
    """The planbook's one progress scale. `levels[0]` fills no box ("Not started"); each later level fills
    one more.

    A progress value is an index into `levels`, or None for "not tracked yet", which is never the same as 0.
    """

    levels: tuple[ScaleLevel, ...]

    @property
    def boxes(self) -> int:
        """How many boxes the strip has."""
        return len(self.levels) - 1


@dataclass(frozen=True, slots=True)
class PacketMeasure:
    """How the goal is measured: what is counted, where it began, where it is now and what is aimed for.

    Each value is a number (printed in the family's language), words, or None where nothing was measured.
    """

    what: str = ""
    unit: str = ""
    baseline: float | str | None = None
    now: float | str | None = None
    now_on: date | None = None
    target: float | str | None = None


@dataclass(frozen=True, slots=True)
class PacketStep:
    """A promise: whose, what, until when or how often, and whether it is done. Home steps are never
    called late.
    """

    who: Who
    text: str
    due_on: date | None = None
    repeats: Repeats = Repeats.ONCE
    done: bool = False


@dataclass(frozen=True, slots=True)
class PacketGoal:
    """One goal: the child's words first, then the standard in the child's language with its code, and why
    it matters.

    `progress` is an index into the packet's scale or None; `began` the index at the first check-in, held on `began_on`;
    `check_ins` how many there were, the last on `last_on`. `code` is empty where the standard is of a lower
    grade than the learner's.
    """

    words: str
    kind: GoalKind = GoalKind.PERSONAL
    short: str = ""
    standard: str = ""
    code: str = ""
    why: str = ""
    progress: int | None = None
    began: int | None = None
    began_on: date | None = None
    check_ins: int = 0
    last_on: date | None = None
    measure: PacketMeasure | None = None
    steps: tuple[PacketStep, ...] = ()


@dataclass(frozen=True, slots=True)
class PacketCheckIn:
    """One line of "What I tried, and what happened": the day, the goal in short, the child's words, the
    next move.
    """

    on: date
    goal: str = ""
    words: str = ""
    next_move: str = ""


@dataclass(frozen=True, slots=True)
class PacketArtifact:
    """A piece of work the learner chose.

    `file` is a picture or a PDF in the artifact tree; None, or a file that cannot be read, prints as a
    dashed frame that points to the real thing. `source` says where it comes from ("Math notebook"), `shows`
    what it proves in plain words.
    """

    title: str
    made_on: date | None = None
    source: str = ""
    file: Path | None = None
    why: str = ""
    shows: str = ""
    goal: str = ""


@dataclass(frozen=True, slots=True)
class GrowthPoint:
    """One sitting of a test. `label` is the short name of its window ("Fall 2026"); `error` the standard
    error or None.
    """

    label: str
    on: date
    score: float
    error: float | None = None


@dataclass(frozen=True, slots=True)
class PacketGrowth:
    """One test over time, oldest first, with the learner's target and what the learner says about it."""

    title: str
    points: tuple[GrowthPoint, ...]
    target: float | None = None
    said: Quote | None = None


@dataclass(frozen=True, slots=True)
class PacketAbility:
    """One "I can" line: the statement, the level on the packet's scale or None, and how we know."""

    statement: str
    progress: int | None = None
    pieces: int = 0
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class PacketAbilities:
    """A titled block of "I can" lines, in the order of the framework."""

    title: str
    lines: tuple[PacketAbility, ...]


@dataclass(frozen=True, slots=True)
class PacketReflection:
    """The learner looks back: what made them proud, what was hard, what they will do next."""

    proud: str = ""
    hard: str = ""
    next: str = ""
    written_on: date | None = None

    def __bool__(self) -> bool:
        return bool(self.proud or self.hard or self.next)


@dataclass(frozen=True, slots=True)
class NextGoal:
    """A first draft of the next goal, in the child's words; what is empty prints as lines to write on."""

    words: str = ""
    because: str = ""
    works_when: str = ""

    def __bool__(self) -> bool:
        return bool(self.words or self.because or self.works_when)


@dataclass(frozen=True, slots=True)
class Packet:
    """All that one learner's packet shows, already filtered for the family.

    `language` is the family's ("en" or "es"): it picks labels, dates and numbers and changes no one's
    words. `sections` are the long form's, None for `default_sections`; order and `ALWAYS` are kept whatever
    the picker says. `letter` replaces the standard letter to the family when the teacher wrote one.
    `made_on` is the day printed and stored in the file: the same packet gives the same bytes. `goals` and
    `artifacts` come in the learner's order. The learner, a family member and the teacher sign; `signers` are
    further names. `own_plan` is a teacher's own, printed for the talk with the principal.
    """

    learner: PacketLearner
    term: PacketTerm
    scale: ProgressScale
    made_on: date
    language: str = "en"
    paper: Paper = Paper.LETTER
    form: PacketForm = PacketForm.SHORT
    sections: tuple[PacketSection, ...] | None = None
    room: str = ""
    teacher: str = ""
    school: str = ""
    conference: PacketConference | None = None
    lead_quote: Quote | None = None
    profile: tuple[Quote, ...] = ()
    letter: str = ""
    goals: tuple[PacketGoal, ...] = ()
    check_ins: tuple[PacketCheckIn, ...] = ()
    artifacts: tuple[PacketArtifact, ...] = ()
    growth: tuple[PacketGrowth, ...] = ()
    abilities: tuple[PacketAbilities, ...] = ()
    reflection: PacketReflection = field(default_factory=PacketReflection)
    next_goal: NextGoal = field(default_factory=NextGoal)
    family_words: tuple[Quote, ...] = ()
    signers: tuple[str, ...] = ()
    own_plan: bool = False

    def __post_init__(self) -> None:
        top = self.scale.boxes
        if top < 1:
            raise ValueError("a progress scale needs two levels at least")
        levels = [goal.progress for goal in self.goals] + [goal.began for goal in self.goals]
        levels += [line.progress for block in self.abilities for line in block.lines]
        if any(level is not None and not 0 <= level <= top for level in levels):
            raise ValueError(f"a progress value lies outside the scale of {top} boxes")


def default_sections(packet: Packet) -> tuple[PacketSection, ...]:
    """The sections a long packet prints when nobody picked: those that hold something, and those made to
    be filled in. Looking back is one of these as soon as there are goals to look back on.
    """
    holds = {
        PacketSection.PROFILE: packet.profile,
        PacketSection.GOALS: packet.goals,
        PacketSection.CHECK_INS: packet.check_ins,
        PacketSection.WORK: packet.artifacts,
        PacketSection.GROWTH: packet.growth,
        PacketSection.ABILITIES: packet.abilities,
        PacketSection.LOOKING_BACK: packet.reflection or packet.goals,
    }
    return tuple(section for section in PacketSection if holds.get(section, True))


def sections_of(packet: Packet) -> tuple[PacketSection, ...]:
    """The sections to print, in their fixed order, with those that are always there."""
    if packet.sections is None:
        return default_sections(packet)
    picked = ALWAYS.union(packet.sections)
    return tuple(section for section in PacketSection if section in picked)


def with_picks(packet: Packet, picks: Mapping[PacketSection, bool]) -> Packet:
    """The packet with some sections switched on or off against what it would hold by itself."""
    if not picks:
        return packet
    usual = sections_of(packet)
    return replace(packet, sections=tuple(one for one in PacketSection if picks.get(one, one in usual)))
