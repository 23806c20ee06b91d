"""Who a row is about: persons, their families, and the learners they may be."""
