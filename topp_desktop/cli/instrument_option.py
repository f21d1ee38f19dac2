"""`--instrument FILE`: a questionnaire that the program does not have, for this command only."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from topp_desktop.domain.instrument import Instrument
from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.program import Program


def add_instrument_option(parser: ArgumentParser, words: Translator) -> None:
    """Declares the option; `take_instrument` reads it."""
    parser.add_argument(
        "--instrument",
        type=Path,
        metavar="FILE.json",
        help=words.gettext("a questionnaire file, besides those that the program has"),
    )


def take_instrument(program: Program, options: Namespace) -> Instrument | None:
    """Makes the questionnaire known to the library; None where the option was not used."""
    return program.library.open(options.instrument) if options.instrument else None
