"""`python -m learnerplan`: the command line alone. The installed command `learnerplan` opens the window as well."""

from __future__ import annotations

import sys

from learnerplan.cli import main

sys.exit(main())
