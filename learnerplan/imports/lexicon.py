"""The meanings that a column of a file can have, and the words by which school systems call them."""

from __future__ import annotations

import re

from learnerplan.imports.folding import fold

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def header_key(header: str) -> str:
    """A header for comparing: "birthDate", "Birth_Date" and " BIRTH DATE:" are one."""
    return fold(_CAMEL.sub(" ", header))
