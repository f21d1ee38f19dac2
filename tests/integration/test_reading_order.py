"""Every step of docs/exchange.md, "Reading": a fault of it, and its outcome. Real age and keys."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyrage
import pytest

from tests.support.exchange_world import CODEC, SHORT, Laptop, Office
from topp_desktop.foundation.canonical import canonical_json
from topp_desktop.packages import base64url
from topp_desktop.packages.keys import SigningKey
from topp_desktop.packages.reader import MAX_FILE, StrictReader
from topp_desktop.services.exchange.ports import ReadFile
from topp_desktop.services.exchange.receive import receive

Mutation = Callable[[dict[str, Any]], None]


class Case:
    """A sound package and the means to spoil it: outside, or inside and sealed again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.office = Office(folder / "office")
        self.laptop = Laptop(folder / "a", self.office.invite())
        sent = self.laptop.send(dict.fromkeys(SHORT, 2))
        self.data = sent.written.path.read_bytes()
        self.opener = self.office.keys.openers[0]
        self.lines = pyrage.decrypt(self.data, [self.opener.identity]).splitlines()
        self.device = SigningKey(self.laptop.membership.device_seed)
        self.reader = StrictReader([self.opener], {self.office.keys.id})
        self.keys = {self.office.keys.root.kid: self.office.keys.root.x}

    def read(self, data: bytes) -> ReadFile:
        return self.reader.read_bytes(data, self.keys)

    def seal(self, *lines: bytes) -> bytes:
        recipient = pyrage.x25519.Recipient.from_str(self.opener.recipient)
        return bytes(pyrage.encrypt(b"".join(line + b"\n" for line in lines), [recipient]))

    def read_lines(self, *lines: bytes) -> ReadFile:
        return self.read(self.seal(*lines))

    def payload(self) -> dict[str, Any]:
        return CODEC.payload(self.lines[1])

    def signed(self, payload: bytes, header: bytes | None = None, key: Any = None) -> bytes:
        """A line over any bytes, with a signature that holds."""
        signer = key or self.device
        if header is None:
            header = canonical_json({"alg": "Ed25519", "kid": signer.kid, "typ": "topp-revision"})
        body = base64url.encode(header) + b"." + base64url.encode(payload)
        return body + b"." + base64url.encode(signer.sign(body))

    def changed(self, change: Mutation) -> ReadFile:
        """The revision with a changed payload, signed anew by its device."""
        payload = self.payload()
        change(payload)
        return self.read_lines(self.lines[0], self.signed(canonical_json(payload)))


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return Case(tmp_path_factory.mktemp("reading"))


def second(read: ReadFile) -> tuple[str | None, str]:
    """Outcome and reason of the second line."""
    line = read.lines[1]
    return (None if line.outcome is None else line.outcome.value), line.reason


def test_the_sound_package_is_sound(case: Case) -> None:
    read = case.read(case.data)
    assert read.outcome is None
    assert [line.outcome for line in read.lines] == [None, None]


# --- the container ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spoil", "outcome"),
    [
        (lambda d: b"", "damaged"),
        (lambda d: b"PK\x03\x04" + bytes(200), "malformed"),
        (lambda d: d.replace(b"\n", b"\r\n"), "damaged"),
        (lambda d: d.replace(b"org/v1", b"org/v2", 1), "too-new"),
        (lambda d: d.replace(b"org/v1\n", b"org/v1 \n", 1), "damaged"),
        (lambda d: b"-----BEGIN AGE ENCRYPTED FILE-----\n" + base64.b64encode(d), "malformed"),
        (lambda d: d.replace(b"-> X25519 ", b"->  X25519 ", 1), "damaged"),
        (lambda d: d.replace(b"-> X25519 ", b"-> X25519 a ", 1), "damaged"),
        (lambda d: d.replace(b"\n--- ", b"\n--  ", 1), "damaged"),
        (lambda d: d + b"\0", "damaged"),
        (lambda d: d[:-1] + bytes([d[-1] ^ 1]), "damaged"),
    ],
    ids=[
        "empty",
        "zip",
        "crlf",
        "newer age",
        "version line",
        "armour",
        "two spaces",
        "extra argument",
        "no mac line",
        "trailing byte",
        "last byte",
    ],
)
def test_faults_of_the_container(case: Case, spoil: Callable[[bytes], bytes], outcome: str) -> None:
    read = case.read(spoil(case.data))
    assert read.outcome is not None
    assert read.outcome.value == outcome
    assert not read.lines


