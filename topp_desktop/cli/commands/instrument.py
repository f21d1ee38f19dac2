"""`topp instrument list | show | check | add`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import Counter
from pathlib import Path

from topp_desktop.cli.command import Command
from topp_desktop.cli.console import Console
from topp_desktop.cli.errors import DONE, REFUSED
from topp_desktop.cli.instrument_option import add_instrument_option, take_instrument
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Item, Wording
from topp_desktop.foundation.i18n import N_, Translator
from topp_desktop.services.errors.texts import explain
from topp_desktop.services.instrument_check import (
    CheckReport,
    check_json,
    check_report,
    finding_sentence,
)
from topp_desktop.services.program import Program
from topp_desktop.services.terms import STATUSES, status_counts, term


def _list(program: Program, options: Namespace, console: Console) -> int:
    del options
    found, refused = program.library.instruments(), program.library.refused
    console.result(
        {
            "instruments": [
                {
                    "id": i.id,
                    "version": i.version,
                    "sha256": i.sha256,
                    "profile": i.profile,
                    "languages": list(i.languages),
                    "items": len(i.items),
                    "forms": {form.id: len(form.items) for form in i.forms},
                    "status": dict(Counter(item.status for item in i.items)),
                    "themes": list(i.themes),
                }
                for i in found
            ],
            "refused": [{"path": str(r.path), "code": r.fault.code} for r in refused],
        }
    )
    for i in found:
        console.say(f"{Wording(i, console.words.language).name} · {i.id} {i.version}")
        forms = ", ".join(f"{form.id} {len(form.items)}" for form in i.forms)
        console.say(f"  {forms} · {', '.join(i.languages)} · {i.sha256}")
        console.say(f"  {' · '.join(status_counts(i.items, console.words))}")
    for r in refused:
        text = explain(r.fault, console.words)
        console.say(f"{r.path.name}: {text.title} [{text.code}]")
        console.say(f"  {text.cause}")
    return DONE


def _show_arguments(parser: ArgumentParser, words: Translator) -> None:
    parser.add_argument("item", metavar="ITEM", help=words.gettext("a question, such as 2.3-F"))
    add_instrument_option(parser, words)


def _named(wording: Wording, name: str) -> Item:
    """By identifier, or by what people see: 2.3-Pr is 2.3-F."""
    items = wording.instrument.by_id
    if name in items:
        return items[name]
    for item in items.values():
        if wording.item_code(item) == name:
            return item
    raise UserError("unknown-item", item=name)


def _show(program: Program, options: Namespace, console: Console) -> int:
    instrument = take_instrument(program, options) or program.library.agenda
    wording = Wording(instrument, console.words.language)
    item = _named(wording, options.item)
    elements = {element: wording.element(item.id, element) for element in item.elements}
    console.result(
        {
            "id": item.id,
            "revision": item.revision,
            "status": item.status,
            "themes": list(item.themes),
            "type": item.type,
            "area": item.area,
            "objective": item.objective,
            "dimension": item.dimension,
            "component": item.component,
            "lines": list(item.lines),
            "stem": wording.stem(item.id),
            "help": wording.help(item.id),
            "levels": list(wording.anchors(item.id)),
            "clauses": [list(level) for level in wording.clauses(item.id)],
            "elements": elements,
            "evidence": list(wording.evidence_examples(item.id)),
            "not_applicable": wording.not_applicable(item.id),
        }
    )
    place = wording.objective(item.objective) if item.objective else wording.name
    status = term(STATUSES, item.status, console.words)
    console.say(f"{wording.item_code(item)} · {place} · {status}")
    console.say(wording.stem(item.id))
    console.say(wording.help(item.id))
    for level, anchor in enumerate(wording.anchors(item.id)):
        console.say(f"  {level} {wording.level(level)}: {anchor}")
    if item.leveled and wording.rule:
        console.say(wording.rule)
    for element, text in elements.items():
        console.say(f"  {element}: {text}")
    return DONE


def _check_arguments(parser: ArgumentParser, words: Translator) -> None:
    parser.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar="FILE.json",
        help=words.gettext("a questionnaire file; without it, the one that ships"),
    )
    parser.add_argument(
        "--earlier",
        type=Path,
        metavar="FILE.json",
        help=words.gettext("the version before, whose identifiers have to be kept"),
    )


def _check(program: Program, options: Namespace, console: Console) -> int:
    from topp_desktop.formats.instrument import read_for_check, read_instrument

    library = program.library
    instrument = read_for_check(options.file) if options.file else library.agenda
    earlier = read_instrument(options.earlier) if options.earlier else None
    report = check_report(instrument, library.catalogue(instrument), earlier)
    console.result(check_json(report, console.words))
    _say_report(report, console)
    return REFUSED if report.counts["error"] else DONE


def _say_report(report: CheckReport, console: Console) -> None:
    words, instrument = console.words, report.instrument
    console.say(f"{instrument.id} {instrument.version} · {instrument.sha256}")
    if report.check.languages:
        console.say()
        _say_figures(report, console)
        console.say()
    severity = {"error": words.gettext("ERROR"), "warning": words.gettext("WARNING")}
    for finding in report.findings:
        where = f"{finding.place} [{finding.language}]" if finding.language else finding.place
        sentence = finding_sentence(finding, words)
        console.say(f"{severity[finding.severity]}  {where}: {sentence} ({finding.code})")
    errors, warnings = report.counts["error"], report.counts["warning"]
    said = words.ngettext("{n} error", "{n} errors", errors).format(n=errors)
    warned = words.ngettext("{n} warning", "{n} warnings", warnings).format(n=warnings)
    console.say(f"{said}, {warned}")


def _say_figures(report: CheckReport, console: Console) -> None:
    words, figures = console.words, report.check.languages

    rows = [
        [words.gettext("Texts"), *[str(f.texts) for f in figures.values()]],
        [words.gettext("Words"), *[str(f.words) for f in figures.values()]],
    ]
    for name, found in (
        (words.gettext("Longest level"), [f.longest_anchor for f in figures.values()]),
        (words.gettext("Longest question"), [f.longest_item for f in figures.values()]),
    ):
        cells = [f"{longest.words} ({longest.place})" if longest else "—" for longest in found]
        rows.append([name, *cells])
    alike = [f.most_alike for f in figures.values()]
    cells = [f"{a.value:.2f} ({a.place} ~ {a.other})" if a else "—" for a in alike]
    rows.append([words.gettext("Most alike levels"), *cells])
    for form in report.instrument.forms:
        name = words.gettext("Minutes for the form {form}").format(form=form.id)
        rows.append([name, *[words.number(f.minutes[form.id]) for f in figures.values()]])
    console.table(["", *figures], rows)
    catalogue = report.catalogue
    if catalogue is not None:
        console.say(
            words.gettext(
                "{reached} of {lines} lines reached by a plan; {actions} actions, of these "
                "{composed} put together from their level; {twice} planned twice; {steps} step "
                "texts"
            ).format(
                reached=catalogue.lines_reached,
                lines=catalogue.lines,
                actions=catalogue.cards,
                composed=catalogue.composed,
                twice=catalogue.twice,
                steps=catalogue.steps,
            )
        )


def _add_arguments(parser: ArgumentParser, words: Translator) -> None:
    parser.add_argument(
        "file", type=Path, metavar="FILE.json", help=words.gettext("a questionnaire file")
    )


def _add(program: Program, options: Namespace, console: Console) -> int:
    instrument = program.library.install(options.file)
    reference = {"id": instrument.id, "version": instrument.version, "sha256": instrument.sha256}
    console.result({"instrument": reference})
    name = Wording(instrument, console.words.language).name
    console.say(
        console.words.gettext("The program now has: {name}").format(
            name=f"{name} · {instrument.id} {instrument.version}"
        )
    )
    return DONE


INSTRUMENT = Command(
    "instrument",
    N_("lists, shows and checks questionnaires"),
    parts=(
        Command("list", N_("lists the questionnaires that the program knows"), None, _list),
        Command("show", N_("shows one question"), _show_arguments, _show),
        Command("check", N_("checks and measures a questionnaire"), _check_arguments, _check),
        Command("add", N_("keeps a questionnaire from a file"), _add_arguments, _add),
    ),
)

COMMANDS: tuple[Command, ...] = (INSTRUMENT,)
