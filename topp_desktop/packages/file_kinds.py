"""Which files in a folder are of the exchange, by what is in them rather than by their names.

Mail and messengers add an ending or take one away; folders hold other files too. Whatever is of
another kind is told by its first bytes, so that a folder of films costs nothing.
"""

from __future__ import annotations

from topp_desktop.domain.exchange import Outcome
from topp_desktop.formats.objects import Refused

CODE_PREFIX = b"code "
"""An invitation file starts with the secret, in the form that can also be typed."""

HEAD = 64
"""Bytes that are looked at."""

_ENDINGS = (".topp", ".topp-region", ".topp-invite")
STUDY_ENDING = ".topp-study"
_OURS = (b"age-encryption.org/v", b"-----BEGIN AGE", b"eyJ", CODE_PREFIX)
_MACOS_NOTE = bytes.fromhex("00051607")
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")
_UNFINISHED = (".part", ".crdownload", ".partial", ".download", ".tmp")


def check_kind(name: str, head: bytes) -> None:
    """Refused as malformed, with what the file seems to be, where it is not of the exchange.

    One that is named like ours is read whatever it begins with: it may be damaged.
    """
    if head.startswith(_MACOS_NOTE):
        raise Refused(Outcome.MALFORMED, "a note that macOS keeps beside a file")
    lower = name.lower()
    if lower.endswith(STUDY_ENDING):
        raise Refused(Outcome.MALFORMED, "a file of a study")
    if head.startswith(_OURS) or lower.endswith(_ENDINGS):
        return
    if lower.endswith(_UNFINISHED):
        raise Refused(Outcome.MALFORMED, "a file that was not finished")
    if head.startswith(_ARCHIVES):
        raise Refused(Outcome.MALFORMED, "an archive; its files have to be taken out first")
    raise Refused(Outcome.MALFORMED, "not a file of this program")
