# ruff: noqa: E501 — sentences stay on one line, so that a search finds them
"""What is said about receipts, decisions, computers, recovery and officers; part of `texts`."""

from __future__ import annotations

from collections.abc import Mapping

from topp_desktop.foundation.i18n import N_
from topp_desktop.services.errors.text import ErrorText

EXCHANGE_TEXTS: Mapping[str, ErrorText] = {
    "officer-cannot": ErrorText(
        N_("Only the secretariat's own identity can do this"),
        N_("This is the identity of an officer. Nothing was changed."),
        N_("Ask whoever keeps the secretariat's identity to do it."),
    ),
    "officer-other-secretariat": ErrorText(
        N_("This officer belongs to another secretariat"),
        N_("The file was made for another secretariat. Nothing was changed."),
        N_("Ask the officer to make the file again with your region file."),
    ),
    "card-incomplete": ErrorText(
        N_("Some groups of the card are missing"),
        N_("A card has lines of seven groups of four characters. Nothing was changed."),
        N_("Compare what you typed with the card, and add what is missing."),
    ),
    "card-slip": ErrorText(
        N_("A character of the card is wrong"),
        N_("There is a slip in line {line}, or two lines changed places. Nothing was changed."),
        N_("Compare line {line} with the card, group by group."),
    ),
    "card-too-new": ErrorText(
        N_("The card was made with a newer program"),
        N_("This version of the program does not know this kind of card. Nothing was changed."),
        N_("Update this program, and try again."),
    ),
    "card-of-another": ErrorText(
        N_("The card belongs to other data"),
        N_("The card can be read, but it is not the card of this secretariat as it is now."),
        N_("Print a new card, and type that one."),
    ),
    "groups-needed": ErrorText(
        N_("The groups of the card are needed"),
        N_("Nobody can be asked here, and no file with the groups was named. Nothing was changed."),
        N_("Name a file with --groups FILE, or --groups - to read what is piped in."),
    ),
    "restore-not-rehearsed": ErrorText(
        N_("First try whether the recovery card works"),
        N_(
            "If this computer broke today, everything institutions send could be lost. Nothing was published."
        ),
        N_(
            "Print the recovery card, type its groups once, then publish (with commands: «topp identity card», «topp identity rehearse»)."
        ),
    ),
    "institution-unknown": ErrorText(
        N_("The institution is not known"),
        N_("There is no institution «{name}» here. Nothing was changed."),
        N_("Check the name, or use its identifier from the list of institutions."),
    ),
    "institution-ambiguous": ErrorText(
        N_("Several institutions have this name"),
        N_("«{name}» is the name of more than one institution. Nothing was changed."),
        N_("Use its identifier from the list of institutions."),
    ),
    "institution-needed": ErrorText(
        N_("It is not clear for which institution"),
        N_(
            "The computer {number} sent nothing, or sent for several institutions. Nothing was changed."
        ),
        N_("Name the institution."),
    ),
    "round-unknown": ErrorText(
        N_("There is no such measurement"),
        N_("Nothing has been received of «{name}» for {round}. Nothing was changed."),
        N_("Choose one of the measurements in the list."),
    ),
    "nothing-to-decide": ErrorText(
        N_("There is nothing to decide"),
        N_("«{name}», {round}: there is only one version. Nothing was changed."),
        N_("Nothing to do."),
    ),
    "version-unknown": ErrorText(
        N_("There is no such version"),
        N_("No version, or more than one, begins with «{rid}». Nothing was changed."),
        N_("Copy the identifier of the version from the list."),
    ),
    "element-not-open": ErrorText(
        N_("There is nothing to decide here"),
        N_("The versions do not differ in {element}. Nothing was changed."),
        N_("Decide only what is in the list of differences."),
    ),
    "reason-missing-decision": ErrorText(
        N_("The reason is missing"),
        N_("The institution reads it together with the decision. Nothing was changed."),
        N_("Write in one sentence how it was decided and with whom."),
    ),
    "not-authorised": ErrorText(
        N_("This has no effect yet"),
        N_(
            "The secretariat's region file known here does not name you as an officer. Nothing was changed."
        ),
        N_("Take over the latest region file, then repeat the step."),
    ),
    "device-unknown": ErrorText(
        N_("This computer is not known here"),
        N_("Nothing with the check number {number} has been received. Nothing was changed."),
        N_("Compare the twelve digits with what the institution sees on its screen."),
    ),
    "root-cannot-be-revoked": ErrorText(
        N_("The secretariat's own identity cannot be withdrawn"),
        N_("Everything that was invited and decided rests on it. Nothing was changed."),
        N_("If it may have become known to others, renew the keys of the secretariat."),
    ),
    "frontier-too-large": ErrorText(
        N_("There is too much to list"),
        N_(
            "Files and decisions that would have to be listed as good: {count}. Nothing was changed."
        ),
        N_("Name the last ones that are good."),
    ),
    "alias-same": ErrorText(
        N_("They are one institution already"),
        N_("Both entries stand for the same institution. Nothing was changed."),
        N_("Nothing to do."),
    ),
    "file-not-for-institution": ErrorText(
        N_("This file was not made for your institution"),
        N_("{path} cannot be opened with your invitation. Nothing was changed."),
        N_("Ask for the file again, made for your institution."),
    ),
    "package-refused": ErrorText(
        N_("The file cannot be used"),
        N_("{said}"),
        N_("Ask for the file again."),
    ),
    "code-not-recognised": ErrorText(
        N_("The code does not belong to anything that was sent from here"),
        N_("None of the files made on this computer has this code. Nothing was changed."),
        N_("Ask for the digits once more, group by group."),
    ),
    "round-withdrawn": ErrorText(
        N_("This measurement was taken back"),
        N_(
            "{round} was taken back by the institution and is hidden everywhere. Nothing was written."
        ),
        N_("Begin a new measurement, and send that one."),
    ),
    "not-withdrawn": ErrorText(
        N_("The measurement has not been taken back"),
        N_(
            "«{name}», {round}: only what the institution took back can be erased. Nothing was changed."
        ),
        N_("Ask the institution to take it back, and receive its file."),
    ),
    "practice-not-sent": ErrorText(
        N_("Practice is never sent"),
        N_("This measurement was made to try things out. Nothing was written."),
        N_("Begin a real measurement, and send that one."),
    ),
    "code-needed": ErrorText(
        N_("The code is missing"),
        N_(
            "{path} comes without its code: whoever only has the file cannot send. Nothing was changed."
        ),
        N_("Type the code that the secretariat told you, then open the file again."),
    ),
    "code-of-another": ErrorText(
        N_("The code belongs to another invitation"),
        N_("The code has no slip, but {path} was made for another code. Nothing was changed."),
        N_("Ask the secretariat which file goes with the code."),
    ),
    "wrong-code-short": ErrorText(
        N_("The code is not complete"),
        N_("It has 28 characters in seven groups. Typed so far: {count}. Nothing was changed."),
        N_("Compare the groups with what the secretariat sent."),
    ),
    "wrong-code-letter": ErrorText(
        N_("There is a sign in the code that no code has"),
        N_("«{letter}» in group {group} never occurs in a code. Nothing was changed."),
        N_("Compare group {group} with what the secretariat sent."),
    ),
    "wrong-code-group": ErrorText(
        N_("The code is not right"),
        N_("Group {group} does not fit the others. Nothing was changed."),
        N_("Compare group {group} first, then the others."),
    ),
    "table-suffix": ErrorText(
        N_("This kind of file is not written"),
        N_("The name ends in «{suffix}»; it can end in {known}. Nothing was written."),
        N_("Choose another ending."),
    ),
}
