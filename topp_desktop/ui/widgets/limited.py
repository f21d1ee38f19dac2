"""How much a field takes: whatever comes in is tidied, and cut once where the field is full."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

_JOINER = "\u200d"
_JOINED = frozenset((_JOINER, "\ufe0e", "\ufe0f", *map(chr, range(0x1F3FB, 0x1F400))))
"""What belongs to the sign before it: joiners, ways of drawing it, colours of skin."""


def tidied(text: str, *, lines: bool) -> str:
    """A text without signs that nobody sees and no file carries; in one line unless `lines`."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    text = text.replace("\u2029", "\n").replace("\t", " ")
    if not lines:
        text = text.strip("\n").replace("\n", " ")
    kept = {sign for sign in set(text) if sign == "\n" or not _unseen(sign)}
    return "".join(sign for sign in text if sign in kept)


def _unseen(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cs") or ord(sign) & 0xFFFE == 0xFFFE


def beginning(text: str, room: int) -> str:
    """As much of a text as has room; never a part of one sign."""
    end = max(0, room)
    if end >= len(text):
        return text
    while end and (
        text[end] in _JOINED or unicodedata.combining(text[end]) or text[end - 1] == _JOINER
    ):
        end -= 1
    return text[:end]


class Limited:
    """Beside a field of Qt in the bases of one that knows `longest`, in characters."""

    longest: int
    lines: bool
    counted = True
    """False: how much there is concerns nobody but the writer."""
    if TYPE_CHECKING:
        shortened: SignalInstance

    def content(self) -> str:
        """What stands in the field."""
        raise NotImplementedError

    def selected(self) -> str:
        """What goes away when something comes in."""
        raise NotImplementedError

    def bring_in(self, text: str, insert: Callable[[str], None]) -> None:
        """Inserts what of a text has room; tells by `shortened` where it is not all."""
        whole = tidied(text, lines=self.lines)
        taken = beginning(whole, self._room())
        insert(taken)
        if len(taken) < len(whole):
            self.shortened.emit(len(taken), len(whole))

    def _refuses(self, event: QKeyEvent) -> bool:
        """Whether a key would write where there is no room."""
        typed = event.text()
        writes = typed.isprintable() or (self.lines and typed in "\r\n")
        return bool(typed) and writes and len(typed) > self._room()

    def _room(self) -> int:
        return self.longest - len(self.content()) + len(self.selected())
