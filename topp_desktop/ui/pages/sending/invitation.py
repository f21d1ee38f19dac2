"""After an invitation was opened: whoever finds its file can read and sign as the institution."""

from __future__ import annotations

from pathlib import Path

from topp_desktop.domain.errors import EnvironmentFault
from topp_desktop.foundation.files import remove_file
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Button, Notice, row


class InvitationNotice(Notice):
    """Offers to delete the file that was opened; shown until something is chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(state="neutral")
        self._desk = desk
        self._path: Path | None = None
        self.delete = Button("", self._delete, small=True)
        self.keep = Button("", self.forget, kind="link", small=True)
        self.body.addLayout(row(self.delete, self.keep))
        desk.language_changed.connect(self._say)
        self.hide()

    def offer(self, path: Path) -> None:
        """This file was opened, and is not needed here any more."""
        self._path = path
        self._say()
        self.show()

    def _say(self) -> None:
        words = self._desk.words
        self.text.setText(
            words.gettext(
                "{name} is not needed on this computer any more. Whoever finds it can read what "
                "your institution sends, and sign as it. Delete it once the other computers of "
                "your institution have opened it too."
            ).format(name=self._path.name if self._path else "")
        )
        self.delete.set_text(words.gettext("Delete the invitation file"))
        self.keep.set_text(words.gettext("Keep it"))

    def forget(self) -> None:
        """Offers nothing."""
        self._path = None
        self.hide()

    def _delete(self) -> None:
        path, desk = self._path, self._desk
        if path is None:
            return

        def delete() -> None:
            try:
                remove_file(path)
            except OSError as fault:
                raise EnvironmentFault("cannot-write", path=str(path)) from fault

        def deleted(_: None) -> None:
            self.forget()
            desk.say(desk.words.gettext("{name} was deleted.").format(name=path.name))

        desk.tasks.write(delete, deleted)
