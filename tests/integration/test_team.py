"""Several people on one measurement: who answers what, what the group agreed, what is undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.support.laptop import Laptop, laptop
from topp_desktop.domain.assessment import (
    Answer,
    Assessment,
    Consensus,
    Marks,
    Response,
    Tally,
)
from topp_desktop.domain.assessment.review import objective_zeros
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Instrument
from topp_desktop.domain.scoring.voices import discuss_first, voices
from topp_desktop.services.measurement.answer import check_response
from topp_desktop.services.measurement.results import results_of


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Laptop]:
    with laptop(tmp_path) as found:
        yield found


def _of(here: Laptop, name: str) -> tuple[Instrument, Assessment]:
    instrument, stored = here.assessments.open(name)
    return instrument, stored.assessment


def test_people_are_added_renamed_and_given_roles(here: Laptop) -> None:
    name = here.begin()
    other = here.team.add(name, "authority", name="  Ana Ñ ", unit="Finanzas")
    here.team.rename(name, here.me(name), "Yo")
    here.team.set_role(name, other, "elected")
    here.team.set_unit(name, other, "Concejo")
    first, second = here.team.people(name)
    assert (first.member.name, first.member.respondent.role) == ("Yo", "technical")
    assert (second.id, second.member.name, second.member.unit) == (other, "Ana Ñ", "Concejo")
    assert second.member.respondent.role == "elected"
    assert here.stored(name).names == {first.id: "Yo", other: "Ana Ñ"}
    here.team.rename(name, other, "")
    assert here.stored(name).names == {first.id: "Yo"}
    with pytest.raises(UserError, match="unknown-role"):
        here.team.set_role(name, other, "boss")


def test_names_and_offices_do_not_travel(here: Laptop, tmp_path: Path) -> None:
    name = here.begin()
    here.team.add(name, "authority", name="Ana Secreta", unit="Oficina Oculta")
    here.assessments.write_out(name, tmp_path / "out.json")
    text = (tmp_path / "out.json").read_text("utf-8")
    assert "Ana" not in text
    assert "Oculta" not in text


def test_components_and_questions_are_assigned_with_a_due_date(here: Laptop) -> None:
    name = here.begin()
    other = here.team.add(name, "operational")
    instrument, _ = here.assessments.open(name)
    items = instrument.form_items("short")
    component = items[0].component
    assert component is not None
    extra = next(i.id for i in items if i.component != component)
    here.team.assign(name, other, components=[component], items=[extra], due=date(2026, 3, 1))
    person = here.team.people(name)[1]
    expected = {i.id for i in items if i.component == component} | {extra}
    assert person.progress.asked == len(expected)
    assert (person.progress.answered, person.late) == (0, True)
    assert person.member.components == (component,)
    here.answers.record(name, Response(other, extra, 2))
    assert here.team.people(name)[1].progress.answered == 1

    here.assessments.change_form(name, "full")
    grown = [i for i in instrument.form_items("full") if i.component == component]
    assert here.team.people(name)[1].progress.asked == len({i.id for i in grown} | {extra})
    here.team.assign(name, other)
    assert here.team.people(name)[1].progress.asked == len(instrument.form("full").items)
    assert not here.team.people(name)[1].late
    with pytest.raises(UserError, match="unknown-component"):
        here.team.assign(name, other, components=["X9"])


def test_only_who_was_asked_counts(here: Laptop) -> None:
    """Two of three were not asked the question: one answer is enough for a value."""
    name = here.begin()
    here.team.assign(name, here.me(name), items=["1.3-T"])
    here.answer(name, "1.3-T", 3)
    for role in ("authority", "operational"):
        here.team.assign(name, here.team.add(name, role), items=["1.1-P"])
    assert results_of(*_of(here, name)).card.items["1.3-T"] == 75


def test_removing_somebody_takes_the_answers_along_and_undo_brings_all_back(here: Laptop) -> None:
    name = here.begin()
    here.answer(name, "1.1-P", 1)
    other = here.team.add(name, "authority", name="Ana")
    here.answers.record(name, Response(other, "1.1-P", 4))
    here.answers.record(name, Response(other, "1.1-F", None, note="luego"))
    before = here.stored(name)
    removed = here.team.remove(name, other)
    assert removed.answers == 1
    assert [r.respondent for r in here.assessment(name).responses] == [here.me(name)]
    here.undo.undo(name)
    assert here.stored(name) == before
    here.team.remove(name, here.me(name))
    with pytest.raises(UserError, match="last-respondent"):
        here.team.remove(name, other)


def test_what_the_group_agreed_wins_and_can_be_taken_back(here: Laptop) -> None:
    name = here.begin()
    here.answer(name, "1.3-T", 1)
    agreed = Consensus("1.3-T", 3, 2, "A", "", "Acta 4", "Uno dijo 1", ("Plan 2030", "Acta 4"))
    here.team.agree(name, agreed)
    assert here.assessment(name).consensus == (agreed,)
    results = results_of(*_of(here, name))
    assert (results.card.items["1.3-T"], results.values["1.3-T"].evidence) == (75, 2)
    here.team.agree(name, Consensus("1.3-T", "NA", rationale="sin competencia"))
    assert results_of(*_of(here, name)).card.items["1.3-T"] is None
    here.team.remove_agreement(name, "1.3-T")
    assert results_of(*_of(here, name)).card.items["1.3-T"] == 25
    for wrong, code in (
        (Consensus("1.3-T", "NA"), "reason-missing"),
        (Consensus("1.3-T", 7), "invalid-answer"),
        (Consensus("1.1-T", 2), "item-not-in-form"),
        (Consensus("9", 2), "unknown-item"),
    ):
        with pytest.raises(UserError, match=code):
            here.team.agree(name, wrong)


def test_votes_by_role(here: Laptop) -> None:
    name = here.begin()
    here.team.count_votes(name, Tally("1.3-T", "operational", (0, 2, 3, 1, 0), dk=1))
    here.team.count_votes(name, Tally("1.3-T", "authority", (0, 0, 0, 0, 2)))
    found = voices(*_of(here, name))["1.3-T"]
    assert found.counts == {1: 2, 2: 3, 3: 1, 4: 2}
    assert found.by_role["authority"] == {4: 2}
    assert (found.dont_know, found.given, found.spread, found.mixed) == (1, 8, 3, True)
    assert (found.voted, found.without) == (True, {"operational": 1})
    assert not voices(*_of(here, name))["1.1-P"].voted
    here.team.count_votes(name, Tally("1.3-T", "authority", (0, 0, 0, 0, 0)))
    assert [t.role for t in here.assessment(name).tallies] == ["operational"]
    for counts in ((1, 2, 3), (0, 0, 0, 0, -1)):
        with pytest.raises(UserError, match="invalid-answer"):
            here.team.count_votes(name, Tally("1.3-T", "authority", counts))


def test_what_to_discuss_first(here: Laptop) -> None:
    name = here.begin()
    people = [here.me(name), here.team.add(name, "authority"), here.team.add(name, "external")]
    levels: dict[str, tuple[Answer | None, ...]] = {
        "1.1-P": (0, 4, 4),
        "1.1-F": (2, 2, 3),
        "1.2-O": (3, 3, 3),
        "1.3-T": (1, 3, None),
        "2.2-T": (2, "NA", 2),
        "2.3-O": (0, 0, 4),
    }
    asked = here.assessments.open(name)[0].form("short").items
    for item, given in levels.items():
        if item not in asked:
            continue
        for person, answer in zip(people, given, strict=True):
            if answer is not None:
                here.answers.record(
                    name, Response(person, item, answer, reason="x" if answer == "NA" else "")
                )
    order = [v.item for v in discuss_first(*_of(here, name))]
    assert order[0] == "1.1-P"
    assert "1.2-O" not in order
    assert order.index("1.3-T") < order.index("1.1-F")
    assert voices(*_of(here, name))["1.1-P"].kind == "discuss"
    assert voices(*_of(here, name))["1.3-T"].agreement is None
    here.team.agree(name, Consensus("1.1-P", 4))
    assert "1.1-P" not in [v.item for v in discuss_first(*_of(here, name))]


def test_nothing_started_is_one_step(here: Laptop) -> None:
    name = here.begin()
    here.assessments.change_form(name, "full")
    here.answer(name, "1.1-P", 3, note="una nota")
    before = here.stored(name)
    zeros = objective_zeros(*_of(here, name), "1.1", here.me(name))
    assert ({r.item for r in zeros.responses}, zeros.kept) == (
        {"1.1-T", "1.1-O", "1.1-F"},
        ("1.1-P",),
    )
    all_four = objective_zeros(*_of(here, name), "1.1", here.me(name), replace_answers=True)
    here.answers.record_zeros(name, all_four)
    answers = {r.item: r for r in here.assessment(name).responses}
    assert {i: r.answer for i, r in answers.items()} == dict.fromkeys(
        ("1.1-T", "1.1-O", "1.1-P", "1.1-F"), 0
    )
    assert answers["1.1-P"].note == "una nota"
    assert here.undo.undo(name)[0].action == "objective-zeros"
    assert here.stored(name) == before


def test_an_office_is_assigned_the_same_in_one_step(here: Laptop) -> None:
    name = here.begin()
    others = [here.team.add(name, "operational", unit="Presupuesto") for _ in range(2)]
    before = here.stored(name)
    here.team.assign(name, others[0], items=["1.3-T"], due=date(2026, 4, 1), also=others[1:])
    assert [p.progress.asked for p in here.team.people(name)] == [16, 1, 1]
    assert [p.member.due for p in here.team.people(name)[1:]] == [date(2026, 4, 1)] * 2
    with pytest.raises(UserError, match="unknown-respondent"):
        here.team.assign(name, others[0], items=["1.1-P"], also=["nobody"])
    here.undo.undo(name)
    assert here.stored(name) == before


def test_marks_of_clauses_that_a_question_does_not_have_are_refused(here: Laptop) -> None:
    name = here.begin()
    instrument, stored = _of(here, name)
    wrong = Marks.of({"9.1"}, ())
    with pytest.raises(UserError, match="invalid-mark"):
        here.team.agree(name, Consensus("1.3-T", 2, marks=wrong))
    with pytest.raises(UserError, match="invalid-mark"):
        check_response(instrument, stored, Response(here.me(name), "1.3-T", 2, marks=wrong))
    here.team.agree(name, Consensus("1.3-T", 2, marks=Marks.of({"1.1"}, ())))
    assert _of(here, name)[1].consensus[0].marks == Marks.of({"1.1"}, ())
