"""Colleagues' answers, from their databases and from a spreadsheet, become one measurement."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from tests.support.barometer import document
from tests.support.laptop import MUNICIPALITY, Laptop, laptop
from tests.support.sheets import fill
from topp_desktop.domain.assessment import Consensus, Institution, Response, Tally
from topp_desktop.domain.errors import UserError
from topp_desktop.formats.instrument import parse_instrument
from topp_desktop.formats.responses import responses_bytes
from topp_desktop.services.measurement.bring_in import NEW, SKIP
from topp_desktop.services.measurement.results import results_of
from topp_desktop.services.measurement.score_json import scorecard_json

ROOT = Path(__file__).resolve().parents[2]
HEAD = {
    "B4": "municipio  nandu & cia",
    "B5": "GT · Guatemala",
    "B6": "local · Gobierno local",
    "B7": "municipality · Municipalidad",
    "B8": "2026-2",
    "B9": "external · Personas externas",
}


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[list[Laptop]]:
    with ExitStack() as stack:
        yield [stack.enter_context(laptop(tmp_path / f"laptop{n}")) for n in range(3)]


def _items(here: Laptop) -> list[str]:
    return list(here.library.agenda.form("short").items)


def _exported(here: Laptop, folder: Path, role: str, seed: int) -> Path:
    """A colleague's measurement with random answers, exported."""
    random = Random(seed)
    name = here.begin(role=role)
    for item in _items(here):
        answer = random.choice([0, 1, 2, 3, 4, "DK", "NA"])
        more = {"reason": "no aplica"} if answer == "NA" else {}
        here.answer(
            name, item, answer, evidence=random.randint(0, 3), note=f"nota {seed} ñ", **more
        )
    path = folder / f"{role}.json"
    here.assessments.write_out(name, path)
    return path


def _sheet(here: Laptop, folder: Path, **head: str) -> Path:
    """The form, filled in by somebody outside."""
    blank, filled = folder / "form.xlsx", folder / "lleno.xlsx"
    here.forms.write(here.library.agenda, "short", "es", blank)
    levels = {f"H{row}": str(row % 5) for row in range(3, 3 + len(_items(here)))}
    fill(blank, filled, {"data": HEAD | head, "answers": levels})
    return filled


def test_three_databases_and_a_spreadsheet_score_like_the_exported_responses(
    laptops: list[Laptop], tmp_path: Path
) -> None:
    """Each laptop made the institution for itself, under an id of its own."""
    here, second, third = laptops
    files = [
        _exported(second, tmp_path, "authority", 2),
        _exported(third, tmp_path, "operational", 3),
        _sheet(here, tmp_path),
    ]
    name = here.begin()
    for n, item in enumerate(_items(here)):
        here.answer(name, item, n % 4)
    for file in files:
        plan, step = here.bring_in.apply(name, here.bring_in.read(name, file))
        assert step is not None
        assert (plan.answers, plan.replacements) == (16, ())
    here.team.agree(name, Consensus("1.3-T", 4, 3, "A", rationale="Acta del taller"))

    assessment = here.assessment(name)
    assert sorted(r.role for r in assessment.respondents) == [
        *("authority", "external", "operational", "technical"),
    ]
    assert len(assessment.responses) == 4 * 16
    results = results_of(here.library.agenda, assessment)
    assert results.values["1.3-T"].agreed
    assert results.values["1.1-P"].n == 4

    out = tmp_path / "junto.json"
    here.assessments.write_out(name, out)
    done = subprocess.run(
        [sys.executable, "-m", "topp_desktop", "score", str(out), "--json"],
        cwd=ROOT,
        env=os.environ | {"TOPP_DATA": str(tmp_path / "elsewhere")},
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout) == json.loads(json.dumps(scorecard_json(results.card)))


