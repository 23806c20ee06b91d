"""Sheets and forms of notes."""
