"""`topp verify`, `receive`, `digest`, `region`: files arrive and are merged."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from topp_desktop.cli.command import Command
from topp_desktop.cli.commands.options import (
    identity_argument,
    office_of,
    open_office,
    output_argument,
    store_argument,
)
from topp_desktop.cli.console import Console
from topp_desktop.domain.exchange import Outcome
from topp_desktop.domain.instrument import Wording
from topp_desktop.foundation.i18n import N_, Translator
from topp_desktop.services.exchange.outcome_texts import outcome_text
from topp_desktop.services.program import Program
from topp_desktop.services.tables import check_suffix


def _verify_arguments(parser: ArgumentParser, words: Translator) -> None:
    parser.add_argument(
        "file", type=Path, metavar="FILE", help=words.gettext("a file that arrived")
    )
    store_argument(parser, words, required=False)
    identity_argument(parser, words)


def _verify(program: Program, options: Namespace, console: Console) -> int:
    found = open_office(program, options, console).verify(options.file)
    console.result(found.as_dict())
    console.table(
        [console.words.gettext("Part"), console.words.gettext("Result")],
        [
            [_part(o["typ"], console.words), _word(o["outcome"], console.words)]
            for o in found.objects
        ],
    )
    if found.refused:
        console.say(_advice(found.outcome, console.words))
    return 1 if found.refused else 0


_PARTS = {
    "topp-enrolment": N_("the computer that sends"),
    "topp-revision": N_("a measurement"),
    "topp-region-pack": N_("the region's file"),
    "topp-invitation": N_("an invitation"),
    "topp-receipt": N_("a receipt"),
    "topp-resolution": N_("a decision between versions"),
    "topp-withdrawal": N_("a withdrawal"),
}


def _part(typ: str | None, words: Translator) -> str:
    """What an object is, in words; its type where there are none."""
    return words.gettext(_PARTS[typ]) if typ in _PARTS else str(typ)


def _word(outcome: str, words: Translator) -> str:
    if outcome not in {known.value for known in Outcome}:
        return words.gettext("readable; the sender was not checked")
    return outcome_text(Outcome(outcome), words).title


def _advice(outcome: str, words: Translator) -> str:
    text = outcome_text(Outcome(outcome), words)
    return f"{text.sentence} {text.next_step}".strip()


def _receive_arguments(parser: ArgumentParser, words: Translator) -> None:
    parser.add_argument(
        "paths", type=Path, nargs="+", metavar="PATH", help=words.gettext("files and folders")
    )
    store_argument(parser, words)
    identity_argument(parser, words)


def _receive(program: Program, options: Namespace, console: Console) -> int:
    received = open_office(program, options, console).receive(options.paths)
    console.result(received.as_dict())
    words = console.words
    for outcome, count in received.counts.items():
        text = outcome_text(Outcome(outcome), words)
        console.say(f"{words.number(count):>6}  {text.title}. {text.next_step}")
    console.say(words.gettext("State: {digest}").format(digest=received.digest))
    return 0


def _store_only(parser: ArgumentParser, words: Translator) -> None:
    store_argument(parser, words)


def _digest(program: Program, options: Namespace, console: Console) -> int:
    found = office_of(program, options).digest()
    console.result(found)
    console.say(f"{found['digest']}  {found['objects']}")
    return 0


def _region_arguments(parser: ArgumentParser, words: Translator) -> None:
    store_argument(parser, words)
    parser.add_argument(
        "--by", default="", metavar="A,B", help=words.gettext("groups, such as country,level")
    )
    parser.add_argument("--round", help=words.gettext("one measurement, such as 2026-2"))
    output_argument(parser, words, required=False)


def _region(program: Program, options: Namespace, console: Console) -> int:
    if options.output is not None:
        check_suffix(options.output)
    by = [name.strip() for name in options.by.split(",") if name.strip()]
    office = office_of(program, options)
    view = office.region(by, options.round)
    words = console.words
    result = view.as_dict()
    if options.output is not None:
        office.export_region(options.output, words, by, options.round)
        result["written"] = str(options.output)
        console.say(words.gettext("Written: {path}").format(path=options.output))
    console.result(result)
    console.say(
        words.ngettext("{n} institution", "{n} institutions", view.institutions).format(
            n=words.number(view.institutions)
        )
    )
    if view.instrument is None:
        return 0
    wording = Wording(view.instrument, words.language)
    dimensions = [d.id for d in view.instrument.dimensions]
    for group in view.groups:
        name = " · ".join(group.by.values()) or words.gettext("The region")
        console.say(f"\n{name} ({words.number(group.n)})")
        if group.suppressed:
            console.say(words.gettext("Not shown: too few institutions to stay anonymous."))
            continue
        header = [words.gettext("Median"), *(wording.dimension(d) for d in dimensions)]
        console.table(
            header,
            [_row(group.cells, a.id, dimensions, wording, words) for a in view.instrument.areas],
        )
    return 0


def _row(
    cells: Any, area: str, dimensions: list[str], wording: Wording, words: Translator
) -> list[str]:
    figures = [cells.get(f"{area}-{d}") for d in dimensions]
    medians = ["—" if f is None or f.median is None else words.number(f.median) for f in figures]
    return [wording.area_short(area), *medians]


VERIFY = Command(
    "verify", N_("reads a file that arrived and keeps nothing"), _verify_arguments, _verify
)
RECEIVE = Command("receive", N_("receives files and folders"), _receive_arguments, _receive)
DIGEST = Command("digest", N_("says in one number what the store holds"), _store_only, _digest)
REGION = Command("region", N_("shows the regional picture"), _region_arguments, _region)

COMMANDS: tuple[Command, ...] = (VERIFY, RECEIVE, DIGEST, REGION)
