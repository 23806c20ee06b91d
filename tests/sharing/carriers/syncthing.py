"""Two Syncthing instances that know nobody but each other: loopback only, no discovery, no relays, no reports."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import urllib.error
import urllib.request
import xml.etree.ElementTree as ElementTree
from typing import TYPE_CHECKING, Any

from tests.sharing.carriers.carrier import wait_until

if TYPE_CHECKING:
    from pathlib import Path

_FOLDER = "share"
_OPTIONS = {
    "globalAnnounceEnabled": "false",
    "localAnnounceEnabled": "false",
    "announceLANAddresses": "false",
    "relaysEnabled": "false",
    "natEnabled": "false",
    "startBrowser": "false",
    "setLowPriority": "false",
    "crashReportingEnabled": "false",
    "urAccepted": "-1",
    "autoUpgradeIntervalH": "0",
    "stunKeepaliveStartS": "0",
    "reconnectionIntervalS": "1",
    "stunServer": "",
    "globalAnnounceServer": "",
    "crashReportingURL": "",
    "releasesURL": "",
}


class _Computer:
    """One instance: its home, its folder, its two ports, and the process while it runs."""

    def __init__(self, root: Path, name: str) -> None:
        self.name = name
        self.home, self.folder = root / f"{name}-home", root / name
        (self.folder / ".stfolder").mkdir(parents=True)
        self.port, self.page = _free_port(), _free_port()
        self.environment = {**os.environ, "STNOUPGRADE": "1", "STNODEFAULTFOLDER": "1", "HOME": str(root)}
        self.process: subprocess.Popen[bytes] | None = None
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        self._call("generate", "--no-default-folder", "--skip-port-probing")
        own = ElementTree.parse(self.home / "config.xml").getroot().find("device")
        assert own is not None
        self.id = own.attrib["id"]

    def _call(self, *arguments: str) -> None:
        command = ["syncthing", arguments[0], f"--home={self.home}", *arguments[1:]]
        subprocess.run(command, env=self.environment, check=True, capture_output=True)

    def introduce(self, other: _Computer, watch_delay: int) -> None:
        """Write the settings: both computers, the folder, and nothing that looks beyond this machine."""
        tree = ElementTree.parse(self.home / "config.xml")
        root = tree.getroot()
        options, page = _child(root, "options"), _child(root, "gui")
        for name, value in {**_OPTIONS, "listenAddress": f"tcp://127.0.0.1:{self.port}"}.items():
            for old in options.findall(name):
                options.remove(old)
            ElementTree.SubElement(options, name).text = value
        _child(page, "address").text = f"127.0.0.1:{self.page}"
        _child(page, "apikey").text = self.name
        peer = ElementTree.SubElement(root, "device", id=other.id, name=other.name, compression="never")
        ElementTree.SubElement(peer, "address").text = f"tcp://127.0.0.1:{other.port}"
        shared = ElementTree.SubElement(
            root, "folder", id=_FOLDER, label=_FOLDER, path=str(self.folder), type="sendreceive",
            rescanIntervalS="3600", fsWatcherEnabled="true", fsWatcherDelayS=str(watch_delay), ignorePerms="true",
        )  # fmt: skip
        for one in (self, other):
            ElementTree.SubElement(shared, "device", id=one.id)
        ElementTree.SubElement(shared, "markerName").text = ".stfolder"
        ElementTree.SubElement(shared, "maxConflicts").text = "-1"
        tree.write(self.home / "config.xml")

    def start(self) -> None:
        command = ["syncthing", "serve", f"--home={self.home}", "--no-browser", "--no-restart", "--no-upgrade"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(command, env=self.environment, **quiet)  # type: ignore[call-overload]

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process = None

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()
        self.process = None

    def ask(self, path: str, *, post: bool = False) -> Any:
        """What the instance answers; `None` while it is not up yet."""
        url = f"http://127.0.0.1:{self.page}/rest/{path}"
        request = urllib.request.Request(url, data=b"" if post else None, headers={"X-API-Key": self.name})
        try:
            with self._opener.open(request, timeout=10) as answer:
                return json.loads(answer.read() or b"null")
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return None

    def sees(self, other: _Computer) -> bool:
        told = self.ask("system/connections")
        return bool(told and told["connections"].get(other.id, {}).get("connected"))

    def has_given(self, other: _Computer) -> bool:
        """Whether the other has all that this one knows of, as this one was told by it."""
        told = self.ask(f"db/completion?folder={_FOLDER}&device={other.id}")
        own = self.ask(f"db/status?folder={_FOLDER}")
        return bool(told and own) and told["completion"] == 100 and own["state"] == "idle" and not own["needTotalItems"]


class Syncthings:
    """The pair. `close` ends both processes, which are the only ones that it knows."""

    def __init__(self, root: Path, *, watch_delay: int = 1) -> None:
        self.first, self.second = _Computer(root, "first"), _Computer(root, "second")
        self.first.introduce(self.second, watch_delay)
        self.second.introduce(self.first, watch_delay)
        self.first.start()
        self.second.start()
        try:
            self.wait_for_each_other()
        except BaseException:
            self.close()
            raise

    @property
    def sides(self) -> tuple[Path, Path]:
        return self.first.folder, self.second.folder

    def wait_for_each_other(self) -> None:
        wait_until(lambda: self.first.sees(self.second) and self.second.sees(self.first), 60, every=0.1)

    def carry(self) -> None:
        """Have both look at their folders now, and wait until each has what the other has."""
        for computer in (self.first, self.second):
            computer.ask(f"db/scan?folder={_FOLDER}", post=True)
        wait_until(lambda: self.first.has_given(self.second) and self.second.has_given(self.first), 60)

    def close(self) -> None:
        self.first.stop()
        self.second.stop()


def missing() -> str | None:
    """Why there can be no pair here."""
    return None if shutil.which("syncthing") else "syncthing is not installed (Debian: apt-get install syncthing)"


def _child(parent: ElementTree.Element, name: str) -> ElementTree.Element:
    found = parent.find(name)
    return ElementTree.SubElement(parent, name) if found is None else found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
