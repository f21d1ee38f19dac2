"""Secrets come from a prompt or from the environment, never from an argument."""

from __future__ import annotations

import getpass
import os
import sys

from topp_desktop.domain.errors import UserError
from topp_desktop.foundation.i18n import Translator

IDENTITY = "TOPP_IDENTITY_PASSPHRASE"


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
