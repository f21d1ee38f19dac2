"""What a command is made of."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass

from topp_desktop.cli.console import Console
from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.program import Program

Run = Callable[[Program, Namespace, Console], int]
Configure = Callable[[ArgumentParser, Translator], None]


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, one English sentence (marked N_), its arguments, and what it does.

    `parts` are sub-commands; a command with parts does nothing by itself.
    """

    name: str
    summary: str
    configure: Configure | None = None
    run: Run | None = None
    parts: tuple[Command, ...] = ()
