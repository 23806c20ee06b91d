"""Fixtures that several tests of services share."""

from tests.services.exporting import fresh
from tests.services.share_scene import scene
from tests.services.shared_class import between

__all__ = ["between", "fresh", "scene"]
