"""Faults on the command line: a translated message on stderr and an exit code, no traceback."""

from __future__ import annotations

import json
import sys
from typing import TextIO

from topp_desktop.domain.errors import ToppError
from topp_desktop.foundation.i18n import Translator
from topp_desktop.foundation.logs import log_bug
from topp_desktop.services.errors.texts import explain

DONE, REFUSED, WRONG_USAGE, ENVIRONMENT = 0, 1, 2, 3


def report_fault(
    fault: BaseException, words: Translator, *, as_json: bool, stream: TextIO | None = None
) -> int:
    """Says what happened and what to do next; returns the exit code."""
    out = stream or sys.stderr
    text = explain(fault, words)
    if as_json:
        entry = {"code": text.code, "title": text.title, "cause": text.cause}
        out.write(json.dumps({"error": entry | {"next": text.next_step}}, ensure_ascii=False))
        out.write("\n")
    else:
        out.write(f"{text.title} [{text.code}]\n{text.cause}\n{text.next_step}\n")
    if isinstance(fault, ToppError):
        return fault.exit_code
    log_bug(fault)
    return ENVIRONMENT
