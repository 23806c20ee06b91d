"""The windows, in Qt Widgets. The only package that imports PySide6."""
