"""Where a measurement stands on its way, and what its results say in few lines."""

from __future__ import annotations

from dataclasses import replace

from tests.support.builders import agenda, group, one_person, short_levels
from topp_desktop.domain.assessment import Assessment, Consensus
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.scoring.rounds import Comparison, ScoreDifference
from topp_desktop.foundation.i18n import translator
from topp_desktop.services.measurement.journey import current_step, journey
from topp_desktop.services.measurement.results import Results, results_of
from topp_desktop.services.measurement.summary import change_sentence, summary

WORDS = translator("en")


def results(assessment: Assessment) -> Results:
    return results_of(agenda(), assessment)


def lines(found: Results, since: Comparison | None = None) -> dict[str, str]:
    wording = Wording(agenda(), "en")
    return {line.lead: line.text for line in summary(found, since, wording, WORDS)}


def test_the_way_begins_with_the_answers() -> None:
    some = dict(list(short_levels().items())[:4])
    steps = journey(results(one_person(some)), approved=False, sent=False)
    step = current_step(steps)
    assert step is not None
    assert (step.key, step.done, step.left) == ("answer", 4, 12)


def test_documents_then_approval_then_sending_and_then_nothing_is_left() -> None:
    answers = short_levels()
    bare = results(one_person(answers))
    known = results(one_person(answers, evidence=dict.fromkeys(answers, 2)))

    def next_of(found: Results, *, approved: bool = False, sent: bool = False) -> str:
        step = current_step(journey(found, approved=approved, sent=sent))
        return step.key if step else ""

    assert next_of(bare) == "documents"
    assert next_of(known) == "approve"
    assert next_of(known, approved=True) == "send"
    assert next_of(known, approved=True, sent=True) == ""


def test_only_questions_that_people_answered_apart_need_an_agreement() -> None:
    item = agenda().form_items("short")[0].id

    def agreement(assessment: Assessment) -> tuple[int, int]:
        step = journey(results(assessment), approved=False, sent=False)[2]
        return step.done, step.total

    assert agreement(group(item, [("technical", 2)])) == (0, 0)
    assert agreement(group(item, [("technical", 2), ("authority", 2)])) == (0, 0)
    apart = group(item, [("technical", 1), ("authority", 3)])
    assert agreement(apart) == (0, 1)
    assert agreement(replace(apart, consensus=(Consensus(item, 2),))) == (1, 1)


def test_however_much_is_missing_it_takes_one_line_each() -> None:
    said = lines(results(one_person({})))
    assert list(said) == ["Strong", "Weak", "Alerts", "Missing"]
    assert said["Missing"].startswith("16 answers")
    whole = lines(results(one_person(short_levels(a1T=4, a2O=0))))
    assert whole["Missing"] == "Nothing: every cell of the map has its figure."
    assert whole["Strong"].startswith("1 of 16 answers")
    assert whole["Weak"].startswith("1 of 16 answers")


def test_what_changed_is_counted_and_a_small_change_is_no_improvement() -> None:
    moved = {"a": ScoreDifference(1, 2), "b": ScoreDifference(2, 1), "c": ScoreDifference(2, 2)}
    since = Comparison("same", ("a", "b", "c"), ScoreDifference(40, 43, False), items=moved)
    said = lines(results(one_person(short_levels())), since)
    assert said["Changed"] == "1 answers went up, 1 went down, of 3."
    assert change_sentence(since, "2025-1", WORDS) == (
        "+3 points since 2025-1, on the same questions. Too little to call it a change."
    )
    assert change_sentence(Comparison("break", ()), "2025-1", WORDS) == (
        "It cannot be compared with 2025-1."
    )
