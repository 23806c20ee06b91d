"""A made-up learner whose packet has everything, as the design's pictures show it; tests change what they need."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from learnerplan.domain.goals import GoalKind
from learnerplan.domain.packets import (
    GrowthPoint,
    NextGoal,
    Packet,
    PacketAbilities,
    PacketAbility,
    PacketArtifact,
    PacketCheckIn,
    PacketConference,
    PacketForm,
    PacketGoal,
    PacketGrowth,
    PacketLearner,
    PacketMeasure,
    PacketReflection,
    PacketStep,
    PacketTerm,
    ProgressScale,
    Quote,
    ScaleLevel,
)
from learnerplan.domain.profiles import Facet, Voice
from learnerplan.domain.scales import DEFAULT_PROGRESS
from learnerplan.domain.steps import Repeats, Who

SCALE = ProgressScale(tuple(ScaleLevel(word) for word in DEFAULT_PROGRESS))
FALL = date(2026, 9, 12)


def picture(path: Path, size: tuple[int, int] = (900, 700), colour: str = "#76a8a3") -> Path:
    """A small drawing on disk."""
    image = Image.new("RGB", size, "#f0f5f0")
    pen = ImageDraw.Draw(image)
    for row in range(3):
        top = size[1] * (row + 1) // 5
        pen.rectangle((size[0] // 10, top, size[0] * (4 + row) // 8, top + size[1] // 8), fill=colour, outline="black")
    image.save(path)
    return path


def profile() -> tuple[Quote, ...]:
    return (
        Quote(
            "Explaining things with drawings. My cousin understood negative numbers because of my elevator picture.",
            Facet.STRENGTH,
            source="Fall survey",
            said_on=FALL,
        ),
        Quote(
            "A quiet corner first, then one partner. Paper before screen. Being told how much time is left.",
            Facet.SUPPORT,
            said_on=date(2026, 10, 28),
            earlier_words="Working alone.",
            earlier_on=FALL,
        ),
        Quote(
            "The deep sea, Turkish folk songs, and how submarines do not get crushed.",
            Facet.INTEREST,
            source="Fall survey",
            said_on=FALL,
        ),
        Quote(
            "Speak up when I have an idea and there are a lot of loud people.",
            Facet.HOPE,
            source="check-in",
            said_on=date(2026, 10, 7),
        ),
        Quote(
            "When we move on and I am still on question two. Then I pretend.",
            Facet.CHALLENGE,
            source="check-in",
            said_on=date(2026, 10, 21),
        ),
    )


LEAD = Quote(
    "I am not shy. I am still thinking. If you wait four more seconds I will usually say it.",
    label="What I want grown-ups to know",
    said_on=date(2026, 10, 28),
    earlier_words="I am shy.",
    earlier_on=FALL,
)
FAMILY = Quote(
    "She asks questions at dinner until the food is cold. She taught her grandfather to use the tablet, with great "
    "patience.",
    voice=Voice.FAMILY,
    who="Zeynep (mother)",
    source="family survey",
    said_on=date(2026, 9, 20),
)


def goals() -> tuple[PacketGoal, ...]:
    return (
        PacketGoal(
            "I can explain a ratio with a drawing, so that someone else can use it.",
            kind=GoalKind.GRADE_LEVEL,
            standard="Grade 6 mathematics · compare with ratios",
            code="6.RP.A.1",
            why="Because recipes, maps and submarine models are all ratios, and I used to just guess.",
            progress=3,
            began=1,
            began_on=date(2026, 10, 21),
            check_ins=4,
            last_on=date(2026, 11, 18),
            measure=PacketMeasure("Problems explained", "of 6", 1, 4, date(2026, 11, 18), 6),
            steps=(
                PacketStep(Who.ME, "Draw before I calculate", date(2026, 12, 18)),
                PacketStep(Who.TEACHER, "Tuesday ratio group", date(2026, 12, 4), done=True),
                PacketStep(Who.HOME, "Halve a recipe once a week", repeats=Repeats.WEEKLY, done=True),
            ),
        ),
        PacketGoal(
            "I say one idea out loud in every group project.",
            why="Because good ideas get lost when I whisper them to my pencil.",
            standard="Speaking and listening",
            progress=2,
            began=0,
            began_on=date(2026, 10, 19),
            check_ins=5,
            last_on=date(2026, 11, 18),
            steps=(
                PacketStep(Who.ME, "Sticky note first"),
                PacketStep(Who.TEACHER, "Wait four seconds", done=True),
                PacketStep(Who.HOME, "Ask me at dinner", repeats=Repeats.DAILY),
            ),
        ),
        PacketGoal(
            "I read for 20 minutes a day, five days a week, even in soccer season.",
            why="Because I like the person I am when I am in the middle of a book.",
            standard="Reading habit",
            steps=(
                PacketStep(Who.ME, "Log in my red folder", repeats=Repeats.WEEKLY),
                PacketStep(Who.HOME, "Quiet half hour, everybody", date(2026, 11, 23)),
            ),
        ),
    )


def growth() -> PacketGrowth:
    scores = ((198, "Fall 2025", date(2025, 9, 15)), (203, "Winter 2026", date(2026, 1, 19)))
    scores += ((206, "Spring 2026", date(2026, 5, 11)), (207, "Fall 2026", date(2026, 9, 14)))
    scores += ((212, "Winter 2026–27", date(2026, 11, 16)),)
    points = tuple(GrowthPoint(label, on, score, 3.0) for score, label, on in scores)
    return PacketGrowth("Mathematics, MAP Growth", points, target=214)


def check_ins() -> tuple[PacketCheckIn, ...]:
    return (
        PacketCheckIn(
            date(2026, 10, 21),
            "Ratio",
            "I mixed up 2 : 3 and 3 : 2. We went back to equal groups with counters.",
            "Draw two bars",
        ),
        PacketCheckIn(
            date(2026, 10, 28),
            "Ratio",
            "Fraction strips helped me see 3/4 and 6/8 are the same amount.",
            "Try without strips",
        ),
        PacketCheckIn(
            date(2026, 11, 4),
            "Speaking",
            "I said my idea, but only to one friend. She said it louder for me.",
            "Say it to three people",
        ),
    )


def abilities() -> tuple[PacketAbilities, ...]:
    return (
        PacketAbilities(
            "Ratios and numbers",
            (
                PacketAbility("I can compare two amounts with a ratio", 3, 3, date(2026, 11, 12)),
                PacketAbility("I can find the missing number in a ratio table", 2, 2, date(2026, 11, 4)),
                PacketAbility("I can find area of triangles"),
            ),
        ),
        PacketAbilities(
            "Reading and writing",
            (
                PacketAbility("I can back up a claim with evidence from the text", 3, 5, date(2026, 11, 10)),
                PacketAbility("I can compare two texts on one topic"),
            ),
        ),
    )


def artifacts(folder: Path | None) -> tuple[PacketArtifact, ...]:
    def file(name: str, size: tuple[int, int]) -> Path | None:
        return picture(folder / name, size) if folder else None

    return (
        PacketArtifact(
            "Which is bigger?",
            date(2026, 10, 28),
            "Math notebook",
            file("strips.png", (1000, 760)),
            "This is the day it clicked. I cut the strips myself and they lined up.",
            "I can show that two fractions are equal, and I can use that to compare ratios.",
            "explain a ratio with a drawing",
        ),
        PacketArtifact(
            "The Deep Sea",
            date(2026, 11, 9),
            "Writing folder",
            file("sea.jpg", (760, 1000)),
            "I changed “nice” to “lonely”. The fish became a person.",
            "I can revise my writing so that the words are stronger.",
        ),
        PacketArtifact(
            "Our coral reef",
            date(2026, 11, 17),
            "Group project",
            file("reef.webp", (1200, 900)),
            "I said we should hang the fish so they move. Out loud!",
        ),
    )


def packet(folder: Path | None = None, **changes: Any) -> Packet:
    """Elif's packet; pictures are drawn into `folder`, and without one there are none."""
    whole = Packet(
        learner=PacketLearner(
            "Elif Yıldız-Okonkwo",
            "Elif",
            picture(folder / "me.png", (640, 710), "#2f7a70") if folder else None,
            "“Me, the explorer.” Drawn by Elif, 9 November 2026",
        ),
        term=PacketTerm("Term 2", 2, 5, date(2026, 10, 19), date(2026, 12, 18)),
        scale=SCALE,
        made_on=date(2026, 11, 22),
        room="Room 12",
        teacher="Ms. Amara Okafor",
        school="Cedar Grove School",
        conference=PacketConference(
            date(2026, 11, 24),
            time(16, 0),
            time(16, 20),
            "Room 12",
            ("Elif", "her mother Zeynep", "her grandfather", "Ms. Okafor"),
        ),
        lead_quote=LEAD,
        profile=profile(),
        family_words=(FAMILY,),
        goals=goals(),
        check_ins=check_ins(),
        artifacts=artifacts(folder),
        growth=(growth(),),
        abilities=abilities(),
        reflection=PacketReflection(
            "The reef, because I said it out loud.",
            "Ratio tables with one number missing.",
            "Draw first. Ask before ten minutes are over.",
            date(2026, 11, 13),
        ),
        next_goal=NextGoal("Read a whole nonfiction book about the ocean and teach the class one chapter."),
    )
    return replace(whole, **changes)


def long_packet(folder: Path | None = None, **changes: Any) -> Packet:
    """The same learner's long packet."""
    return packet(folder, form=PacketForm.LONG, **changes)


def empty_packet(**changes: Any) -> Packet:
    """A learner of whom nothing is known but the name."""
    nobody = Packet(PacketLearner("Ada", "Ada"), PacketTerm(""), SCALE, date(2026, 11, 22))
    return replace(nobody, **changes)
