"""Clauses that are met, not met, or not looked at."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.builders import agenda
from topp_desktop.domain.assessment import Marks
from topp_desktop.domain.assessment.marks import check_marks, clause_names
from topp_desktop.domain.errors import UserError

COUNTS = (1, 1, 2, 3, 2)
NAMES = [name for _, name in clause_names(COUNTS)]


@pytest.mark.parametrize(
    ("met", "not_met", "level"),
    [
        ((), (), None),
        ((), ("1.1",), 0),
        (("1.1",), (), 1),
        (("1.1", "2.1"), (), 1),
        (("1.1", "2.1"), ("2.2",), 1),
        (("1.1", "2.1", "2.2"), (), 2),
        (("2.1", "2.2"), (), None),
        (("2.1", "2.2"), ("1.1",), 0),
        (("1.1", "2.1", "2.2", "4.1", "4.2"), ("3.1",), 2),
        (NAMES, (), 4),
    ],
)
def test_the_level_proposed_is_the_highest_with_all_below_it_met(
    met: tuple[str, ...], not_met: tuple[str, ...], level: int | None
) -> None:
    assert Marks.of(met, not_met).proposed_level(COUNTS) == level


def test_only_what_is_not_met_is_missing_for_the_next_level() -> None:
    marks = Marks.of(["1.1", "2.1", "2.2"], ["3.2", "4.1"])
    assert marks.missing(COUNTS, 2) == ("3.2",)
    assert marks.missing(COUNTS, 3) == ("4.1",)
    assert marks.missing(COUNTS, 4) == ()


def test_a_clause_is_marked_marked_otherwise_and_left_alone_again() -> None:
    marks = Marks().marked("2.1", True)
    assert (marks.state("2.1"), marks.state("2.2")) == (True, None)
    marks = marks.marked("2.1", False)
    assert marks.state("2.1") is False
    assert not marks.marked("2.1", None)


@given(st.sets(st.sampled_from(NAMES)), st.sampled_from(NAMES))
def test_meeting_one_clause_more_never_lowers_the_level(met: set[str], more: str) -> None:
    marks = Marks.of(met, set(NAMES) - met)
    before = marks.proposed_level(COUNTS)
    after = marks.marked(more, True).proposed_level(COUNTS)
    assert before is not None
    assert after is not None
    assert after >= before


@pytest.mark.parametrize("marks", [Marks.of(["0.1"], []), Marks.of([], ["4.9"]),
                                   Marks.of(["1.1"], ["1.1"])])  # fmt: skip
def test_marks_of_no_clause_and_of_both_kinds_are_refused(marks: Marks) -> None:
    with pytest.raises(UserError) as fault:
        check_marks(agenda().by_id["1.1-T"], marks)
    assert fault.value.code == "invalid-mark"
