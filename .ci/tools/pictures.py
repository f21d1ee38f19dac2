"""The pictures of README and the guides: a demonstration of its own, in Spanish, 1366 × 768.

Runs inside .venv (`python -m tools.pictures`), because it needs the program.
"""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

from tools.places import ROOT, shown
from topp_desktop.bootstrap import Composition, compose
from topp_desktop.foundation.resources import resource_path
from topp_desktop.services.plan_elements import plan_elements
from topp_desktop.services.results import results_of
from topp_desktop.services.send import Approval, Draft
from topp_desktop.services.tasks import Task

FOLDER = ROOT / "docs" / "images"
NAMES = {
    "tasks": "1-diagnostico",
    "question": "2-pregunta",
    "results": "3-resultados",
    "road-map": "4-hoja-de-ruta",
    "send": "5-enviar",
    "inbox": "6-bandeja",
}
"""The page that is shown, and what its picture is called."""
LARGEST = 150_000
_COLOURS = 128
_LANGUAGE = "es"
_MAIN = "municipio"
_NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def _send(program: Composition, name: str, invitation: Path, package: Path) -> None:
    """One institution sends from a device of its own; the main one from the program shown."""
    from topp_desktop.formats.responses import read_responses

    sample = resource_path("samples", f"{name}.json")
    if name != _MAIN:
        instrument, assessment = read_responses(sample, program.library.find)
        profile = program.device_in(package.parent.parent / f"device-{name}")
        joined = program.exchange.membering(profile).open_invitation(invitation)
        program.exchange.sender(profile).send(
            Draft(instrument, assessment), joined.membership, package
        )
        return
    stored_id = program.assessments.take_in(sample)
    instrument, stored = program.assessments.open(stored_id)
    settings = program.plans.settings_from(stored.plan_settings)
    road_map = program.planner.road_map(results_of(instrument, stored.assessment), settings)
    elements = plan_elements(road_map, "secretariat", _LANGUAGE)
    approval = Approval("Dirección de planificación", "2026-11-18", "OF-12")
    draft = Draft(instrument, stored.assessment, elements, "secretariat", approval)
    joined = program.sending.open_file(invitation)
    program.sending.send(draft, joined.membership, package)


def _furnish(program: Composition, scratch: Path) -> None:
    """A secretariat that has received every sample, one of them twice, and a damaged file."""
    from topp_desktop.formats.responses import read_responses

    office = program.office
    office.create("Secretaría técnica (demostración)", "solo para una demostración")
    arrived = scratch / "arrived"
    arrived.mkdir()
    for sample in sorted(resource_path("samples").glob("*.json")):
        _, assessment = read_responses(sample, program.library.find)
        (invited,) = office.invite([assessment.institution], scratch / "invitations")
        _send(program, sample.stem, invited.written.path, arrived / f"{sample.stem}.topp")
    first = (arrived / f"{_MAIN}.topp").read_bytes()
    (arrived / f"{_MAIN} (2).topp").write_bytes(first)
    (arrived / "correo.topp").write_bytes(first[: len(first) // 2])
    office.receive([arrived], Task())


def _reduced(source: Path, target: Path) -> None:
    """The picture with few colours: screens have no more, and README loads faster."""
    with Image.open(source) as picture:
        few = picture.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
        few.save(target, optimize=True)


def main() -> int:
    """Takes all pictures anew; 1 where one is missing or too large."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        program = compose(scratch / "data", lambda: _NOW)
        try:
            _furnish(program, scratch)
            taken = [
                *program.capture_pages(scratch / "institution", _LANGUAGE),
                *program.capture_pages(scratch / "office", _LANGUAGE, secretariat=True),
            ]
        finally:
            program.close()
        found = {path.stem.partition("-")[2]: path for path in taken}
        for page, name in NAMES.items():
            target = FOLDER / f"{name}.png"
            _reduced(found[page], target)
            size = target.stat().st_size
            print(f"{shown(target)}  {size // 1000} kB")
            if size > LARGEST:
                print(f"This is more than {LARGEST // 1000} kB.")
                return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
