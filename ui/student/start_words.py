"""What the teacher reads about each thing that can be open in student mode."""

from __future__ import annotations

from learnerplan.services.student_sessions import Opens

READY = "ready:"
"""Before the key of a ready-made survey that is not in the Learnerplan folder yet."""
TITLES = {
    Opens.PLAN: "My plan",
    Opens.SURVEY: "Surveys",
    Opens.REFLECTION: "Looking back on the plan",
    Opens.WORK: "Show my work",
    Opens.DRAW: "Draw",
    Opens.SAY: "Say it",
    Opens.PROFILE: "About me",
    Opens.SCRIPT: "My conference",
}
CAPTIONS = {
    Opens.PLAN: "Their goals, steps to tick, how it feels, what they are proud of",
    Opens.SURVEY: "One question at a time; answers become part of the profile. Tick one or more",
    Opens.REFLECTION: "Faces up to grade 3, two stars and a wish up to grade 5, then proud, hard, next",
    Opens.WORK: "Choose a picture from this folder and say why",
    Opens.DRAW: "A sheet of paper and felt pens. Up to grade 3 it is also offered where others write",
    Opens.SAY: "Record a few words. Up to grade 3 it is also offered where others write",
    Opens.PROFILE: "What they said of themselves, and nothing that others wrote",
    Opens.SCRIPT: "What they will say when they lead their conference",
}
SYSTEM = (
    "The window fills the screen and closes only with the PIN. Keys of the system itself, such as the one that "
    "switches programs, cannot be switched off by any program: a kiosk account or guided access of the system can."
)
NO_FOLDER = "No folder yet"
GONE = "This folder is not there now. Students see no pictures until it is back, or you choose another."
FOLDER = (
    "Every student to whom “Show my work” is open sees the pictures in this folder, without their names. "
    "A folder inside it that bears a student’s first and family name is shown to that student alone."
)
