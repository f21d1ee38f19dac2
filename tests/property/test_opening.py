"""Opening age files: never more than another implementation opens, and always what it reads."""

from __future__ import annotations

from random import Random

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.age_writer import CHUNK, sealed
from topp_desktop.domain.exchange import Outcome
from topp_desktop.formats.objects import Refused
from topp_desktop.packages.keys import SealingKey
from topp_desktop.packages.unsealing import unseal

KEYS = [SealingKey(bytes([n]) * 32) for n in (1, 2, 3)]
SIZES = st.one_of(st.integers(0, 300), st.sampled_from([CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK]))


def _by_the_library(data: bytes, keys: list[SealingKey]) -> bytes | None:
    try:
        return bytes(pyrage.decrypt(data, [key.identity for key in keys]))
    except pyrage.DecryptError:
        return None


@given(size=SIZES, seed=st.integers(0, 2**32), readers=st.sets(st.integers(0, 2), min_size=1))
def test_what_is_sealed_for_us_opens(size: int, seed: int, readers: set[int]) -> None:
    random = Random(seed)
    text = random.randbytes(size)
    ours = [KEYS[n] for n in readers]
    recipients = [pyrage.x25519.Recipient.from_str(key.recipient) for key in ours]
    for data in (
        pyrage.encrypt(text, recipients),
        sealed(text, [key.public_raw for key in ours], random),
    ):
        for key in KEYS:
            if key in ours:
                assert unseal(data, [key]) == text
                assert _by_the_library(data, [key]) == text
            else:
                with pytest.raises(Refused) as caught:
                    unseal(data, [key])
                assert caught.value.outcome is Outcome.WRONG_KEY
        assert unseal(data, KEYS) == text


@given(seed=st.integers(0, 2**32), size=st.sampled_from([0, 40, CHUNK, CHUNK + 40]))
def test_what_was_changed_never_opens_to_something_else(seed: int, size: int) -> None:
    random = Random(seed)
    text = random.randbytes(size)
    data = bytearray(sealed(text, [key.public_raw for key in KEYS[:2]], random))
    for _ in range(random.randint(1, 3)):
        place = random.choice([random.randrange(len(data)), random.randrange(400)])
        what = random.randrange(3)
        if what == 0 and place < len(data):
            data[place] ^= 1 << random.randrange(8)
        elif what == 1:
            del data[place : place + random.randint(1, 80)]
        else:
            data[place:place] = random.randbytes(random.randint(1, 20))
    try:
        opened = unseal(bytes(data), KEYS)
    except Refused:
        return
    assert opened == text == _by_the_library(bytes(data), KEYS)
