"""The secretariat's day without a window: what is held, what differs, what was decided."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from topp_desktop.cli.command import Command
from topp_desktop.cli.commands.options import (
    desk_arguments,
    office_of,
    open_office,
    place_arguments,
    reason_argument,
    store_argument,
)
from topp_desktop.cli.console import Console
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Wording
from topp_desktop.foundation.i18n import N_, Translator
from topp_desktop.services.exchange.compared_words import side_by_side
from topp_desktop.services.exchange.element_words import (
    element_name,
    element_place,
    element_question,
)
from topp_desktop.services.program import Program
from topp_desktop.services.secretariat.conflicts import Conflict, in_reading_order
from topp_desktop.services.secretariat.held_texts import held_text
from topp_desktop.services.secretariat.office import Office
from topp_desktop.services.secretariat.trust import Decided

# --- conflicts -----------------------------------------------------------------------------------


def _conflicts(program: Program, options: Namespace, console: Console) -> int:
    found = office_of(program, options).conflicts()
    console.result({"conflicts": [conflict.as_dict() for conflict in found]})
    words = console.words
    if not found:
        console.say(words.gettext("No institution has two different versions."))
    for conflict in found:
        _say_conflict(program, conflict, console)
    return 0


def _wording(program: Program, conflict: Conflict, language: str) -> Wording | None:
    instrument = program.library.by_hash(conflict.instrument)
    if instrument is None:
        return None
    return Wording(instrument, language)


def _say_conflict(program: Program, conflict: Conflict, console: Console) -> None:
    words = console.words
    wording = _wording(program, conflict, words.language)
    console.say(f"\n{conflict.name or conflict.institution} · {conflict.round}")
    for head in conflict.heads:
        console.say(
            "  "
            + words.gettext("{rid}  computer {number}, {date} {time}").format(
                rid=head.rid[:12],
                number=head.number,
                date=words.date(head.created, "short"),
                time=words.time(head.created),
            )
        )
    for number, difference in enumerate(in_reading_order(conflict, wording), start=1):
        element = difference.element
        place = element_place(element, wording)
        name = " · ".join(part for part in (element_name(element, wording, words), place) if part)
        console.say(f"  {number}. {name}")
        if question := element_question(element, wording):
            console.say(f"     {question}")
        values = [said.value for said in difference.values]
        texts = side_by_side(element, values, wording, words)
        for said, text in zip(difference.values, texts, strict=True):
            console.say(f"     {said.rid[:12]}  {text}")


def _resolve_arguments(parser: ArgumentParser, words: Translator) -> None:
    desk_arguments(parser, words)
    place_arguments(parser, words)
    parser.add_argument(
        "--pick",
        action="append",
        default=[],
        metavar="NUMBER=VERSION",
        help=words.gettext("which version counts for one line of the list; may be repeated"),
    )
    parser.add_argument(
        "--take",
        default="",
        metavar="VERSION",
        help=words.gettext("which version counts for everything else that differs"),
    )
    reason_argument(parser, words, required=True)


def _pairs(texts: Sequence[str], option: str) -> dict[str, str]:
    pairs = dict(text.rpartition("=")[::2] for text in texts)
    if any(not name or not value for name, value in pairs.items()):
        raise UserError("usage", detail=f"{option} NUMBER=VERSION")
    return pairs


def _elements(program: Program, office: Office, options: Namespace) -> dict[str, str]:
    """Element → version of what was picked, by the number in the list or by the element."""
    picks = _pairs(options.pick, "--pick")
    if not any(name.isdecimal() for name in picks):
        return picks
    conflict = office.conflict(options.institution, options.round)
    listed = [d.element for d in in_reading_order(conflict, _wording(program, conflict, "en"))]
    found = {}
    for name, version in picks.items():
        if name.isdecimal():
            if not 0 < int(name) <= len(listed):
                raise UserError("element-not-open", element=name)
            name = listed[int(name) - 1]
        found[name] = version
    return found


def _resolve(program: Program, options: Namespace, console: Console) -> int:
    if not options.pick and not options.take:
        raise UserError("usage", detail="--pick NUMBER=VERSION | --take VERSION")
    office = open_office(program, options, console)
    picks = _elements(program, office, options)
    found = office.resolve(options.institution, options.round, options.reason, picks, options.take)
    console.result(
        {
            "rid": found.line.rid,
            "institution": found.institution,
            "round": found.round,
            "picks": dict(found.picks),
            "remaining": list(found.remaining),
            "answerable": found.answerable,
        }
    )
    words = console.words
    console.say(
        words.ngettext(
            "Decided: {n} difference.", "Decided: {n} differences.", len(found.picks)
        ).format(n=words.number(len(found.picks)))
    )
    if found.remaining:
        console.say(
            words.ngettext(
                "{n} difference is still open: «topp conflicts» lists it.",
                "{n} differences are still open: «topp conflicts» lists them.",
                len(found.remaining),
            ).format(n=words.number(len(found.remaining)))
        )
    if found.answerable:
        said = words.gettext(
            "Now write the receipts: the decision goes back to the institution with its receipt."
        )
        console.say(said)
    else:
        console.warn(
            words.gettext(
                "No invitation of this institution is known here, so no receipt can tell it. "
                "Invite it again with --id {id}; once it has opened that invitation, write the "
                "receipts."
            ).format(id=found.institution)
        )
    return 0


# --- computers ----------------------------------------------------------------------------------


def _held(program: Program, options: Namespace, console: Console) -> int:
    found = office_of(program, options).held()
    console.result({"held": [one.as_dict() for one in found]})
    words = console.words
    if not found:
        console.say(words.gettext("Nothing is waiting."))
    for one in found:
        text = held_text(one, words)
        console.say(f"\n{one.name or one.institution or '—'} · {text.title}")
        console.say(words.gettext("Check number: {number}").format(number=one.number))
        console.say(f"{text.sentence} {text.next_step}")
    return 0


def _missing(program: Program, options: Namespace, console: Console) -> int:
    found = office_of(program, options).missing()
    console.result({"missing": [one.as_dict() for one in found]})
    words = console.words
    if not found:
        console.say(words.gettext("Nothing is missing."))
        return 0
    console.table(
        [words.gettext("Institution"), words.gettext("Measurement"), words.gettext("Missing")],
        [[m.name or m.institution, m.round, words.number(len(m.rids))] for m in found],
    )
    console.say(words.gettext("Ask them to send their latest file again."))
    return 0


def _admit_arguments(parser: ArgumentParser, words: Translator) -> None:
    desk_arguments(parser, words)
    parser.add_argument(
        "--device",
        required=True,
        metavar="NUMBER",
        help=words.gettext("the computer's check number, read out by phone"),
    )
    parser.add_argument(
        "--institution",
        default="",
        metavar="ID",
        help=words.gettext("the institution's identifier or name"),
    )
    reason_argument(parser, words)


def _admit(program: Program, options: Namespace, console: Console) -> int:
    office = open_office(program, options, console)
    found = office.admit(options.device, options.reason, options.institution)
    console.say(console.words.gettext("The computer is admitted; what it sent has come in."))
    return _decided(found, console)


def _revoke_arguments(parser: ArgumentParser, words: Translator) -> None:
    desk_arguments(parser, words)
    parser.add_argument(
        "--target",
        required=True,
        metavar="NUMBER",
        help=words.gettext("check number of a computer, an officer or an invitation"),
    )
    parser.add_argument(
        "--frontier",
        nargs="*",
        metavar="VERSION",
        help=words.gettext("the last good ones; without it, everything received so far is good"),
    )
    reason_argument(parser, words, required=True)


def _revoke(program: Program, options: Namespace, console: Console) -> int:
    office = open_office(program, options, console)
    found = office.revoke(options.target, options.reason, options.frontier)
    console.say(console.words.gettext("No longer trusted; what was good stays."))
    return _decided(found, console)


def _alias_arguments(parser: ArgumentParser, words: Translator) -> None:
    parser.add_argument("one", metavar="ID", help=words.gettext("an identifier or a name"))
    parser.add_argument("other", metavar="ID", help=words.gettext("the other one"))
    desk_arguments(parser, words)
    reason_argument(parser, words)


def _alias(program: Program, options: Namespace, console: Console) -> int:
    office = open_office(program, options, console)
    found = office.alias(options.one, options.other, options.reason)
    console.say(console.words.gettext("Both entries are one institution from now on."))
    return _decided(found, console)


def _decided(found: Decided, console: Console) -> int:
    console.result(found.as_dict())
    return 0


COMMANDS: tuple[Command, ...] = (
    Command("conflicts", N_("lists two different versions"), store_argument, _conflicts),
    Command("resolve", N_("decides between two versions"), _resolve_arguments, _resolve),
    Command("held", N_("lists what waits to be checked"), store_argument, _held),
    Command("missing", N_("lists earlier versions to ask for"), store_argument, _missing),
    Command("admit", N_("admits a computer after a phone check"), _admit_arguments, _admit),
    Command("revoke", N_("no longer trusts a computer or officer"), _revoke_arguments, _revoke),
    Command("alias", N_("says that two entries are one institution"), _alias_arguments, _alias),
)
