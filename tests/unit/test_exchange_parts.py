"""The small parts of the exchange: codes, Bech32, base64url, strict JSON, tasks, outcome texts."""

from __future__ import annotations

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from topp_desktop.domain.errors import UserError
from topp_desktop.domain.exchange import Outcome
from topp_desktop.domain.exchange.typed_code import (
    CHARACTERS,
    GROUP,
    VALUES,
    letters_of,
    read_code,
    suspects,
    write_code,
)
from topp_desktop.domain.region import RegionMember, figures, quantile, summarise
from topp_desktop.formats.objects import thumbprint
from topp_desktop.formats.strict_json import parse_strict
from topp_desktop.foundation.i18n import Translator
from topp_desktop.packages import base64url, bech32
from topp_desktop.packages.keys import InvitationKeyring, SealingKey, derive
from topp_desktop.services.exchange.outcome_texts import outcome_text
from topp_desktop.services.tasks import Cancelled, Task

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@given(st.binary(min_size=16, max_size=16))
def test_a_code_reads_back_however_it_is_typed(secret: bytes) -> None:
    code = write_code(secret)
    assert len(code.replace("-", "")) == CHARACTERS
    sloppy = code.lower().replace("0", "o").replace("1", "l").replace("-", " ")
    assert read_code(code) == read_code(sloppy) == secret


@given(
    st.binary(min_size=16, max_size=16),
    st.integers(0, 27),
    st.integers(0, 27),
    st.sampled_from(ALPHABET),
    st.sampled_from(ALPHABET),
)
def test_one_or_two_wrong_characters_are_found(
    secret: bytes, first: int, second: int, one: str, two: str
) -> None:
    letters = list(write_code(secret).replace("-", ""))
    typed = letters.copy()
    typed[first], typed[second] = one, two
    if typed != letters:
        with pytest.raises(UserError, match="wrong-code"):
            read_code("".join(typed))


@given(st.binary(min_size=16, max_size=16), st.integers(0, 26))
def test_characters_that_changed_places_are_found(secret: bytes, place: int) -> None:
    letters = list(write_code(secret).replace("-", ""))
    letters[place], letters[place + 1] = letters[place + 1], letters[place]
    if "".join(letters) != write_code(secret).replace("-", ""):
        with pytest.raises(UserError, match="wrong-code"):
            read_code("".join(letters))


@pytest.mark.parametrize("text", ["", "ABC", "U" * 28, "!" * 28, "0" * 27, "0" * 29])
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="wrong-code"):
        read_code(text)


def test_bech32_is_that_of_the_standard() -> None:
    # BIP 173, valid test vectors.
    assert bech32.encode("a", b"") == "a12uel5l"
    key = SealingKey(bytes(range(32)))
    identity = pyrage.x25519.Identity.from_str(key.secret)
    assert str(identity.to_public()) == key.recipient


def test_keys_of_one_secret_differ_by_purpose_and_never_change() -> None:
    assert derive(bytes(32), "a") != derive(bytes(32), "b")
    keys = InvitationKeyring(bytes(16))
    again = InvitationKeyring.of_code(keys.code)
    assert (again.signer.kid, again.opener.recipient, again.receipt_key) == (
        keys.signer.kid,
        keys.opener.recipient,
        keys.receipt_key,
    )
    # Pinned: an invitation made today opens with every later version.
    assert keys.code == "0000-0000-0000-0000-0000-0000-0000"
    assert keys.signer.kid == PINNED_KID


PINNED_KID = "3JsSrYDeKFiudtMZ_QrzJ4UTXH-9EHhtUCqqsuj8lms"


def test_thumbprint_of_rfc_8037() -> None:
    # RFC 8037, appendix A.3.
    x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
    assert thumbprint(x) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"


@given(st.binary())
def test_base64url_has_one_text_for_one_value(data: bytes) -> None:
    assert base64url.decode(base64url.encode(data)) == data


@pytest.mark.parametrize("text", [b"A", b"AB==", b"A+==", b"+/+/", b"AA\n", b"A A", b"AB", b"AAB"])
def test_other_base64_is_refused(text: bytes) -> None:
    with pytest.raises(ValueError, match="base64url"):
        base64url.decode(text)


@pytest.mark.parametrize(
    ("data", "value"),
    [
        (b'["a\\"[[[[[[[[[["]', ['a"[[[[[[[[[[']),
        (b'{"a":"\\\\u0000"}', {"a": "\\u0000"}),
        (b'["\\ud83d\\ude00"]', ["\N{GRINNING FACE}"]),
        (b"[[[[[[[[1]]]]]]]]", [[[[[[[[1]]]]]]]]),
        (b"[9007199254740992,-1.5e3]", [9007199254740992, -1500.0]),
        ('["ñ]{\N{SNOWMAN}"]'.encode(), ["ñ]{\N{SNOWMAN}"]),
    ],
)
def test_strict_json_reads_what_is_sound(data: bytes, value: object) -> None:
    assert parse_strict(data) == value


