"""Options may stand anywhere among a command's arguments."""

from __future__ import annotations

import pytest

from topp_desktop.cli.main import build_parser
from topp_desktop.foundation.i18n import translator


@pytest.mark.parametrize(
    "line",
    ["form read F.xlsx --lang es", "form read --lang es F.xlsx", "form --lang es read F.xlsx"],
)
def test_options_may_stand_between_arguments(line: str) -> None:
    options = build_parser(translator("es")).parse_args(line.split())
    assert (options.action, options.file.name, options.lang) == ("read", "F.xlsx", "es")
