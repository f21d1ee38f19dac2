"""The institution's side without a window: send, open what comes back, take back."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from topp_desktop.cli.command import Command
from topp_desktop.cli.commands.options import (
    membership_of,
    output_argument,
    profile_argument,
    reason_argument,
)
from topp_desktop.cli.console import Console
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.exchange import CONSENTS
from topp_desktop.domain.instrument import Wording
from topp_desktop.foundation.i18n import N_, Translator
from topp_desktop.services.exchange.element_words import element_name, value_words
from topp_desktop.services.exchange.outcome_texts import outcome_text
from topp_desktop.services.exchange.values import stamp
from topp_desktop.services.institution.joining import HERE, Undecided
from topp_desktop.services.institution.opening import Confirmed
from topp_desktop.services.institution.send import PackageDraft, SentApproval
from topp_desktop.services.program import Program


def _send_arguments(parser: ArgumentParser, words: Translator) -> None:
    parser.add_argument(
        "file", type=Path, metavar="FILE", help=words.gettext("a responses file (JSON)")
    )
    parser.add_argument(
        "--profile",
        type=Path,
        required=True,
        metavar="DIR",
        help=words.gettext("the folder that keeps what this device sent before"),
    )
    parser.add_argument(
        "--invitation",
        type=Path,
        required=True,
        metavar="FILE",
        help=words.gettext("the file that the secretariat made for the institution"),
    )
    parser.add_argument("--consent", choices=CONSENTS, default="secretariat")
    parser.add_argument("--approved-by", metavar="POSITION", help=words.gettext("who approved it"))
    parser.add_argument("--approved-on", metavar="YYYY-MM-DD", default="")
    parser.add_argument("--letter", default="", help=words.gettext("number of the letter"))
    parser.add_argument(
        "--decide",
        action="append",
        default=[],
        metavar="ELEMENT=VERSION",
        help=words.gettext(
            "where computers of the institution differ, which version counts, or «here»; may be "
            "repeated"
        ),
    )
    parser.add_argument(
        "--take",
        default="",
        metavar="VERSION",
        help=words.gettext("which version counts for everything that differs, or «here»"),
    )
    output_argument(parser, words)


def _send(program: Program, options: Namespace, console: Console) -> int:
    from topp_desktop.formats.responses import is_practice, read_responses

    instrument, assessment = read_responses(options.file, program.library.find)
    sending = program.sending_from(options.profile)
    joined = sending.open_file(options.invitation)
    approval = None
    if options.approved_by:
        approval = SentApproval(options.approved_by, options.approved_on, options.letter)
    decisions = _decisions(options.decide)
    if options.take:
        draft = PackageDraft(instrument, assessment, consent=options.consent)
        open_ = sending.compare(draft, joined.membership).undecided
        decisions = {one.element: options.take for one in open_} | decisions
    draft = PackageDraft(
        instrument,
        assessment,
        consent=options.consent,
        approval=approval,
        decisions=decisions,
        practice=is_practice(options.file),
    )
    sent = sending.send(draft, joined.membership, options.output)
    console.result(
        {
            "written": str(sent.written.path),
            "rid": sent.rid,
            "objects": sent.written.objects,
            "bytes": sent.written.size,
            "sha256": sent.written.sha256,
            "readers": list(sent.readers),
            "again": sent.again,
            "taken": [taken.element for taken in sent.joined.taken],
            "undecided": [_undecided(one) for one in sent.joined.undecided],
            "approval_left_out": sent.approval_left_out,
        }
    )
    words = console.words
    console.say(words.gettext("Written and checked: {path}").format(path=sent.written.path))
    console.say(
        words.gettext("{size} bytes, SHA-256 {sha256}").format(
            size=words.number(sent.written.size), sha256=sent.written.sha256
        )
    )
    console.say(words.gettext("Read by: {names}").format(names=words.join(sent.readers)))
    if sent.joined.taken:
        console.say(
            words.ngettext(
                "{n} answer comes from another computer of the institution.",
                "{n} answers come from other computers of the institution.",
                len(sent.joined.taken),
            ).format(n=words.number(len(sent.joined.taken)))
        )
    if sent.approval_left_out:
        console.warn(
            words.gettext("The approval was left out: it does not cover what others answered.")
        )
    if sent.joined.undecided:
        _say_undecided(sent.joined.undecided, Wording(instrument, words.language), console)
    return 0


def _decisions(texts: list[str]) -> dict[str, str]:
    pairs = dict(text.rpartition("=")[::2] for text in texts)
    if any(not name or not value for name, value in pairs.items()):
        raise UserError("usage", detail="--decide ELEMENT=VERSION")
    return pairs


def _undecided(one: Undecided) -> dict[str, Any]:
    choices = [{"version": c.rid, "device": c.number, "value": c.value} for c in one.choices]
    return {"element": one.element, "choices": choices}


def _say_undecided(found: tuple[Undecided, ...], wording: Wording, console: Console) -> None:
    words = console.words
    console.warn(
        words.gettext(
            "Computers of the institution differ. This file continues what was said here; the "
            "secretariat will see two versions. Decide with --decide, then send again:"
        )
    )
    for one in found:
        console.warn(f"  {one.element}  {element_name(one.element, wording, words)}")
        for choice in one.choices:
            shown = choice.rid if choice.rid == HERE else choice.rid[:12]
            console.warn(f"    {shown}  {value_words(one.element, choice.value, wording, words)}")


def _open_arguments(parser: ArgumentParser, words: Translator) -> None:
    parser.add_argument(
        "file", type=Path, metavar="FILE", help=words.gettext("a receipt, or a colleague's file")
    )
    profile_argument(parser, words)
    parser.add_argument("--look", action="store_true", help=words.gettext("only say what is in it"))


def _open(program: Program, options: Namespace, console: Console) -> int:
    sending = program.sending_from(options.profile)
    act = sending.look_into if options.look else sending.open_package
    found = act(options.file, options.institution)
    console.result(
        {
            "institution": found.institution.institution.id,
            "confirmed": [_confirmed(one) for one in found.confirmed],
            "elsewhere": found.elsewhere,
            "decisions": [
                {"rid": d.rid, "round": d.round, "reason": d.reason, "elements": list(d.elements)}
                for d in found.decisions
            ],
            "rounds": list(found.rounds),
            "versions": found.versions,
            "withdrawals": found.withdrawals,
            "not_taken": found.not_taken,
        }
    )
    words = console.words
    for one in found.confirmed:
        console.say(_received_words(one, words))
    for decision in found.decisions:
        console.say(
            words.gettext("The secretariat decided on {round}: {reason}").format(
                round=decision.round, reason=decision.reason
            )
        )
    if found.versions:
        console.say(
            words.ngettext(
                "{n} version of another computer of the institution was added.",
                "{n} versions of other computers of the institution were added.",
                found.versions,
            ).format(n=words.number(found.versions))
        )
    if found.not_taken:
        console.say(
            words.ngettext(
                "{n} part comes from somebody who is not known, and was left out.",
                "{n} parts come from somebody who is not known, and were left out.",
                found.not_taken,
            ).format(n=words.number(found.not_taken))
        )
    return 0


def _confirmed(one: Confirmed) -> dict[str, Any]:
    return {
        "rid": one.rid,
        "round": one.round,
        "outcome": one.outcome.value,
        "answers": one.answers,
        "at": one.at.isoformat(),
        "how": one.how,
    }


def _received_words(one: Confirmed, words: Translator) -> str:
    title = outcome_text(one.outcome, words).title
    said = words.ngettext(
        "Received by the secretariat, {n} answer",
        "Received by the secretariat, {n} answers",
        one.answers,
    ).format(n=words.number(one.answers))
    return f"{one.round}: {said} ({title}, {words.date(one.at, 'short')})"


def _confirm_arguments(parser: ArgumentParser, words: Translator) -> None:
    parser.add_argument(
        "code", metavar="DIGITS", help=words.gettext("what the secretariat read out")
    )
    profile_argument(parser, words)


def _confirm(program: Program, options: Namespace, console: Console) -> int:
    sending = program.sending_from(options.profile)
    found = sending.confirm_by_phone(options.code, options.institution)
    console.result(_confirmed(found))
    console.say(_received_words(found, console.words))
    return 0


def _sent_arguments(parser: ArgumentParser, words: Translator) -> None:
    profile_argument(parser, words)


def _sent(program: Program, options: Namespace, console: Console) -> int:
    """What was sent from here or opened here, with what the secretariat said of it."""
    sending = program.sending_from(options.profile)
    found = sending.sent(membership_of(sending, options))
    versions = [sent for sent in found if sent.what is None]
    versions.sort(key=lambda sent: (sent.round, sent.created, sent.rid))
    rows = [
        {
            "rid": sent.rid,
            "round": sent.round,
            "created": stamp(sent.created),
            "answers": sent.answers,
            "here": sent.here,
            "outcome": sent.received.value if sent.received else None,
            "how": sent.how or None,
        }
        for sent in versions
    ]
    console.result({"sent": rows})
    words = console.words
    yes, no = words.gettext("Received"), words.gettext("No receipt yet")
    console.table(
        [words.gettext("Measurement"), words.gettext("Answers"), words.gettext("Receipt")],
        [[v.round, words.number(v.answers), yes if v.received else no] for v in versions],
    )
    return 0


def _withdraw_arguments(parser: ArgumentParser, words: Translator) -> None:
    profile_argument(parser, words)
    parser.add_argument(
        "--what",
        choices=("round", "consent"),
        required=True,
        help=words.gettext("the measurement, or only the consent to share it"),
    )
    parser.add_argument(
        "--round", help=words.gettext("one measurement, such as 2026-2; without it, all of them")
    )
    reason_argument(parser, words)
    output_argument(parser, words)


def _withdraw(program: Program, options: Namespace, console: Console) -> int:
    sending = program.sending_from(options.profile)
    membership = membership_of(sending, options)
    found = sending.withdraw(
        membership, options.what, options.round, options.reason, options.output
    )
    console.result(
        {
            "written": str(found.written.path),
            "rid": found.rid,
            "sha256": found.written.sha256,
            "readers": list(found.readers),
        }
    )
    words = console.words
    console.say(words.gettext("Written and checked: {path}").format(path=found.written.path))
    console.say(words.gettext("Read by: {names}").format(names=words.join(found.readers)))
    return 0


def _renew(program: Program, options: Namespace, console: Console) -> int:
    sending = program.sending_from(options.profile)
    joined = sending.renew(membership_of(sending, options))
    number = sending.device_number(joined.membership)
    console.result({"institution": joined.institution.id, "device": number})
    words = console.words
    console.say(
        words.gettext("This is a computer of its own now, with the number {number}.").format(
            number=number
        )
    )
    return 0


COMMANDS: tuple[Command, ...] = (
    Command("send", N_("writes the sealed file for the secretariat"), _send_arguments, _send),
    Command("open", N_("opens a receipt or a colleague's file"), _open_arguments, _open),
    Command("confirm", N_("recognises a receipt by phone"), _confirm_arguments, _confirm),
    Command("sent", N_("lists what was sent and what was received"), _sent_arguments, _sent),
    Command("renew", N_("makes a copied folder a computer of its own"), profile_argument, _renew),
    Command("withdraw", N_("takes back a measurement or consent"), _withdraw_arguments, _withdraw),
)
