"""`topp study`: a study of the questions, put together from the institutions' study files."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from topp_desktop.cli.command import Command
from topp_desktop.cli.commands.options import identity_argument, open_office, output_folder_argument
from topp_desktop.cli.console import Console
from topp_desktop.foundation.i18n import N_, Translator
from topp_desktop.services.program import Program


def _read_arguments(parser: ArgumentParser, words: Translator) -> None:
    parser.set_defaults(store=None)
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help=words.gettext("study files, or folders of them"),
    )
    identity_argument(parser, words)
    output_folder_argument(parser, words)


def _read(program: Program, options: Namespace, console: Console) -> int:
    from topp_desktop.services.secretariat.study_words import study_dict, study_table, warnings

    office, words = open_office(program, options, console), console.words
    reading = office.read_studies(options.files)
    written = office.write_study_tables(reading, options.output, words)
    result: dict[str, Any] = study_dict(reading)
    result["written"] = [str(path) for path in written]
    console.result(result)
    console.table(*study_table(reading, words))
    for sentence in warnings(reading, words):
        console.warn(sentence)
    for path in written:
        console.say(words.gettext("Written: {path}").format(path=path))
    return 0


def _sheet_arguments(parser: ArgumentParser, words: Translator) -> None:
    output_folder_argument(parser, words)
    parser.add_argument(
        "--full",
        action="store_true",
        help=words.gettext("all questions instead of those of the short form"),
    )
    parser.add_argument(
        "--paper", choices=("A4", "Letter"), default="A4", help=words.gettext("paper size")
    )


def _sheets(program: Program, options: Namespace, console: Console) -> int:
    from topp_desktop.services.secretariat.study_sheets import write_sheets

    instrument, words = program.library.agenda, console.words
    form = "full" if options.full else "short"
    papers = program.adapters.papers
    written = write_sheets(papers, instrument, form, words, options.output, options.paper)
    console.result({"written": [str(path) for path in written]})
    for path in written:
        console.say(words.gettext("Written: {path}").format(path=path))
    return 0


COMMANDS: tuple[Command, ...] = (
    Command(
        "study",
        N_("a study of the questions themselves"),
        parts=(
            Command(
                "read",
                N_("opens study files and writes tables for R, and how each question works"),
                _read_arguments,
                _read,
            ),
            Command(
                "sheets",
                N_("writes the printed sheets of the validation plan"),
                _sheet_arguments,
                _sheets,
            ),
        ),
    ),
)
