"""What the person at this computer prefers. Nothing of the children is in here."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

from learnerplan import files, paths

if TYPE_CHECKING:
    from pathlib import Path

THEMES = ("system", "light", "dark")
SCALES = (100, 125, 150, 175)
PAPERS = ("letter", "a4")


@dataclass(frozen=True)
class Settings:
    """Preferences of one computer; unknown or broken values fall back to these defaults."""

    planbook: str = ""
    theme: str = "system"
    text_scale: int = 100
    paper: str = "letter"
    reading_font: bool = False
    motion: bool = True
    watching: bool = False
    watch_folder: str = ""

    def cleaned(self) -> Settings:
        """The same settings with every value that is not offered set back to its default."""
        default = Settings()
        return Settings(
            planbook=self.planbook if isinstance(self.planbook, str) else "",
            theme=self.theme if self.theme in THEMES else default.theme,
            text_scale=self.text_scale if self.text_scale in SCALES else default.text_scale,
            paper=self.paper if self.paper in PAPERS else default.paper,
            reading_font=bool(self.reading_font),
            motion=bool(self.motion),
            watching=bool(self.watching),
            watch_folder=self.watch_folder if isinstance(self.watch_folder, str) else "",
        )


def load(path: Path | None = None) -> Settings:
    """Read the settings file; a missing or unreadable one gives the defaults, since work must not stop for it."""
    path = path or paths.config_folder() / "settings.json"
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(held, dict):
        return Settings()
    known = {field.name for field in fields(Settings)}
    return Settings(**{key: value for key, value in held.items() if key in known}).cleaned()


def save(settings: Settings, path: Path | None = None) -> None:
    """Write the settings file, whole or not at all."""
    path = path or paths.config_folder() / "settings.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(settings.cleaned()), indent=2, ensure_ascii=False)
    files.write_bytes(path, (text + "\n").encode("utf-8"))
