"""Fixtures that several tests of services share."""

from tests.services.exporting import fresh  # noqa: F401  a fixture for everybody
