"""Look for the system's libraries that Qt needs on Linux; install them where that is allowed, else name them.

Wheels bring Qt itself but not the libraries of the desktop that it talks to. A desktop has them all; a bare server or
a new test machine has not. Run without arguments for the window, with `--bench` for what the measurements need too.
"""

from __future__ import annotations

import ctypes.util
import os
import shutil
import subprocess
import sys

LIBRARIES = {
    "EGL": "libegl1",
    "GL": "libgl1",
    "xkbcommon": "libxkbcommon0",
    "xkbcommon-x11": "libxkbcommon-x11-0",
    "dbus-1": "libdbus-1-3",
    "fontconfig": "libfontconfig1",
    "xcb-cursor": "libxcb-cursor0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-keysyms": "libxcb-keysyms1",
    "xcb-image": "libxcb-image0",
    "xcb-render-util": "libxcb-render-util0",
    "xcb-shape": "libxcb-shape0",
    "xcb-xinerama": "libxcb-xinerama0",
}
PROGRAMS = {"Xvfb": "xvfb"}


def missing(bench: bool) -> list[str]:
    """The Debian packages of what is not here."""
    absent = [package for name, package in LIBRARIES.items() if ctypes.util.find_library(name) is None]
    if bench:
        absent += [package for name, package in PROGRAMS.items() if shutil.which(name) is None]
    return absent


def main() -> int:
    """Say or mend what is missing; never fails, since the app itself says what it cannot do."""
    if not sys.platform.startswith("linux"):
        return 0
    absent = missing("--bench" in sys.argv[1:])
    if not absent:
        return 0
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing the system's libraries that Qt needs:", ", ".join(absent))
        quiet = {"stdout": subprocess.DEVNULL, "check": False}
        subprocess.run(["apt-get", "update", "-q"], **quiet)
        subprocess.run(["apt-get", "install", "-y", "-q", "--no-install-recommends", *absent], **quiet)
        absent = missing("--bench" in sys.argv[1:])
    if absent:
        print("Qt needs libraries of the system that are not here. On Debian or Ubuntu:")
        print("    sudo apt-get install " + " ".join(absent))
    return 0


if __name__ == "__main__":
    sys.exit(main())
