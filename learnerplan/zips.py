"""What the zipfile module raises for archives that make no sense, break off, or do not fit their checksums."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib

DAMAGED = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    ValueError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    struct.error,
)
"""Damage of the archive itself; errors of the disk (`OSError`) are not among these."""
