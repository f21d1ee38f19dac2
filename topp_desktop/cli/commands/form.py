"""`topp form`: the questionnaire on paper and as a spreadsheet, and the spreadsheet read back."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

from topp_desktop.cli.command import Command
from topp_desktop.cli.console import Console
from topp_desktop.cli.errors import REFUSED, WRONG_USAGE, report_fault
from topp_desktop.domain.errors import UserError
from topp_desktop.foundation.files import replace_file
from topp_desktop.foundation.i18n import N_, Translator
from topp_desktop.services.errors.system import write_faults
from topp_desktop.services.errors.texts import explain
from topp_desktop.services.forms import FormFaults
from topp_desktop.services.program import Program


def _arguments(parser: ArgumentParser, words: Translator) -> None:
    parser.add_argument(
        "action",
        nargs="?",
        choices=("read",),
        help=words.gettext("read: reads a filled-in spreadsheet back"),
    )
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE.xlsx")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="OUT", help=words.gettext("the file to write")
    )
    parser.add_argument(
        "--short", action="store_true", help=words.gettext("the short form instead of the full one")
    )
    parser.add_argument(
        "--card", action="store_true", help=words.gettext("the voting cards for groups")
    )
    parser.add_argument(
        "--paper", choices=("A4", "Letter"), default="A4", help=words.gettext("paper size")
    )


def _form(program: Program, options: Namespace, console: Console) -> int:
    if options.action == "read":
        return _read(program, options, console)
    if options.output is None:
        fault = UserError("usage", detail="-o OUT.pdf|OUT.xlsx")
        report_fault(fault, console.words, as_json=console.as_json)
        return WRONG_USAGE
    instrument, language = program.library.agenda, console.words.language
    if options.card:
        program.forms.write_voting_card(instrument, language, options.output, options.paper)
    else:
        form = "short" if options.short else "full"
        program.forms.write(instrument, form, language, options.output, options.paper)
    console.result({"written": str(options.output), "bytes": options.output.stat().st_size})
    console.say(console.words.gettext("Written: {path}").format(path=options.output))
    return 0


def _read(program: Program, options: Namespace, console: Console) -> int:
    if options.file is None:
        fault = UserError("usage", detail="form read FILE.xlsx")
        report_fault(fault, console.words, as_json=console.as_json)
        return WRONG_USAGE
    from topp_desktop.formats.responses import dump_responses

    try:
        instrument, assessment = program.forms.read(options.file)
    except FormFaults as fault:
        report_fault(fault, console.words, as_json=console.as_json)
        if not console.as_json:
            for cell in fault.faults:
                text = explain(cell, console.words)
                console.say(f"{text.cause} {text.next_step}")
        return REFUSED
    document = dump_responses(instrument, assessment)
    if options.output is not None:
        data = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
        with write_faults(options.output):
            replace_file(options.output, data.encode("utf-8"))
        console.result({"written": str(options.output)})
        console.say(console.words.gettext("Written: {path}").format(path=options.output))
    else:
        console.result(document)
        console.say(json.dumps(document, ensure_ascii=False, indent=1))
    return 0


FORM = Command(
    "form", N_("writes the questionnaire for people without the program"), _arguments, _form
)

COMMANDS: tuple[Command, ...] = (FORM,)
