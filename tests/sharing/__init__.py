"""Tests of the shared folder."""
