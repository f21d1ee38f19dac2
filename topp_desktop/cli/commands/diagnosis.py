"""`topp score`, `topp roadmap`, `topp report`: one responses file in, figures or a PDF out."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path

from topp_desktop.charts.labels import action_title, tag_words
from topp_desktop.cli.command import Command
from topp_desktop.cli.console import Console
from topp_desktop.cli.instrument_option import add_instrument_option, take_instrument
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.roadmap.plan import PlanSettings
from topp_desktop.domain.scoring import AlertHit
from topp_desktop.foundation.i18n import N_, Translator
from topp_desktop.services.measurement.results import Results, results_of, standing_results
from topp_desktop.services.measurement.score_json import scorecard_json
from topp_desktop.services.measurement.sentences import level_sentence
from topp_desktop.services.plan.planner import RoadMap, road_map_json, settings_from_command
from topp_desktop.services.plan.report import SECTIONS
from topp_desktop.services.program import Program


def _responses(parser: ArgumentParser, words: Translator) -> None:
    parser.add_argument(
        "file", type=Path, metavar="FILE", help=words.gettext("a responses file (JSON)")
    )
    parser.add_argument(
        "--form",
        metavar="FORM",
        help=words.gettext("short or full, instead of what the file says"),
    )
    add_instrument_option(parser, words)


def _results(program: Program, options: Namespace, *, counting: bool = False) -> Results:
    """Of the form that was asked for, else of the file's own; counting: of the one whose result
    counts."""
    from topp_desktop.formats.responses import read_responses

    take_instrument(program, options)
    instrument, assessment = read_responses(options.file, program.library.find)
    if options.form:
        if all(form.id != options.form for form in instrument.forms):
            raise UserError("unknown-form", form=options.form)
        return results_of(instrument, replace(assessment, form=options.form))
    return (standing_results if counting else results_of)(instrument, assessment)


def _score(program: Program, options: Namespace, console: Console) -> int:
    results = _results(program, options)
    console.result(scorecard_json(results.card))
    words, card = console.words, results.card
    wording = Wording(results.instrument, words.language)
    console.say(f"{results.assessment.institution.name} · {results.assessment.round}")
    if card.leveled:
        console.say(level_sentence(results, wording, words))
    console.say()
    _say_capacities(results, wording, console)
    for hit in card.alerts:
        console.say(_alert_line(hit, wording, words))
    for name, value in card.typologies.items():
        console.say(_valued(wording.typology(name), value, words))
    return 0


def _say_capacities(results: Results, wording: Wording, console: Console) -> None:
    words, card = console.words, results.card
    header = [words.gettext("Capacity"), words.gettext("Declared"), words.gettext("Range")]
    rows = []
    for name, score in card.dimensions.items():
        declared = "—" if score.declared is None else words.number(score.declared)
        low_high = (
            "—"
            if score.low is None or score.high is None
            else f"{words.number(score.low)}–{words.number(score.high)}"
        )
        rows.append([wording.dimension(name), declared, low_high])
    # Checklists have no range: what is present is counted, not judged.
    columns = 3 if card.leveled else 2
    console.table(header[:columns], [row[:columns] for row in rows])


def _valued(name: str, value: float | None, words: Translator) -> str:
    return f"{name}: {'—' if value is None else words.number(value)}"


def _alert_line(hit: AlertHit, wording: Wording, words: Translator) -> str:
    """A contrast is a sentence; a group alert has a name, a value, and its band's sentence."""
    if hit.band is None:
        return wording.alert(hit.code) or hit.code
    head = _valued(wording.alert_name(hit.code), hit.value, words)
    return f"{head} · {wording.alert(hit.code, hit.band)}"


def _plan_arguments(parser: ArgumentParser, words: Translator) -> None:
    _responses(parser, words)
    parser.add_argument(
        "--capacity",
        default="6",
        metavar="N",
        help=words.gettext("person-months a semester (default 6)"),
    )
    parser.add_argument(
        "--start",
        default="",
        metavar="YYYY-S",
        help=words.gettext("first semester (default: the present one, or the next one)"),
    )
    parser.add_argument(
        "--semesters", type=int, metavar="N", help=words.gettext("how many semesters (default 10)")
    )
    parser.add_argument(
        "--actions",
        type=Path,
        metavar="FILE",
        help=words.gettext("an actions file instead of the catalogue"),
    )


def _road_map(program: Program, options: Namespace) -> RoadMap:
    from topp_desktop.formats.actions import read_actions

    settings: PlanSettings = settings_from_command(
        options.capacity, options.start, options.semesters, program.clock().date()
    )
    results = _results(program, options, counting=True)
    actions = read_actions(options.actions, results.instrument) if options.actions else None
    return program.planner.road_map(results, settings, actions)


def _roadmap_arguments(parser: ArgumentParser, words: Translator) -> None:
    _plan_arguments(parser, words)
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="OUT.xlsx",
        help=words.gettext("a spreadsheet to write as well"),
    )


def _roadmap(program: Program, options: Namespace, console: Console) -> int:
    road_map = _road_map(program, options)
    console.result(road_map_json(road_map))
    words = console.words
    if options.output is not None:
        program.plan_documents.write_sheet(road_map, words.language, options.output)
    wording = Wording(road_map.results.instrument, words.language)
    header = [
        words.gettext("Begins"),
        words.gettext("Ends"),
        words.gettext("Action"),
        words.gettext("Why"),
    ]
    rows = [
        [
            planned.start.short if planned.start else "—",
            planned.end.short if planned.end else "—",
            action_title(planned.action, road_map.catalogue, wording, words),
            tag_words(planned.ranked.tag, words),
        ]
        for planned in road_map.plan.actions
    ]
    console.table(header, rows)
    console.say()
    for semester, overall in road_map.plan.overall_at_end.items():
        if overall is not None:
            console.say(f"{semester}  {words.number(overall)}")
    if options.output is not None:
        console.say(words.gettext("Written: {path}").format(path=options.output))
    return 0


def _report_arguments(parser: ArgumentParser, words: Translator) -> None:
    _plan_arguments(parser, words)
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="OUT.pdf",
        help=words.gettext("the document to write"),
    )
    parser.add_argument(
        "--paper", choices=("A4", "Letter"), default="A4", help=words.gettext("paper size")
    )
    parser.add_argument(
        "--sections",
        nargs="+",
        choices=tuple(SECTIONS),
        metavar="SECTION",
        help=words.gettext("only these sections: {names}").format(names=", ".join(SECTIONS)),
    )


def _report(program: Program, options: Namespace, console: Console) -> int:
    road_map = _road_map(program, options)
    language = console.words.language
    sections = frozenset(options.sections) if options.sections else None
    program.reports.write(
        road_map, language, options.output, paper=options.paper, sections=sections
    )
    console.result({"written": str(options.output), "bytes": options.output.stat().st_size})
    console.say(console.words.gettext("Written: {path}").format(path=options.output))
    return 0


SCORE = Command("score", N_("scores a responses file"), _responses, _score)
ROADMAP = Command(
    "roadmap", N_("plans the actions that close the gaps"), _roadmap_arguments, _roadmap
)
REPORT = Command("report", N_("writes the road map as a PDF"), _report_arguments, _report)

COMMANDS: tuple[Command, ...] = (SCORE, ROADMAP, REPORT)
