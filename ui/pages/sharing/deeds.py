"""What can be done on the page of sharing: dialogs, decisions, rounds, and copies on a stick."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication

from learnerplan.domain.shares import Role, ShareState
from ui import operations, sharing_words
from ui.widgets.bidi import isolate
from ui.widgets.menu_button import Choice as MenuChoice

if TYPE_CHECKING:
    from learnerplan.domain.shares import Choice, Health, JoinRequest, Member, Share
    from learnerplan.progress import Progress
    from learnerplan.services.share_places import Copied
    from learnerplan.storage.store import Store
    from ui.context import Context
    from ui.widgets.page_frame import PageFrame


class Deeds(QObject):
    """Acts on the share that the page shows, which `show_share` has put here."""

    look_at = Signal(str)
    """The id of a share that the page is to show."""

    def __init__(self, ctx: Context, page: PageFrame) -> None:
        super().__init__(page)
        self._ctx, self._page = ctx, page
        self._share: Share | None = None
        self._supports = False
        self.asked = False
        """Whether somebody waits for the round that is under way or comes next."""

    def show_share(self, health: Health | None) -> None:
        """Act on this share from now on."""
        self._share = health.share if health is not None else None
        self._supports = health is not None and any(one.me and one.restricted for one in health.members)

    def choices(self) -> list[MenuChoice]:
        """The lines of the page's menu."""
        share = self._share
        held = [
            MenuChoice("Share something else…", self.share, "share-2"),
            MenuChoice("Join with a code…", self.join, "key-round"),
        ]
        if share is None:
            return held
        held += [
            MenuChoice("Show the shared folder", self.show_folder, "folder-open", rule=True),
            MenuChoice("The folder has moved…", self.move, "folder-symlink"),
        ]
        if share.state in {ShareState.ON, ShareState.ASKING}:
            words = "Leave this share…" if share.role is not Role.OWNER else "Stop sharing this…"
            held.append(MenuChoice(words, self.leave, "log-out", rule=True))
        return held

    def share(self) -> None:
        """Open the dialog that shares something."""
        from ui.dialogs.share_start import ShareStartDialog

        dialog = ShareStartDialog(self._ctx, self._page)
        dialog.made.connect(self._made)
        dialog.open()

    def join(self) -> None:
        """Open the dialog that joins by a code."""
        from ui.dialogs.share_join import ShareJoinDialog

        dialog = ShareJoinDialog(self._ctx, self._page)
        dialog.joined.connect(self._joined)
        dialog.open()

    @Slot()
    def invite(self) -> None:
        """Open the dialog that invites somebody."""
        if self._share is not None:
            self._invite_to(self._share, supports=self._supports)

    @Slot(object)
    def admit(self, request: JoinRequest) -> None:
        """Open the comparison of words with somebody who asks to come in."""
        from ui.dialogs.share_admit import ShareAdmitDialog

        ShareAdmitDialog(self._ctx, request, self._page).open()

    @Slot(object)
    def change(self, member: Member) -> None:
        """Open the dialog that says what somebody may do from now on."""
        from ui.dialogs.share_rights import ShareRightsDialog

        share = self._share
        if share is not None:
            ShareRightsDialog(self._ctx, share, member, self._page, supports=self._supports).open()

    @Slot(object)
    def revoke(self, member: Member) -> None:
        """Ask before somebody is let out."""
        from ui.dialogs.share_end import ShareRevokeDialog

        share = self._share
        if share is not None:
            ShareRevokeDialog(self._ctx, share, member, self._page).open()

    @Slot()
    def leave(self) -> None:
        """Ask before the share is left; one that is over already is only taken from the list."""
        from ui.dialogs.share_end import ShareLeaveDialog

        share = self._share
        if share is not None:
            ShareLeaveDialog(self._ctx, share, self._page).open()

    @Slot()
    def move(self) -> None:
        """Open the dialog that says where the folder is now."""
        from ui.dialogs.share_moved import ShareMovedDialog

        share = self._share
        if share is not None:
            ShareMovedDialog(self._ctx, share, self._page).open()

    def show_log(self) -> None:
        """Open the whole disclosure log."""
        from ui.dialogs.disclosure_log import DisclosureLog

        DisclosureLog(self._ctx, self._page).open()

    def show_folder(self) -> None:
        """Show the shared folder in the system's way."""
        share = self._share
        if share is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(share.folder))

    def sync(self) -> None:
        """Ask for a round; what came of it is said, since somebody asked."""
        self.asked = True
        self._ctx.sharing.ask()

    def round_ended(self, reports: object) -> None:
        """Say what came of a round that somebody asked for."""
        if not self.asked:
            return
        self.asked = False
        if isinstance(reports, list):
            self._ctx.toast(sharing_words.round_told(reports))
        elif self._ctx.sharing.problem:
            self._ctx.toast(self._ctx.sharing.problem)

    @Slot(object, str, int)
    def decide(self, choice: Choice, deed: str, number: int) -> None:
        """Keep one value, both, or the text of both sides; undo takes it back like any other change."""
        from learnerplan.services import share_choices

        def work(store: Store) -> bool:
            if deed == "pick":
                share_choices.pick(store, choice, number)
            elif deed == "both":
                share_choices.keep_both(store, choice)
            else:
                share_choices.keep_merged(store, choice)
            return True

        kept = "Both versions are kept" if deed != "pick" else "Kept. The other version stays in the history"
        operations.perform(self._ctx, work, parent=self._page, toast=kept)
        self._ctx.sharing.changed.emit()

    @Slot(object, str)
    @Slot(str)
    def seen(self, kind: str) -> None:
        """Note that a problem which only needs to be known is known now."""
        from learnerplan.services import share_health

        share = self._share
        if share is not None:
            operations.perform(
                self._ctx, lambda store: share_health.seen(store, share.id, kind), parent=self._page, undo=False
            )
            self._ctx.sharing.changed.emit()

    def ask(self, choice: Choice, who: str) -> None:
        """Copy a polite question for a colleague."""
        share = self._share
        if share is None:
            return
        name = sharing_words.called(who)
        text = sharing_words.question(share, choice.where, choice.title if choice.learner_id else "", name)
        QGuiApplication.clipboard().setText(text)
        self._ctx.toast(f"A question for {isolate(name)} is copied. Paste it wherever you write to each other.")

    def copy_to_stick(self) -> None:
        """Ask for the stick, and carry both ways between it and the shared folder."""
        from PySide6.QtWidgets import QFileDialog

        chosen = QFileDialog.getExistingDirectory(self._page, "Choose the USB stick, or a folder on it")
        if chosen:
            self.copy_to(Path(chosen))

    def copy_to(self, place: Path) -> None:
        """Carry between the shared folder and `place`, with a bar."""
        share = self._share
        if share is None:
            return

        def work(progress: Progress) -> Copied:
            from learnerplan.services import share_places

            return share_places.carry(Path(share.folder), place, progress)

        operations.LongWork(self._ctx, "Copying to the stick", work, host=self._page.work_place, done=self._copied)

    def _copied(self, copied: Copied) -> None:
        self._ctx.toast(sharing_words.copied_told(copied.out, copied.back))
        if copied.back:
            self._ctx.sharing.ask()

    @Slot(object, bool)
    def _made(self, share: Share, supports: bool) -> None:
        """A share of one is of no use: go on to the invitation."""
        self.look_at.emit(share.id)
        self._ctx.sharing.ask()
        self._invite_to(share, supports=supports)

    @Slot(object)
    def _joined(self, share: Share) -> None:
        self.look_at.emit(share.id)
        self._ctx.sharing.ask()

    def _invite_to(self, share: Share, *, supports: bool) -> None:
        from ui.dialogs.share_invite import ShareInviteDialog

        ShareInviteDialog(self._ctx, share, self._page, supports=supports).open()