def _header_fault(case: Case, old: bytes, new: bytes) -> str | None:
    start, end = case.data.split(b"\n--- ", 1)
    lines = start.split(b"\n")
    read = case.read(b"\n".join(lines).replace(old, new, 1) + b"\n--- " + end)
    return read.outcome.value if read.outcome else None


def test_a_header_with_stray_bits_or_padding_is_damaged(case: Case) -> None:
    lines = case.data.split(b"\n")
    share = lines[1].split(b" ")[2]
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".index(chr(share[-1]))
    stray = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"[
        last ^ 1 : (last ^ 1) + 1
    ]
    assert _header_fault(case, share, share[:-1] + stray) == "damaged"
    assert _header_fault(case, share, share + b"=") == "damaged"
    assert _header_fault(case, share, share[:-2]) == "damaged"


def test_foreign_stanzas_are_passed_over(case: Case) -> None:
    other = pyrage.x25519.Identity.generate()
    recipients = [other.to_public(), pyrage.x25519.Recipient.from_str(case.opener.recipient)]
    data = pyrage.encrypt(b"".join(line + b"\n" for line in case.lines), recipients)
    assert case.read(data).outcome is None


def test_a_passphrase_file_and_a_file_for_others(case: Case) -> None:
    other = pyrage.x25519.Identity.generate()
    sealed = pyrage.encrypt(b"x\n", [other.to_public()])
    assert case.read(sealed).outcome == "wrong-key"
    header = b"age-encryption.org/v1\n-> scrypt 13UWb4ZRWeIGOshuVO67KQ 19\n" + b"A" * 43
    assert case.read(header + b"\n--- " + b"A" * 43 + b"\n" + bytes(40)).outcome == "wrong-key"


def test_truncation_at_every_byte(case: Case) -> None:
    small = case.seal(case.lines[0])
    for end in range(len(small)):
        read = case.read(small[:end])
        assert read.outcome is not None, end
        assert read.outcome.value in {"damaged", "wrong-key"}, (end, read)


def test_a_flipped_bit_anywhere_is_never_accepted(case: Case) -> None:
    small = case.seal(case.lines[0])
    for position in range(0, len(small), 3):
        spoiled = bytearray(small)
        spoiled[position] ^= 1 << position % 8
        read = case.read(bytes(spoiled))
        # A recipient's stanza that is not ours may change its name without being noticed only
        # where the header's MAC does not cover it, which is nowhere.
        assert read.outcome is not None, position


def test_sizes(case: Case, tmp_path: Path) -> None:
    big = tmp_path / "big.topp"
    with big.open("wb") as file:
        file.truncate(5 * 1024**3)
    assert case.reader.read_file(big, {}).outcome == "too-large"
    assert case.read(bytes(MAX_FILE + 1)).outcome == "too-large"
    assert case.read_lines(*[b"x"] * 5_001).outcome == "too-large"
    read = case.read_lines(case.lines[0], b"e" * (2 * 1024 * 1024 + 1))
    assert second(read) == ("too-large", "line")
    assert read.lines[0].outcome is None


def test_no_lines_and_empty_lines(case: Case) -> None:
    recipient = pyrage.x25519.Recipient.from_str(case.opener.recipient)
    assert case.read(pyrage.encrypt(b"", [recipient])).outcome == "malformed"
    assert second(case.read_lines(case.lines[0], b"")) == ("malformed", "line")


# --- lines -----------------------------------------------------------------------------------


def _header(case: Case, text: str) -> bytes:
    return text.replace("KID", case.device.kid).encode()


