"""Every command of `topp`, one module a family; a call imports the family that it needs."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from topp_desktop.cli.command import Command

_FAMILIES = {
    "demo": "demo",
    "instrument": "instrument",
    "score": "diagnosis",
    "roadmap": "diagnosis",
    "report": "diagnosis",
    "form": "form",
    "identity": "identity",
    "region-pack": "secretariat",
    "invite": "secretariat",
    "send": "institution",
    "open": "institution",
    "confirm": "institution",
    "sent": "institution",
    "renew": "institution",
    "withdraw": "institution",
    "verify": "exchange",
    "receive": "exchange",
    "conflicts": "desk",
    "resolve": "desk",
    "held": "desk",
    "missing": "desk",
    "admit": "desk",
    "revoke": "desk",
    "alias": "desk",
    "receipts": "papers",
    "purge": "papers",
    "ledger": "papers",
    "acts": "papers",
    "digest": "exchange",
    "region": "exchange",
    "study": "study",
}
"""Command → the module whose COMMANDS hold it, in the order of the help."""


def commands(asked: str = "") -> Iterator[Command]:
    """The command that was asked for; all of them where there is none of this name."""
    for name in [asked] if asked in _FAMILIES else _FAMILIES:
        family = import_module(f"{__package__}.{_FAMILIES[name]}")
        yield next(command for command in family.COMMANDS if command.name == name)
