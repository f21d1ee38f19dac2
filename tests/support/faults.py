"""What can be wrong with a sending, cause by cause, and what the ledger has to say of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from tests.fuzz.world import ABOVE, World, header
from tests.support.age_writer import age_file, passphrase_file, sealed
from topp_desktop.foundation.canonical import canonical_json

Expected = tuple[str | None, str]
"""(rid, outcome); a rid of None for what is refused whatever else there is."""


class Making:
    """One file of one institution: its laptop, its round, and the lines so far."""

    def __init__(self, region: World, institutions: Sequence[str], number: int) -> None:
        institution = institutions[number % len(institutions)]
        self.region = region
        self.institutions = institutions
        self.number = number
        self.institution = institution
        self.laptop = institution + "ab"[number // len(institutions) % 2]
        self.round = f"r-{number}"
        self.raw: list[bytes] = []
        self.expected: list[Expected] = []

    def add(self, line: bytes, outcome: str, *, fixed: bool = False) -> str:
        """A line; returns its rid. fixed: refused, wherever else it may stand."""
        rid = self.region.rid(line)
        self.raw.append(line)
        self.expected.append((None if fixed else rid, outcome))
        return rid

    def enrol(self, laptop: str | None = None) -> None:
        name = laptop or self.laptop
        payload = self.region.enrolment(name, name[:-1])
        self.add(self.region.line(name, "topp-enrolment", payload), "accepted")

    def payload(self, laptop: str | None = None, **changes: Any) -> dict[str, Any]:
        name = laptop or self.laptop
        made = self.region.revision(name, self.institution, self.number + 1, [], self.number % 5)
        return made | {"round": self.round} | changes

    def revision(self, outcome: str, laptop: str | None = None, **changes: Any) -> str:
        name = laptop or self.laptop
        line = self.region.line(name, "topp-revision", self.payload(name, **changes))
        return self.add(line, outcome, fixed=outcome in _REFUSED)

    def text(self, text: bytes) -> None:
        """A revision of any text, to be refused as malformed."""
        key = self.region.key(self.laptop)
        line = self.region.notary.sign(key, header(key.kid, "topp-revision"), text)
        self.add(line, "malformed", fixed=True)

    def headed(self, head: bytes, outcome: str = "malformed") -> None:
        """A sound revision under any header."""
        key = self.region.key(self.laptop)
        line = self.region.notary.sign(key, head, canonical_json(self.payload()))
        self.add(line, outcome, fixed=True)

    @property
    def plaintext(self) -> bytes:
        return b"".join(line + b"\n" for line in self.raw)

    @property
    def data(self) -> bytes:
        """Sealed to the secretariat and to the institution, as it is sent."""
        own = self.region.invitations[self.institution].opener
        readers = [self.region.keys.openers[0].public_raw, own.public_raw]
        return sealed(self.plaintext, readers, Random(self.number))

    def sound(self) -> bytes:
        """A package without a fault; what is expected of it is up to the caller."""
        self.enrol()
        self.revision("accepted")
        return self.data


_REFUSED = ("damaged", "wrong-key", "not-for-us", "too-new", "too-large", "malformed")


def _whole(outcome: str, spoil: Callable[[bytes], bytes]) -> Callable[[Making], Any]:
    """A fault of the container."""

    def cause(m: Making) -> Any:
        return spoil(m.sound()), [(None, outcome)]

    return cause


def _revised(outcome: str, **changes: Any) -> Callable[[Making], Any]:
    """A revision that says something else than it should."""

    def cause(m: Making) -> Any:
        m.enrol()
        m.revision(outcome, **changes)
        return m

    return cause


def _texts(change: Callable[[bytes], bytes]) -> Callable[[Making], Any]:
    def cause(m: Making) -> Any:
        m.enrol()
        m.text(change(canonical_json(m.payload())))
        return m

    return cause


def _headers(make: Callable[[str], str], outcome: str = "malformed") -> Callable[[Making], Any]:
    def cause(m: Making) -> Any:
        m.enrol()
        m.headed(make(m.region.key(m.laptop).kid).encode(), outcome)
        return m

    return cause


def _sound(m: Making) -> Any:
    m.enrol()
    m.revision("accepted")
    return m


def _former_recipient(m: Making) -> Any:
    m.sound()
    public = m.region.keys.openers[1].public_raw
    return sealed(m.plaintext, [public], Random(m.number)), m.expected


def _relayed(m: Making) -> Any:
    """Two institutions' lines in one file, by way of a focal point."""
    other = m.institutions[m.number * 7 % len(m.institutions)] + "a"
    m.enrol()
    m.revision("accepted")
    m.enrol(other)
    key = m.region.revision(other, other[:-1], m.number + 1, []) | {"round": m.round + "-x"}
    m.add(m.region.line(other, "topp-revision", key), "accepted")
    return m


