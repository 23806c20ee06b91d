"""Fixtures that several tests of services share."""

from tests.services.exporting import fresh
from tests.services.share_scene import scene

__all__ = ["fresh", "scene"]
