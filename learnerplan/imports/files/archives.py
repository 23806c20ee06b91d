"""Zips are read like folders, in memory: nothing of them is ever written to disk, so no name in them can do harm."""

from __future__ import annotations

import io
import re
import stat
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from learnerplan.errors import UserError
from learnerplan.imports.files.signatures import EMPTY_ZIP, ZIP
from learnerplan.zips import DAMAGED

MOST_MEMBERS = 5_000
MOST_UNPACKED = 200_000_000
"""Bytes of all tables of a zip together. A member that is larger than a file may be is refused by itself."""

BROKEN = (*DAMAGED, OSError)
"""Of bytes in memory, where no disk can fail: bzip2 says so what does not fit."""
_UNREADABLE = (*BROKEN, KeyError, IndexError)
_ENCRYPTED, _UTF8 = 0x1, 0x800
_UNIX = 3
_SEPARATORS = re.compile(r"[\\/]")
_DRIVE = re.compile(r"^[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class Member:
    """A file of a zip. `name` is safe and unique in the zip, with `/` between folders; `written` is what stands there.

    `data` reads it, at most once; it raises `UserError` where it cannot be read or is too large.
    """

    name: str
    written: str
    data: Callable[[], bytes]
    note: str = ""


def names_in(data: bytes) -> tuple[str, ...] | None:
    """The names in a zip, or None where the bytes are none that can be opened."""
    if not data.startswith((ZIP, EMPTY_ZIP)):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return tuple(entry.filename for entry in package.infolist())
    except BROKEN:
        return None


def first_bytes(data: bytes, name: str, most: int) -> bytes:
    """How a file of a zip begins, or nothing where it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, package.open(name) as member:
            return member.read(most)
    except _UNREADABLE:
        return b""


def members(data: bytes, name: str, wanted: Callable[[str], bool], most_bytes: int) -> Iterator[Member]:
    """The files of a zip that are `wanted` by their base name, sorted by name. Folders and what systems add are none.

    `name` is the zip's, for sentences. Raises `UserError` for a zip that is damaged or holds too many or too large
    files: what it says of them, before anything is unpacked, and again what they turn out to be.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except BROKEN as error:
        raise UserError(
            f"“{name}” is damaged: it breaks off or its parts do not fit together.",
            "Download or export it again, then import the new file.",
        ) from error
    with package:
        entries = package.infolist()
        if len(entries) > MOST_MEMBERS:
            raise UserError(
                f"“{name}” holds {len(entries):,} files, far more than an export of a school has.",
                "Unpack it, and import the files that you need.",
            )
        found = [(path, entry) for entry in entries if (path := _path(entry)) and wanted(path[-1])]
        if sum(entry.file_size for _, entry in found) > MOST_UNPACKED:
            raise _bomb(name)
        budget = _Budget(name, most_bytes)
        for shown, path, entry in _named(found):
            written = "/".join(path)
            said = decoded(entry)
            note = "" if _is_plain(said) else f"In the zip it is called “{_readable(said)}”."
            yield Member(shown, written, _reader(package, entry, path[-1], budget), note)


class _Budget:
    """How much the members of one zip may still unpack to, whatever they say of themselves."""

    def __init__(self, name: str, most_bytes: int) -> None:
        self.name, self.most_bytes = name, most_bytes
        self.left = MOST_UNPACKED

    def take(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise _bomb(self.name)


def _reader(package: zipfile.ZipFile, entry: zipfile.ZipInfo, base: str, budget: _Budget) -> Callable[[], bytes]:
    def read() -> bytes:
        where = f"“{base}” in “{budget.name}”"
        if stat.S_ISLNK(entry.external_attr >> 16) and entry.create_system == _UNIX:
            raise UserError(f"{where} is only a link to a file elsewhere.", "Put the file itself into the zip.")
        if entry.flag_bits & _ENCRYPTED:
            raise UserError(f"{where} is protected with a password.", "Unpack the zip, and import the file in it.")
        try:
            with package.open(entry) as member:
                data = member.read(budget.most_bytes + 1)
        except _UNREADABLE as error:
            raise UserError(
                f"{where} is damaged and cannot be read.", "Download or export the zip again, then import that."
            ) from error
        budget.take(len(data))
        if len(data) > budget.most_bytes:
            most = budget.most_bytes // 1_000_000
            raise UserError(
                f"{where} has more than {most} MB. Files of a zip may have up to {most} MB.",
                "Unpack the zip, and import this file by itself.",
            )
        return data

    return read


def _named(
    found: Iterable[tuple[tuple[str, ...], zipfile.ZipInfo]],
) -> Iterator[tuple[str, tuple[str, ...], zipfile.ZipInfo]]:
    """A name of its own for each file, without the folder that all are in; the second of one name is numbered."""
    files = sorted(found, key=lambda each: each[0])
    shared = 0
    if files:
        first, last = files[0][0][:-1], files[-1][0][:-1]
        while shared < min(len(first), len(last)) and first[shared] == last[shared]:
            shared += 1
    used: set[str] = set()
    for path, entry in files:
        plain = PurePosixPath(*path[shared:])
        shown, number = plain, 1
        while str(shown).casefold() in used:
            number += 1
            shown = plain.with_name(f"{plain.stem} ({number}){plain.suffix}")
        used.add(str(shown).casefold())
        yield str(shown), path, entry


def _path(entry: zipfile.ZipInfo) -> tuple[str, ...]:
    """The folders and the name of a file, without drives, `..` and what cannot be seen; empty for what is none."""
    name = decoded(entry)
    if entry.is_dir() or name.endswith(("/", "\\")):
        return ()
    parts = tuple(
        part.replace(":", "_")  # elsewhere in a name it would be a drive
        for each in _SEPARATORS.split(_DRIVE.sub("", name))
        if (part := _readable(each).strip()) and part.strip(".")
    )
    if not parts or parts[0] == "__MACOSX" or parts[-1].startswith((".", "~$")):
        return ()
    return parts


def decoded(entry: zipfile.ZipInfo) -> str:
    """A file's name: many programs write UTF-8 and do not say so; zipfile then reads it by the table of old PCs."""
    if entry.flag_bits & _UTF8:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename


def _is_plain(name: str) -> bool:
    """Whether a name leads nowhere but into the zip."""
    parts = _SEPARATORS.split(name)
    return not (_DRIVE.match(name) or name.startswith(("/", "\\")) or ".." in parts or "\\" in name)


def _readable(text: str) -> str:
    """The text without control characters and marks that turn the direction of writing."""
    return "".join(char for char in text if unicodedata.category(char) not in ("Cc", "Cf", "Cs"))


def _bomb(name: str) -> UserError:
    return UserError(
        f"“{name}” unpacks to more than {MOST_UNPACKED // 1_000_000} MB, far more than a school's export has.",
        "If it is what you expect, unpack it, and import the files that you need one by one.",
    )
