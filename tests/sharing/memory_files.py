"""A shared folder in memory that behaves as `RealFiles` does, for tests and for the simulator."""

from __future__ import annotations

from learnerplan.sharing.faults import Damaged, Taken, Unreachable
from learnerplan.sharing.files import MARK, Entry, is_marker
from learnerplan.sharing.layout import MARKER


class MemoryFiles:
    """`held` maps paths to bytes and may be changed from outside, as a carrier would.

    Set `fault` to a reason of `Unreachable` and every call meets it ("read_only" and "full" only those that write).
    """

    def __init__(self, held: dict[str, bytes] | None = None) -> None:
        self.held: dict[str, bytes] = {} if held is None else held
        self.fault: str | None = None
        self._times: dict[str, tuple[bytes, int]] = {}
        self._now = 0

    def present(self) -> bool:
        return self.fault in (None, "read_only", "full") and is_marker(self.held.get(MARKER, b""))

    def mark(self, share_id: str) -> None:
        self._meet("", writing=True)
        if not self.present():
            self.write(MARKER, MARK)

    def list(self, folder: str) -> list[Entry]:
        self._meet(folder)
        start = f"{folder}/" if folder else ""
        found = [path for path in self.held if path.startswith(start)]
        return [Entry(path, len(self.held[path]), self._time(path)) for path in sorted(found)]

    def read(self, path: str, cap: int) -> bytes:
        self._meet(path)
        if path not in self.held:
            raise Unreachable("gone", path)
        if len(self.held[path]) > cap:
            raise Damaged("size")
        return self.held[path]

    def write(self, path: str, data: bytes) -> None:
        self._meet(path, writing=True)
        if self.held.get(path, data) != data:
            raise Taken(path)
        self.held[path] = data

    def remove(self, path: str) -> None:
        self._meet(path, writing=True)
        self.held.pop(path, None)

    def _meet(self, path: str, *, writing: bool = False) -> None:
        if self.fault is not None and (writing or self.fault not in ("read_only", "full")):
            raise Unreachable(self.fault, path)

    def _time(self, path: str) -> int:
        # Time goes on by one whenever other bytes are seen under a path.
        data = self.held[path]
        if path not in self._times or self._times[path][0] != data:
            self._now += 1
            self._times[path] = (data, self._now)
        return self._times[path][1]