def _replay(m: Making) -> Any:
    """Its lines twice: the second time they are known."""
    m.enrol()
    m.revision("accepted")
    m.raw, m.expected = m.raw * 2, m.expected * 2
    return m


def _superseded(m: Making) -> Any:
    m.enrol()
    first = m.revision("superseded")
    m.revision("accepted", parents=[first], seq=m.number + 2)
    return m


def _conflict(m: Making) -> Any:
    """Two laptops that answered the same questions differently."""
    a, b = m.institution + "a", m.institution + "b"
    m.enrol(a)
    m.enrol(b)
    m.revision("conflict", a, elements=m.region.elements(1))
    m.revision("conflict", b, elements=m.region.elements(3))
    return m


def _gap(parent: Callable[[Making], str]) -> Callable[[Making], Any]:
    def cause(m: Making) -> Any:
        m.enrol()
        m.revision("gap", parents=[parent(m)])
        return m

    return cause


def _elsewhere(m: Making) -> str:
    """A parent that belongs to another institution."""
    other = m.institutions[(m.number + 1) % len(m.institutions)] + "a"
    m.enrol(other)
    payload = m.region.revision(other, other[:-1], m.number + 1, []) | {"round": m.round}
    return m.add(m.region.line(other, "topp-revision", payload), "accepted")


def _copied(m: Making) -> Any:
    m.enrol()
    for consent in ("secretariat", "public"):
        m.revision("copied-installation", consent=consent)
    return m


def _stranger(m: Making) -> Any:
    """An enrolment that nobody vouched for."""
    name = "stranger"
    payload = m.region.enrolment(name, m.institution, vouched=False)
    m.add(m.region.line(name, "topp-enrolment", payload), "held-sender")
    m.revision("held-sender", name)
    return m


def _unknown(m: Making) -> Any:
    m.revision("held-sender", "unknown")
    return m


def _forged_institution(m: Making) -> Any:
    """A laptop of one institution that speaks for another."""
    other = m.institutions[(m.number + 1) % len(m.institutions)] + "b"
    m.enrol(other)
    m.revision("held-sender", other)
    return m


def _revoked(m: Making) -> Any:
    payload = m.region.enrolment("gone", m.institution)
    m.add(m.region.line("gone", "topp-enrolment", payload), "held-sender")
    m.revision("held-sender", "gone")
    return m


def _signature(m: Making) -> Any:
    m.enrol()
    line = m.region.line(m.laptop, "topp-revision", m.payload())
    body, _, signature = line.rpartition(b".")
    m.add(body + b"." + signature[:40][::-1] + signature[40:], "damaged", fixed=True)
    return m


def _false_proof(m: Making) -> Any:
    other = m.institutions[(m.number + 1) % len(m.institutions)]
    payload = m.region.enrolment(m.laptop, m.institution)
    payload["proof"] = m.region.enrolment(m.laptop, other)["proof"]
    line = m.region.line(m.laptop, "topp-enrolment", payload)
    m.add(line, "damaged" if other != m.institution else "accepted", fixed=True)
    m.revision("accepted")
    m.enrol()
    return m


