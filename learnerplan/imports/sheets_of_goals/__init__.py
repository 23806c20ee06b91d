"""Sheets of goals and of measurements."""
