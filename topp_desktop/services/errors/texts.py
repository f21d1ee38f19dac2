# ruff: noqa: E501 — sentences stay on one line, so that a search finds them
"""What a fault's code says to a person: title, cause, next step.

The table of fault texts (with the tables beside this file); `ui.errors` and `cli.errors` render it in the reader's language.
A code that is missing here is found by tests/unit/test_error_texts.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from topp_desktop.domain.errors import Phrase, ToppError
from topp_desktop.foundation.i18n import N_, Translator
from topp_desktop.services.errors.text import ErrorText
from topp_desktop.services.errors.texts_exchange import EXCHANGE_TEXTS
from topp_desktop.services.errors.texts_instrument import INSTRUMENT_TEXTS
from topp_desktop.services.errors.texts_plan import PLAN_TEXTS
from topp_desktop.services.errors.texts_sheets import SHEET_TEXTS
from topp_desktop.services.errors.texts_store import STORE_TEXTS
from topp_desktop.services.errors.texts_study import STUDY_TEXTS
from topp_desktop.services.errors.texts_team import TEAM_TEXTS


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
    "identity-locked": ErrorText(
        N_("The passphrase is needed first"),
        N_("The secretariat's identity is locked. Nothing was changed."),
        N_("Enter the passphrase, then repeat the step."),
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
    "file-too-large": ErrorText(
        N_("The file is too large"),
        N_("{path} is larger than {limit}; no file of this program is. Nothing was changed."),
        N_("Check that you chose the right file."),
    ),
    "not-json": ErrorText(
        N_("The file is damaged or of another kind"),
        N_("{path} could not be understood: {detail}. Nothing was changed."),
        N_("Ask for the file again, or choose another one."),
    ),
    "wrong-format": ErrorText(
        N_("This is another kind of file"),
        N_("{path} is not a file of the kind {expected}. Nothing was changed."),
        N_("Choose a file that this program or the secretariat wrote for this step."),
    ),
    "file-not-ours": ErrorText(
        N_("This program does not open this file"),
        N_("{path} is not a file of this program. Nothing was changed."),
        N_("Choose a file that this program or the secretariat wrote."),
    ),
    "format-too-new": ErrorText(
        N_("The file comes from a newer program"),
        N_(
            "{path} uses version {found} of its format; this program knows version {known}. Nothing was changed."
        ),
        N_("Update the program, then open the file again."),
    ),
    "unknown-field": ErrorText(
        N_("The file has a field that is not known"),
        N_(
            "{path} contains the field {field}, which this program does not know. Nothing was changed."
        ),
        N_("Correct the name of the field or remove it, and try again."),
    ),
    "invalid-field": ErrorText(
        N_("A value in the file is not valid"),
        N_("{path}, field {field}: {detail}. Nothing was changed."),
        N_("Correct the value and try again."),
    ),
    "unknown-form": ErrorText(
        N_("The form is not known"),
        N_("The questionnaire has no form named {form}. Nothing was changed."),
        N_("Use one of the forms of the questionnaire, such as short or full."),
    ),
    "unknown-item": ErrorText(
        N_("The question is not known"),
        N_("There is no question {item} in this questionnaire. Nothing was changed."),
        N_("Correct the identifier, for example 1.1-P, and try again."),
    ),
    "item-not-in-form": ErrorText(
        N_("The question does not belong to this form"),
        N_("Question {item} is not part of the form {form}. Nothing was changed."),
        N_("Remove the answer, or use the form that contains the question."),
    ),
    "unknown-respondent": ErrorText(
        N_("The participant is not known"),
        N_(
            "An answer names the participant {respondent}, who is not in the list. Nothing was changed."
        ),
        N_("Add the participant to the list or correct the name in the answer."),
    ),
    "unknown-cell": ErrorText(
        N_("The cell is not known"),
        N_("There is no cell {cell}: an area and a capacity, such as 1-T. Nothing was changed."),
        N_("Correct the identifier and try again."),
    ),
    "unknown-area": ErrorText(
        N_("The area is not known"),
        N_("There is no area {area} in this questionnaire. Nothing was changed."),
        N_("Correct the identifier and try again."),
    ),
    "unknown-element": ErrorText(
        N_("The element is not known"),
        N_("Question {item} has no element {element}. Nothing was changed."),
        N_("Correct the identifier and try again."),
    ),
    "invalid-answer": ErrorText(
        N_("The answer is not valid"),
        N_("Question {item} cannot be answered with {answer}. Nothing was changed."),
        N_("Answer with a level from 0 to 4, «we do not know», or «not applicable» with a reason."),
    ),
    "invalid-mark": ErrorText(
        N_("A part of a level is not known"),
        N_("Question {item} has no part {clause}, or it is marked both met and not met."),
        N_("Correct the mark and try again."),
    ),
    "reason-missing": ErrorText(
        N_("A reason is missing"),
        N_("Question {item} was answered «not applicable» without saying why."),
        N_("Write the reason in one sentence, or choose a level."),
    ),
    "repeated-entry": ErrorText(
        N_("An entry appears twice"),
        N_("{entry} appears more than once. Nothing was changed."),
        N_("Remove the repeated entry and try again."),
    ),
    "instrument-unknown": ErrorText(
        N_("The questionnaire is not known"),
        N_("This program does not have the questionnaire {id} {version}. Nothing was changed."),
        N_("Ask the secretariat for the questionnaire, or update the program."),
    ),
    "database-too-new": ErrorText(
        N_("The data comes from a newer program"),
        N_("{path} was written by a newer version of the program. It was not touched."),
        N_("Open it with the newer version, or update this one."),
    ),
    **STORE_TEXTS,
    "assessment-unknown": ErrorText(
        N_("The measurement was not found"),
        N_("There is no measurement {id} in this program."),
        N_("Choose one from the list."),
    ),
    "store-url": ErrorText(
        N_("The store was not understood"),
        N_("{url} does not name a store. Nothing was changed."),
        N_("Write it as sqlite:/// followed by the path of the file."),
    ),
    "passphrase-needed": ErrorText(
        N_("The passphrase is missing"),
        N_("There is nobody to ask for the passphrase of the identity. Nothing was changed."),
        N_("Start the command in a terminal, or set {variable} for this one run."),
    ),
    "passphrases-differ": ErrorText(
        N_("The two passphrases differ"),
        N_("The passphrase was not typed the same way twice. Nothing was changed."),
        N_("Type it again."),
    ),
    "window-missing": ErrorText(
        N_("The window cannot be opened here"),
        N_("This system lacks a part that windows need: {detail}. Nothing was changed."),
        N_("Install the part named, or leave the pictures out with --no-pictures."),
    ),
    "text-too-long": ErrorText(
        N_("The text is too long"),
        N_("A text of question {item} has more than {limit} characters. It was not saved."),
        N_("Shorten it; a long document is better named among the documents."),
    ),
    "text-unreadable": ErrorText(
        N_("The text has characters that cannot be kept"),
        N_("A text of question {item} contains broken characters. It was not saved."),
        N_("Delete the strange characters, or type the text again."),
    ),
    "cannot-seal": ErrorText(
        N_("The file to send could not be protected"),
        N_("The file from the secretariat does not say who may read it. Nothing was written."),
        N_("Ask the secretariat for its file again, open it, and repeat the step."),
    ),
    "written-differs": ErrorText(
        N_("The disk or stick gave back something else"),
        N_("{path} was written, but reading it again gave a different content."),
        N_("Use another stick or disk, and repeat the step."),
    ),
    "wrong-code": ErrorText(
        N_("The code is not right"),
        N_("At least one of the 28 characters is different from what the secretariat sent."),
        N_("Compare the code group by group and type it again."),
    ),
    "not-an-invitation": ErrorText(
        N_("This is not an invitation that can be opened"),
        N_("{path} is not an invitation of a secretariat, or it is damaged. Nothing was changed."),
        N_("Ask the secretariat for your invitation again."),
    ),
    "not-a-region-pack": ErrorText(
        N_("This is not a file with the secretariat's details"),
        N_("{path} does not hold them, or it is damaged. Nothing was changed."),
        N_("Ask the secretariat for its file again."),
    ),
    "not-joined": ErrorText(
        N_("This computer has not opened an invitation yet"),
        N_("Without the invitation the program does not know for which institution it works."),
        N_("Open the invitation that the secretariat sent to your institution."),
    ),
    "pack-other-root": ErrorText(
        N_("This file comes from another secretariat"),
        N_("It does not match the secretariat whose invitation you opened. Nothing was changed."),
        N_("Call the secretariat at a number you know before you open it."),
    ),
    "pack-older": ErrorText(
        N_("A newer file from the secretariat is already here"),
        N_("This one is older. Nothing was changed."),
        N_("Nothing to do."),
    ),
    "pack-missing": ErrorText(
        N_("The secretariat has not published its details yet"),
        N_("Invitations carry them, so that institutions know who will read what they send."),
        N_("Publish the details of the secretariat first."),
    ),
    "identity-exists": ErrorText(
        N_("There is a secretariat in this folder already"),
        N_("{path} holds one. It was not changed."),
        N_("Choose an empty folder."),
    ),
    "identity-not-found": ErrorText(
        N_("There is no secretariat in this folder"),
        N_("{path} does not hold one, or it cannot be read."),
        N_("Choose the folder in which the secretariat was created."),
    ),
    "identity-damaged": ErrorText(
        N_("The secretariat's folder is damaged"),
        N_("What {path} says does not fit together. Nothing was changed."),
        N_("Put back a copy of the folder."),
    ),
    "wrong-passphrase": ErrorText(
        N_("The passphrase is not right"),
        N_("Nothing could be opened with it, and nothing was changed."),
        N_("Type it again; capital letters count."),
    ),
    "passphrase-too-short": ErrorText(
        N_("The passphrase is too short"),
        N_("It has to have at least {minimum} characters."),
        N_("Choose a longer one, such as four words."),
    ),
    "passphrase-common": ErrorText(
        N_("The passphrase is too easy to guess"),
        N_("It is among the first that anybody would try. Nothing was changed."),
        N_("Choose four or five words that do not belong together."),
    ),
    "passphrase-memory": ErrorText(
        N_("This computer has no room to try the passphrase"),
        N_("It takes {memory} MiB of memory. Whether the passphrase is right could not be told."),
        N_(
            "Close other programs and try again, or do it on a computer with more memory. Renewing "
            "the identity there makes one that opens everywhere."
        ),
    ),
    "name-missing": ErrorText(
        N_("The name is missing"),
        N_("Institutions see this name before they send anything."),
        N_("Write the name of the secretariat."),
    ),
    "invalid-institution": ErrorText(
        N_("The details of an institution are not complete"),
        N_("«{field}» is missing or is not allowed for «{name}». Nothing was written."),
        N_("Correct it and repeat the step."),
    ),
    "profile-damaged": ErrorText(
        N_("The folder with what was sent before is damaged"),
        N_("{path} cannot be read as a whole. Nothing was changed."),
        N_("Put back a copy of the folder, or open the invitation with an empty one."),
    ),
    "cannot-describe": ErrorText(
        N_("Something cannot be sent as it is"),
        N_("A text is too long or a value is not allowed: {field}. Nothing was written."),
        N_("Shorten or correct it and repeat the step."),
    ),
    "unknown-grouping": ErrorText(
        N_("Institutions cannot be grouped like that"),
        N_("«{name}» is not one of: {known}."),
        N_("Choose one of them."),
    ),
    "usage": ErrorText(
        N_("The command was not understood"),
        N_("{detail}"),
        N_("Run the command with --help to see what it takes."),
    ),
    **EXCHANGE_TEXTS,
    **INSTRUMENT_TEXTS,
    **PLAN_TEXTS,
    **SHEET_TEXTS,
    **STUDY_TEXTS,
    **TEAM_TEXTS,
}


def known_codes() -> frozenset[str]:
    """Every code that has a text."""
    return frozenset(_TEXTS)


def explain(error: BaseException, words: Translator) -> Explanation:
    """The fault in words; whatever is not a known fault is explained as a bug."""
    code = error.code if isinstance(error, ToppError) and error.code in _TEXTS else "bug"
    params: dict[str, Any] = error.params if isinstance(error, ToppError) else {}
    params = {name: _spoken(value, words) for name, value in params.items()}
    text = _TEXTS[code]
    title, cause, next_step = (words.gettext(part).format(**params) for part in text)
    return Explanation(code, title, cause, next_step)


def _spoken(value: Any, words: Translator) -> Any:
    """A parameter in the reader's language, where it is words; several of them, line by line."""
    if isinstance(value, tuple) and not isinstance(value, Phrase):
        return "\n".join(str(_spoken(one, words)) for one in value)
    if isinstance(value, Phrase):
        return words.gettext(value.text).format(**value.values)
    return value
