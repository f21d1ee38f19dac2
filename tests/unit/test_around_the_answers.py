"""Territory codes as people type them; what to review; who has to answer what."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.builders import INSTITUTION, agenda, group, one_person
from topp_desktop.domain.assessment import Consensus, Respondent, Response
from topp_desktop.domain.assessment.check import check_assessment
from topp_desktop.domain.assessment.countries import COUNTRIES
from topp_desktop.domain.assessment.review import (
    REASON_TO_COME,
    awaits_reason,
    objective_zeros,
    review_lists,
)
from topp_desktop.domain.assessment.territory import LOCAL_SCHEMES, check_territory
from topp_desktop.domain.assessment.work import items_of_components, progress_of, within_form
from topp_desktop.domain.scoring.voices import discuss_first, voices


@pytest.mark.parametrize(
    ("typed", "saved", "doubts"),
    [
        ("", "", ()),
        ("gt-01", "GT-01", ()),
        ("GT 1", "GT-1", ()),
        ("01", "GT-01", ()),
        ("gt_qc", "GT-QC", ()),
        (" GT–SA ", "GT-SA", ()),
        ("HN-CR", "HN-CR", ("subdivision-other-country",)),
        ("Sacatepéquez", "SACATEPÉQUEZ", ("subdivision-shape",)),
    ],
)
def test_subdivisions(typed: str, saved: str, doubts: tuple[str, ...]) -> None:
    found = check_territory(replace(INSTITUTION, subdivision=typed))
    assert (found.institution.subdivision, found.doubts) == (saved, doubts)


def test_local_codes_have_a_scheme() -> None:
    with_code = replace(INSTITUTION, local_code=" 0101 ")
    assert check_territory(with_code).doubts == ("scheme-missing",)
    assert check_territory(with_code).institution.local_code == "0101"
    assert check_territory(replace(INSTITUTION, local_scheme="INE")).doubts == ("code-missing",)
    assert not check_territory(replace(with_code, local_scheme="INE")).doubts
    assert set(LOCAL_SCHEMES) <= set(COUNTRIES)


@given(st.text(), st.text(), st.text(), st.text())
def test_nothing_typed_is_refused_and_twice_is_once(a: str, b: str, c: str, d: str) -> None:
    typed = replace(INSTITUTION, name=a, subdivision=b, local_code=c, local_scheme=d)
    once = check_territory(typed)
    assert check_territory(once.institution) == once


def test_what_to_review() -> None:
    answers = one_person({"1.1-P": 3, "1.1-F": "DK", "1.2-O": 1, "1.3-T": "NA", "2.2-T": 2})
    responses = [
        replace(r, documents=("Acta",) if r.item == "2.2-T" else (), flagged=r.item == "1.2-O")
        for r in answers.responses
    ]
    old = replace(responses[3], reason="")
    assert old.item == "1.3-T"
    assessment = replace(answers, responses=(*responses[:3], old, responses[4]))
    found = review_lists(agenda(), assessment, "r")
    assert found.flagged == ("1.2-O",)
    assert found.without_document == ("1.1-P",)
    assert found.dont_know == ("1.1-F",)
    assert found.without_reason == ("1.3-T",)
    assert len(found.unanswered) == 16 - 5
    agreed = replace(
        assessment, consensus=(Consensus("1.1-P", 3, documents=("Acta",)), Consensus("2.3-F", 4))
    )
    together = review_lists(agenda(), agreed)
    assert "1.1-P" not in together.without_document
    assert ("2.3-F" in together.without_document) == ("2.3-F" in agenda().form("short").items)
    assert review_lists(agenda(), agreed, "r") == found


def test_what_was_not_asked_is_not_missing() -> None:
    assessment = replace(
        one_person({"1.1-P": 2}),
        respondents=(Respondent("r", "technical", frozenset({"1.1-P", "1.1-F", "1.1-T"})),),
    )
    assert review_lists(agenda(), assessment).unanswered == ("1.1-F",)
    progress = progress_of(agenda(), assessment)["r"]
    assert (progress.asked, progress.answered) == (2, 1)


def test_zeros_are_for_what_was_asked_and_leave_the_words() -> None:
    assessment = replace(
        one_person({"1.1-P": 2, "1.1-F": 0}, form="full"),
        respondents=(Respondent("r", "technical", frozenset({"1.1-P", "1.1-F", "1.1-T"})),),
    )
    found = objective_zeros(agenda(), assessment, "1.1", "r")
    assert [r.item for r in found.responses] == ["1.1-T"]
    assert found.kept == ("1.1-P",)
    both = objective_zeros(agenda(), assessment, "1.1", "r", replace_answers=True)
    assert {(r.item, r.answer, r.evidence) for r in both.responses} == {
        ("1.1-T", 0, None),
        ("1.1-P", 0, None),
    }


def test_components_reach_beyond_the_form_and_files_do_not() -> None:
    items = items_of_components(agenda(), ["T1"])
    assert items - set(agenda().form("short").items)
    assessment = replace(
        one_person({"1.1-P": 2}),
        respondents=(Respondent("r", "technical", items),),
        responses=(Response("r", "1.1-P", 2), Response("r", "1.1-T", 2)),
    )
    shown = within_form(agenda(), assessment)
    assert shown.respondents[0].items == items & set(agenda().form("short").items)
    assert [r.item for r in shown.responses] == ["1.1-P"]


def test_voices_are_those_of_the_published_example() -> None:
    """Golden case G4: authority 3, technical 2 2 1, operational 2 1."""
    people = [("authority", 3), *(("technical", n) for n in (2, 2, 1)),
              ("operational", 2), ("operational", 1)]  # fmt: skip
    found = voices(agenda(), group("1.3-T", people, silent=["external"]))["1.3-T"]
    assert found.agreement == pytest.approx(0.7740, abs=1e-4)
    assert (found.kind, found.spread, found.given, found.silent) == ("medium", 2, 6, 1)
    assert found.by_role["technical"] == {1: 1, 2: 2}
    assert not found.mixed


def test_two_voices_are_ordered_by_the_same_measure() -> None:
    far, near = (group("1.3-T", [("technical", a), ("authority", b)]) for a, b in ((0, 4), (2, 3)))
    both = replace(
        far,
        responses=(*far.responses, *(replace(r, item="1.1-P") for r in near.responses)),
    )
    assert [v.item for v in discuss_first(agenda(), both)] == ["1.3-T", "1.1-P"]
    assert voices(agenda(), both)["1.3-T"].agreement is None
    same = group("1.3-T", [("technical", 2), ("authority", 2)])
    assert discuss_first(agenda(), same) == []


def test_a_reason_to_come_is_no_answer_and_is_kept() -> None:
    answers = one_person({"1.1-P": 2}, form="full")
    draft = Response("r", "1.1-T", None, reason=REASON_TO_COME)
    assessment = replace(answers, responses=(*answers.responses, draft))
    assert awaits_reason(draft)
    assert not awaits_reason(replace(draft, reason=""))
    assert not awaits_reason(replace(draft, answer="NA", reason="No es su función"))
    found = review_lists(agenda(), assessment, "r")
    assert found.without_reason == ("1.1-T",)
    assert "1.1-T" in found.unanswered
    check_assessment(agenda(), assessment)
    assert objective_zeros(agenda(), assessment, "1.1", "r").kept == ("1.1-T", "1.1-P")
    assert progress_of(agenda(), assessment)["r"].answered == 1
