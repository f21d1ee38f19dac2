"""Undo and redo: whatever was done, each step goes back to exactly what was, and forth again."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from tests.support.laptop import Laptop, laptop
from topp_desktop.domain.assessment import Consensus, Feedback, LineStatus, Response, Tally
from topp_desktop.domain.assessment.review import objective_zeros
from topp_desktop.domain.errors import UserError
from topp_desktop.services.ports import StoredAssessment

Deed = Callable[[Laptop, str, Random], object]


def _answer(here: Laptop, name: str, random: Random) -> None:
    stored = here.stored(name)
    person = random.choice(stored.assessment.respondents).id
    item = random.choice(here.library.agenda.form(stored.assessment.form).items)
    answer: Any = random.choice([None, 0, 1, 2, 3, 4, "NA", "DK"])
    response = Response(
        person,
        item,
        answer,
        random.choice([None, 0, 3]),
        random.choice([None, "A", "B"]),
        reason="porque sí" if answer == "NA" else "",
        note=random.choice(["", "nota ñ", "<b>"]),
        documents=random.choice([(), ("Plan",), ("Plan", "Acta")]),
        private_note=random.choice(["", "mía"]),
        flagged=random.random() < 0.2,
    )
    here.answers.record(name, response)


def _zeros(here: Laptop, name: str, random: Random) -> None:
    instrument, stored = here.assessments.open(name)
    objective = random.choice(list(instrument.objectives))
    person = random.choice(stored.assessment.respondents).id
    zeros = objective_zeros(
        instrument, stored.assessment, objective, person, replace_answers=random.random() < 0.5
    )
    here.answers.record_zeros(name, zeros)


def _remove(here: Laptop, name: str, random: Random) -> None:
    people = here.stored(name).assessment.respondents
    if len(people) > 1:
        here.team.remove(name, random.choice(people).id)


def _form(here: Laptop, name: str, random: Random) -> None:
    here.assessments.change_form(name, random.choice(["short", "full"]))


def _settle(here: Laptop, name: str, random: Random) -> None:
    proposals = here.stored(name).proposals
    if proposals:
        chosen = random.choice(proposals)
        try:
            here.rounds.confirm(name, chosen.respondent, chosen.item)
        except UserError:
            return


DEEDS: tuple[Deed, ...] = (
    _answer,
    _answer,
    _answer,
    _zeros,
    _remove,
    _form,
    _settle,
    lambda here, name, random: here.team.add(
        name, random.choice(["authority", "external"]), name="Ana"
    ),
    lambda here, name, random: here.team.rename(name, here.me(name), str(random.random())),
    lambda here, name, random: here.team.assign(
        name, here.me(name), components=random.sample(["T1", "O2", "P3"], random.randint(0, 2))
    ),
    lambda here, name, random: here.team.agree(
        name, Consensus("1.3-T", random.randint(0, 4), documents=("Plan",))
    ),
    lambda here, name, random: here.team.remove_agreement(name, "1.3-T"),
    lambda here, name, random: here.team.count_votes(
        name, Tally("1.1-P", "external", (random.randint(0, 2), 0, 0, 0, random.randint(0, 2)))
    ),
    lambda here, name, random: here.details.set_targets(
        name, {"1-T": random.choice([None, 50.0, 62.5]), "2-O": random.choice([None, 75.0])}
    ),
    lambda here, name, random: here.details.set_lines(
        name, {"1.1.1": random.choice([None, LineStatus("done", 2025), LineStatus("planned")])}
    ),
    lambda here, name, random: here.details.set_feedback(
        name, "1.1-P", random.choice([None, Feedback("unclear", "?")])
    ),
    lambda here, name, random: here.details.set_details(
        name, scope="sector", method="team", participants=random.randint(0, 3), plans=["Plan"]
    ),
    lambda here, name, random: here.plans.save_settings(
        name, replace(here.plans.default_settings(), people=random.randint(1, 5))
    ),
)


@settings(max_examples=25)
@given(st.integers(0, 10**6), st.lists(st.integers(0, 10**6), min_size=1, max_size=25))
def test_every_step_goes_back_and_forth(seed: int, plan: list[int]) -> None:
    """Against a model that keeps every state: deeds, undo and redo in any order."""
    random = Random(seed)
    with tempfile.TemporaryDirectory() as folder, laptop(Path(folder)) as here:
        first = here.begin()
        here.documents.add(here.assessment(first).institution.id, "Plan")
        here.answer(first, "1.3-T", 2)
        here.answer(first, "1.1-P", 3)
        name = here.rounds.begin(first, "2027-1")
        past: list[StoredAssessment] = []
        future: list[StoredAssessment] = []
        now = here.stored(name)
        for choice in plan:
            move = choice % 4
            if move == 0:
                done = here.undo.undo(name)
                assert bool(done) == bool(past)
                if past:
                    future.append(now)
                    now = past.pop()
            elif move == 1:
                done = here.undo.redo(name)
                assert bool(done) == bool(future)
                if future:
                    past.append(now)
                    now = future.pop()
            else:
                DEEDS[random.randrange(len(DEEDS))](here, name, random)
                after = here.stored(name)
                if after != now:
                    past.append(now)
                    future.clear()
                    now = after
            assert here.stored(name) == now
            reach = here.undo.reach(name)
            assert (reach.undo_steps, reach.redo_steps) == (len(past), len(future))
        for earlier in reversed(past):
            here.undo.undo(name)
            assert here.stored(name) == earlier
        assert here.undo.undo(name) == []


def test_two_hundred_steps_go_back_after_the_program_was_closed(tmp_path: Path) -> None:
    states: list[StoredAssessment] = []
    random = Random(5)
    with laptop(tmp_path) as here:
        name = here.begin()
        while len(states) < 200:
            before = here.stored(name)
            DEEDS[random.randrange(len(DEEDS))](here, name, random)
            if here.stored(name) != before:
                states.append(before)
    with laptop(tmp_path) as here:
        last = here.stored(name)
        for before in reversed(states):
            assert here.undo.undo(name)
            assert here.stored(name) == before
    with laptop(tmp_path) as here:
        assert here.undo.reach(name).redo_steps == 200
        while here.undo.redo(name):
            pass
        assert here.stored(name) == last


def test_typing_in_one_text_goes_back_at_once(tmp_path: Path) -> None:
    with laptop(tmp_path) as here:
        name = here.begin()
        last = here.answer(name, "1.1-P", 3)
        for text in ("a", "ab", "abc"):
            response = replace(last, note=text)
            here.answers.record(name, response, before=last)
            last = response
        here.answers.record(name, replace(last, answer=4), before=last)
        here.undo.undo(name)
        assert here.assessment(name).responses[0].note == "abc"
        here.undo.undo(name)
        assert here.assessment(name).responses == (replace(last, note=""),)
        here.undo.redo(name)
        assert here.assessment(name).responses == (last,)
        here.undo.redo(name)
        assert here.assessment(name).responses[0].answer == 4


@pytest.mark.parametrize("what", ["answer", "undo", "redo", "zeros", "brought nothing"])
def test_one_commit_for_each_step(what: str, tmp_path: Path) -> None:
    with laptop(tmp_path) as here:
        name = here.begin()
        here.answer(name, "1.1-P", 1)
        here.answer(name, "1.1-F", 1)
        here.undo.undo(name)
        commits: list[object] = []
        writes: list[str] = []
        event.listen(here.local.engine, "commit", commits.append)
        event.listen(
            here.local.engine,
            "before_cursor_execute",
            lambda *a: writes.append(a[2]) if a[2].lstrip()[:6] in _WRITING else None,
        )
        if what == "answer":
            here.answers.record(name, Response(here_me := here.me(name), "1.1-F", 3))
            assert here_me
        elif what == "undo":
            here.undo.undo(name)
        elif what == "redo":
            here.undo.redo(name)
        elif what == "zeros":
            instrument, stored = here.assessments.open(name)
            zeros = objective_zeros(instrument, stored.assessment, "1.2", here.me(name))
            here.answers.record_zeros(name, zeros)
        else:
            here.answers.record(name, Response(here.me(name), "1.1-P", 1))
        assert len(commits) == 1
        assert bool(writes) == (what != "brought nothing")


_WRITING = {"INSERT", "UPDATE", "DELETE"}
