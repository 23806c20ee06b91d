"""Rosters: lists of learners, classes, enrolments, schools and years."""