@pytest.mark.parametrize(
    "header",
    [
        '{"alg":"none","kid":"KID","typ":"topp-revision"}',
        '{"alg":"EdDSA","kid":"KID","typ":"topp-revision"}',
        '{"alg":"HS256","kid":"KID","typ":"topp-revision"}',
        '{"alg":"Ed25519","alg":"Ed25519","kid":"KID","typ":"topp-revision"}',
        '{"alg":"Ed25519","kid":"KID","typ":"topp-revision","crit":[]}',
        '{"alg":"Ed25519","typ":"topp-revision"}',
        '{"alg":"Ed25519","kid":1,"typ":"topp-revision"}',
        '{"alg":"Ed25519","kid":"KID","typ":"JWT"}',
        '["Ed25519"]',
        "{",
    ],
)
def test_headers_that_are_not_exactly_ours(case: Case, header: str) -> None:
    line = case.signed(canonical_json(case.payload()), _header(case, header))
    assert second(case.read_lines(case.lines[0], line))[0] == "malformed"


def test_a_newer_kind_of_object_asks_for_an_update(case: Case) -> None:
    header = _header(case, '{"alg":"Ed25519","kid":"KID","typ":"topp-novelty"}')
    assert second(case.read_lines(case.lines[0], case.signed(b"{}", header)))[0] == "too-new"


@pytest.mark.parametrize("spoil", [b"=", b" ", b"\r", b"."])
def test_lines_with_something_appended(case: Case, spoil: bytes) -> None:
    assert second(case.read_lines(case.lines[0], case.lines[1] + spoil))[0] == "malformed"


def test_stray_bits_in_a_signature_are_another_text_for_the_same_value(case: Case) -> None:
    last = case.lines[1][-1:]
    letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    other = letters[letters.index(last) ^ 1 :][:1]
    assert second(case.read_lines(case.lines[0], case.lines[1][:-1] + other))[0] == "malformed"


def test_a_payload_under_the_signature_of_another(case: Case) -> None:
    head, _, signature = case.lines[1].split(b".")
    payload = case.payload() | {"round": "2030-1"}
    forged = b".".join((head, base64url.encode(canonical_json(payload)), signature))
    assert second(case.read_lines(case.lines[0], forged)) == ("damaged", "signature")
    stranger = SigningKey(bytes(32))
    again = case.signed(canonical_json(case.payload()), key=stranger)
    assert second(case.read_lines(case.lines[0], again)) == ("held-sender", "unknown-key")
    own_name = canonical_json({"alg": "Ed25519", "kid": case.device.kid, "typ": "topp-revision"})
    mixed = case.signed(canonical_json(case.payload()), own_name, stranger)
    assert second(case.read_lines(case.lines[0], mixed)) == ("damaged", "signature")


@pytest.mark.parametrize(
    "payload",
    [
        b'{"format":"topp-revision","format":"topp-revision"}',
        b'{"a":NaN}',
        b'{"a":"\\ud800"}',
        b'{"a":"\xed\xa0\x80"}',
        b"\xef\xbb\xbf{}",
        b"[" * 9 + b"]" * 9,
        b"[" * 100_000,
        b'{"a":1e999}',
        b'{"a":123456789012345678901234567890}',
        b'{"a":"\\u0000"}',
        b"[]",
        b"{}",
        b"",
        b'{"format":"topp-receipt","version":1}',
        b'{"format":"topp-revision","version":0}',
        b'{"format":"topp-revision","version":true}',
        b'{"format":"topp-revision","version":"1"}',
    ],
)
def test_json_that_is_not_strict(case: Case, payload: bytes) -> None:
    assert second(case.read_lines(case.lines[0], case.signed(payload)))[0] == "malformed"


def test_a_newer_version_asks_for_an_update(case: Case) -> None:
    line = case.signed(b'{"format":"topp-revision","version":2,"novelty":[]}')
    assert second(case.read_lines(case.lines[0], line)) == ("too-new", "version 2")


def _set(*path: str, to: Any) -> Mutation:
    def change(payload: dict[str, Any]) -> None:
        node = payload
        for name in path[:-1]:
            node = node[name]
        node[path[-1]] = to

    return change


