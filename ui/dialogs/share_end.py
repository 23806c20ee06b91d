"""Ending: no longer sharing with somebody, and leaving a share. Each says plainly what stays where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.domain.shares import Role, ShareState
from ui import sharing_words
from ui.dialogs.frame import DialogFrame
from ui.widgets.bidi import isolate
from ui.widgets.text import Paragraph

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from learnerplan.domain.shares import Member, Share
    from learnerplan.storage.store import Store
    from ui.context import Context


class _EndDialog(DialogFrame):
    """Sentences and one button; Enter alone does not end anything."""

    def __init__(
        self, ctx: Context, title: str, primary: str, told: tuple[str, ...], done: str, parent: QWidget
    ) -> None:
        super().__init__(ctx, title, primary, parent, width=520)
        self.form.hide()
        self._done = done
        for sentence in told:
            self.body.addWidget(Paragraph(sentence))
        self.primary.setDefault(False)
        self.primary.setAutoDefault(False)
        self.cancel.setDefault(True)
        self.cancel.setFocus()

    def keep(self) -> None:
        """End it."""
        if self.write(self.end, self._done):
            self.ctx.sharing.changed.emit()
            self.ctx.sharing.ask()
            self.accept()

    def end(self, store: Store) -> None:
        """Do what the button says."""
        raise NotImplementedError


class ShareRevokeDialog(_EndDialog):
    """No longer sharing with somebody, from now on."""

    def __init__(self, ctx: Context, share: Share, member: Member, parent: QWidget) -> None:
        name = isolate(sharing_words.called(member.name))
        super().__init__(
            ctx,
            f"Stop sharing {isolate(share.name)} with {name}?",
            "Stop sharing",
            (
                "What they have, they keep. Nobody can call back what was copied to another computer.",
                f"From now on nothing new can be read by {name}, and nothing that comes from there is taken in. "
                "The others notice nothing.",
            ),
            f"Nothing new goes to {name}. What is there already stays there",
            parent,
        )
        self._share, self._member = share, member

    def end(self, store: Store) -> None:
        """Revoke the member's device."""
        from learnerplan.services import share_members

        share_members.revoke(store, self._share.id, self._member.device)


class ShareLeaveDialog(_EndDialog):
    """Leaving a share, giving up waiting, or taking one that is over from the list."""

    def __init__(self, ctx: Context, share: Share, parent: QWidget) -> None:
        name = isolate(share.name)
        title, primary, told, done = _words(share, name)
        super().__init__(ctx, title, primary, told, done, parent)
        self._share = share

    def end(self, store: Store) -> None:
        """Leave."""
        from learnerplan.services import shares

        shares.leave(store, self._share.id)


def _words(share: Share, name: str) -> tuple[str, str, tuple[str, ...], str]:
    stays = "What is here stays here, and you go on working with it."
    told: tuple[str, ...]
    if share.state is ShareState.ASKING:
        told = ("Your request is taken back. To ask again, you need a new code.",)
        return f"Stop waiting for {name}?", "Stop waiting", told, "The request is taken back"
    if share.state is not ShareState.ON:
        return f"Take {name} from the list?", "Take it away", (stays,), f"{name} is off the list"
    if share.role is Role.OWNER:
        told = (
            f"{stays} What the others have, they keep as well.",
            "Nobody gets anything new, and nobody can be let in any more: you are the one who lets people in.",
        )
        return f"Stop sharing {name}?", "Stop sharing", told, f"{name} is not shared any more"
    told = (stays, "Nothing new comes to you, and nothing of yours goes to the others. They keep what they have.")
    return f"Leave {name}?", "Leave", told, f"You left {name}"