def test_bringing_in_twice_changes_nothing_and_a_newer_file_replaces(
    laptops: list[Laptop], tmp_path: Path
) -> None:
    here, second, _ = laptops
    file = _exported(second, tmp_path, "authority", 2)
    name = here.begin()
    sheet = _sheet(here, tmp_path)
    for path in (file, sheet):
        here.bring_in.apply(name, here.bring_in.read(name, path))
    before = here.stored(name)
    for path in (file, sheet):
        plan, step = here.bring_in.apply(name, here.bring_in.read(name, path))
        assert step is None
        assert [p.known for p in plan.people] == [True]
    assert here.stored(name) == before

    theirs = second.assessments.list()[0].id
    second.answer(theirs, "1.1-P", 4, note="otra")
    second.assessments.write_out(theirs, file)
    plan = here.bring_in.plan(name, here.bring_in.read(name, file))
    (person,) = plan.people
    assert (person.known, person.new, person.replaced, person.same) == (True, 0, 1, 15)
    (replacement,) = plan.replacements
    assert (replacement.item, replacement.after.note) == ("1.1-P", "otra")
    assert here.stored(name) == before
    here.bring_in.apply(name, here.bring_in.read(name, file))
    here.undo.undo(name)
    assert here.stored(name) == before


def test_the_person_decides_who_is_who(laptops: list[Laptop], tmp_path: Path) -> None:
    here, _, _ = laptops
    name = here.begin()
    me = here.me(name)
    here.answer(name, "1.1-P", 1)
    incoming = here.bring_in.read(name, _sheet(here, tmp_path))
    assert here.bring_in.plan(name, incoming, {"form": SKIP}).edits == ()
    mine = here.bring_in.plan(name, incoming, {"form": me})
    assert len(mine.replacements) == 1
    assert mine.answers == 16
    here.bring_in.apply(name, incoming, {"form": me})
    assert len(here.assessment(name).respondents) == 1
    here.bring_in.apply(name, incoming, {"form": NEW})
    assert len(here.assessment(name).respondents) == 2
    with pytest.raises(UserError, match="unknown-respondent"):
        here.bring_in.plan(name, incoming, {"form": "nobody"})


def test_a_copied_folder_gives_two_people_one_id_and_the_preview_says_so(
    laptops: list[Laptop], tmp_path: Path
) -> None:
    here, _, _ = laptops
    name = here.begin()
    me = here.answer(name, "1.1-P", 1).respondent
    theirs = replace(here.assessment(name), responses=(Response(me, "1.1-P", 4),))
    file = tmp_path / "copia.json"
    file.write_bytes(responses_bytes(here.library.agenda, theirs))
    incoming = here.bring_in.read(name, file)
    (person,) = here.bring_in.plan(name, incoming).people
    assert (person.known, person.replaced) == (True, 1)
    here.bring_in.apply(name, incoming, {me: NEW})
    assert sorted(str(r.answer) for r in here.assessment(name).responses) == ["1", "4"]


def test_agreements_and_votes_come_along_if_wanted(laptops: list[Laptop], tmp_path: Path) -> None:
    here, second, _ = laptops
    theirs = second.begin()
    second.team.agree(theirs, Consensus("1.3-T", 2, rationale="suyo"))
    second.team.agree(theirs, Consensus("1.1-P", 2))
    second.team.count_votes(theirs, Tally("1.3-T", "external", (1, 0, 0, 0, 1)))
    file = tmp_path / "suyo.json"
    second.assessments.write_out(theirs, file)
    name = here.begin()
    here.team.agree(name, Consensus("1.3-T", 4, rationale="nuestro"))
    incoming = here.bring_in.read(name, file)
    assert here.bring_in.plan(name, incoming, agreements=False).agreements == 0
    plan = here.bring_in.plan(name, incoming)
    assert (plan.agreements, plan.votes) == (1, 1)
    assert [(r.kind, r.item, r.before.rationale) for r in plan.replacements] == [
        ("consensus", "1.3-T", "nuestro")
    ]
    here.bring_in.apply(name, incoming)
    assert {c.item: c.answer for c in here.assessment(name).consensus} == {"1.3-T": 2, "1.1-P": 2}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"institution": replace(MUNICIPALITY, name="Otra", id="x")}, "bring-other-institution"),
        ({"institution": replace(MUNICIPALITY, country="HN")}, "bring-other-institution"),
        ({"round": "2027-1"}, "bring-other-round"),
        ({"form": "full"}, "bring-other-form"),
    ],
)
def test_a_file_about_something_else_is_refused(
    change: dict[str, object], code: str, laptops: list[Laptop], tmp_path: Path
) -> None:
    here, _, _ = laptops
    name = here.begin()
    before = here.stored(name)
    other = replace(before.assessment, **change)  # type: ignore[arg-type]
    file = tmp_path / "otro.json"
    file.write_bytes(responses_bytes(here.library.agenda, other))
    with pytest.raises(UserError, match=code) as caught:
        here.bring_in.read(name, file)
    assert {"here", "there"} <= caught.value.params.keys()
    assert here.stored(name) == before


