"""The meaning of each outcome is decided in the domain, and read everywhere."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from topp_desktop.domain.exchange import Outcome
from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.exchange.outcome_texts import outcome_text, sender_text

ROOT = Path(__file__).resolve().parents[2] / "topp_desktop"
WORDS = Translator("en")


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_its_meaning_and_its_words(outcome: Outcome) -> None:
    assert outcome.group
    assert outcome.state
    assert outcome.state_for_sender
    assert all(outcome_text(outcome, WORDS))


def test_a_repetition_is_good_news_for_the_institution_and_nothing_for_the_secretariat() -> None:
    assert (Outcome.DUPLICATE.state, Outcome.DUPLICATE.state_for_sender) == ("neutral", "done")
    others = set(Outcome) - {Outcome.DUPLICATE}
    assert all(outcome.state == outcome.state_for_sender for outcome in others)


def test_what_needs_nothing_says_so_and_what_waits_has_a_next_step() -> None:
    said = {o: outcome_text(o, WORDS).next_step for o in Outcome}
    assert {o for o in Outcome if o.settled} == {
        o for o, step in said.items() if step == "Nothing to do."
    }
    assert not any(o.settled for o in Outcome if o.step)


@pytest.mark.parametrize("outcome", [o for o in Outcome if not o.refused and not o.arrived])
def test_the_institution_reads_what_its_receipt_means(outcome: Outcome) -> None:
    assert sender_text(outcome, WORDS)


def test_no_page_decides_what_an_outcome_means() -> None:
    """A set, table or chain of outcomes in a page would be a second place to change."""
    named = {
        path.relative_to(ROOT).as_posix(): sorted(found)
        for path in (ROOT / "ui").rglob("*.py")
        if len(
            found := {
                node.attr
                for node in ast.walk(ast.parse(path.read_text("utf-8")))
                if isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id == "Outcome"
            }
        )
        > 1
    }
    assert not named
