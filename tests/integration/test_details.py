"""What is recorded beside the answers; approval and what reopens it; practice; the trail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.support.laptop import MUNICIPALITY, Laptop, laptop
from topp_desktop.domain.assessment import (
    Consensus,
    Feedback,
    Institution,
    LineStatus,
    Response,
    Tally,
    Weights,
)
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.exchange.aggregate import assessment_elements
from topp_desktop.domain.instrument import Wording
from topp_desktop.formats.responses import read_responses
from topp_desktop.foundation.i18n import translator
from topp_desktop.services.measurement.audit import ACTIONS, audit_line
from topp_desktop.services.measurement.findings import meta_line, plans_line
from topp_desktop.services.measurement.results import results_of

DAY = date(2026, 4, 1)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Laptop]:
    with laptop(tmp_path) as found:
        yield found


def test_everything_said_is_kept_and_exported(here: Laptop, tmp_path: Path) -> None:
    name = here.begin()
    here.details.set_details(
        name, scope="sector", method="workshop", participants=0, plans=[" Plan ", "Plan", ""]
    )
    here.details.set_targets(name, {"1-T": 62.5, "2-O": 100})
    here.details.set_lines(
        name, {"1.1.1": LineStatus("planned", 2027, "nota"), "4.6.5": LineStatus("none")}
    )
    here.details.set_feedback(name, "1.1-P", Feedback("unclear", "¿Qué es «mesa»?"))
    here.details.set_weights(name, Weights({"1.3-T": 2}, {"1": 0.5}))
    found = here.assessment(name)
    assert (found.scope, found.method, found.participants, found.plans) == (
        *("sector", "workshop", 0),
        ("Plan",),
    )
    here.assessments.write_out(name, tmp_path / "out.json")
    _, again = read_responses(tmp_path / "out.json", here.library.find)
    assert again == found
    elements = assessment_elements(here.library.agenda, found)
    assert elements["line:1.1.1"] == {"status": "planned", "year": 2027, "note": "nota"}
    assert elements["feedback:1.1-P"] == {"text": "¿Qué es «mesa»?", "kind": "unclear"}

    here.details.set_targets(name, {"1-T": None})
    here.details.set_lines(name, {"4.6.5": None})
    here.details.set_feedback(name, "1.1-P", None)
    found = here.assessment(name)
    assert (set(found.targets), set(found.lines), found.feedback) == ({"2-O"}, {"1.1.1"}, {})


def test_a_target_is_the_one_that_the_gap_is_measured_to(here: Laptop) -> None:
    name = here.begin()
    here.answer(name, "1.3-T", 2)
    here.details.set_targets(name, {"1-T": 90})
    instrument, stored = here.assessments.open(name)
    assert results_of(instrument, stored.assessment).card.cells["1-T"].gap == 40


def test_what_is_refused_changes_nothing(here: Laptop) -> None:
    name = here.begin()
    before = here.stored(name)
    said: dict[str, Any] = {"scope": "sector", "method": "team", "participants": 1, "plans": ()}
    calls: list[tuple[Callable[[], object], str]] = [
        (lambda: here.details.set_targets(name, {"1-T": 75, "9-X": 50}), "unknown-cell"),
        (lambda: here.details.set_targets(name, {"1-T": 101}), "invalid-target"),
        (lambda: here.details.set_targets(name, {"1-T": float("nan")}), "invalid-target"),
        (lambda: here.details.set_lines(name, {"9.9.9": LineStatus("done")}), "unknown-line"),
        (lambda: here.details.set_lines(name, {"1.1.1": LineStatus("x")}), "invalid-line"),
        (lambda: here.details.set_lines(name, {"1.1.1": LineStatus("done", 26)}), "invalid-line"),
        (lambda: here.details.set_feedback(name, "x", Feedback()), "unknown-item"),
        (lambda: here.details.set_feedback(name, "1.1-P", Feedback("x")), "invalid-detail"),
        (lambda: here.details.set_weights(name, Weights({"1.1-P": 0})), "invalid-weight"),
        (lambda: here.details.set_weights(name, Weights(areas={"9": 1})), "unknown-area"),
        (lambda: here.details.set_details(name, **said | {"scope": "x"}), "invalid-detail"),
        (lambda: here.details.set_details(name, **said | {"method": "x"}), "invalid-detail"),
        (lambda: here.details.set_details(name, **said | {"participants": -1}), "invalid-detail"),
        (lambda: here.assessments.change_form(name, "x"), "unknown-form"),
    ]
    for call, code in calls:
        with pytest.raises(UserError, match=code):
            call()
    assert here.stored(name) == before


def test_a_shorter_form_keeps_the_other_answers_for_later(here: Laptop, tmp_path: Path) -> None:
    name = here.begin()
    here.assessments.change_form(name, "full")
    here.answer(name, "1.1-T", 3)
    here.team.assign(name, here.me(name), items=["1.1-T", "1.1-P"])
    here.assessments.change_form(name, "short")
    here.assessments.write_out(name, tmp_path / "out.json")
    _, out = read_responses(tmp_path / "out.json", here.library.find)
    assert out.responses == ()
    assert out.respondents[0].items == frozenset({"1.1-P"})
    here.assessments.change_form(name, "full")
    assert [r.item for r in here.assessment(name).responses] == ["1.1-T"]


def _approved(here: Laptop) -> str:
    name = here.begin()
    here.answer(name, "1.1-P", 3, note="nota")
    assert here.approvals.status(name).state == "draft"
    with pytest.raises(UserError, match="not-reviewed"):
        here.approvals.approve(name, position="Directora", on=DAY)
    here.approvals.review(name, position="Jefe de área", on=DAY)
    status = here.approvals.approve(name, position=" Directora ", on=DAY, letter="Of. 12/2026")
    assert status.state == "approved"
    assert status.approval is not None
    assert (status.approval.position, status.approval.letter) == ("Directora", "Of. 12/2026")
    return name


CHANGES: dict[str, Callable[[Laptop, str], object]] = {
    "answer": lambda here, name: here.answer(name, "1.1-P", 2, note="nota"),
    "justification": lambda here, name: here.answer(name, "1.1-P", 3, note="otra"),
    "document": lambda here, name: here.answer(name, "1.1-P", 3, note="nota", documents=("Plan",)),
    "agreement": lambda here, name: here.team.agree(name, Consensus("1.3-T", 2)),
    "votes": lambda here, name: here.team.count_votes(
        name, Tally("1.3-T", "external", (0, 0, 1, 0, 0))
    ),
    "target": lambda here, name: here.details.set_targets(name, {"1-T": 90}),
    "line": lambda here, name: here.details.set_lines(name, {"1.1.1": LineStatus("done")}),
    "scope": lambda here, name: here.details.set_details(
        name, scope="sector", method="individual", participants=None, plans=[]
    ),
    "form": lambda here, name: here.assessments.change_form(name, "full"),
    "plan": lambda here, name: here.plans.save_settings(
        name, replace(here.plans.default_settings(), people=7)
    ),
    "institution": lambda here, name: here.institutions.edit(
        replace(here.assessment(name).institution, name="Otro nombre")
    ),
    "another person": lambda here, name: here.team.add(name, "authority"),
}
UNCHANGED: dict[str, Callable[[Laptop, str], object]] = {
    "private note": lambda here, name: here.answer(
        name, "1.1-P", 3, note="nota", private_note="mía"
    ),
    "flag": lambda here, name: here.answer(name, "1.1-P", 3, note="nota", flagged=True),
    "name": lambda here, name: here.team.rename(name, here.me(name), "Ana"),
    "office": lambda here, name: here.team.set_unit(name, here.me(name), "Finanzas"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_any_change_of_what_is_said_reopens(what: str, here: Laptop) -> None:
    name = _approved(here)
    CHANGES[what](here, name)
    assert here.approvals.status(name).state == "reopened"
    with pytest.raises(UserError, match="not-reviewed"):
        here.approvals.approve(name, position="Directora", on=DAY)


@pytest.mark.parametrize("what", UNCHANGED)
def test_what_stays_here_does_not_reopen(what: str, here: Laptop) -> None:
    name = _approved(here)
    UNCHANGED[what](here, name)
    assert here.approvals.status(name).state == "approved"


def test_taking_a_change_back_makes_the_approval_hold_again(here: Laptop) -> None:
    name = _approved(here)
    here.answer(name, "1.1-P", 1)
    here.undo.undo(name)
    assert here.approvals.status(name).state == "approved"
    here.approvals.reopen(name)
    assert here.approvals.status(name).state == "draft"
    with pytest.raises(UserError, match="position-missing"):
        here.approvals.review(name, position="  ", on=DAY)


def test_practice_is_marked_and_can_be_emptied(here: Laptop) -> None:
    real = here.begin()
    here.answer(real, "1.1-P", 3)
    trial = Institution("Prueba", "GT", "local", "municipality")
    name = here.assessments.begin(trial, "2026-2", practice=True)
    here.answer(name, "1.1-P", 3)
    here.team.add(name, "authority")
    here.team.agree(name, Consensus("1.3-T", 2))
    here.details.set_lines(name, {"1.1.1": LineStatus("done")})
    here.approvals.review(name, position="Jefa", on=DAY)
    known = {k.institution.name: k for k in here.institutions.known()}
    assert (known["Prueba"].practice, known["Prueba"].measurements) == (True, 1)
    assert here.stored(name).practice
    assert here.institutions.reset_practice(known["Prueba"].institution.id) == 1
    stored = here.stored(name)
    assert len(stored.assessment.respondents) == 1
    assert (stored.assessment.responses, stored.assessment.consensus) == ((), ())
    assert (stored.assessment.lines, stored.approval) == ({}, None)
    assert here.undo.undo(name) == []
    assert here.audit.steps(name) == []
    for other in (known[MUNICIPALITY.name].institution.id, "nobody"):
        with pytest.raises(UserError, match="not-practice"):
            here.institutions.reset_practice(other)
    assert len(here.assessment(real).responses) == 1


def test_an_institution_is_edited_for_all_its_rounds(here: Laptop) -> None:
    first = here.begin()
    second = here.rounds.begin(first, "2027-1")
    who = here.assessment(first).institution
    saved, doubts = here.institutions.edit(
        replace(who, name=" Nuevo  nombre ", subdivision="gt 1", local_code="0101")
    )
    assert (saved.name, saved.subdivision, doubts) == ("Nuevo nombre", "GT-1", ("scheme-missing",))
    assert here.assessment(second).institution == saved
    for wrong, code in (
        (replace(who, name="  "), "institution-name-missing"),
        (replace(who, id="x"), "institution-unknown"),
    ):
        with pytest.raises(UserError, match=code):
            here.institutions.edit(wrong)


def test_the_trail_says_which_computer_and_role_did_what(here: Laptop) -> None:
    name = here.begin(role="elected")
    here.audit.rename_device("Portátil de planificación")
    here.answer(name, "1.1-P", 3)
    here.recorder.act_as(name, here.me(name))
    here.details.set_targets(name, {"1-T": 90})
    here.undo.undo(name)
    steps = here.audit.steps(name)
    assert [(s.action, s.state) for s in steps] == [
        ("undo", "log"),
        ("target", "undone"),
        ("answer", "done"),
    ]
    assert steps[0].of == steps[1].id
    assert here.audit.steps(name, before=steps[1].id) == steps[2:]
    wording, words = Wording(here.library.agenda, "es"), translator("es")
    lines = [audit_line(step, wording, words) for step in steps]
    assert {line.device for line in lines} == {"Portátil de planificación"}
    assert [line.about for line in lines[1:]] == [
        "1-T",
        wording.item_code(here.library.agenda.by_id["1.1-P"]),
    ]
    assert all(line.role and line.what for line in lines)


def test_every_action_has_words(here: Laptop) -> None:
    name = here.begin()
    for n, change in enumerate((*CHANGES.values(), *UNCHANGED.values())):
        change(here, name)
        here.answers.record(name, Response(here.me(name), "1.1-F", n % 4))
    assert {s.action for s in here.audit.steps(name)} <= ACTIONS.keys()


def test_what_stands_under_a_result(here: Laptop) -> None:
    name = here.begin()
    instrument, stored = here.assessments.open(name)
    words = translator("en")
    assert plans_line(results_of(instrument, stored.assessment), words) == ""
    here.details.set_details(
        name, scope="sector", method="workshop", participants=12, plans=["Plan A", "Ley 1"]
    )
    results = results_of(instrument, here.assessment(name))
    assert "12 participants" in meta_line(results, words)
    assert "The sector" in meta_line(results, words)
    assert plans_line(results, words) == "Plans considered: Plan A; Ley 1"
