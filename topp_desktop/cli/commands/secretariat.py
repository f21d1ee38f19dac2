"""`topp identity`, `region-pack`, `invite`: a secretariat sets itself up."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from topp_desktop.cli.command import Command
from topp_desktop.cli.console import Console
from topp_desktop.cli.secrets import identity_passphrase
from topp_desktop.domain.assessment import GOVERNMENT_LEVELS, INSTITUTION_TYPES, Institution
from topp_desktop.domain.errors import UserError
from topp_desktop.foundation.i18n import N_, Translator
from topp_desktop.services.exchange_ports import SecretariatKeys
from topp_desktop.services.program import Program
from topp_desktop.services.receive import take_lines
from topp_desktop.services.secretariat import Invited, check_number, make_identity
from topp_desktop.services.secretariat import read_institutions as read_list


def identity_argument(parser: ArgumentParser, words: Translator, *, required: bool = True) -> None:
    """`--identity DIR`."""
    parser.add_argument(
        "--identity",
        type=Path,
        required=required,
        metavar="DIR",
        help=words.gettext("the folder of the secretariat's identity"),
    )


def store_argument(parser: ArgumentParser, words: Translator, *, required: bool = True) -> None:
    """`--store URL`."""
    parser.add_argument(
        "--store",
        required=required,
        metavar="URL",
        help=words.gettext("the secretariat's store, such as sqlite:///region.sqlite"),
    )


def output_argument(parser: ArgumentParser, words: Translator) -> None:
    """`-o FILE`."""
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="FILE",
        help=words.gettext("the file to write"),
    )


def open_identity(program: Program, folder: Path, console: Console) -> SecretariatKeys:
    """The identity in a folder, opened with its passphrase."""
    return program.exchange.vault.open(folder, identity_passphrase(console.words))


def _folder(parser: ArgumentParser, words: Translator) -> None:
    parser.add_argument(
        "folder",
        type=Path,
        metavar="DIR",
        help=words.gettext("the folder of the secretariat's identity"),
    )


def _new_arguments(parser: ArgumentParser, words: Translator) -> None:
    _folder(parser, words)
    parser.add_argument("--name", help=words.gettext("the secretariat's name"))


def _new(program: Program, options: Namespace, console: Console) -> int:
    words = console.words
    name = options.name or words.gettext("Technical secretariat")
    passphrase = identity_passphrase(words, twice=True)
    keys = make_identity(program.exchange.vault, options.folder, name, passphrase)
    number = check_number(keys.root_kid)
    console.result({"id": keys.id, "name": keys.name, "kid": keys.root_kid, "check": number})
    console.say(
        words.gettext("Identity of {name} made in {path}").format(
            name=keys.name, path=options.folder
        )
    )
    console.say(words.gettext("Check number: {number}").format(number=number))
    return 0


def _export_arguments(parser: ArgumentParser, words: Translator) -> None:
    _folder(parser, words)
    output_argument(parser, words)


def _export_age(program: Program, options: Namespace, console: Console) -> int:
    keys = open_identity(program, options.folder, console)
    program.exchange.vault.export_age(keys, options.output)
    recipients = [opener.recipient for opener in keys.openers]
    console.result({"written": str(options.output), "recipients": recipients})
    console.say(console.words.gettext("Written: {path}").format(path=options.output))
    console.say(
        console.words.gettext("Whoever has this file can read everything sent to the secretariat.")
    )
    return 0


def _pack_arguments(parser: ArgumentParser, words: Translator) -> None:
    identity_argument(parser, words)
    output_argument(parser, words)


def _region_pack(program: Program, options: Namespace, console: Console) -> int:
    keys = open_identity(program, options.identity, console)
    secretariat = program.exchange.secretariat(keys, options.identity)
    instruments = [instrument.ref for instrument in program.library.instruments()]
    published = secretariat.publish_region_pack(options.output, instruments)
    console.result(
        {
            "written": str(published.written.path),
            "number": published.number,
            "sha256": published.written.sha256,
        }
    )
    console.say(console.words.gettext("Written: {path}").format(path=published.written.path))
    return 0


def _invite_arguments(parser: ArgumentParser, words: Translator) -> None:
    identity_argument(parser, words)
    store_argument(parser, words)
    parser.add_argument("--name", help=words.gettext("the institution's name"))
    parser.add_argument("--country", metavar="CC", help=words.gettext("its country, such as GT"))
    parser.add_argument("--level", choices=GOVERNMENT_LEVELS, default="central")
    parser.add_argument("--type", choices=INSTITUTION_TYPES, default="other")
    parser.add_argument("--id", default="", help=words.gettext("its identifier, if it has one"))
    parser.add_argument(
        "--list",
        type=Path,
        metavar="FILE.csv",
        help=words.gettext("a list of institutions instead of one"),
    )
    output_argument(parser, words)


def _invite(program: Program, options: Namespace, console: Console) -> int:
    keys = open_identity(program, options.identity, console)
    secretariat = program.exchange.secretariat(keys, options.identity)
    if options.list is not None:
        invited = secretariat.invite_all(read_list(options.list), options.output)
    else:
        if not options.name or not options.country:
            raise UserError("usage", detail="--name … --country … | --list FILE.csv")
        institution = Institution(
            name=options.name,
            country=options.country.upper(),
            level=options.level,
            type=options.type,
            id=options.id,
        )
        invited = [secretariat.invite(institution, options.output)]
    desk = program.exchange.desk(program.pool_at(options.store), keys)
    take_lines(desk, [line for entry in invited for line in entry.lines])
    console.result({"invitations": [_entry(entry) for entry in invited]})
    words = console.words
    console.table(
        [words.gettext("Institution"), words.gettext("Code"), words.gettext("File")],
        [[e.institution.name, e.code, str(e.written.path)] for e in invited],
    )
    return 0


def _entry(invited: Invited) -> dict[str, str]:
    return {
        "institution": invited.institution.id,
        "name": invited.institution.name,
        "code": invited.code,
        "written": str(invited.written.path),
    }


IDENTITY = Command(
    "identity",
    N_("makes and keeps a secretariat's identity"),
    parts=(
        Command("new", N_("makes a new identity"), _new_arguments, _new),
        Command(
            "export-age",
            N_("writes the key that the standard age tool reads"),
            _export_arguments,
            _export_age,
        ),
    ),
)
REGION_PACK = Command(
    "region-pack",
    N_("writes the region's file, which holds no secret"),
    _pack_arguments,
    _region_pack,
)
INVITE = Command(
    "invite", N_("invites one institution or a list of them"), _invite_arguments, _invite
)
