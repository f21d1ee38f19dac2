# ruff: noqa: E501 — sentences stay on one line, so that a search finds them
"""What is said about a study of the questions and a second rating; part of `texts`."""

from __future__ import annotations

from collections.abc import Mapping

from topp_desktop.foundation.i18n import N_
from topp_desktop.services.errors.text import ErrorText

STUDY_TEXTS: Mapping[str, ErrorText] = {
    "study-off": ErrorText(
        N_("This measurement takes part in no study"),
        N_("Nothing was saved, and nothing was noted of anybody."),
        N_("Choose “Team”, then “Study of the questions”, and write the study's name."),
    ),
    "study-name-missing": ErrorText(
        N_("The study needs its name"),
        N_("It has 1 to {limit} characters. Nothing was changed."),
        N_("Write it as the secretariat gave it to you."),
    ),
    "study-too-few": ErrorText(
        N_("Too few people agreed"),
        N_(
            "A study file holds the answers of at least {fewest} people who agreed and answered; here it is {count}. Of fewer people it would be plain who is who. No file was written."
        ),
        N_("Ask whether more people agree, each for themselves, and save the file then."),
    ),
    "study-code-wrong": ErrorText(
        N_("The code has a slip"),
        N_("A code has 14 letters and digits in groups of five. Nothing was changed."),
        N_("Compare it with your note. Without it, leave the field empty and agree as new."),
    ),
    "study-code-taken": ErrorText(
        N_("Somebody else agreed with this code"),
        N_("Each person has a code of their own. Nothing was changed."),
        N_("Check who is answering at this computer, or leave the field empty."),
    ),
    "study-none": ErrorText(
        N_("There is no study file"),
        N_("In what was chosen, no file ends in .topp-study. Nothing was written."),
        N_("Choose the files that the institutions sent, or their folder."),
    ),
    "study-not-opened": ErrorText(
        N_("The study file cannot be opened"),
        N_("{path} was made for somebody else, or it is damaged. Nothing was written."),
        N_("Ask the institution for the file again, or leave this one out."),
    ),
    "study-mixed": ErrorText(
        N_("The files do not belong together"),
        N_("{path} is of {other}, the others are of {one}. Nothing was written."),
        N_("Choose the files of one study and one questionnaire at a time."),
    ),
    "verification-closed": ErrorText(
        N_("The second rating is finished"),
        N_("It stands beside what was declared, and changes no more. Nothing was changed."),
        N_("To do it again, erase it and begin anew."),
    ),
    "verification-empty": ErrorText(
        N_("Nothing was rated yet"),
        N_("A second rating can be finished when it has at least one question."),
        N_("Rate a question first."),
    ),
}
