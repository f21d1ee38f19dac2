"""A secretariat of the window's program that may publish: its card was typed once."""

from __future__ import annotations

from pathlib import Path

from topp_desktop.foundation.i18n import translator
from topp_desktop.services.program import Program


def found_secretariat(program: Program, name: str, passphrase: str, folder: Path) -> None:
    """Makes the identity, prints the card and rehearses the restore, as a person would."""
    office = program.office
    office.create(name, passphrase)
    folder.mkdir(parents=True, exist_ok=True)
    card = office.write_card(folder / "card.pdf", passphrase, translator("en"))
    office.rehearse("\n".join(card.lines).lower(), passphrase)
