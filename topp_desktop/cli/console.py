"""How a command speaks: sentences and tables for people, one JSON document for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

from topp_desktop.foundation.i18n import Translator


class Console:
    """Writes to stdout; `as_json` silences what is meant for people."""

    def __init__(self, words: Translator, *, as_json: bool) -> None:
        self.words = words
        self.as_json = as_json

    def say(self, text: str = "") -> None:
        """A line for people."""
        if not self.as_json:
            sys.stdout.write(text + "\n")

    def warn(self, text: str) -> None:
        """A line for people that does not get lost in a pipe: on stderr."""
        if not self.as_json:
            sys.stderr.write(text + "\n")

    def table(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Columns for people, padded by spaces."""
        lines = [list(header), *[list(row) for row in rows]]
        widths = [max(len(line[n]) for line in lines) for n in range(len(header))]
        for line in lines:
            padded = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
            self.say("  ".join(padded).rstrip())

    def result(self, document: Any) -> None:
        """The one JSON document."""
        if self.as_json:
            sys.stdout.write(json.dumps(document, ensure_ascii=False, allow_nan=False) + "\n")
