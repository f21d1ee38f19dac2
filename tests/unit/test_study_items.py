"""How each question works, from study files."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.support.builders import agenda
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument.answers import Answer
from topp_desktop.domain.study.items import ItemFigures, item_figures
from topp_desktop.domain.study.model import Rater, Rating, StudyFile, role_classes
from topp_desktop.domain.study.pseudonym import pseudonym, write_code

ITEM = "1.3-T"
WHEN = datetime(2026, 3, 1, tzinfo=UTC)


def file(group: str, *answers: Answer, item: str = ITEM, revision: int = 1) -> StudyFile:
    """Raters "<group>0", "<group>1" … who gave these answers to one question."""
    raters = tuple(
        Rater(f"{group}{n}", None, (Rating(item, revision, answer),))
        for n, answer in enumerate(answers)
    )
    return StudyFile(
        "S", "first", agenda().ref, "full", group, "GT", "local", raters, {item: 2.5}, WHEN
    )


def only(*files: StudyFile) -> ItemFigures:
    (found,) = item_figures(files, agenda())
    return found


def test_use_of_levels_dont_know_and_not_applicable_are_counted() -> None:
    found = only(file("a", 0, 2, 2), file("b", "DK", "NA", 4))
    assert (found.used, found.dont_know, found.not_applicable) == ((1, 0, 2, 0, 1), 1, 1)
    assert (found.ratings, found.groups) == (6, 2)


def test_levels_that_nobody_chose_are_told_and_a_question_without_levels_tells_none() -> None:
    assert only(file("a", 0, 2, 4)).never_used == (1, 3)
    assert only(file("a", "DK", "DK", "NA")).never_used == ()


def test_raters_are_compared_within_their_institution_alone() -> None:
    found = only(file("a", 0, 0, 0), file("b", 4, 4, 4))
    assert (found.agreement, found.kappa) == (1, 1)


def test_the_gap_is_what_was_declared_beyond_what_was_verified() -> None:
    verified = (Rating(ITEM, 1, 1),)
    found = only(replace(file("a", 3, 3, 3), verified=verified), file("b", 1, 1, 1))
    assert (found.verified, found.gap) == (1, 1.5)


def test_the_second_time_counts_for_stability_and_not_for_use() -> None:
    again = replace(file("a", 0, 3, 2), wave="retest")
    found = only(file("a", 0, 1, 2), again)
    assert (found.ratings, found.used) == (3, (1, 1, 1, 0, 0))
    # Observed 4/3; 0,1,2 against 0,3,2: expected 24/9.
    assert found.retested == 3
    assert found.retest == pytest.approx(1 - (4 / 3) / (24 / 9))


def test_two_wordings_of_one_question_stand_apart() -> None:
    found = item_figures([file("a", 0, 0, 0), file("b", 4, 4, 4, revision=2)], agenda())
    assert [(f.revision, f.used[0], f.used[4]) for f in found] == [(1, 3, 0), (2, 0, 3)]


def test_one_level_throughout_an_objective_is_a_straight_line() -> None:
    items = [f"1.3-{d}" for d in "TOPF"]
    raters = (
        Rater("r1", None, tuple(Rating(i, 1, 2) for i in items)),
        Rater("r2", None, tuple(Rating(i, 1, n) for n, i in enumerate(items))),
        Rater("r3", None, (Rating(ITEM, 1, 2), Rating("1.3-O", 1, 2))),  # too few to tell
    )
    found = item_figures([replace(file("a"), raters=raters)], agenda())
    assert {f.straight for f in found} == {0.5}


@pytest.mark.parametrize(
    ("roles", "classes"),
    [
        (["authority", "elected", "technical", "external"], ["leads", "leads", "other", "other"]),
        (["authority", "technical", "technical"], [None, None, None]),
        (["authority", "authority", "technical"], [None, None, None]),
        (["technical", "operational", "academia"], ["other", "other", "other"]),
    ],
)
def test_a_role_that_singles_somebody_out_is_told_of_nobody(
    roles: list[str], classes: list[str | None]
) -> None:
    found = role_classes({str(n): role for n, role in enumerate(roles)})
    assert list(found.values()) == classes


def test_a_code_finds_the_same_person_in_one_study_and_nobody_in_another() -> None:
    code = write_code(bytes(range(8)))
    assert pseudonym(code.lower().replace("-", " "), "A") == pseudonym(code, "A")
    assert pseudonym(code, "A") != pseudonym(code, "B")


@pytest.mark.parametrize("slip", ["swapped", "short", "wrong", ""])
def test_a_code_with_a_slip_is_refused(slip: str) -> None:
    code = write_code(b"\x12\x34\x56\x78\x9a\xbc\xde\xf0")
    typed = {
        "swapped": code[1] + code[0] + code[2:],
        "short": code[:-1],
        "wrong": code[:2] + ("7" if code[2] != "7" else "8") + code[3:],
    }.get(slip, "")
    with pytest.raises(UserError) as fault:
        pseudonym(typed, "A")
    assert fault.value.code == "study-code-wrong"
