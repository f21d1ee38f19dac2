"""What a secretariat hands out and keeps: receipts, the ledger, what it did, what it erased."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from topp_desktop.cli.command import Command
from topp_desktop.cli.commands.options import (
    desk_arguments,
    office_of,
    open_office,
    output_argument,
    place_arguments,
    reason_argument,
    store_argument,
)
from topp_desktop.cli.console import Console
from topp_desktop.domain.exchange import Outcome
from topp_desktop.foundation.i18n import N_, Translator
from topp_desktop.services.exchange.outcome_texts import outcome_text
from topp_desktop.services.program import Program
from topp_desktop.services.secretariat.acts import act_dict, act_words
from topp_desktop.services.tables import check_suffix


def _receipts_arguments(parser: ArgumentParser, words: Translator) -> None:
    desk_arguments(parser, words)
    parser.add_argument(
        "--institution",
        action="append",
        default=[],
        metavar="ID",
        help=words.gettext("only for this institution; may be repeated"),
    )
    output_argument(parser, words)


def _receipts(program: Program, options: Namespace, console: Console) -> int:
    office = open_office(program, options, console)
    found = office.receipts(options.output, options.institution)
    console.result(
        {"receipts": [file.as_dict() for file in found.files], "without": list(found.without)}
    )
    words = console.words
    rows = []
    for file in found.files:
        # What was replaced needs nobody's call any more.
        current = [e for e in file.entries if e.outcome != Outcome.SUPERSEDED] or file.entries[:1]
        for n, entry in enumerate(current):
            answers = words.number(entry.answers)
            first = [file.name, str(file.written.path)] if n == 0 else ["", ""]
            rows.append([*first, entry.round, answers, entry.code])
    header = [
        words.gettext("Institution"),
        words.gettext("File"),
        words.gettext("Measurement"),
        words.gettext("Answers"),
        words.gettext("To read out"),
    ]
    console.table(header, rows)
    if found.without:
        console.say(
            words.gettext("Without an invitation, so without a receipt: {names}").format(
                names=", ".join(found.without)
            )
        )
    return 0


def _purge_arguments(parser: ArgumentParser, words: Translator) -> None:
    desk_arguments(parser, words)
    place_arguments(parser, words)
    reason_argument(parser, words, required=True)


def _purge(program: Program, options: Namespace, console: Console) -> int:
    office = open_office(program, options, console)
    found = office.purge(options.institution, options.round, options.reason)
    console.result(
        {
            "institution": found.institution,
            "rounds": list(found.rounds),
            "objects": list(found.rids),
        }
    )
    words = console.words
    console.say(
        words.ngettext("{n} version erased.", "{n} versions erased.", len(found.rids)).format(
            n=words.number(len(found.rids))
        )
    )
    console.say(words.gettext("Copies of the store that were made before still hold it."))
    return 0


# --- what was received, what was done -----------------------------------------------------------


def _ledger_arguments(parser: ArgumentParser, words: Translator) -> None:
    store_argument(parser, words)
    parser.add_argument(
        "--outcome",
        action="append",
        default=[],
        choices=[outcome.value for outcome in Outcome],
        help=words.gettext("only lines with this result; may be repeated"),
    )
    output_argument(parser, words, required=False)


def _ledger(program: Program, options: Namespace, console: Console) -> int:
    if options.output is not None:
        check_suffix(options.output)
    office = office_of(program, options)
    wanted = {Outcome(name) for name in options.outcome}
    rows = [row for row in office.inbox() if not wanted or row.outcome in wanted]
    words = console.words
    result: dict[str, Any] = {
        "ledger": [
            {
                "at": row.at.isoformat(),
                "file": row.file,
                "institution": row.name,
                "country": row.country,
                "round": row.round,
                "outcome": row.outcome.value,
                "reason": row.reason,
            }
            for row in rows
        ]
    }
    if options.output is not None:
        office.export_ledger(options.output, words, rows)
        _written(options.output, console, result)
    console.result(result)
    console.table(
        [words.gettext("File"), words.gettext("Institution"), words.gettext("Result")],
        [[row.file, row.name or "—", outcome_text(row.outcome, words).title] for row in rows],
    )
    return 0


def _acts_arguments(parser: ArgumentParser, words: Translator) -> None:
    store_argument(parser, words)
    output_argument(parser, words, required=False)


def _acts(program: Program, options: Namespace, console: Console) -> int:
    if options.output is not None:
        check_suffix(options.output)
    office = office_of(program, options)
    found = office.acts()
    words = console.words
    result: dict[str, Any] = {"acts": [act_dict(one) for one in found]}
    if options.output is not None:
        office.export_acts(options.output, words)
        _written(options.output, console, result)
    console.result(result)
    console.table(
        [words.gettext("Date"), words.gettext("What was done"), words.gettext("Reason")],
        [[one.at, act_words(one, words), one.reason] for one in found],
    )
    return 0


def _written(path: Path, console: Console, result: dict[str, Any]) -> None:
    result["written"] = str(path)
    console.say(console.words.gettext("Written: {path}").format(path=path))


COMMANDS: tuple[Command, ...] = (
    Command(
        "receipts", N_("writes a receipt for each institution"), _receipts_arguments, _receipts
    ),
    Command("purge", N_("erases a measurement that was taken back"), _purge_arguments, _purge),
    Command("ledger", N_("lists what was received"), _ledger_arguments, _ledger),
    Command("acts", N_("lists what the secretariat did"), _acts_arguments, _acts),
)
