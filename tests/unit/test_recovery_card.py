"""What is typed from a recovery card: slips are found in their line, and nothing else opens it."""

from __future__ import annotations

import uuid
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from topp_desktop.domain.errors import UserError
from topp_desktop.domain.exchange.typed_code import ALPHABET
from topp_desktop.packages import recovery
from topp_desktop.packages.recovery import RecoveredSeeds, read_card, write_card

PASSPHRASE = "cuatro palabras bien largas"
CONTENT = RecoveredSeeds(str(uuid.UUID(int=7)), (bytes(range(32)),))


@pytest.fixture(scope="module")
def card() -> tuple[str, ...]:
    return write_card(CONTENT, PASSPHRASE)


def _fault(text: str, passphrase: str = PASSPHRASE) -> UserError:
    with pytest.raises(UserError) as caught:
        read_card(text, passphrase)
    return caught.value


@pytest.mark.parametrize("former", [0, 1, 2, 5])
def test_a_card_gives_back_what_it_was_made_of(former: int) -> None:
    random = Random(former)
    seeds = tuple(random.randbytes(32) for _ in range(former + 1))
    content = RecoveredSeeds(str(uuid.UUID(int=random.getrandbits(128))), seeds)
    lines = write_card(content, PASSPHRASE)
    assert read_card("\n".join(lines), PASSPHRASE) == content
    assert all(len(group) == 4 for line in lines for group in line.split("-"))


def test_one_seed_takes_five_lines_and_no_two_cards_are_alike(card: tuple[str, ...]) -> None:
    assert len(card) == 5
    again = write_card(CONTENT, PASSPHRASE)
    assert again != card
    assert read_card("".join(again), PASSPHRASE) == CONTENT


def test_however_it_is_typed_it_is_read(card: tuple[str, ...]) -> None:
    text = "\r\n".join(card).lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert read_card(text, PASSPHRASE) == CONTENT
    assert read_card("TOPP-CARD " + "".join(card).replace("-", ""), PASSPHRASE) == CONTENT


def test_a_wrong_passphrase_and_half_a_card_open_nothing(card: tuple[str, ...]) -> None:
    assert _fault("\n".join(card), "otra").code == "wrong-passphrase"
    assert _fault("\n".join(card[:4])).code == "card-incomplete"
    assert _fault("\n".join(card)[:-1]).code == "card-incomplete"
    assert _fault("").code == "card-incomplete"
    assert _fault("A" * 28 * 70).code == "card-incomplete"


def test_lines_that_changed_places_are_found(card: tuple[str, ...]) -> None:
    swapped = [card[1], card[0], *card[2:]]
    found = _fault("\n".join(swapped))
    assert (found.code, found.params["line"]) == ("card-slip", 1)


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_one_or_two_slips_are_found_in_their_line(card: tuple[str, ...], data: Any) -> None:
    letters = list("".join(card).replace("-", ""))
    line = data.draw(st.integers(0, 4))
    places = data.draw(st.sets(st.integers(line * 28, line * 28 + 27), min_size=1, max_size=2))
    for place in places:
        other = data.draw(st.sampled_from([c for c in ALPHABET if c != letters[place]]))
        letters[place] = other
    found = _fault("".join(letters))
    assert (found.code, found.params["line"]) == ("card-slip", line + 1)


def test_a_newer_card_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recovery, "_VERSION", 2)
    newer = write_card(CONTENT, PASSPHRASE)
    monkeypatch.undo()
    assert _fault("\n".join(newer)).code == "card-too-new"
