"""`topp demo DIR`: the main job on the shipped samples, start to end."""

from __future__ import annotations

import json
import shutil
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

from topp_desktop.cli.command import Command
from topp_desktop.cli.console import Console
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.roadmap.plan import PlanSettings
from topp_desktop.foundation.files import replace_file
from topp_desktop.foundation.i18n import N_, Translator
from topp_desktop.foundation.resources import resource_path
from topp_desktop.services.errors.system import write_faults
from topp_desktop.services.institution.send import PackageDraft
from topp_desktop.services.institution.send_parts import road_map_elements
from topp_desktop.services.measurement.results import results_of
from topp_desktop.services.measurement.score_json import scorecard_json
from topp_desktop.services.measurement.sentences import level_sentence
from topp_desktop.services.plan.planner import RoadMap, road_map_json
from topp_desktop.services.program import Program

MAIN_SAMPLE = "municipio"
MANIFEST = "topp-demo.json"
FOLDERS = ("institution", "secretariat", "packages", "pictures")


def _arguments(parser: ArgumentParser, words: Translator) -> None:
    parser.add_argument(
        "folder", type=Path, metavar="DIR", help=words.gettext("where everything is written")
    )
    parser.add_argument(
        "--no-pictures",
        action="store_true",
        help=words.gettext("leave out the pictures of the window"),
    )


@dataclass
class _Demo:
    """One run; `written` collects what it wrote."""

    program: Program
    folder: Path
    console: Console
    written: list[Path] = field(default_factory=list)

    def make_room(self) -> None:
        """Removes what an earlier run wrote, and only that."""
        manifest = self.folder / MANIFEST
        with write_faults(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            if manifest.is_file():
                for name in json.loads(manifest.read_text("utf-8")):
                    if (path := self.folder / name).is_file():
                        path.unlink()
                for name in FOLDERS:
                    shutil.rmtree(self.folder / name, ignore_errors=True)
            for name in FOLDERS:
                (self.folder / name).mkdir(exist_ok=True)

    def path(self, *parts: str) -> Path:
        """A file of this run."""
        path = self.folder.joinpath(*parts)
        self.written.append(path)
        return path

    def write_json(self, path: Path, document: Any) -> None:
        text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
        with write_faults(path):
            replace_file(path, text.encode("utf-8"))

    def remember(self) -> None:
        names = [path.relative_to(self.folder).as_posix() for path in self.written]
        self.write_json(self.folder / MANIFEST, sorted(names))


def _samples() -> Iterator[tuple[str, Path]]:
    for path in sorted(resource_path("samples").glob("*.json")):
        yield path.stem, path


def _demo(program: Program, options: Namespace, console: Console) -> int:
    run = _Demo(program, options.folder, console)
    run.make_room()
    own = program.beside(run.folder / "institution")
    office = program.beside(run.folder / "secretariat")
    assessment_id = own.assessments.take_in(resource_path("samples", f"{MAIN_SAMPLE}.json"))
    road_map = _diagnose(run, own, assessment_id)
    _found_secretariat(run, office)
    _send_all(run, own, office, road_map)
    _receive_all(run, office)
    _answer_all(run, own, office)
    if not options.no_pictures:
        language, pictures = console.words.language, run.folder / "pictures"
        run.written += own.capture_pages(pictures / "institution", language)
        run.written += office.capture_pages(pictures / "secretariat", language, secretariat=True)
    run.remember()
    own.close()
    office.close()
    instrument = road_map.results.instrument
    console.say(
        level_sentence(road_map.results, Wording(instrument, console.words.language), console.words)
    )
    console.say(console.words.gettext("Written:"))
    for path in run.written:
        console.say(f"  {path}")
    console.result({"written": [str(path) for path in run.written]})
    return 0


def _diagnose(run: _Demo, own: Program, assessment_id: str) -> RoadMap:
    """Scores, road map and PDF of the main sample."""
    instrument, stored = own.assessments.open(assessment_id)
    results = results_of(instrument, stored.assessment)
    run.write_json(run.path("scores.json"), scorecard_json(results.card))
    settings: PlanSettings = own.plans.settings_from(stored.plan_settings)
    road_map = own.planner.road_map(results, settings)
    run.write_json(run.path("roadmap.json"), road_map_json(road_map))
    own.reports.write(road_map, run.console.words.language, run.path("roadmap.pdf"))
    return road_map


def _found_secretariat(run: _Demo, office: Program) -> None:
    """A secretariat with an identity of its own and an empty inbox.

    The passphrase is written beside it: this is a demonstration.
    """
    passphrase = token_urlsafe(12)
    name = run.console.words.gettext("Technical secretariat (demonstration)")
    secretariat = office.office
    secretariat.create(name, passphrase)
    note = run.path("secretariat", "passphrase.txt")
    with write_faults(note):
        replace_file(note, (passphrase + "\n").encode("utf-8"))
    secretariat.export_age(run.path("secretariat", "age.key"))
    card = secretariat.write_card(
        run.path("secretariat", "recovery-card.pdf"), passphrase, run.console.words
    )
    secretariat.rehearse("\n".join(card.lines), passphrase)
    secretariat.publish(run.path("secretariat", "region.topp-region"))
    run.written.append(office.places.store)


def _send_all(run: _Demo, own: Program, office: Program, road_map: RoadMap) -> None:
    """Invites the institution of every sample; each sends its file from a device of its own."""
    from topp_desktop.formats.responses import read_responses

    for name, sample in _samples():
        instrument, assessment = read_responses(sample, run.program.library.find)
        invitation = run.path("secretariat", f"{name}.topp-invite")
        office.office.invite_one(assessment.institution, invitation)
        device = run.folder / "institution" / f"device-{name}"
        sending = own.sending if name == MAIN_SAMPLE else run.program.sending_from(device)
        joined = sending.open_file(invitation)
        elements = road_map_elements(road_map) if name == MAIN_SAMPLE else {}
        draft = PackageDraft(instrument, assessment, elements)
        package = run.path("packages", f"{name}.topp")
        sending.send(draft, joined.membership, package)


def _receive_all(run: _Demo, office: Program) -> None:
    received = office.office.receive([run.folder / "packages"])
    run.write_json(run.path("secretariat", "ledger.json"), received.as_dict())
    run.write_json(run.path("secretariat", "digest.json"), office.office.digest())
    run.write_json(run.path("secretariat", "region.json"), office.office.region().as_dict())


def _answer_all(run: _Demo, own: Program, office: Program) -> None:
    """A receipt for everybody; the main sample's institution opens its own."""
    name = own.sending.memberships()[0].institution
    found = office.office.receipts(run.folder / "secretariat" / "receipts")
    run.written += [file.written.path for file in found.files]
    mine = next(file for file in found.files if file.institution == name)
    own.sending.open_package(mine.written.path)


DEMO = Command("demo", N_("goes through the main job on the shipped samples"), _arguments, _demo)

COMMANDS: tuple[Command, ...] = (DEMO,)
