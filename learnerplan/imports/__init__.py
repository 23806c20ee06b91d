"""Files in: read, recognise, match, and an `ImportPlan` that says what would happen. No database."""
