"""Secrets come from a prompt or from the environment, never from an argument."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

from topp_desktop.domain.errors import EnvironmentFault, UserError
from topp_desktop.foundation.i18n import Translator

IDENTITY = "TOPP_IDENTITY_PASSPHRASE"
_LONGEST = 10_000


def identity_passphrase(words: Translator, *, twice: bool = False) -> str:
    """The passphrase of a secretariat's identity; `twice` where a new one is chosen.

    UserError: passphrase-needed (there is nobody to ask), passphrases-differ.
    """
    given = os.environ.get(IDENTITY)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise UserError("passphrase-needed", variable=IDENTITY)
    passphrase = getpass.getpass(words.gettext("Passphrase of the identity: "))
    if twice and passphrase != getpass.getpass(words.gettext("The same passphrase again: ")):
        raise UserError("passphrases-differ")
    return passphrase


def card_groups(source: str | None, words: Translator) -> str:
    """The groups of a recovery card: from a file, from "-" (what is piped in), or asked for.

    UserError: groups-needed, file-not-found; EnvironmentFault("file-not-readable").
    """
    if source == "-":
        return sys.stdin.read(_LONGEST)
    if source is not None:
        path = Path(source)
        try:
            with path.open(encoding="utf-8", errors="replace") as file:
                return file.read(_LONGEST)
        except FileNotFoundError as fault:
            raise UserError("file-not-found", path=source) from fault
        except OSError as fault:
            raise EnvironmentFault("file-not-readable", path=source) from fault
    if not sys.stdin.isatty():
        raise UserError("groups-needed")
    sys.stderr.write(words.gettext("Groups of the recovery card, an empty line to end:") + "\n")
    lines = []
    while line := sys.stdin.readline().strip():
        lines.append(line)
    return "\n".join(lines)
