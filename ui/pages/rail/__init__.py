"""Check-in: the learners of a class one after another, to agree, to check in, to close."""
