"""Arguments that several commands of the exchange share."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from topp_desktop.cli.console import Console
from topp_desktop.cli.secrets import identity_passphrase
from topp_desktop.domain.errors import UserError
from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.program import Program

if TYPE_CHECKING:  # a command waits for what it calls alone
    from topp_desktop.services.exchange.ports import Membership
    from topp_desktop.services.institution.sending import SendingService
    from topp_desktop.services.secretariat.office import Office


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
    """`--store URL`; no identity is opened."""
    parser.set_defaults(identity=None)
    parser.add_argument(
        "--store",
        required=required,
        metavar="URL",
        help=words.gettext("the secretariat's store, such as sqlite:///region.sqlite"),
    )


def desk_arguments(parser: ArgumentParser, words: Translator) -> None:
    """`--store URL --identity DIR`."""
    store_argument(parser, words)
    identity_argument(parser, words)


def place_arguments(parser: ArgumentParser, words: Translator) -> None:
    """`--institution ID --round ROUND`."""
    parser.add_argument(
        "--institution",
        required=True,
        metavar="ID",
        help=words.gettext("the institution's identifier or name"),
    )
    parser.add_argument(
        "--round", required=True, help=words.gettext("one measurement, such as 2026-2")
    )


def output_argument(parser: ArgumentParser, words: Translator, *, required: bool = True) -> None:
    """`-o FILE`."""
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        required=required,
        metavar="FILE",
        help=words.gettext("the file to write"),
    )


def output_folder_argument(parser: ArgumentParser, words: Translator) -> None:
    """`-o DIR`."""
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="DIR",
        help=words.gettext("the folder to write into"),
    )


def reason_argument(parser: ArgumentParser, words: Translator, *, required: bool = False) -> None:
    """`--reason TEXT`."""
    parser.add_argument(
        "--reason",
        required=required,
        default="",
        metavar="TEXT",
        help=words.gettext("why, in one sentence; it is kept"),
    )


def folder_argument(parser: ArgumentParser, words: Translator, *, logged: bool = False) -> None:
    """`DIR`, an identity; logged: what is done goes into the log of `--store URL`."""
    parser.set_defaults(store=None)
    if logged:
        store_argument(parser, words, required=False)
    parser.add_argument(
        "identity",
        type=Path,
        metavar="DIR",
        help=words.gettext("the folder of the secretariat's identity"),
    )


def profile_argument(parser: ArgumentParser, words: Translator) -> None:
    """`--profile DIR`, and which of its institutions."""
    parser.add_argument(
        "--profile",
        type=Path,
        required=True,
        metavar="DIR",
        help=words.gettext("the folder that keeps what this device sent before"),
    )
    parser.add_argument(
        "--institution",
        default="",
        metavar="ID",
        help=words.gettext("its identifier, where the folder works for several institutions"),
    )


def office_of(program: Program, options: Namespace) -> Office:
    """The secretariat of `--identity` and `--store`, where they are given; still locked."""
    return program.office_of(options.identity, options.store)


def open_office(program: Program, options: Namespace, console: Console) -> Office:
    """The same, opened with the identity's passphrase."""
    office = office_of(program, options)
    office.unlock(identity_passphrase(console.words))
    return office


def membership_of(sending: SendingService, options: Namespace) -> Membership:
    """The membership of `--institution`, or the only one. UserError: not-joined, usage."""
    found = [m for m in sending.memberships() if options.institution in ("", m.institution)]
    if not found:
        raise UserError("not-joined")
    if len(found) > 1:
        raise UserError("usage", detail="--institution " + " | ".join(m.institution for m in found))
    return found[0]
