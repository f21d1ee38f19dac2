"""What a fault's code says to a person: title, cause, next step.

The only table of fault texts; `ui.errors` and `cli.errors` render it in the reader's language.
A code that is missing here is found by tests/unit/test_error_texts.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from topp_desktop.domain.errors import ToppError
from topp_desktop.foundation.i18n import N_, Translator


class ErrorText(NamedTuple):
    """English sources with `{param}` placeholders."""

    title: str
    cause: str
    next_step: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A fault in the reader's words."""

    code: str
    title: str
    cause: str
    next_step: str


_TEXTS: Mapping[str, ErrorText] = {
    "bug": ErrorText(
        N_("Something unexpected happened"),
        N_("The program met a situation it does not know. Your saved answers are not affected."),
        N_("Repeat the step. If it happens again, send the details to whoever supports you."),
    ),
    "file-not-found": ErrorText(
        N_("The file was not found"),
        N_("There is no file at {path}. Nothing was changed."),
        N_("Check the name and the folder, or choose the file again."),
    ),
    "file-not-readable": ErrorText(
        N_("The file cannot be read"),
        N_("{path} could not be opened for reading. Nothing was changed."),
        N_("Check that the disk or stick is in place and that you may open the file."),
    ),
    "cannot-write": ErrorText(
        N_("The file could not be written"),
        N_("{path} could not be written. What was there before is unchanged."),
        N_("Choose another folder, or check that the disk or stick allows writing."),
    ),
    "disk-full": ErrorText(
        N_("The disk is full"),
        N_("There is no room left for {path}. What was saved before is unchanged."),
        N_("Free some space or choose another disk, and repeat the step."),
    ),
    "usage": ErrorText(
        N_("The command was not understood"),
        N_("{detail}"),
        N_("Run the command with --help to see what it takes."),
    ),
}


def known_codes() -> frozenset[str]:
    """Every code that has a text."""
    return frozenset(_TEXTS)


def explain(error: BaseException, words: Translator) -> Explanation:
    """The fault in words; whatever is not a known fault is explained as a bug."""
    code = error.code if isinstance(error, ToppError) and error.code in _TEXTS else "bug"
    params: dict[str, Any] = error.params if isinstance(error, ToppError) else {}
    text = _TEXTS[code]
    title, cause, next_step = (words.gettext(part).format(**params) for part in text)
    return Explanation(code, title, cause, next_step)
