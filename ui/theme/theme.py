"""The one object that knows colours, sizes and fonts, and how it is put on the application."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette

from ui.theme import typography
from ui.theme.sheet import SELECTORS, SHEET, TONES
from ui.theme.tokens import DARK, LIGHT, Tokens, high_contrast

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QApplication

QT_STYLE = ("-style", "Fusion")
"""Arguments for `QApplication`: asking for the style by its object costs a start 12 ms."""
SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "system": Qt.ColorScheme.Unknown}


class Theme(QObject):
    """Colours, sizes and fonts of the moment. Painting code asks it each time and keeps nothing.

    `changed` says that colours differ (repaint); `rescaled` says that sizes differ (build anew).
    """

    changed = Signal()
    rescaled = Signal()

    def __init__(
        self, tokens: Tokens = LIGHT, scale: float = 1.0, *, reading_font: bool = False, motion: bool = True
    ) -> None:
        super().__init__()
        self.tokens = tokens
        self.scale = scale
        self.reading_font = reading_font
        self.motion = motion
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[str, QFont] = {}
        self.stamps: dict[tuple[object, ...], QPixmap] = {}
        """Small pictures in the colours of the moment; see `paint.stamped`."""

    @property
    def dark(self) -> bool:
        """Whether the dark theme is on."""
        return self.tokens.name == "dark"

    def px(self, size: float) -> int:
        """`size` px of the design at the chosen text size."""
        return round(size * self.scale)

    def color(self, token: str) -> QColor:
        """The colour of a token, such as `accent_soft`."""
        found = self._colours.get(token)
        if found is None:
            found = self._colours[token] = QColor(getattr(self.tokens, token))
        return found

    def avatar(self, index: int) -> tuple[QColor, QColor]:
        """(background, letters) of one of the avatar hues; any whole number picks one."""
        back, letters = self.tokens.avatars[index % len(self.tokens.avatars)]
        return QColor(back), QColor(letters)

    def font(self, role: str) -> QFont:
        """The font of a role of text; see `typography.ROLES`."""
        found = self._fonts.get(role)
        if found is None:
            spec = typography.ROLES[role]
            found = QFont(self.families(voice=spec.voice))
            found.setPixelSize(self.px(spec.px))
            found.setWeight(QFont.Weight(spec.weight))
            found.setLetterSpacing(QFont.SpacingType.PercentageSpacing, spec.tracking)
            self._fonts[role] = found
        return found

    def families(self, *, voice: bool = False) -> list[str]:
        """The faces to try in turn, for interface text or for a person's words."""
        if voice:
            return [typography.VOICE, *typography.VOICE_FALLBACKS]
        first = typography.READING if self.reading_font else typography.INTERFACE
        return [first, *typography.FALLBACKS]

    def set_look(self, tokens: Tokens, scale: float, *, reading_font: bool) -> None:
        """Take other colours or sizes and tell everybody who draws."""
        resized = scale != self.scale or reading_font != self.reading_font
        if not resized and tokens == self.tokens:
            return
        self.tokens, self.scale, self.reading_font = tokens, scale, reading_font
        self._colours.clear()
        self._fonts.clear()
        self.stamps.clear()
        self.changed.emit()
        if resized:
            self.rescaled.emit()


def tokens_for(app: QApplication, choice: str) -> Tokens:
    """The tokens for a choice of `system`, `light` or `dark`, at the contrast that the system asks for."""
    hints = app.styleHints()
    dark = choice == "dark" or (choice == "system" and hints.colorScheme() == Qt.ColorScheme.Dark)
    tokens = DARK if dark else LIGHT
    accessibility = getattr(hints, "accessibility", None)  # Qt 6.10 and later know the system's contrast
    if accessibility is None:
        return tokens
    strong = accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
    return high_contrast(tokens) if strong else tokens


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Put the theme on the application: palette, font and the one style sheet. The style is Fusion (`QT_STYLE`).

    Called before the first widget is made and again after each change; the palette change makes Qt
    repaint every widget.
    """
    app.setPalette(palette_of(theme.tokens))
    app.setFont(theme.font("body"))
    app.setStyleSheet(style_sheet(theme))


def palette_of(tokens: Tokens) -> QPalette:
    """A full palette, so that native parts and delegates agree with the style sheet."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: tokens.paper,
        QPalette.ColorRole.WindowText: tokens.ink,
        QPalette.ColorRole.Base: tokens.surface,
        QPalette.ColorRole.AlternateBase: tokens.sunken,
        QPalette.ColorRole.Text: tokens.ink,
        QPalette.ColorRole.PlaceholderText: tokens.ink3,
        QPalette.ColorRole.Button: tokens.surface,
        QPalette.ColorRole.ButtonText: tokens.ink,
        QPalette.ColorRole.BrightText: tokens.on_accent,
        QPalette.ColorRole.Highlight: tokens.accent,
        QPalette.ColorRole.HighlightedText: tokens.on_accent,
        QPalette.ColorRole.Accent: tokens.accent,
        QPalette.ColorRole.Link: tokens.accent,
        QPalette.ColorRole.LinkVisited: tokens.accent_ink,
        QPalette.ColorRole.ToolTipBase: tokens.ink,
        QPalette.ColorRole.ToolTipText: tokens.paper,
        QPalette.ColorRole.Light: tokens.surface,
        QPalette.ColorRole.Midlight: tokens.sunken,
        QPalette.ColorRole.Mid: tokens.line,
        QPalette.ColorRole.Dark: tokens.line_strong,
        QPalette.ColorRole.Shadow: tokens.shade,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    off = QPalette.ColorGroup.Disabled
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(off, role, QColor(tokens.ink3))
    for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Button, QPalette.ColorRole.Highlight):
        palette.setColor(off, role, QColor(tokens.sunken))
    palette.setColor(off, QPalette.ColorRole.HighlightedText, QColor(tokens.ink3))
    return palette


def style_sheet(theme: Theme) -> str:
    """The one style sheet, filled with the theme's colours and with sizes in px at its text scale."""
    values: dict[str, object] = {
        name: value for name, value in theme.tokens._asdict().items() if isinstance(value, str)
    }
    values.update({f"p{size}": theme.px(size) for size in range(1, 57)})
    values.update(SELECTORS)
    values["ring"] = theme.tokens.focus_width
    values["voices"] = _quoted(theme.families(voice=True))
    return "".join([Template(SHEET).substitute(values), *_label_rules(theme)])


def _label_rules(theme: Theme) -> list[str]:
    """One rule a role of text, then one a tone, which comes last so that it wins."""
    roles = [
        f'QLabel[role="{name}"] {{ font-family: {_quoted(theme.families(voice=role.voice))};'
        f" font-size: {theme.px(role.px)}px; font-weight: {role.weight};"
        f" color: {getattr(theme.tokens, role.colour)}; }}\n"
        for name, role in typography.ROLES.items()
    ]
    tones = [f'QLabel[tone="{tone}"] {{ color: {getattr(theme.tokens, tone)}; }}\n' for tone in TONES]
    return roles + tones


def _quoted(families: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in families)
