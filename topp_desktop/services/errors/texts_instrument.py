# ruff: noqa: E501 — sentences stay on one line, so that a search finds them
"""What is said about a questionnaire file that does not hold together; part of `texts`."""

from __future__ import annotations

from collections.abc import Mapping

from topp_desktop.foundation.i18n import N_
from topp_desktop.services.errors.text import ErrorText

INSTRUMENT_TEXTS: Mapping[str, ErrorText] = {
    "instrument-repeated-id": ErrorText(
        N_("An identifier appears twice in the questionnaire"),
        N_("{path}, {place}: the identifier {name} appears more than once. Nothing was changed."),
        N_("Give every entry its own identifier, and try again."),
    ),
    "instrument-unknown-id": ErrorText(
        N_("The questionnaire names something it does not have"),
        N_("{path}, {place}: there is nothing with the identifier {name}. Nothing was changed."),
        N_("Correct the identifier or add what it names, and try again."),
    ),
    "instrument-wrong-group": ErrorText(
        N_("Groups of the questionnaire do not fit together"),
        N_("{path}, {place}: {name} belongs to another group. Nothing was changed."),
        N_("Correct the identifier, and try again."),
    ),
    "instrument-retired-asked": ErrorText(
        N_("A form asks a retired question"),
        N_("{path}, {place}: the question {name} was retired. Nothing was changed."),
        N_("Take the question out of the form, and try again."),
    ),
    "instrument-cuts": ErrorText(
        N_("The cut-offs of an alert do not rise"),
        N_(
            "{path}, {place}: cut-offs have to rise from the first to the last. Nothing was changed."
        ),
        N_("Put the cut-offs in order, and try again."),
    ),
    "instrument-profile": ErrorText(
        N_("The questionnaire does not fit its way of scoring"),
        N_("{path}, {place}: the way of scoring {name} has no use for this. Nothing was changed."),
        N_(
            "Correct the entry, or name the other way of scoring; the manual on questionnaires says what each one takes."
        ),
    ),
    "instrument-anchors": ErrorText(
        N_("A question lacks its levels in words"),
        N_(
            "{path}, {place}: five levels are needed in the language {language}. Nothing was changed."
        ),
        N_("Write the missing levels, and try again."),
    ),
    "instrument-text-missing": ErrorText(
        N_("The questionnaire lacks a text"),
        N_("{path}, {place}: there is no text in the language {language}. Nothing was changed."),
        N_("Write the missing text, and try again."),
    ),
    "instrument-changed": ErrorText(
        N_("The same version has other content"),
        N_(
            "The program already has {id} {version} with other content, and answers refer to it. Nothing was changed."
        ),
        N_("Give the changed questionnaire a new version number, and try again."),
    ),
}
