"""The monkey's judge: what was shown as saved is there, or was changed afterwards."""

from __future__ import annotations

from tests.monkey.run import Life


def told(*lines: dict[str, object]) -> Life:
    life = Life()
    for line in lines:
        life.note(line)
    return life


def test_an_answer_shown_as_saved_and_gone_is_lost() -> None:
    life = told({"saved": "m", "answers": {"a 1": "2", "a 2": "3"}})
    assert life.lost({"a 1": "2", "a 2": "3"}) == []
    assert len(life.lost({"a 1": "2"})) == 1
    assert len(life.lost({"a 1": "2", "a 2": "1"})) == 1


def test_what_was_changed_afterwards_may_be_on_the_disk_or_not_yet() -> None:
    life = told(
        {"saved": "m", "answers": {"a 1": "2"}},
        {"saving": True},
        {"shown": "m", "answers": {"a 1": "4"}},
    )
    assert life.lost({"a 1": "2"}) == life.lost({"a 1": "4"}) == []
    assert life.lost({"a 1": "3"})
    assert life.under_way


def test_a_new_acknowledgement_takes_the_place_of_the_one_before() -> None:
    life = told(
        {"saved": "m", "answers": {"a 1": "2"}},
        {"saving": True},
        {"saved": "m", "answers": {"a 1": "4"}},
    )
    assert life.lost({"a 1": "2"})
    assert not life.under_way
