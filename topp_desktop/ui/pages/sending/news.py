"""What came of a file or a code, in sentences."""

from __future__ import annotations

from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.exchange.check_number import check_number
from topp_desktop.services.exchange.outcome_texts import outcome_text
from topp_desktop.services.institution.joining import NextVersion
from topp_desktop.services.institution.opening import Confirmed, Opened
from topp_desktop.services.institution.send import Sent
from topp_desktop.services.institution.sending import Standing


def confirmed_words(one: Confirmed, words: Translator) -> str:
    """Such as "Measurement 2026-1: received by the secretariat, 84 answers." """
    if one.withdrawal:
        said = words.gettext("The secretariat knows that it was taken back.")
    else:
        said = words.ngettext(
            "Received by the secretariat, {n} answer.",
            "Received by the secretariat, {n} answers.",
            one.answers,
        ).format(n=words.number(one.answers))
    which = words.gettext("Measurement {round}").format(round=one.round)
    line = f"{which}: {said}" if one.round else said
    if one.outcome.arrived:
        return line
    return f"{line} ({outcome_text(one.outcome, words).title})"


def opened_words(opened: Opened, round_id: str, words: Translator) -> list[str]:
    """What a receipt or a colleague's file brought."""
    lines = []
    if opened.is_receipt:
        name = opened.institution.secretariat
        lines.append(words.gettext("Receipt of {secretariat}").format(secretariat=name))
    lines += [confirmed_words(one, words) for one in opened.confirmed]
    if opened.elsewhere:
        lines.append(
            words.ngettext(
                "{n} more file was sent from another computer of your institution.",
                "{n} more files were sent from other computers of your institution.",
                opened.elsewhere,
            ).format(n=words.number(opened.elsewhere))
        )
    if opened.versions:
        lines.append(
            words.ngettext(
                "{n} version of another computer of your institution was read.",
                "{n} versions of other computers of your institution were read.",
                opened.versions,
            ).format(n=words.number(opened.versions))
        )
    others = [name for name in opened.rounds if name != round_id]
    if others:
        said = words.gettext(
            "It is about measurement {rounds}. To compare, open that one under “Other "
            "measurements”."
        )
        lines.append(said.format(rounds=words.join(others)))
    if opened.withdrawals:
        lines.append(words.gettext("Something was taken back on another computer."))
    if opened.not_taken:
        lines.append(
            words.ngettext(
                "{n} part comes from somebody who is not known, and was left out.",
                "{n} parts come from somebody who is not known, and were left out.",
                opened.not_taken,
            ).format(n=words.number(opened.not_taken))
        )
    return lines or [words.gettext("Everything in this file was here already.")]


def sent_words(sent: Sent, answered: int, words: Translator) -> list[str]:
    """That the file is safe, what it holds, and what it does not."""
    answers = words.ngettext("{n} answer", "{n} answers", answered).format(n=words.number(answered))
    lines = [
        words.gettext("Safe to remove the stick: the file was written and checked."),
        words.gettext("{answers} · {size} kB · check number {number}").format(
            answers=answers,
            size=words.number(max(1.0, sent.written.size / 1000)),
            number=check_number(sent.written.sha256),
        ),
    ]
    taken = len(sent.joined.taken)
    if taken:
        lines.append(
            words.ngettext(
                "{n} entry in it comes from another computer of your institution.",
                "{n} entries in it come from other computers of your institution.",
                taken,
            ).format(n=words.number(taken))
        )
    if sent.approval_left_out:
        lines.append(
            words.gettext("The approval was left out: it does not cover what others answered.")
        )
    if sent.joined.undecided:
        lines.append(
            words.gettext(
                "The secretariat will see two different versions, because nothing was decided here."
            )
        )
    if sent.again:
        lines.append(
            words.gettext("Nothing had changed since the last file: it says the same again.")
        )
    return lines


def differ_words(together: NextVersion | None, words: Translator) -> str:
    """What other computers of the institution mean for the next file; "" where nothing."""
    undecided = len(together.undecided) if together else 0
    taken = len(together.taken) if together else 0
    if undecided:
        return words.ngettext(
            "This computer and another one of your institution differ in {n} entry. Compare "
            "them first; otherwise the secretariat gets two different versions.",
            "This computer and another one of your institution differ in {n} entries. Compare "
            "them first; otherwise the secretariat gets two different versions.",
            undecided,
        ).format(n=words.number(undecided))
    if taken:
        return words.ngettext(
            "{n} entry of another computer of your institution goes with the next file.",
            "{n} entries of other computers of your institution go with the next file.",
            taken,
        ).format(n=words.number(taken))
    return ""


def copied_words(words: Translator, *, told: bool, again: bool) -> str:
    """That the program was copied (told by the secretariat), or may have been (its file was
    opened again); "" for neither."""
    if told:
        return words.gettext(
            "The secretariat received files from two computers that work with a copy of the "
            "same program. Make one of them a computer of its own; nothing is lost."
        )
    if again:
        return words.gettext(
            "This file was open here already. If the program or its data was copied from "
            "another computer that still sends, make this one a computer of its own."
        )
    return ""


def missing_words(
    standing: Standing, words: Translator, *, practice: bool, answered: int
) -> list[str]:
    """What has to be done before anything can be sent."""
    found = []
    if practice:
        found.append(words.gettext("This is for practice only and is never sent."))
    if "round" in standing.taken_back:
        found.append(
            words.gettext("This measurement was taken back. Begin a new one to send again.")
        )
    if standing.joined is None:
        found.append(
            words.gettext(
                "Open the file that the secretariat sent you; it says who may read yours."
            )
        )
    if not answered:
        found.append(words.gettext("Answer at least one question."))
    return found
