"""Before an institution is invited a second time under the same name: what is meant?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal

from topp_desktop.domain.assessment import Institution
from topp_desktop.foundation.text import fold
from topp_desktop.services.secretariat.inbox import Invitee
from topp_desktop.services.secretariat.office import Office
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import Button, Card, Notice, Text
from topp_desktop.ui.widgets.flow import FlowBox


def invited_before(
    institutions: Sequence[Institution], invitations: Sequence[Invitee]
) -> dict[int, Invitee]:
    """Place in the list → the invitation of the same name and country that was written before;
    whoever comes with an identifier is meant to be invited again."""
    known = {(fold(one.name), one.country): one for one in invitations}
    return {
        n: known[key]
        for n, one in enumerate(institutions)
        if not one.id and (key := (fold(one.name), one.country)) in known
    }


class TwiceCard(Card):
    """`chosen` carries (institutions, folder): whom to invite after all."""

    chosen = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=10)
        self._desk = desk
        self._all: Sequence[Institution] = ()
        self._known: Mapping[int, Invitee] = {}
        self._folder = Path()
        self._text = Text()
        self._same = Notice(state="attention")
        self.again = Button("", self._again, kind="primary")
        self.only_new = Button("", self._only_new)
        self.as_new = Button("", self._as_new)
        self.cancel = Button("", self.hide, kind="link")
        buttons = FlowBox(spacing=10)
        for button in (self.again, self.only_new, self.as_new, self.cancel):
            buttons.add(button)
        self.add(self._text, self._same, buttons)

    def ask(
        self, institutions: Sequence[Institution], known: Mapping[int, Invitee], folder: Path
    ) -> None:
        """Shows who was invited before, and what can be done."""
        words = self._desk.words
        self._all, self._known, self._folder = institutions, known, folder
        first, n = next(iter(known.values())), len(known)
        if n == 1:
            self.set_title(
                words.gettext("{name} was invited on {date} already").format(
                    name=first.name, date=words.date(first.invited.astimezone())
                )
            )
        else:
            self.set_title(
                words.ngettext(
                    "{n} institution was invited already",
                    "{n} institutions were invited already",
                    n,
                ).format(n=words.number(n))
            )
        names = [one.name for one in known.values()]
        shown = names if n <= 5 else [*names[:5], words.gettext("and others")]
        self._text.setVisible(n > 1)
        self._text.setText(words.join(shown))
        who = Institution(first.name, first.country, first.level, first.type, first.id)
        advice = [
            words.gettext(
                "The file of then is still good: send it once more. It is called {file}."
            ).format(file=Office.file_name(who))
            if n == 1
            else words.gettext("The files of then are still good: send them once more."),
            words.gettext(
                "If it cannot be found, another invitation can be written for the same "
                "institution; what comes from either counts as one. Invited as new, it would stand "
                "in the list twice and be counted twice."
            ),
        ]
        self._same.text.setText(" ".join(advice))
        self.again.set_text(
            words.ngettext(
                "Another invitation for the same institution",
                "Other invitations for the same institutions",
                n,
            )
        )
        left = len(institutions) - n
        self.only_new.setVisible(left > 0)
        self.only_new.set_text(
            words.ngettext("Invite only the new one", "Invite only the {n} new ones", left).format(
                n=words.number(left)
            )
        )
        self.as_new.set_text(words.gettext("It is a different institution: invite it as new"))
        self.as_new.setVisible(n == 1)
        self.cancel.set_text(words.gettext("Do not invite"))
        self.show()
        self.again.setFocus()

    def _again(self) -> None:
        institutions = [
            replace(one, id=self._known[n].id) if n in self._known else one
            for n, one in enumerate(self._all)
        ]
        self.chosen.emit(institutions, self._folder)

    def _only_new(self) -> None:
        new = [one for n, one in enumerate(self._all) if n not in self._known]
        self.chosen.emit(new, self._folder)

    def _as_new(self) -> None:
        self.chosen.emit(list(self._all), self._folder)
