"""`topp instrument list | show | check`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from topp_desktop.cli.command import Command
from topp_desktop.cli.console import Console
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Wording
from topp_desktop.foundation.i18n import N_, Translator
from topp_desktop.services.program import Program


def _list(program: Program, options: Namespace, console: Console) -> int:
    del options
    found = program.library.instruments()
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
                }
                for i in found
            ]
        }
    )
    for i in found:
        console.say(f"{Wording(i, console.words.language).name} · {i.id} {i.version}")
        forms = ", ".join(f"{form.id} {len(form.items)}" for form in i.forms)
        console.say(f"  {forms} · {', '.join(i.languages)} · {i.sha256}")
    return 0


def _show_arguments(parser: ArgumentParser, words: Translator) -> None:
    parser.add_argument("item", metavar="ITEM", help=words.gettext("a question, such as 2.3-F"))


def _show(program: Program, options: Namespace, console: Console) -> int:
    instrument = program.library.agenda
    # People see 2.3-Pr and 2.3-Po; the identifier is 2.3-F and 2.3-P.
    name = options.item.replace("-Po", "-P").replace("-Pr", "-F")
    if name not in instrument.by_id:
        raise UserError("unknown-item", item=options.item)
    item = instrument.by_id[name]
    wording = Wording(instrument, console.words.language)
    console.result(
        {
            "id": item.id,
            "revision": item.revision,
            "type": item.type,
            "area": item.area,
            "objective": item.objective,
            "dimension": item.dimension,
            "component": item.component,
            "lines": list(item.lines),
            "stem": wording.stem(item.id),
            "help": wording.help(item.id),
            "levels": list(wording.anchors(item.id)),
            "evidence": list(wording.evidence_examples(item.id)),
            "not_applicable": wording.not_applicable(item.id),
        }
    )
    console.say(f"{wording.item_code(item)} · {wording.objective(item.objective or '')}")
    console.say(wording.stem(item.id))
    console.say(wording.help(item.id))
    for level, anchor in enumerate(wording.anchors(item.id)):
        console.say(f"  {level} {wording.level(level)}: {anchor}")
    return 0


INSTRUMENT = Command(
    "instrument",
    N_("lists, shows and checks questionnaires"),
    parts=(
        Command("list", N_("lists the questionnaires that the program knows"), None, _list),
        Command("show", N_("shows one question"), _show_arguments, _show),
    ),
)