def test_another_spelling_is_accepted_when_a_person_says_so(
    laptops: list[Laptop], tmp_path: Path
) -> None:
    here, _, _ = laptops
    name = here.begin()
    sheet = _sheet(here, tmp_path, B4="Muni de Ñandú")
    with pytest.raises(UserError, match="bring-other-institution"):
        here.bring_in.read(name, sheet)
    incoming = here.bring_in.read(name, sheet, same_institution=True)
    assert here.bring_in.plan(name, incoming).answers == 16


def test_another_questionnaire_is_refused(laptops: list[Laptop], tmp_path: Path) -> None:
    here, _, _ = laptops
    name = here.begin()
    instrument = here.library.add(
        parse_instrument(json.dumps(document()).encode(), path="barometer.json")
    )
    other = here.assessments.begin(
        Institution("Otra", "GT", "local", "council"), "2026-2", instrument=instrument
    )
    file = tmp_path / "barometro.json"
    here.assessments.write_out(other, file)
    with pytest.raises(UserError, match="bring-other-instrument"):
        here.bring_in.read(name, file, same_institution=True)


def test_a_colleague_goes_on_elsewhere_and_comes_back_as_the_same_person(
    laptops: list[Laptop], tmp_path: Path
) -> None:
    """The file of one person: out, answered on another laptop, and in again."""
    here, second, _ = laptops
    name = here.begin()
    here.answer(name, "1.1-P", 1)
    other = here.team.add(name, "authority", name="Ana Secreta", unit="Oficina Oculta")
    here.team.assign(name, other, items=["1.1-P", "1.3-T"])
    here.answers.record(
        name, Response(other, "1.1-P", 2, private_note="nota-privada", flagged=True)
    )
    here.team.agree(name, Consensus("1.3-T", 4))
    out, back = tmp_path / "para-ana.json", tmp_path / "de-ana.json"
    here.bring_in.write_person(name, other, out)
    text = out.read_text("utf-8")
    for secret in ("Ana", "Oculta", "nota-privada", "flagged", "consensus", here.me(name)):
        assert secret not in text, secret

    theirs = second.assessments.take_in(out)
    assert second.assessment(theirs).respondents[0].items == frozenset({"1.1-P", "1.3-T"})
    second.answer(theirs, "1.1-P", 3)
    second.answer(theirs, "1.3-T", 0, note="no hay")
    second.bring_in.write_person(theirs, second.me(theirs), back)

    plan, _ = here.bring_in.apply(name, here.bring_in.read(name, back))
    (person,) = plan.people
    assert (person.as_, person.known, person.new, person.replaced) == (other, True, 1, 1)
    answers = {r.item: r for r in here.assessment(name).responses if r.respondent == other}
    assert {i: r.answer for i, r in answers.items()} == {"1.1-P": 3, "1.3-T": 0}
    assert (answers["1.1-P"].private_note, answers["1.1-P"].flagged) == ("nota-privada", True)
    assert here.stored(name).names[other] == "Ana Secreta"
    with pytest.raises(UserError, match="unknown-respondent"):
        here.bring_in.write_person(name, "nobody", out)
