"""The names of the kinds of files and of their parts."""

ROSTER, SURVEY, GOALS = "roster", "survey", "goals"
LEARNERS, CLASSES, ENROLMENTS, TEACHERS, SCHOOLS = "learners", "classes", "enrolments", "teachers", "schools"
SUPPORTS, NOTES, MEASUREMENTS = "supports", "notes", "measurements"
SESSIONS, TAUGHT, USERS, PLACES = "sessions", "taught classes", "users", "places in classes"
ROLES, DEMOGRAPHICS, RELATIONSHIPS = "roles", "demographics", "relationships"
ORGS, COURSES, FLAGS, GRADEBOOK, ASIDE = "orgs", "courses", "flags", "gradebook", "aside"
STANDARDS, ASSESSMENT, EXPORT = "standards", "assessment", "export"
FRAMEWORKS, COMPETENCIES, COMPETENCY_GROUPS, EDGES = "frameworks", "standards", "groups of links", "links"
NOT_NEEDED = frozenset({TEACHERS, SCHOOLS, ORGS, COURSES, FLAGS, GRADEBOOK, ASIDE})
"""Parts of a roster that are read only to be left out."""
