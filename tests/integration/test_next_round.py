"""A new round: each of last time's answers is asked again; nothing counts until it is settled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.support.laptop import Laptop, laptop
from topp_desktop.domain.assessment import Consensus, LineStatus, Response
from topp_desktop.domain.assessment.work import GROUP
from topp_desktop.domain.errors import UserError
from topp_desktop.services.measurement.results import results_of
from topp_desktop.services.measurement.rounds import open_proposals


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Laptop]:
    with laptop(tmp_path) as found:
        yield found


def _first_round(here: Laptop) -> str:
    name = here.begin()
    for n, item in enumerate(here.library.agenda.form("short").items):
        here.answer(name, item, n % 4, evidence=1, note=f"nota {n}", documents=("Plan",),
                    private_note="mía", flagged=True)  # fmt: skip
    other = here.team.add(name, "authority", name="Ana", unit="Finanzas")
    here.answers.record(name, Response(other, "1.1-P", 4))
    here.team.agree(name, Consensus("1.3-T", 4, 3, "A", rationale="Acta", dissent="no"))
    here.details.set_targets(name, {"1-T": 75})
    here.details.set_lines(name, {"1.1.1": LineStatus("done", 2025)})
    return name


def test_a_new_round_proposes_and_counts_nothing(here: Laptop) -> None:
    first = _first_round(here)
    here.time.move(days=365)
    second = here.rounds.begin(first, "2027-2")
    stored = here.stored(second)
    assessment = stored.assessment
    assert (assessment.responses, assessment.consensus) == ((), ())
    assert not results_of(here.library.agenda, assessment).card.overall.published
    assert assessment.targets == {"1-T": 75}
    assert assessment.lines == {"1.1.1": LineStatus("done", 2025)}
    assert assessment.respondents == here.assessment(first).respondents
    assert list(stored.names.values()) == ["Ana"]
    assert stored.members[assessment.respondents[1].id].unit == "Finanzas"
    proposals = {(p.respondent, p.item): p for p in open_proposals(stored)}
    assert len(proposals) == 15 + 1 + 1
    group = proposals[GROUP, "1.3-T"]
    assert (group.answer, group.note, group.dissent) == (4, "Acta", "no")
    assert (here.me(second), "1.3-T") not in proposals
    mine = proposals[here.me(second), "1.1-P"]
    assert (mine.evidence, mine.documents) == (1, ("Plan",))


def test_each_answer_is_confirmed_or_changed(here: Laptop) -> None:
    first = _first_round(here)
    second = here.rounds.begin(first, "2027-2")
    me = here.me(second)
    here.rounds.confirm(second, me, "1.1-P")
    here.rounds.confirm(second, GROUP, "1.3-T")
    here.rounds.change(
        second, Response(me, "1.1-F", 4, 3), note="Nueva unidad", since=date(2027, 1, 15)
    )
    here.answers.record(second, Response(me, "1.2-O", 1))
    stored = here.stored(second)
    old = {r.item: r for r in here.assessment(first).responses if r.respondent == me}
    new = {r.item: r for r in stored.assessment.responses}
    assert new["1.1-P"].answer == old["1.1-P"].answer
    assert new["1.1-P"].note == old["1.1-P"].note
    assert (new["1.1-P"].private_note, new["1.1-P"].flagged) == ("", False)
    assert new["1.1-F"].answer == 4
    assert stored.assessment.consensus == here.assessment(first).consensus
    states = {(p.respondent, p.item): p for p in stored.proposals}
    assert states[me, "1.1-P"].state == "confirmed"
    changed = states[me, "1.1-F"]
    assert (changed.state, changed.change_note, changed.since) == (
        "changed",
        "Nueva unidad",
        date(2027, 1, 15),
    )
    left = {(p.respondent, p.item) for p in open_proposals(stored)}
    assert not left & {(me, "1.1-P"), (GROUP, "1.3-T"), (me, "1.1-F"), (me, "1.2-O")}

    before = here.stored(second)
    here.rounds.confirm(second, me, "2.2-T")
    here.undo.undo(second)
    assert here.stored(second) == before
    with pytest.raises(UserError, match="proposal-unknown"):
        here.rounds.confirm(second, me, "1.3-T")
    with pytest.raises(UserError, match="reason-missing"):
        here.rounds.change(second, Response(me, "2.2-T", "NA"))


def test_rounds_of_one_institution_have_different_names(here: Laptop) -> None:
    first = here.begin()
    for name in ("2026-2", " 2026-2 ", ""):
        with pytest.raises(UserError, match="round-exists"):
            here.rounds.begin(first, name)
    here.rounds.begin(first, "2027-1", form="full")
    with pytest.raises(UserError, match="unknown-form"):
        here.rounds.begin(first, "2027-2", form="x")


def test_the_trend_compares_on_common_questions(here: Laptop) -> None:
    first = _first_round(here)
    here.time.move(days=365)
    second = here.rounds.begin(first, "2027-2")
    me = here.me(second)
    for proposal in open_proposals(here.stored(second)):
        here.rounds.confirm(second, proposal.respondent, proposal.item)
    here.rounds.change(second, Response(me, "1.1-P", 4))
    institution = here.assessment(first).institution.id
    one, two = here.rounds.trend(institution)
    assert (one.assessment_id, one.since) == (first, None)
    assert (two.round, two.form, two.method) == ("2027-2", "short", "individual")
    assert two.since is not None
    assert two.since.series == "same"
    assert set(two.since.items or {}) == {"1.1-P"}
    assert here.rounds.compare(first, second) == two.since
    assert two.since.overall is not None
    assert two.since.overall.meaningful is False


def test_a_full_round_after_a_short_one(here: Laptop) -> None:
    first = _first_round(here)
    second = here.rounds.begin(first, "2027-2", form="full")
    assert {p.item for p in open_proposals(here.stored(second))} == set(
        here.library.agenda.form("short").items
    )
    assert len(here.rounds.compare(first, second).common) == 16
