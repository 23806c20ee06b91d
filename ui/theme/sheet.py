"""The one style sheet. It draws shapes by property (role, kind, card, tone); `theme.py` fills in the values.

$pN is N px at the chosen text scale. Controls that need more than Qt's style sheets offer (an outer
focus ring, an icon beside text, a dashed edge with round corners) paint themselves in `ui/widgets`.
"""

SHEET = """
QMainWindow, QDialog { background: $paper; }
QLabel { background: transparent; }
QScrollArea, QScrollArea > #qt_scrollarea_viewport, QStackedWidget, QWidget[area="scrolled"] {
  background: transparent; border: none; }
QWidget[area="sidebar"] { background: $sidebar; }
QFrame[area="strip"] { background: $accent_soft; }
QFrame[line="h"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[line="v"] { background: $line; border: none; max-width: 1px; min-width: 1px; }

QFrame[card="plain"] { background: $surface; border: 1px solid $line; border-radius: ${p12}px; }
QFrame[card="quiet"] { background: $sunken; border: none; border-radius: ${p12}px; }
QFrame[card="voice"] { background: $voice; border: 1px solid $voice_line; border-radius: ${p12}px; }
QFrame[card="dark"] { background: $ink; border: none; border-radius: ${p12}px; }
QFrame[card="drawer"] { background: $surface; border: 1px solid $line; }
QFrame[card="overlay"] { background: $surface; border: 1px solid $line; border-radius: ${p12}px; }
QFrame[card="banner"] { background: $warn_soft; border: none; border-radius: ${p12}px; }
QFrame[card="banner"][tone="info"] { background: $accent_soft; }
QFrame[card="banner"][tone="ok"] { background: $ok_soft; }
QFrame[card="banner"][tone="bad"] { background: $bad_soft; }
QFrame[card="banner"][tone="none"] { background: $sunken; }

$fields {
  background: $surface; color: $ink; border: 1px solid $line_strong; border-radius: ${p8}px;
  padding: 1px ${p12}px; selection-background-color: $accent; selection-color: $on_accent;
  placeholder-text-color: $ink3;
  font-size: ${p14}px; }
$lines { min-height: ${p36}px; }
QLineEdit[small="true"], QComboBox[small="true"] { min-height: ${p28}px; font-size: ${p13}px; }
QTextEdit, QPlainTextEdit { padding: ${p8}px ${p10}px; }
$fields_focus, QComboBox:on {
  border: ${ring}px solid $focus; padding: 0 ${p11}px; }
$fields_bad { border: ${ring}px solid $bad; padding: 0 ${p11}px; }
QTextEdit:focus, QPlainTextEdit:focus, QTextEdit[tone="bad"], QPlainTextEdit[tone="bad"] {
  padding: ${p7}px ${p9}px; }
$fields_disabled { background: $sunken; color: $ink3; border: 1px solid $sunken; }
QLineEdit[bare="true"] {
  min-height: ${p28}px; border: none; background: transparent; padding: 0; font-size: ${p18}px; font-weight: 600; }
QTextEdit[voice="true"], QPlainTextEdit[voice="true"] {
  font-family: $voices; font-size: ${p16}px; color: $voice_ink; background: $voice; }
QTextEdit[private="true"], QPlainTextEdit[private="true"] { background: $sunken; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: ${p32}px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: none; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $line; outline: none;
  padding: ${p4}px; selection-background-color: $accent_soft; selection-color: $accent_ink; }
QComboBox QAbstractItemView::item {
  min-height: ${p32}px; padding: 0 ${p8}px; border-radius: ${p6}px; }

QTableView, QListView, QTreeView { background: $surface; border: none; outline: none;
  gridline-color: transparent; selection-background-color: $accent_soft; selection-color: $ink; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $ink2; border: none; border-bottom: 1px solid $line;
  font-size: ${p12}px; font-weight: 600; padding: 0 ${p8}px; min-height: ${p40}px; }
QTableCornerButton::section { background: $surface; border: none; }

QMenuBar { background: $sidebar; color: $ink2; font-size: ${p13}px; }
QMenuBar::item { padding: ${p4}px ${p10}px; border-radius: ${p6}px; background: transparent; }
QMenuBar::item:selected { background: $accent_soft; color: $accent_ink; }
QMenu { background: $surface; color: $ink; border: 1px solid $line; border-radius: ${p8}px;
  padding: ${p6}px; font-size: ${p14}px; }
QMenu::item { padding: ${p6}px ${p24}px ${p6}px ${p10}px; border-radius: ${p6}px;
  min-height: ${p20}px; }
QMenu::item:selected { background: $accent_soft; color: $accent_ink; }
QMenu::item:disabled { color: $ink3; }
QMenu::separator { height: 1px; background: $line; margin: ${p6}px ${p8}px; }
QMenu::icon { padding-left: ${p8}px; }
QToolTip { background: $ink; color: $paper; border: none; padding: ${p4}px ${p8}px; font-size: ${p12}px; }

QScrollBar:vertical { background: transparent; width: ${p12}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${p12}px; margin: 0; }
QScrollBar::handle { background: $line_strong; border-radius: ${p2}px; margin: ${p4}px; }
QScrollBar::handle:vertical { min-height: ${p32}px; }
QScrollBar::handle:horizontal { min-width: ${p32}px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
  background: none; border: none; width: 0; height: 0; }
QSplitter::handle { background: transparent; }
"""

LINES = ("QLineEdit", "QComboBox", "QDateEdit", "QSpinBox", "QDoubleSpinBox", "QTimeEdit")
FIELDS = (*LINES, "QTextEdit", "QPlainTextEdit")
SELECTORS = {
    "lines": ", ".join(LINES),
    "fields": ", ".join(FIELDS),
    "fields_focus": ", ".join(f"{name}:focus" for name in FIELDS),
    "fields_bad": ", ".join(f'{name}[tone="bad"]' for name in FIELDS),
    "fields_disabled": ", ".join(f"{name}:disabled" for name in FIELDS),
}
"""The lists of kinds of field, written out once."""

TONES = (
    *("ink", "ink2", "ink3", "accent", "accent_ink", "ok", "warn", "bad", "none"),
    *("voice_ink", "paper", "on_accent"),
)
"""Colour tokens that a label may take by its `tone` property instead of its role's own colour."""
