"""The tones of chips, for models that say how something stands."""

from __future__ import annotations

from typing import Literal

Tone = Literal["ok", "warn", "bad", "none", "info", "voice"]
Look = tuple[str, str, Tone]
"""(word, icon, tone) of a chip."""