def _other_secretariat(m: Making) -> Any:
    m.sound()
    public = m.region.foreign.openers[0].public_raw
    return sealed(m.plaintext, [public], Random(m.number)), [(None, "wrong-key")]


def _passphrase(m: Making) -> Any:
    m.sound()
    return passphrase_file(m.plaintext, "clave", Random(m.number)), [(None, "wrong-key")]


def _newer_age(m: Making) -> Any:
    m.sound()
    public = m.region.keys.openers[0].public_raw
    made = age_file(m.plaintext, [public], Random(1), version=b"age-encryption.org/v2\n")
    return made.written(), [(None, "too-new")]


def _long_line(m: Making) -> Any:
    m.enrol()
    m.raw.append(b"e" * (2 * 1024 * 1024 + 1))
    m.expected.append((None, "too-large"))
    return m


def huge(m: Making) -> Any:
    """What follows a sound package is a hole in the file, where the disk can have holes."""
    return m.sound(), [(None, "too-large")]


def _many_lines(m: Making) -> Any:
    m.raw = [b"x"] * 5_001
    return m.data, [(None, "too-large")]


def _signed_again(m: Making) -> Any:
    """A colleague's payload under one's own key."""
    a, b = m.institution + "a", m.institution + "b"
    m.enrol(a)
    m.enrol(b)
    line = m.region.line(b, "topp-revision", m.payload(a))
    m.add(line, "malformed", fixed=True)
    return m


def _unsealed(m: Making) -> Any:
    m.sound()
    return m.plaintext, [(None, "malformed")] * 2


def _head(kid: str, alg: str = "Ed25519", typ: str = "topp-revision", more: str = "") -> str:
    return f'{{"alg":"{alg}","kid":"{kid}","typ":"{typ}"{more}}}'


CAUSES: dict[str, list[Callable[[Making], Any]]] = {
    "accepted": [_sound, _sound, _former_recipient, _relayed],
    "duplicate": [_replay],
    "superseded": [_superseded],
    "conflict": [_conflict],
    "gap": [_gap(lambda m: f"{m.number:064x}"), _gap(_elsewhere)],
    "copied-installation": [_copied],
    "held-sender": [_stranger, _unknown, _forged_institution, _revoked],
    "held-instrument": [
        _revised("held-instrument", instrument={"id": "i", "version": "1", "sha256": "0" * 64})
    ],
    "damaged": [
        _whole("damaged", lambda d: d[: len(d) * 2 // 3]),
        _whole("damaged", lambda d: d.replace(b"\n", b"\r\n")),
        _whole("damaged", lambda d: d[:-30] + bytes([d[-30] ^ 4]) + d[-29:]),
        _whole("damaged", lambda d: d + b"\0" * 512),
        _whole("damaged", lambda d: b""),
        _signature,
        _false_proof,
    ],
    "wrong-key": [_other_secretariat, _passphrase],
    "not-for-us": [_revised("not-for-us", audience=[ABOVE])],
    "too-new": [
        _revised("too-new", version=2),
        _newer_age,
        _headers(lambda kid: _head(kid, typ="topp-novelty"), "too-new"),
    ],
    "too-large": [huge, _long_line, _many_lines],
    "malformed": [
        _whole("malformed", lambda d: b"PK\x03\x04" + d),
        _whole("malformed", lambda d: b"-----BEGIN AGE ENCRYPTED FILE-----\n" + d.hex().encode()),
        _headers(lambda kid: _head(kid, alg="none")),
        _headers(lambda kid: _head(kid, more=',"typ":"topp-revision"')),
        _texts(lambda t: t[:-1] + b',"round":"r"}'),
        _texts(lambda t: t[:-1] + b',"n":NaN}'),
        _texts(lambda t: t[:-1] + b',"n":' + b"[" * 50 + b"]" * 50 + b"}"),
        _texts(lambda t: t[:-1] + b',"n":"\\ud800"}'),
        _texts(lambda t: b"\xef\xbb\xbf" + t),
        _revised("malformed", color="red"),
        _signed_again,
        _unsealed,
    ],
}
"""Causes of every outcome, taken in turn."""
