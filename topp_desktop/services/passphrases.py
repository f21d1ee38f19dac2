"""What is said beside a field in which a new passphrase is typed."""

from __future__ import annotations

from topp_desktop.domain.errors import UserError
from topp_desktop.domain.passphrases import check_passphrase
from topp_desktop.foundation.i18n import Translator


def advice(passphrase: str, words: Translator) -> str:
    """What has to be otherwise; "" for a passphrase that can be taken."""
    try:
        check_passphrase(passphrase)
    except UserError as fault:
        return advice_on(fault, words)
    return ""


def advice_on(fault: UserError, words: Translator) -> str:
    """The same for a passphrase that was refused; "" for any other fault."""
    if fault.code == "passphrase-too-short":
        told = words.gettext("Use {n} characters or more")
        return told.format(n=fault.params["minimum"])
    if fault.code == "passphrase-common":
        return words.gettext("It is among the first that others try; use four or five words")
    return ""
