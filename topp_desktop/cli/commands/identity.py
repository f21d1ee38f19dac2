"""`topp identity …`: a secretariat's identity, its recovery card, its keys, its officers."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from topp_desktop.cli.command import Command
from topp_desktop.cli.commands.options import (
    folder_argument,
    office_of,
    open_office,
    output_argument,
)
from topp_desktop.cli.console import Console
from topp_desktop.cli.secrets import card_groups, identity_passphrase
from topp_desktop.foundation.i18n import N_, Translator
from topp_desktop.services.program import Program
from topp_desktop.services.secretariat.recovery import CardContent


def _new_arguments(parser: ArgumentParser, words: Translator) -> None:
    folder_argument(parser, words)
    parser.add_argument("--name", help=words.gettext("the secretariat's name"))
    parser.add_argument(
        "--card",
        type=Path,
        metavar="FILE.pdf",
        help=words.gettext("write the recovery card too"),
    )


def _new(program: Program, options: Namespace, console: Console) -> int:
    words = console.words
    name = options.name or words.gettext("Technical secretariat")
    passphrase = identity_passphrase(words, twice=True)
    office = office_of(program, options)
    office.create(name, passphrase)
    keys, number = office.keys, office.check_number()
    result = {"id": keys.id, "name": keys.name, "kid": keys.root_kid, "check": number}
    console.say(
        words.gettext("Identity of {name} made in {path}").format(
            name=keys.name, path=options.identity
        )
    )
    console.say(words.gettext("Check number: {number}").format(number=number))
    if options.card is not None:
        card = office.write_card(options.card, passphrase, words)
        _say_card(card, options.card, console)
        console.result({**result, **_card_result(card, options.card)})
    else:
        console.result(result)
    return 0


def _card_arguments(parser: ArgumentParser, words: Translator) -> None:
    folder_argument(parser, words)
    output_argument(parser, words)


def _card(program: Program, options: Namespace, console: Console) -> int:
    passphrase = identity_passphrase(console.words)
    card = office_of(program, options).write_card(options.output, passphrase, console.words)
    console.result(_card_result(card, options.output))
    _say_card(card, options.output, console)
    return 0


def _card_result(card: CardContent, path: Path) -> dict[str, object]:
    return {"written": str(path), "check": card.number, "groups": list(card.lines)}


def _say_card(card: CardContent, path: Path, console: Console) -> None:
    words = console.words
    console.say(words.gettext("Written: {path}").format(path=path))
    for number, line in enumerate(card.lines, start=1):
        console.say(f"{number:>3}  {line}")
    console.say(words.gettext("Print it, then try it: «topp identity rehearse»."))


def _groups_argument(parser: ArgumentParser, words: Translator) -> None:
    parser.add_argument(
        "--groups",
        metavar="FILE",
        help=words.gettext("a file with the groups of the card, or - for what is piped in"),
    )


def _rehearse_arguments(parser: ArgumentParser, words: Translator) -> None:
    folder_argument(parser, words, logged=True)
    _groups_argument(parser, words)


def _rehearse(program: Program, options: Namespace, console: Console) -> int:
    words = console.words
    passphrase = identity_passphrase(words)
    office = office_of(program, options)
    office.unlock(passphrase)
    at = office.rehearse(card_groups(options.groups, words), passphrase)
    console.result({"rehearsed": at.isoformat(), "check": office.check_number()})
    console.say(words.gettext("The card works: the secretariat can be set up again with it."))
    return 0


def _restore_arguments(parser: ArgumentParser, words: Translator) -> None:
    folder_argument(parser, words)
    _groups_argument(parser, words)
    parser.add_argument("--name", help=words.gettext("the secretariat's name"))
    parser.add_argument(
        "--pack",
        type=Path,
        metavar="FILE",
        help=words.gettext("the region file that was published last; it goes on from there"),
    )


def _restore(program: Program, options: Namespace, console: Console) -> int:
    words = console.words
    passphrase = identity_passphrase(words)
    groups = card_groups(options.groups, words)
    name = options.name or words.gettext("Technical secretariat")
    office = office_of(program, options)
    office.restore(groups, passphrase, name, options.pack)
    keys, number = office.keys, office.check_number()
    console.result({"id": keys.id, "name": keys.name, "kid": keys.root_kid, "check": number})
    console.say(
        words.gettext("Identity of {name} made in {path}").format(
            name=keys.name, path=options.identity
        )
    )
    console.say(words.gettext("Check number: {number}").format(number=number))
    if options.pack is None:
        console.warn(
            words.gettext(
                "Without the last region file the numbering begins again, and institutions refuse "
                "a lower number. Restore with --pack where you have it."
            )
        )
    return 0


def _rotate_arguments(parser: ArgumentParser, words: Translator) -> None:
    folder_argument(parser, words, logged=True)


def _rotate(program: Program, options: Namespace, console: Console) -> int:
    words = console.words
    passphrase = identity_passphrase(words)
    office = office_of(program, options)
    office.rotate(passphrase)
    fresh, number = office.keys, office.check_number()
    console.result(
        {
            "kid": fresh.root_kid,
            "check": number,
            "former": [signer.kid for signer in fresh.former_signers],
            "recipients": [opener.recipient for opener in fresh.openers],
        }
    )
    console.say(words.gettext("The keys were renewed. What was sealed before still opens."))
    console.say(words.gettext("Check number: {number}").format(number=number))
    console.say(words.gettext("Now print and try a new card, then publish the region file again."))
    return 0


def _export_arguments(parser: ArgumentParser, words: Translator) -> None:
    folder_argument(parser, words)
    output_argument(parser, words)


def _export_age(program: Program, options: Namespace, console: Console) -> int:
    office = open_office(program, options, console)
    office.export_age(options.output)
    recipients = [opener.recipient for opener in office.keys.openers]
    console.result({"written": str(options.output), "recipients": recipients})
    console.say(console.words.gettext("Written: {path}").format(path=options.output))
    console.say(
        console.words.gettext("Whoever has this file can read everything sent to the secretariat.")
    )
    return 0


def _officer_arguments(parser: ArgumentParser, words: Translator) -> None:
    folder_argument(parser, words)
    parser.add_argument(
        "--pack",
        type=Path,
        required=True,
        metavar="FILE",
        help=words.gettext("the secretariat's region file"),
    )
    parser.add_argument(
        "--position", required=True, help=words.gettext("the officer's position, not a name")
    )
    output_argument(parser, words)


def _officer(program: Program, options: Namespace, console: Console) -> int:
    words = console.words
    passphrase = identity_passphrase(words, twice=True)
    office = office_of(program, options)
    number = office.become_officer(options.pack, passphrase, options.position, options.output)
    kid = office.keys.signer.kid
    console.result({"written": str(options.output), "kid": kid, "check": number})
    console.say(words.gettext("Written: {path}").format(path=options.output))
    console.say(words.gettext("Check number: {number}").format(number=number))
    console.say(words.gettext("Hand the file to the secretariat; it names you in its region file."))
    return 0


def _name_arguments(parser: ArgumentParser, words: Translator) -> None:
    folder_argument(parser, words, logged=True)
    parser.add_argument("--add", type=Path, metavar="FILE", help=words.gettext("name this officer"))
    parser.add_argument(
        "--remove", metavar="NUMBER", help=words.gettext("no longer name the one of this number")
    )


def _officers(program: Program, options: Namespace, console: Console) -> int:
    office = open_office(program, options, console)
    if options.add is not None:
        office.name_officer(options.add)
    if options.remove is not None:
        office.remove_officer(options.remove)
    named = [{"check": number, "position": o.position} for number, o in office.officers()]
    console.result({"officers": named})
    words = console.words
    console.table(
        [words.gettext("Check number"), words.gettext("Position")],
        [[entry["check"], entry["position"]] for entry in named],
    )
    return 0


def _take_arguments(parser: ArgumentParser, words: Translator) -> None:
    folder_argument(parser, words, logged=True)
    parser.add_argument(
        "pack", type=Path, metavar="FILE", help=words.gettext("the secretariat's region file")
    )


def _take_pack(program: Program, options: Namespace, console: Console) -> int:
    number = open_office(program, options, console).take_pack(options.pack)
    console.result({"number": number})
    console.say(console.words.gettext("Region file number {n} taken over.").format(n=number))
    return 0


IDENTITY = Command(
    "identity",
    N_("makes and keeps a secretariat's identity"),
    parts=(
        Command("new", N_("makes a new identity"), _new_arguments, _new),
        Command("card", N_("writes the recovery card to print"), _card_arguments, _card),
        Command("rehearse", N_("tries whether the card works"), _rehearse_arguments, _rehearse),
        Command(
            "restore", N_("sets up the identity of a card again"), _restore_arguments, _restore
        ),
        Command("rotate", N_("renews the keys"), _rotate_arguments, _rotate),
        Command(
            "export-age",
            N_("writes the key that the standard age tool reads"),
            _export_arguments,
            _export_age,
        ),
        Command("officer", N_("makes an officer's identity"), _officer_arguments, _officer),
        Command(
            "officers",
            N_("lists, names and removes the secretariat's officers"),
            _name_arguments,
            _officers,
        ),
        Command(
            "take-pack",
            N_("an officer takes over a newer region file"),
            _take_arguments,
            _take_pack,
        ),
    ),
)

COMMANDS: tuple[Command, ...] = (IDENTITY,)