ITEM = f"item:{SHORT[0]}"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (_set("color", to="red"), "unknown-field color"),
        (_set("elements", ITEM, "color", to="red"), f"unknown-field {ITEM}.color"),
        (_set("elements", "secret:x", to={}), "unknown-field elements.secret:x"),
        (_set("elements", "item:a\nb", to={}), "invalid-field elements"),
        (_set("elements", ITEM, "value", to=7000), None),
        (_set("elements", ITEM, "value", to=2.0), None),
        (_set("elements", ITEM, "variance", to=[1, 0]), f"invalid-field {ITEM}"),
        (_set("elements", ITEM, "exact", to=[5, 2]), f"invalid-field {ITEM}"),
        (_set("elements", ITEM, to={"value": 2000, "n": 1, "given": 1}), f"invalid-field {ITEM}"),
        (_set("consent", to="everybody"), "invalid-field consent"),
        (_set("seq", to=0), "invalid-field seq"),
        (_set("seq", to=True), "invalid-field seq"),
        (_set("parents", to=["x"]), "invalid-field parents.0"),
        (_set("round", to="2026\n1"), "invalid-field round"),
        (_set("device", to="A" * 43), "device"),
        (_set("elements", "action:a1", to={"from": 9}), None),
        (_set("elements", "weight:planet:1", to={"value": 1}), "unknown-field elements.weight"),
    ],
)
def test_schemas_are_strict(case: Case, change: Mutation, reason: str | None) -> None:
    outcome, found = second(case.changed(change))
    assert outcome == "malformed"
    if reason is not None:
        assert found == reason


def test_an_audience_without_us_is_forwarded(case: Case) -> None:
    assert second(case.changed(_set("audience", to=["somebody-else"]))) == (
        "not-for-us",
        "audience",
    )


def test_an_enrolment_without_a_true_proof(case: Case) -> None:
    enrolment = CODEC.payload(case.lines[0])
    header = canonical_json({"alg": "Ed25519", "kid": case.device.kid, "typ": "topp-enrolment"})

    def read(**changes: Any) -> str | None:
        line = case.signed(canonical_json(enrolment | changes), header)
        outcome = case.read_lines(line).lines[0].outcome
        return None if outcome is None else outcome.value

    assert read() is None
    assert read(institution="another") == "damaged"
    assert read(proof="A" * 86) == "damaged"
    assert read(proof=None) == "malformed"
    assert read(device={"crv": "Ed25519", "kty": "OKP", "x": "A" * 43}) == "damaged"
    assert read(audience=["somebody-else"]) == "damaged"


def test_open_files_hold_open_objects_only(case: Case) -> None:
    read = case.read(case.lines[0] + b"\n" + case.lines[1] + b"\n")
    assert [line.reason for line in read.lines] == ["not sealed", "not sealed"]
    pack = case.office.pack.line.raw
    assert case.read(pack + b"\n").lines[0].outcome is None


def test_good_lines_of_a_file_stay_good(case: Case) -> None:
    read = case.read_lines(b"rubbish", *case.lines, case.signed(b"{}"))
    outcomes = [line.outcome.value if line.outcome else None for line in read.lines]
    assert outcomes == ["malformed", None, None, "malformed"]


def test_a_replay_and_a_forgery_change_nothing_in_the_store(case: Case, tmp_path: Path) -> None:
    desk = case.office.other_desk(tmp_path / "store", *case_lines(case))
    good = tmp_path / "a.topp"
    good.write_bytes(case.data)
    first = receive(desk, [good])
    assert first.counts == {"accepted": 2}
    forged = json.loads(json.dumps(case.payload())) | {"round": "2027-1"}
    bad = tmp_path / "b.topp"
    line = case.signed(canonical_json(forged), key=SigningKey(bytes(32)))
    bad.write_bytes(case.seal(case.lines[0], line))
    second_run = receive(desk, [good, bad])
    assert second_run.digest == first.digest
    assert second_run.counts == {"duplicate": 3, "held-sender": 1}


def case_lines(case: Case) -> Any:
    """The invitation, as the secretariat remembers it."""
    invitation = case.laptop.membership.invitation
    read = case.reader.read_line(invitation, case.keys)
    from topp_desktop.services.exchange.ports import SignedLine

    assert read.typ is not None
    assert read.rid is not None
    assert read.kid is not None
    return [SignedLine(invitation, read.typ, read.rid, read.kid)]
