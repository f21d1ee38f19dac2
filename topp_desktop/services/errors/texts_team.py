# ruff: noqa: E501 — sentences stay on one line, so that a search finds them
"""What is said about working together, rounds, documents, approval and the data; part of `texts`."""

from __future__ import annotations

from collections.abc import Mapping

from topp_desktop.foundation.i18n import N_
from topp_desktop.services.errors.text import ErrorText

TEAM_TEXTS: Mapping[str, ErrorText] = {
    "unknown-role": ErrorText(
        N_("The role is not known"),
        N_("{role} is none of the roles of participants. Nothing was changed."),
        N_("Choose one of the roles."),
    ),
    "last-respondent": ErrorText(
        N_("Somebody has to answer"),
        N_("A measurement has one participant at least. Nothing was changed."),
        N_("Add another participant first, or change the role of this one."),
    ),
    "unknown-component": ErrorText(
        N_("The component is not known"),
        N_("The questionnaire has no component {component}. Nothing was changed."),
        N_("Choose one of the questionnaire's components."),
    ),
    "unknown-line": ErrorText(
        N_("The line of action is not known"),
        N_("The questionnaire has no line of action {line}. Nothing was changed."),
        N_("Correct the line's number, and try again."),
    ),
    "invalid-line": ErrorText(
        N_("The line of action cannot be saved like this"),
        N_("{value} does not fit line of action {line}. Nothing was changed."),
        N_("Choose one of the four states, and a year with four digits."),
    ),
    "invalid-target": ErrorText(
        N_("The target is out of range"),
        N_("{value} is no target for {cell}: targets go from 0 to 100. Nothing was changed."),
        N_("Write a number from 0 to 100."),
    ),
    "invalid-weight": ErrorText(
        N_("The weight is out of range"),
        N_("{value} is no weight for {name}. Nothing was changed."),
        N_("Write a number above 0, at most 1000."),
    ),
    "invalid-detail": ErrorText(
        N_("That choice is not known"),
        N_("{detail} is not one of the choices. Nothing was changed."),
        N_("Choose one of those that are shown."),
    ),
    "bring-other-institution": ErrorText(
        N_("The file is about another institution"),
        N_("Here it is {here}, in the file it is {there}. Nothing was changed."),
        N_(
            "If it is the same institution written differently, say so; otherwise open the file as a measurement of its own."
        ),
    ),
    "bring-other-round": ErrorText(
        N_("The file belongs to another measurement"),
        N_("Here it is {here}, in the file it is {there}. Nothing was changed."),
        N_("Open the measurement {there} first, or ask your colleague for the file of {here}."),
    ),
    "bring-nothing": ErrorText(
        N_("There is no answer in the file"),
        N_("{path} names people, but none of them answered anything. Nothing was changed."),
        N_("Check that it is the file that your colleague saved last."),
    ),
    "bring-other-instrument": ErrorText(
        N_("The file answers another questionnaire"),
        N_("Here it is {here}, in the file it is {there}. Nothing was changed."),
        N_(
            "Send your colleague the form of this measurement, or open the file as a measurement of its own."
        ),
    ),
    "bring-other-form": ErrorText(
        N_("The file answers the other form"),
        N_("Here it is the form {here}, in the file it is {there}. Nothing was changed."),
        N_("Choose the same form here, or ask for the answers to this form."),
    ),
    "round-exists": ErrorText(
        N_("The name of the new measurement cannot be used"),
        N_(
            "It is empty, or the institution has a measurement called {round} already. Nothing was changed."
        ),
        N_("Choose another name, such as 2027-1."),
    ),
    "proposal-unknown": ErrorText(
        N_("There is no earlier answer"),
        N_("The last measurement says nothing about question {item}. Nothing was changed."),
        N_("Answer the question as usual."),
    ),
    "document-title-missing": ErrorText(
        N_("The title of the document cannot be used"),
        N_("A document needs a title of at most {limit} characters. Nothing was changed."),
        N_("Write the title as it stands on the document."),
    ),
    "document-title-taken": ErrorText(
        N_("The document is in the list already"),
        N_("There is a document called {title}. Nothing was changed."),
        N_("Choose it from the list, or write a title that tells the two apart."),
    ),
    "document-period": ErrorText(
        N_("The years of the document do not fit"),
        N_("Years have four digits, and the first is not after the last. Nothing was changed."),
        N_("Correct the years, or leave them empty."),
    ),
    "document-unknown": ErrorText(
        N_("The document is not in the list"),
        N_("It was removed meanwhile. Nothing was changed."),
        N_("Add it again."),
    ),
    "institution-unknown": ErrorText(
        N_("The institution is not known here"),
        N_("It is not among the institutions of this program. Nothing was changed."),
        N_("Choose one from the list."),
    ),
    "institution-name-missing": ErrorText(
        N_("The institution needs a name"),
        N_("The name is empty. Nothing was changed."),
        N_("Write the official name of the institution."),
    ),
    "not-practice": ErrorText(
        N_("Only practice can be emptied"),
        N_("This institution is not for practice. Nothing was changed."),
        N_("Choose an institution that is marked as practice."),
    ),
    "not-reviewed": ErrorText(
        N_("The review comes first"),
        N_("The measurement has not been reviewed, or it changed since. Nothing was changed."),
        N_("Review it, mark it as reviewed, and then record the approval."),
    ),
    "position-missing": ErrorText(
        N_("The position is missing"),
        N_("Without the position nobody can tell who reviewed or approved. Nothing was changed."),
        N_("Write the position, such as Director of Planning."),
    ),
    "data-locked": ErrorText(
        N_("The passphrase is needed first"),
        N_("{path} is protected with a passphrase. Nothing was changed."),
        N_("Enter its passphrase. If you never set one, the file may be damaged: restore a copy."),
    ),
}
