"""The names of the kinds of files and of their parts."""

ROSTER, SURVEY, GOALS = "roster", "survey", "goals"
LEARNERS, CLASSES, ENROLMENTS, TEACHERS, SCHOOLS = "learners", "classes", "enrolments", "teachers", "schools"
SUPPORTS, NOTES, MEASUREMENTS = "supports", "notes", "measurements"
SESSIONS, TAUGHT, USERS, PLACES = "sessions", "taught_classes", "users", "places"
ROLES, DEMOGRAPHICS, RELATIONSHIPS = "roles", "demographics", "relationships"
ORGS, COURSES, FLAGS, GRADEBOOK, ASIDE = "orgs", "courses", "flags", "gradebook", "aside"
