"""The subcommands of `learnerplan`, a file for each kind of work; `learnerplan.cli` finds them by name."""
