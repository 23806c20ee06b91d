"""The two kinds of failure: a `UserError` is a sentence for the teacher, everything else is a bug."""


class UserError(Exception):
    """A problem that the person at the screen can mend.

    `message` says what happened and where; `hint` says what to do next. Both are whole sentences
    and hold nothing that must not be shown on a shared screen.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()
