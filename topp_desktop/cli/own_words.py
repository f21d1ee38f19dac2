"""What argparse itself says, in the reader's language: usage, headings, faults of the call."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from topp_desktop.foundation.i18n import N_, Translator

MESSAGES = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
    N_("expected %s argument"),
    N_("expected %s arguments"),
    N_("not allowed with argument %s"),
    N_("one of the arguments %s is required"),
    N_("ignored explicit argument %r"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("unknown parser %(parser_name)r (choices: %(choices)s)"),
)
"""As the standard library writes them; what a newer one adds stays English."""

METAVARS = (
    N_("COMMAND"),
    N_("ACTION"),
    N_("FILE"),
    N_("FILE.json"),
    N_("FILE.pdf"),
    N_("FILE.xlsx"),
    N_("OUT"),
    N_("OUT.pdf"),
    N_("OUT.xlsx"),
    N_("FORM"),
    N_("ITEM"),
    N_("SECTION"),
    N_("YYYY-MM-DD"),
    N_("YYYY-S"),
    N_("DIR"),
    N_("PATH"),
    N_("TEXT"),
    N_("NUMBER"),
    N_("VERSION"),
    N_("DIGITS"),
    N_("POSITION"),
    N_("NUMBER=VERSION"),
    N_("ELEMENT=VERSION"),
)
"""What stands for a value in the usage."""


@contextmanager
def argparse_speaks(words: Translator) -> Iterator[None]:
    """argparse asks its own module for words: for this while, those of the reader's language."""
    names = vars(argparse)
    before = names["_"], names["ngettext"]

    def ngettext(one: str, many: str, n: int) -> str:
        return words.gettext(one if n == 1 else many)

    names["_"], names["ngettext"] = words.gettext, ngettext
    try:
        yield
    finally:
        names["_"], names["ngettext"] = before


def name_values(parser: argparse.ArgumentParser, words: Translator) -> None:
    """Puts the values' names of a parser into words."""
    for action in parser._actions:
        if action.metavar in METAVARS:
            action.metavar = words.gettext(str(action.metavar))
