"""The names of the kinds of files and of their parts."""

ROSTER, SURVEY, GOALS = "roster", "survey", "goals"
LEARNERS, CLASSES, ENROLMENTS, TEACHERS, SCHOOLS = "learners", "classes", "enrolments", "teachers", "schools"
SUPPORTS, NOTES, MEASUREMENTS = "supports", "notes", "measurements"
