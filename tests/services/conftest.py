"""Fixtures of the services: a shared folder with an owner."""

from tests.services.share_scene import scene

__all__ = ["scene"]
