"""What may be wrong with a shared file or with the folder. Each has a `reason`, a code that texts are chosen by."""

from __future__ import annotations


class FileFault(Exception):
    """A shared file that cannot be taken as it is."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Damaged(FileFault):
    """Torn, changed on its way, or never one of ours; another copy may be whole.

    Reasons: "foreign" (does not begin as our files do), "torn" (its check sum does not fit), "kind" (a file of another
    kind), "header", "size", "packing", "bomb", "content".
    """


class Forged(FileFault):
    """Whole, but not from whom it says, or not with the key that it names. Reasons: "signature", "key"."""


class Newer(FileFault):
    """Made by a later version of Learnerplan; it waits for an update. Reasons: "format", "reader", "entry"."""


class Locked(FileFault):
    """Sealed with a key that is not here, or not yet; it waits for the key. Reason: "epoch"."""


class TooLarge(FileFault):
    """Raised when a file is made, never when one is read: what should go into it must be divided. Reason: "size"."""


class Unreachable(Exception):
    """The folder did not do what was asked.

    `reason` is one of "gone" (not there now), "read_only", "full", "refused" (by the rights, or because something
    that is no plain file stands there) and "busy" (another program holds it; try again).
    """

    def __init__(self, reason: str, path: str = "") -> None:
        super().__init__(f"{reason}: {path}" if path else reason)
        self.reason = reason
        self.path = path


class Taken(Unreachable):
    """A file with other bytes stands under this name already, for instance a torn copy. Write under another name."""

    def __init__(self, path: str) -> None:
        super().__init__("refused", path)
