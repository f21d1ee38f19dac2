"""Use cases over the real store: answering, plan settings, taking in and writing out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from tests.support.builders import GOLDEN, INSTITUTION, agenda, golden_assessment, library
from tests.support.disks import fill, small_disk
from tests.support.stores import WHEN, LocalStore, in_order, opened
from topp_desktop.domain.assessment import Response
from topp_desktop.domain.errors import EnvironmentFault, ToppError, UserError
from topp_desktop.domain.roadmap import PlanSettings, Semester
from topp_desktop.domain.scoring import score
from topp_desktop.services.measurement.answer import AnswerService, check_response, with_response
from topp_desktop.services.measurement.assessments import AssessmentService
from topp_desktop.services.measurement.trail import Recorder
from topp_desktop.services.plan.planner import PlanService, settings_from_command


@pytest.fixture
def store(tmp_path: Path) -> Iterator[LocalStore]:
    with opened(tmp_path / "topp.sqlite") as (_, found):
        yield found


@pytest.fixture
def measurements(store: LocalStore) -> AssessmentService:
    return AssessmentService(store, Recorder(store.trail, lambda: WHEN), library(), lambda: WHEN)


def test_an_answer_is_saved_and_acknowledged(
    store: LocalStore, measurements: AssessmentService
) -> None:
    name = measurements.begin(INSTITUTION, "2026-1")
    instrument, stored = measurements.open(name)
    assert instrument is agenda()
    (person,) = stored.assessment.respondents
    response = Response(person.id, "1.1-P", 3, note="una nota")
    check_response(instrument, stored.assessment, response)
    saved = AnswerService(Recorder(store.trail, lambda: WHEN), lambda: WHEN).record(name, response)
    assert (saved.response, saved.at) == (response, WHEN)
    again = store.load(name).assessment
    assert again == with_response(stored.assessment, response)
    (change,) = store.changes(name, 10)
    assert (change.before, change.after, change.at) == (None, response, WHEN)


def test_the_newer_answer_replaces_the_older_one_in_memory_as_in_the_store() -> None:
    assessment = golden_assessment("g2.json")
    newer = Response("r1", "1.3-T", 4)
    changed = with_response(assessment, newer)
    assert len(changed.responses) == len(assessment.responses)
    assert [r for r in changed.responses if r.item == "1.3-T"] == [newer]
    assert score(agenda(), changed).cells["1-T"].declared == 100
    added = with_response(assessment, Response("r2", "1.3-T", 0))
    assert len(added.responses) == len(assessment.responses) + 1


@pytest.mark.parametrize(
    ("response", "code"),
    [
        (Response("r1", "9.9-T", 1), "unknown-item"),
        (Response("r1", "1.1-T", 1), "item-not-in-form"),
        (Response("r9", "1.3-T", 1), "unknown-respondent"),
        (Response("r1", "1.3-T", 5), "invalid-answer"),
        (Response("r1", "1.3-T", -1), "invalid-answer"),
        (Response("r1", "1.3-T", frozenset({"e1"})), "invalid-answer"),
        (Response("r1", "1.3-T", "NA"), "reason-missing"),
        (Response("r1", "1.3-T", "NA", reason="  "), "reason-missing"),
    ],
)
def test_an_answer_that_does_not_fit(response: Response, code: str) -> None:
    with pytest.raises(UserError) as caught:
        check_response(agenda(), golden_assessment("g2.json"), response)
    assert caught.value.code == code


def test_what_may_be_answered() -> None:
    assessment = golden_assessment("g2.json")
    for response in (
        *(Response("r1", "1.3-T", level) for level in range(5)),
        Response("r1", "1.3-T", "DK"),
        Response("r1", "1.3-T", None, note="para después"),
        Response("r1", "1.3-T", "NA", reason="sin competencia"),
    ):
        check_response(agenda(), assessment, response)


@pytest.mark.parametrize(
    ("today", "start", "semesters"),
    [
        (datetime(2025, 1, 1, tzinfo=UTC), "2026-1", 10),
        (datetime(2026, 4, 1, tzinfo=UTC), "2026-1", 10),
        (datetime(2026, 4, 2, tzinfo=UTC), "2026-2", 10),
        (datetime(2026, 6, 30, tzinfo=UTC), "2026-2", 10),
        (datetime(2026, 7, 1, tzinfo=UTC), "2026-2", 10),
        (datetime(2026, 11, 30, tzinfo=UTC), "2027-1", 10),
        (datetime(2032, 2, 1, tzinfo=UTC), "2032-1", 10),
    ],
)
def test_the_usual_horizon(today: datetime, start: str, semesters: int, store: LocalStore) -> None:
    settings = PlanService(Recorder(store.trail, lambda: today), lambda: today).default_settings()
    assert (str(settings.start), settings.semesters) == (start, semesters)


def test_plan_settings_are_kept(store: LocalStore, measurements: AssessmentService) -> None:
    plans = PlanService(Recorder(store.trail, lambda: WHEN), lambda: WHEN)
    name = measurements.begin(INSTITUTION, "2026-1")
    assert plans.settings_from(store.load(name).plan_settings) == plans.default_settings()
    chosen = PlanSettings(
        Semester(2027, 2), 6, people=3, hours=15, reduced={"2028-1": 0.5}, priorities={"1.1": 2}
    )
    plans.save_settings(name, chosen)
    assert plans.settings_from(store.load(name).plan_settings) == chosen


def test_capacity_is_people_times_hours() -> None:
    settings = PlanSettings(Semester(2026, 1), 3, people=2, hours=20, reduced={"2026-2": 0.25})
    assert settings.person_months == Fraction(2 * 20 * 26, 160)
    assert settings.capacities() == [Fraction(13, 2), Fraction(13, 8), Fraction(13, 2)]


@pytest.mark.parametrize(
    ("changes", "setting"),
    [
        ({"semesters": 0}, "semesters"),
        ({"semesters": 41}, "semesters"),
        ({"people": 0}, "capacity"),
        ({"hours": -1}, "capacity"),
        ({"capacity": Fraction(0)}, "capacity"),
        ({"reduced": {"2026-1": 1.5}}, "reduced"),
        ({"reduced": {"2026-1": float("nan")}}, "reduced"),
        ({"priorities": {"1.1": 2.5}}, "priorities"),
        ({"priorities": {"1.1": 0.4}}, "priorities"),
    ],
)
def test_plan_settings_out_of_range(changes: dict[str, object], setting: str) -> None:
    settings = replace(PlanSettings(Semester(2026, 1)), **changes)  # type: ignore[arg-type]
    with pytest.raises(UserError) as caught:
        settings.check()
    assert caught.value.code == "invalid-plan-setting"
    assert caught.value.params == {"setting": setting}


@pytest.mark.parametrize(
    ("capacity", "start", "semesters", "setting"),
    [
        ("viel", "2026-1", 10, "capacity"),
        ("", "2026-1", 10, "capacity"),
        ("0", "2026-1", 10, "capacity"),
        ("-6", "2026-1", 10, "capacity"),
        ("1/0", "2026-1", 10, "capacity"),
        ("nan", "2026-1", 10, "capacity"),
        ("6", "2026", 10, "start"),
        ("6", "2026-1", 0, "semesters"),
    ],
)
def test_a_command_with_settings_out_of_range(
    capacity: str, start: str, semesters: int, setting: str
) -> None:
    with pytest.raises(UserError) as caught:
        settings_from_command(capacity, start, semesters, WHEN.date())
    assert caught.value.params == {"setting": setting}


def test_a_file_is_taken_in_and_written_out(
    measurements: AssessmentService, tmp_path: Path
) -> None:
    name = measurements.take_in(GOLDEN / "g4.json")
    _, stored = measurements.open(name)
    original = golden_assessment("g4.json")
    assert len(stored.assessment.institution.id) == 36  # it had none
    assert stored.assessment.responses == in_order(original).responses
    out = tmp_path / "fuera.json"
    measurements.write_out(name, out)
    second = measurements.take_in(out)
    assert second != name
    assert measurements.open(second)[1].assessment == stored.assessment
    assert {s.id for s in measurements.list()} == {name, second}


def test_nothing_is_kept_of_a_file_that_is_refused(
    measurements: AssessmentService, tmp_path: Path
) -> None:
    path = tmp_path / "f.json"
    path.write_bytes(GOLDEN.joinpath("g4.json").read_bytes().replace(b"1.1-P", b"1.1-X"))
    with pytest.raises(ToppError, match="unknown-item"):
        measurements.take_in(path)
    assert measurements.list() == []


def test_the_short_form_goes_on_as_the_full_one(measurements: AssessmentService) -> None:
    name = measurements.take_in(GOLDEN / "g2.json")
    before = measurements.open(name)[1].assessment
    measurements.change_form(name, "full")
    after = measurements.open(name)[1].assessment
    assert after == replace(before, form="full")
    short, full = score(agenda(), before), score(agenda(), after)
    assert short.overall.published
    assert not full.overall.published
    assert set(agenda().form("short").items) <= set(agenda().form("full").items)


def test_a_full_stick_keeps_the_file_that_was_there(
    measurements: AssessmentService, tmp_path: Path
) -> None:
    name = measurements.take_in(GOLDEN / "g4.json")
    with small_disk(tmp_path / "stick", 64) as stick:
        path = stick / "topp.json"
        measurements.write_out(name, path)
        before = path.read_bytes()
        fill(stick)
        with pytest.raises(EnvironmentFault, match="disk-full"):
            measurements.write_out(name, path)
        assert path.read_bytes() == before
        assert {p.name for p in stick.iterdir()} == {"topp.json", "filler"}
