"""Four documents as institutions make them, for tests and for looking at: short form, full form,
three rounds with follow-up, hostile text.

`python -m tests.support.report_cases FOLDER` writes them in both languages and, where pdftoppm
is installed, as pictures and in grey.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

from tests.support.builders import agenda, library
from tests.support.papers import content_of, g2
from tests.support.plan_world import PlanWorld, edit_everything
from topp_desktop.domain.assessment import (
    Assessment,
    Consensus,
    Institution,
    Respondent,
    Response,
    Tally,
)
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.roadmap import (
    ActionEdit,
    FollowUp,
    Milestone,
    NeedEdit,
    OwnAction,
    PlanEdits,
    PlanSettings,
    Semester,
)
from topp_desktop.foundation.i18n import translator
from topp_desktop.reports.road_map import road_map_bytes
from topp_desktop.services.plan.course import course_of
from topp_desktop.services.plan.planner import Planner
from topp_desktop.services.plan.report import ReportContent
from topp_desktop.services.tables import Paper

HOSTILE = (
    '<img src="file:///etc/passwd"/> & <b>grueso</b> </para> \x00\x07 \u202eALREVÉS\u202c '
    "\U0001f600 ❤️ \ud800 &amp; {llave} %s fin"
)
_NOTES = (
    "El inventario de datos se publicó en mayo con 14 registros; el catastro y las licencias se "
    "descargan en formato abierto. La dirección lo revisa cada trimestre y corrige lo que falta.",
    "No hay todavía un procedimiento escrito. Cada unidad lleva sus propias hojas de cálculo.",
    "La unidad de planificación capacitó a ocho personas; dos de ellas ya no trabajan aquí.",
    "El convenio con la mancomunidad permite compartir equipos, pero no cubre el mantenimiento: "
    "para eso se pide cada año una partida que no siempre llega. «Así no se puede sostener», dijo "
    "el equipo técnico; el concejo pidió una propuesta.",
)
_MISSING = (
    "Que una auditoría revise los datos.",
    "Un responsable con nombramiento y presupuesto.",
    "",
)
_DOCUMENTS = ("Plan de desarrollo municipal 2024–2032", "Acta 12-2026 del concejo", "Manual")


def short() -> ReportContent:
    """The shipped sample of a municipality, as the short form has it."""
    with tempfile.TemporaryDirectory() as folder:
        world = PlanWorld(Path(folder) / "data")
        stored = world.open().stored.assessment
        world.program.close()
    return content_of(stored)


def full() -> ReportContent:
    """84 answers of five people, group agreements, a plan that the institution worked over."""
    roles = ("authority", "operational", "technical", "technical", "civil-society")
    people = tuple(Respondent(f"p{n}", role) for n, role in enumerate(roles))
    items = agenda().form_items("full")
    responses = tuple(
        Response(
            person.id,
            item.id,
            (k * 7 + n * 3 + (k // 11)) % 4 if (k + n) % 13 else "DK",
            evidence=(k + n) % 4 if n == 2 else None,
            confidence="M",
            note=_NOTES[(k + n) % 4] if n == k % 5 else "",
            missing=_MISSING[k % 3] if n == k % 5 else "",
            documents=(_DOCUMENTS[k % 3],) if n == 2 and k % 4 == 0 else (),
            private_note="reservado",
        )
        for k, item in enumerate(items)
        for n, person in enumerate(people)
    )
    consensus = tuple(
        Consensus(
            item.id,
            2,
            rationale="El grupo acordó este nivel después de revisar los documentos.",
            dissent="Una persona del equipo técnico ve el nivel más bajo." if k % 2 else "",
        )
        for k, item in enumerate(items[::12])
    )
    institution = Institution(
        "Secretaría de Planificación y Programación del Departamento de Ejemplo",
        "GT",
        "central",
        "planning",
        id="i-2",
        subdivision="GT-16",
    )
    plain = content_of(
        Assessment(
            institution, "full", "2026-2", people, responses, consensus=consensus, method="team"
        )
    )
    first = [a for a in plain.road_map.plan.scheduled if not a.action.establish]
    return _edited(plain, _worked_over(first[0].id, first[1].id, first[2].id))


def _worked_over(one: str, two: str, three: str) -> PlanEdits:
    """A plan in the middle of its life: owners, money, a pin, milestones, needs, follow-up."""
    return PlanEdits(
        {
            one: ActionEdit(
                one,
                owner_unit="Dirección de Planificación",
                owner_institution="Secretaría de Planificación",
                partner="Instituto Nacional de Estadística",
                budget="11-02-003",
                cost=185_000.0,
                currency="GTQ",
                funding_gap=60_000.0,
                baseline="3 planes",
                target="22 planes",
                reason="Acordado con el gabinete técnico del 4 de marzo.",
            ),
            two: ActionEdit(two, start=Semester(2026, 2), reason="Espera el nuevo presupuesto."),
            three: ActionEdit(three, dropped=True, reason="Ya lo hace la gobernación."),
            "own:1": ActionEdit(
                "own:1",
                title="Mesa técnica con las municipalidades del altiplano",
                activity="Convocar cada trimestre a las oficinas de planificación municipal.",
                result="Una agenda común con acuerdos firmados.",
                owner_unit="Unidad de enlace territorial",
                effort=Fraction(2),
                duration=2,
                own=OwnAction(),
            ),
        },
        {
            f"m{n}": Milestone(
                f"m{n}", activity, result, Semester(2026 + n // 2, 1 + n % 2), combo=theme
            )
            for n, (theme, activity, result) in enumerate(
                (
                    ("Datos abiertos", "Publicar el inventario de datos", "Inventario aprobado"),
                    ("Datos abiertos", "Publicar el inventario de datos", "Datos en el portal"),
                    ("Participación", "Reglamento de consulta", "Borrador consultado"),
                    ("Participación", "Reglamento de consulta", "Reglamento publicado"),
                    ("", "Escuela de planificación", "Primera promoción de 25 personas"),
                )
            )
        },
        {
            "own.1": NeedEdit(
                "own.1",
                "training",
                topic="Costeo de planes",
                level="technical-staff",
                persons=12,
                modality="blended",
                semester="2026-2",
                note="De preferencia con casos de la región.",
            ),
            "own.2": NeedEdit("own.2", "peers", topic="Presupuesto participativo", offers=False),
        },
        {
            "milestone:m0": FollowUp("done", date(2026, 4, 20), "Acta 12-2026", "Con dos meses."),
            "milestone:m1": FollowUp("under-way", None, "", "Falta el catastro."),
            f"action:{one}": FollowUp("under-way", date(2026, 3, 1)),
        },
    )


def _edited(plain: ReportContent, edits: PlanEdits) -> ReportContent:
    settings = PlanSettings(Semester(2026, 1))
    road_map = Planner(library()).road_map(plain.road_map.results, settings, edits=edits)
    return replace(plain, road_map=road_map)


def rounds() -> ReportContent:
    """The third round of one institution, with what became of the plans before."""
    with tempfile.TemporaryDirectory() as folder:
        world = PlanWorld(Path(folder) / "data")
        edit_everything(world)
        for year in (2027, 2028):
            _follow(world, year)
            _next_round(world, year)
        done = world.scheduled()[0]
        world.maps.milestones.follow(
            world.id, "action", done.id, status="under-way", evidence="Acta 3-2028"
        )
        world.maps.milestones.add(
            world.id,
            "Reglamento de consulta ciudadana",
            [("Borrador consultado", Semester(2028, 1)), ("Publicado", Semester(2029, 1))],
            combo="Participación",
        )
        world.maps.approval.validate(world.id, position="Planificación", on=date(2028, 4, 1))
        world.maps.approval.approve(
            world.id, position="Alcaldía municipal", on=date(2028, 4, 12), letter="AM-41-2028"
        )
        opened = world.open()
        course = course_of(world.maps, world.program.rounds, world.id)
        world.program.close()
    plain = content_of(opened.stored.assessment)
    made = datetime(2028, 4, 14, 14, 2, tzinfo=UTC)
    return replace(plain, road_map=opened.road_map, course=course, made=made)


def _follow(world: PlanWorld, year: int) -> None:
    """What was recorded of a plan in the year before the next round."""
    follow, planned = world.maps.milestones.follow, world.scheduled()
    last = date(year - 1, 9, 30)
    for n, action in enumerate(planned[:8]):
        if n % 4 == 3:
            follow(world.id, "action", action.id, status="dropped", comment="Sin presupuesto.")
        else:
            follow(world.id, "action", action.id, status="done", on=last, evidence="Acta 7")
    for milestone in list(world.open().edits.milestones)[:1]:
        follow(world.id, "milestone", milestone, status="done", on=last, evidence="Acta 8")


def _next_round(world: PlanWorld, year: int) -> None:
    """The next round, in which some of what was done shows, and the plan goes on."""
    raised = [a.action for a in world.scheduled()[:8] if a.action.item and not a.action.establish]
    world.now = world.now.replace(year=year)
    world.id = world.program.rounds.begin(world.id, f"{year}-1")
    for proposal in world.program.assessments.open(world.id)[1].proposals:
        world.program.rounds.confirm(world.id, proposal.respondent, proposal.item)
    for action in raised[::2]:
        world.answer(action.item or "", action.end_level)
    world.maps.edit.apply(world.id, world.maps.edit.preview(world.id)[0])


def hostile() -> ReportContent:
    """Markup, controls, marks of direction, faces, and far too much text, wherever one writes."""
    sample = content_of(g2())
    long = (HOSTILE, "a" * 30_000, "palabra " * 1_300_000, "uno\r\n\n\tdos\u2028tres", "—" * 900)
    assessment = sample.road_map.results.assessment
    assessment = replace(
        assessment,
        institution=Institution("Ñandú <b>&amp; " + "W" * 285, "GT", "local", "council", id="i"),
        round=HOSTILE,
        responses=tuple(
            replace(r, note=long[n % 5], documents=(HOSTILE, "x" * 5_000), reason=HOSTILE)
            for n, r in enumerate(assessment.responses)
        ),
        consensus=(Consensus("1.1-F", "NA", reason=HOSTILE, dissent=HOSTILE),),
        tallies=(Tally("1.3-T", "authority", (1, 2, 3, 0, 0), 1, 0),),
    )
    plain = content_of(assessment)
    actions = [a.id for a in plain.road_map.plan.scheduled][:4]
    # What the services of a plan let in: neither NUL nor halves of signs.
    texts = (HOSTILE.replace("\x00", "").replace("\ud800", ""), "x" * 30_000, "— " * 900, "A")
    edits = PlanEdits(
        {
            name: ActionEdit(
                name,
                title=text,
                activity=text,
                result=text,
                indicator=text,
                unit=text,
                owner_unit=text,
                partner=text,
                budget=text,
                cost=1e12,
                currency=text,
                baseline=text,
                target=text,
                reason=text,
            )
            for name, text in zip(actions, texts, strict=False)
        },
        {f"m{n}": Milestone(f"m{n}", text, text, None, combo=text) for n, text in enumerate(texts)},
        {
            f"own.{n}": NeedEdit(f"own.{n}", "training", topic=text, note=text, persons=10**6)
            for n, text in enumerate(texts)
        },
        {f"milestone:m{n}": FollowUp("done", None, text, text) for n, text in enumerate(texts)},
    )
    return _edited(plain, edits)


CASES: dict[str, Callable[[], ReportContent]] = {
    "short": short,
    "full": full,
    "rounds": rounds,
    "hostile": hostile,
}


def in_language(content: ReportContent, language: str, paper: Paper) -> ReportContent:
    wording = Wording(content.road_map.results.instrument, language)
    return replace(content, words=translator(language), wording=wording, paper=paper)


def documents() -> Iterator[tuple[str, bytes]]:
    """(name, file) of every case in both languages, Spanish on A4 and English on Letter."""
    for name, make in CASES.items():
        content = make()
        yield f"{name}-es", road_map_bytes(in_language(content, "es", "A4"))
        yield f"{name}-en", road_map_bytes(in_language(content, "en", "Letter"))


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    painter = shutil.which("pdftoppm")
    for name, data in documents():
        path = folder / f"{name}.pdf"
        path.write_bytes(data)
        if painter is None:
            continue
        pages = folder / name
        pages.mkdir(exist_ok=True)
        for old in pages.glob("*.png"):
            old.unlink()
        subprocess.run([painter, "-r", "70", "-png", str(path), str(pages / "p")], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
