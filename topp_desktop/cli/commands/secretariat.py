"""`topp region-pack`, `invite`: what institutions open."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from topp_desktop.cli.command import Command
from topp_desktop.cli.commands.options import (
    identity_argument,
    open_office,
    output_argument,
    store_argument,
)
from topp_desktop.cli.console import Console
from topp_desktop.domain.assessment import GOVERNMENT_LEVELS, INSTITUTION_TYPES, Institution
from topp_desktop.domain.errors import UserError
from topp_desktop.foundation.i18n import N_, Translator
from topp_desktop.services.program import Program
from topp_desktop.services.secretariat.identity import Invited
from topp_desktop.services.secretariat.institution_list import read_institutions


def _pack_arguments(parser: ArgumentParser, words: Translator) -> None:
    store_argument(parser, words, required=False)
    identity_argument(parser, words)
    output_argument(parser, words)


def _region_pack(program: Program, options: Namespace, console: Console) -> int:
    published = open_office(program, options, console).publish(options.output)
    console.result(
        {
            "written": str(published.written.path),
            "number": published.number,
            "sha256": published.written.sha256,
            "rehearsed": True,  # nothing is published otherwise
        }
    )
    console.say(console.words.gettext("Written: {path}").format(path=published.written.path))
    return 0


def _invite_arguments(parser: ArgumentParser, words: Translator) -> None:
    store_argument(parser, words)
    identity_argument(parser, words)
    parser.add_argument("--name", help=words.gettext("the institution's name"))
    parser.add_argument("--country", metavar="CC", help=words.gettext("its country, such as GT"))
    parser.add_argument("--level", choices=GOVERNMENT_LEVELS, default="central")
    parser.add_argument("--type", choices=INSTITUTION_TYPES, default="other")
    parser.add_argument("--id", default="", help=words.gettext("its identifier, if it has one"))
    parser.add_argument(
        "--list",
        type=Path,
        metavar="FILE",
        help=words.gettext("a list of institutions instead of one (CSV, XLSX, ODS)"),
    )
    parser.add_argument(
        "--code-apart",
        action="store_true",
        help=words.gettext("leaves the code out of the file: tell it to the institution yourself"),
    )
    output_argument(parser, words)


def _invite(program: Program, options: Namespace, console: Console) -> int:
    if options.list is not None:
        if options.code_apart:
            raise UserError("usage", detail="--code-apart --name … --country …")
        listed = read_institutions(options.list)
        invited = open_office(program, options, console).invite(listed, options.output)
    else:
        if not options.name or not options.country:
            raise UserError("usage", detail="--name … --country … | --list FILE")
        institution = Institution(
            name=options.name,
            country=options.country.upper(),
            level=options.level,
            type=options.type,
            id=options.id,
        )
        office = open_office(program, options, console)
        invited = [office.invite_one(institution, options.output, code_apart=options.code_apart)]
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


REGION_PACK = Command(
    "region-pack",
    N_("writes the region's file, which holds no secret"),
    _pack_arguments,
    _region_pack,
)
INVITE = Command(
    "invite", N_("invites one institution or a list of them"), _invite_arguments, _invite
)

COMMANDS: tuple[Command, ...] = (REGION_PACK, INVITE)
