"""The recovery card of a secretariat, its rehearsal, a restore from it, and new keys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from topp_desktop.domain.errors import UserError
from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.exchange.check_number import check_number
from topp_desktop.services.exchange.ports import (
    Codec,
    IdentityVault,
    ReadLine,
    SecretariatKeys,
)
from topp_desktop.services.papers import Papers
from topp_desktop.services.ports import Clock
from topp_desktop.services.secretariat.identity import PACK, Secretariat

QR_PREFIX = "TOPP-CARD"


@dataclass(frozen=True, slots=True)
class CardContent:
    """What is printed. lines: seven groups of four characters each; qr: the same, for a camera."""

    name: str
    id: str
    number: str
    lines: tuple[str, ...]
    made: datetime
    words: Translator
    program: str

    @property
    def qr(self) -> str:
        return f"{QR_PREFIX} " + "".join(self.lines).replace("-", "")


@dataclass(frozen=True, slots=True)
class Recovery:
    """Cards, rehearsals and restores of the identity in a folder. app: name and version."""

    vault: IdentityVault
    codec: Codec
    papers: Papers
    clock: Clock
    app: str

    def write_card(
        self, keys: SecretariatKeys, passphrase: str, path: Path, words: Translator
    ) -> CardContent:
        """Writes a new card; every card of these keys stays good. UserError("officer-cannot")."""
        lines = self.vault.card(keys, passphrase)
        number = check_number(keys.root_kid)
        content = CardContent(keys.name, keys.id, number, lines, self.clock(), words, self.app)
        self.papers.write(content, path)
        return content

    def rehearse(self, folder: Path, keys: SecretariatKeys, card: str, passphrase: str) -> datetime:
        """Tries the typed card without changing the identity, and remembers that it worked.

        UserError: card-incomplete, card-slip(line), card-too-new, wrong-passphrase,
        card-of-another.
        """
        found = self.vault.card_root(card, passphrase)
        if found != (keys.id, keys.root_kid):
            raise UserError("card-of-another")
        now = self.clock()
        self.vault.note_rehearsal(folder, keys.root_kid, now)
        return now

    def rehearsed(self, folder: Path, keys: SecretariatKeys) -> datetime | None:
        """When a restore of the present keys was rehearsed; None before the first."""
        return self.vault.rehearsed(folder, keys.root_kid)

    def restore(
        self, folder: Path, card: str, passphrase: str, name: str, pack: Path | None = None
    ) -> SecretariatKeys:
        """Makes the identity of a card again. pack: the last region pack that was published; it
        gives the name, the readers above, and the number to go on from.

        UserError: as `rehearse`, and identity-exists, name-missing, not-a-region-pack.
        """
        last = read_pack(self.codec, pack) if pack is not None else None
        above: list[tuple[str, str]] = []
        if last is not None and last.payload is not None:
            name = str(last.payload["secretariat"]["name"])
            above = [(a["id"], a["name"]) for a in last.payload["audience"][1:]]
        name = " ".join(name.split())
        if not name:
            raise UserError("name-missing")
        if last is not None and pack is not None:
            _, root = self.vault.card_root(card, passphrase)
            if last.kid != root:
                raise UserError("pack-other-root")
        keys = self.vault.restore(folder, card, passphrase, name[:500], above)
        if last is not None:
            Secretariat(self.vault, self.codec, keys, folder, self.clock).keep_pack(last)
        self.vault.note_rehearsal(folder, keys.root_kid, self.clock())
        return keys

    def rotate(self, folder: Path, keys: SecretariatKeys, passphrase: str) -> SecretariatKeys:
        """New keys from now on. Old files still open; the next region pack lists both, and is
        handed over by the old root. A new card has to be printed and rehearsed."""
        return self.vault.rotate(folder, keys, passphrase)


def read_pack(codec: Codec, path: Path, keys: SecretariatKeys | None = None) -> ReadLine:
    """The region pack of a file, under one of the roots of `keys` where they are given.

    UserError: file-not-found, not-a-region-pack, pack-other-root.
    """
    for line in codec.read_open(path).lines:
        if line.typ == PACK and line.found is not None:
            if keys is not None and line.kid not in keys.anchors:
                raise UserError("pack-other-root")
            return line
    raise UserError("not-a-region-pack", path=str(path))
