"""The bytes behind a large table: the file itself, or a private copy of it in UTF-8 that nobody else can open."""

from __future__ import annotations

import codecs
import hashlib
import io
import tempfile
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

from learnerplan.errors import UserError
from learnerplan.imports.files import encodings, signatures

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

    from learnerplan.progress import Progress

PIECE = 1_000_000
_SAMPLE = 200_000
_LONGEST_LINE = 20
"""Pieces."""


class Source:
    """Text in UTF-8 that can be read from any place. `start` is where it begins, behind a mark.

    `encoding` is how the file itself is written, `digest` its SHA-256. A file that is no UTF-8 is copied as such into a
    temporary file without a name, which goes when it is closed, when the program ends, and when it crashes.
    """

    def __init__(self, path: Path, progress: Progress | None = None) -> None:
        self.path = path
        self.size = path.stat().st_size
        with path.open("rb") as file:
            codec, self.encoding, self.start = encodings.codec_of(file.read(_SAMPLE), path.name)
        self._copy: IO[bytes] | None = None
        self._lock = threading.Lock()
        self.digest, fault = self._look(progress, codec)
        if fault >= 0:
            with path.open("rb") as file:
                file.seek(max(self.start, fault - _SAMPLE // 2))
                codec, self.encoding = encodings.legacy_of(file.read(_SAMPLE))
        if codec != "utf-8":
            self._transcode(codec, progress)
        self.end = self._length()

    def read(self, start: int, length: int) -> bytes:
        """Some of the bytes. Raises `UserError` where the file is gone or cannot be read."""
        if self._copy is not None:
            with self._lock:
                self._copy.seek(start)
                return self._copy.read(length)
        try:
            with self.path.open("rb") as file:
                file.seek(start)
                return file.read(length)
        except OSError as error:
            raise UserError(
                f"“{self.path.name}” can no longer be read: {error.strerror}.", "Choose the file again."
            ) from error

    def lines(self, start: int) -> Iterator[str]:
        """The lines from a place on, with their ends, as the csv module counts them."""
        with io.BufferedReader(_Raw(self, start), PIECE) as buffered:
            # The bytes were looked through; if they are others by now, their digest shows it.
            yield from io.TextIOWrapper(buffered, "utf-8", errors="replace", newline="")

    def _look(self, progress: Progress | None, codec: str) -> tuple[str, int]:
        """The hash of the file, and where it is not the UTF-8 that it seems to be (-1: nowhere)."""
        digest = hashlib.sha256()
        decoder = codecs.getincrementaldecoder("utf-8")()
        place, fault, endless = 0, -1, 0
        with self.path.open("rb") as file:
            while piece := file.read(PIECE):
                digest.update(piece)
                endless = 0 if b"\n" in piece or b"\r" in piece else endless + 1
                if endless >= _LONGEST_LINE:
                    raise signatures.no_table(self.path.name, "one of its lines has no end")
                if codec == "utf-8" and fault < 0:
                    try:
                        decoder.decode(piece)
                    except UnicodeDecodeError:
                        fault = place
                place += len(piece)
                if progress is not None:
                    progress.step(place // PIECE, 4 * self.size // PIECE + 4, f"Reading {self.path.name}")
        if codec == "utf-8" and fault < 0 and decoder.getstate()[0]:
            fault = place
        return digest.hexdigest(), fault

    def _transcode(self, codec: str, progress: Progress | None) -> None:
        self._copy = tempfile.TemporaryFile(prefix="learnerplan-")  # noqa: SIM115 - lives as long as the table
        weakref.finalize(self, self._copy.close)
        for text in encodings.pieces(self._pieces(progress), codec, self.path.name):
            self._copy.write(text.encode("utf-8", "replace"))
        self.start = 0

    def _pieces(self, progress: Progress | None) -> Iterator[bytes]:
        with self.path.open("rb") as file:
            file.seek(self.start)
            while piece := file.read(PIECE):
                if progress is not None:
                    done = (self.size + file.tell()) // PIECE
                    progress.step(done, 4 * self.size // PIECE + 4, f"Reading {self.path.name}")
                yield piece

    def _length(self) -> int:
        if self._copy is not None:
            return self._copy.seek(0, 2)
        return self.size


class _Raw(io.RawIOBase):
    """A source as a stream of bytes."""

    def __init__(self, source: Source, place: int) -> None:
        self._source, self._place = source, place

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        room = memoryview(buffer).cast("B")
        data = self._source.read(self._place, len(room))
        room[: len(data)] = data
        self._place += len(data)
        return len(data)