@pytest.mark.parametrize(
    "data",
    [
        b'{"a":1,"a":1}',
        b'[{"a":{"b":1,"b":2}}]',
        b"[NaN]",
        b"[Infinity]",
        b'["\\udc00"]',
        b"\xef\xbb\xbf[]",
        b"[[[[[[[[[1]]]]]]]]]",
        b"[" * 100_000,
        b'["\\\\",[[[[[[[[[1]]]]]]]]]',
        b"[9007199254740993]",
        b"[1e999]",
        b'["\\u0000"]',
        b"\xff",
        b"",
        b"[1] ]",
    ],
)
def test_strict_json_refuses_the_rest(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_strict(data)


def test_progress_is_throttled_and_a_cancel_is_heard() -> None:
    said: list[tuple[str, int, int]] = []
    now = 0.0
    task = Task(lambda *step: said.append(step), clock=lambda: now)
    for done in range(100):
        task.advance("read", done, 100)
        now += 0.03
    task.advance("read", 100, 100)
    assert said[0] == ("read", 0, 100)
    assert said[-1] == ("read", 100, 100)
    assert 20 < len(said) < 40
    task.cancel()
    with pytest.raises(Cancelled):
        task.advance("read", 1, 2)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_has_words(outcome: Outcome, language: str) -> None:
    text = outcome_text(outcome, Translator(language))
    assert all(text)
    if language == "es":
        assert text != outcome_text(outcome, Translator("en"))


def test_quantiles_interpolate() -> None:
    assert quantile([1, 2, 3, 4], 0.5) == 2.5
    found = figures([10.0, 20.0, 30.0, 40.0, float("nan")])
    assert (found.n, found.median, found.q1, found.q3, found.below_25) == (4, 25, 17.5, 32.5, 2)
    assert figures([float("nan")]).median is None


def _members(**sizes: int) -> list[RegionMember]:
    return [
        RegionMember({"country": name[:2]}, [50.0], name.endswith("_public"))
        for name, n in sizes.items()
        for _ in range(n)
    ]


def _hidden(**sizes: int) -> set[str]:
    groups = summarise(_members(**sizes), ["country"], ["1-T"])
    assert all(bool(g.cells) is not g.suppressed for g in groups)
    return {g.by["country"] for g in groups if g.suppressed}


def test_suppression() -> None:
    assert _hidden(AR=3, BR=4) == set()
    assert _hidden(AR=2, BR=4, CL=5) == {"AR", "BR"}
    assert _hidden(AR=2, BR=1, CL=5) == {"AR", "BR"}
    assert _hidden(AR_public=2, BR=4) == set()
    assert _hidden(AR=2) == {"AR"}
    assert _hidden(AR=1, BR_public=3, CL=4) == {"AR", "CL"}
    # Together too few to be shown at all.
    (group,) = summarise(_members(AR=2), [], ["1-T"])
    assert group.suppressed


def test_a_cell_that_few_published_stays_hidden() -> None:
    nan = float("nan")
    members = [RegionMember({}, [v], False) for v in (nan, nan, 40.0, 60.0)]
    (group,) = summarise(members, [], ["1-T"])
    assert group.cells["1-T"].median is None
    assert group.cells["1-T"].n == 2


@given(st.binary(min_size=16, max_size=16), st.data())
def test_a_slip_in_one_place_points_at_its_group_or_at_none(
    secret: bytes, data: st.DataObject
) -> None:
    """A hint never sends anybody to the wrong group for one slip."""
    letters = list(letters_of(write_code(secret)))
    place = data.draw(st.integers(0, CHARACTERS - 1))
    if data.draw(st.booleans()) and place + 1 < CHARACTERS:
        letters[place], letters[place + 1] = letters[place + 1], letters[place]
    else:
        letters[place] = data.draw(st.sampled_from(ALPHABET))
    symbols = [VALUES[letter] for letter in letters]
    whole = [VALUES[letter] for letter in letters_of(write_code(secret))]
    found = suspects(symbols)
    assert (found == ()) == (symbols == whole)
    if symbols != whole:
        assert place // GROUP + 1 in found
        with pytest.raises(UserError, match="wrong-code") as caught:
            read_code("".join(letters))
        if caught.value.code == "wrong-code-group":
            assert caught.value.params["group"] == place // GROUP + 1


def test_what_no_code_has_is_named_with_its_group() -> None:
    code = write_code(b"0123456789abcdef")
    with pytest.raises(UserError, match="wrong-code-letter") as strange:
        read_code(code[:5] + "u" + code[6:])
    assert strange.value.params == {"group": 2, "letter": "U"}
    with pytest.raises(UserError, match="wrong-code-short") as short:
        read_code(code[:-2])
    assert short.value.params == {"count": 26}
