"""Mutants by number: the same seed and number give the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from functools import cached_property
from random import Random
from typing import Any

from tests.fuzz import mutations as m
from tests.fuzz.oracle import Mutant
from tests.fuzz.world import ABOVE, HERE, WHEN, World, X, Y, header
from tests.support.age_writer import sealed
from tests.support.exchange_world import SHORT
from topp_desktop.foundation.canonical import canonical_json
from topp_desktop.packages.keys import SealingKey

Part = tuple[str, str, dict[str, Any]]
"""Who signs, the type, the payload."""

AUTHORITIES = ("root", "officer")
HEAVY = 0.15
"""Files of many megabytes are rare: each takes as long as a hundred others."""


class Maker:
    """Makes mutants of everything that travels in one region."""

    def __init__(self, world: World, seed: int) -> None:
        self.world = world
        self._seed = seed

    @cached_property
    def _parts(self) -> dict[str, Part]:
        """Sound objects to start from, known and new ones."""
        w = self.world
        rid = {name: w.rid(line) for name, line in w.base.items()}
        a1, a2, gone = (rid[n] for n in ("revision a1 1", "revision a2 1", "revision gone 1"))
        last = rid["revision a1 2"]
        settled = w.resolution([a2, gone], {f"item:{SHORT[0]}": a2})
        resolution = w.rid(w.line("officer", "topp-resolution", settled))
        small = w.small
        audience = [HERE, ABOVE]
        withdrawal: dict[str, Any] = {"institution": X, "round": None, "what": "consent"}
        withdrawal |= {"audience": audience, "reason": ""}
        admission = {"institution": Y, "device": w.key("stranger").kid, "reason": "teléfono"}
        revocation = {"target": w.key("b1").kid, "frontier": [], "reason": "perdida"}
        return {
            "enrol a1": ("a1", "topp-enrolment", w.enrolment("a1", X)),
            "enrol a2": ("a2", "topp-enrolment", w.enrolment("a2", X)),
            "enrol b1": ("b1", "topp-enrolment", w.enrolment("b1", Y)),
            "enrol stranger": ("stranger", "topp-enrolment", w.enrolment("stranger", X, False)),
            "enrol theirs": ("theirs", "topp-enrolment", w.enrolment("theirs", X)),
            "a1 1": ("a1", "topp-revision", w.revision("a1", X, 1, [], 1)),
            "a1 2": ("a1", "topp-revision", w.revision("a1", X, 2, [a1], 2)),
            "a1 3": ("a1", "topp-revision", w.approved(w.revision("a1", X, 3, [last], 3))),
            "a2 2": ("a2", "topp-revision", w.revision("a2", X, 2, [a2, last], 4)),
            "b1 2": ("b1", "topp-revision", w.revision("b1", Y, 2, [rid["revision b1 1"]], 0)),
            "gone 2": ("gone", "topp-revision", w.revision("gone", X, 2, [gone], 4)),
            "stranger 1": ("stranger", "topp-revision", w.revision("stranger", X, 1, [], 0)),
            "theirs 1": ("theirs", "topp-revision", w.revision("theirs", X, 1, [a1], 0)),
            "unknown 1": ("unknown", "topp-revision", w.revision("unknown", X, 1, [a1], 0)),
            "withdrawal": ("a2", "topp-withdrawal", small("topp-withdrawal", **withdrawal)),
            "resolution": ("officer", "topp-resolution", w.resolution([a1, a2], {})),
            "settled": ("officer", "topp-resolution", settled),
            "a1 4": ("a1", "topp-revision", w.revision("a1", X, 4, [resolution], 3)),
            "receipt": (
                "officer",
                "topp-receipt",
                small("topp-receipt", institution=X, outcomes={a1: "accepted"}),
            ),
            "admission": ("officer", "topp-admission", small("topp-admission", **admission)),
            "revocation": ("officer", "topp-revocation", small("topp-revocation", **revocation)),
            "alias": ("root", "topp-alias", small("topp-alias", institutions=[X, Y], reason="")),
            "pack": ("root", "topp-region-pack", w.pack()),
            "pack 4": ("root", "topp-region-pack", w.pack(4)),
            "pack 1": ("root", "topp-region-pack", w.pack(1)),
            "their pack": ("foreign", "topp-region-pack", w.pack(9, w.foreign)),
            "invitation": ("officer", "topp-invitation", w.invitation(X)),
            "their invitation": ("foreign", "topp-invitation", w.invitation(X, w.foreign)),
        }

    @cached_property
    def _pool(self) -> list[Any]:
        """Values that mean something here, in places where they should not stand."""
        w = self.world
        kids = [key.kid for key in w.signers.values()]
        rids = [w.rid(line) for line in w.base.values()]
        xs = [{"crv": "Ed25519", "kty": "OKP", "x": key.x} for key in w.signers.values()]
        low_order = {"crv": "Ed25519", "kty": "OKP", "x": "A" * 43}
        recipients = [w.keys.openers[0].recipient, "age1" + "q" * 58]
        words = [X, Y, HERE, ABOVE, "topp-revision", "topp-region-pack", WHEN, "2026-1", "2026-2"]
        elements = [w.elements(0), {}]
        return [
            *(*kids, *rids, *xs, low_order, *recipients, *words, *elements),
            *([HERE], [ABOVE], [rids[-1]], rids, [rids[0], "f" * 64], xs[:2]),
        ]

    _FILES = (
        (8, "enrol a1", "a1 1", "a1 2"),
        (6, "enrol a1", "a1 3"),
        (4, "enrol a2", "enrol a1", "a1 1", "a1 2", "a2 2"),
        (4, "enrol b1", "b1 2"),
        (2, "enrol stranger", "stranger 1"),
        (2, "enrol theirs", "theirs 1", "their pack", "their invitation"),
        (2, "unknown 1"),
        (2, "gone 2"),
        (3, "enrol a2", "withdrawal"),
        (3, "resolution", "receipt"),
        (4, "settled", "enrol a1", "a1 4"),
        (4, "pack 4", "invitation"),
        (3, "pack", "invitation"),
        (3, "enrol a2", "a2 2", "receipt", "settled"),
        (2, "pack 1", "pack"),
        (2, "their pack", "their invitation"),
        (3, "admission", "revocation", "alias", "enrol stranger", "stranger 1"),
    )

    def make(self, number: int) -> Mutant:
        """The mutant of this number."""
        random = Random(f"{self._seed}/{number}")
        files = self._FILES
        _, *names = random.choices(files, [f[0] for f in files])[0]
        kinds: list[tuple[float, str, Callable[[Random, list[str]], Mutant]]] = [
            (20, "outer", self._outer),
            (18, "line", self._line),
            (12, "header", self._header),
            (30, "value", self._value),
            (20, "aimed", self._aimed),
            (12, "text", self._text),
            (10, "signer", self._signer),
            (8, "order", self._order),
            (6, "open", self._open),
            (HEAVY, "heavy", self._heavy),
        ]
        _, kind, work = random.choices(kinds, [k[0] for k in kinds])[0]
        mutant = work(random, list(names))
        suffix = ".topp" if mutant.data[:3] == b"age" else random.choice([".topp-region", ".topp"])
        return replace(mutant, kind=kind, name=f"{number:07}{suffix}")

    # --- kinds -------------------------------------------------------------------------------

    def _outer(self, random: Random, names: list[str]) -> Mutant:
        """Bytes of the file."""
        lines = [self._signed(self._parts[n]) for n in names]
        sound = data = self._seal(random, lines)
        while data == sound:
            data = random.choice(m.BYTES)(random, data)
            while random.random() < 0.3:
                data = random.choice(m.BYTES)(random, data)
        return Mutant("", "", data, tuple(lines), whole=data.startswith((b"eyJ", b"code ")))

    def _line(self, random: Random, names: list[str]) -> Mutant:
        """The text of a line that had been signed."""
        lines = [self._signed(self._parts[n]) for n in names]
        spot = random.randrange(len(lines))
        for _ in range(random.choice([1, 1, 2])):
            lines[spot] = random.choice(m.LINES)(random, lines[spot])
        if random.random() < 0.3:
            lines.insert(random.randint(0, len(lines)), self._signed(self._parts[names[spot]]))
        return self._file(random, lines, self._speaks(names))

    def _header(self, random: Random, names: list[str]) -> Mutant:
        """A header that is signed as it is."""
        lines = [self._signed(self._parts[n]) for n in names]
        spot = random.randrange(len(lines))
        who, typ, payload = self._parts[names[spot]]
        key = self.world.key(who if random.random() < 0.7 else random.choice(self._everybody))
        kids = [k.kid for k in self.world.signers.values()]
        head = m.change_header(random, key.kid, typ, kids)
        lines[spot] = self.world.notary.sign(key, head, canonical_json(payload))
        # The key of an authority may have signed what somebody else had said.
        signers = [self._parts[n] for n in names] + [(self.world.names[key.kid], typ, payload)]
        return self._file(random, lines, self._by_authority(signers))

    def _value(self, random: Random, names: list[str]) -> Mutant:
        """One to three values of a payload, signed anew, mostly by the same key."""
        parts = [self._parts[n] for n in names]
        spot = random.randrange(len(parts))
        who, typ, payload = parts[spot]
        payload = deepcopy(payload)
        for _ in range(random.choice([1, 1, 1, 2, 3])):
            if payload:
                m.change_value(random, payload, self._pool)
        parts[spot] = (self._somebody(random, who), typ, payload)
        lines = [self._signed(part) for part in parts]
        return replace(self._file(random, lines, self._by_authority(parts)), exact=True)

    def _aimed(self, random: Random, names: list[str]) -> Mutant:
        """Values that decide who speaks, for whom, to whom, and about what."""
        parts = [self._parts[n] for n in names]
        spot = random.randrange(len(parts))
        who, typ, payload = parts[spot]
        payload = deepcopy(payload)
        aims = self._aims
        for name in random.sample(list(aims), len(aims)):
            if name in payload:
                payload[name] = random.choice(aims[name])
                if random.random() < 0.6:
                    break
        parts[spot] = (self._somebody(random, who), typ, payload)
        lines = [self._signed(part) for part in parts]
        return replace(self._file(random, lines, self._by_authority(parts)), exact=True)

    @cached_property
    def _aims(self) -> dict[str, list[Any]]:
        w = self.world
        rids = [w.rid(line) for line in w.base.values()]
        kids = [key.kid for key in w.signers.values()]
        jwks = [{"crv": "Ed25519", "kty": "OKP", "x": k.x} for k in w.signers.values()]
        return {
            "institution": [X, Y, "inst-z", w.profile(Y), w.profile("inst-z")],
            "audience": [[ABOVE], [HERE], ["sec-foreign"], [HERE, HERE], []],
            "parents": [[], [rids[-2]], [rids[-4]], rids, ["f" * 64], rids[:1] * 2],
            "device": [*kids, *jwks],
            "instrument": [{"id": "i", "version": "1", "sha256": "0" * 64}],
            "version": [0, 2, 2**53, True, "1", 1.0, None],
            "format": ["topp-revision", "topp-admission", "topp", None],
            "seq": [1, 2, 3, 10**9, 10**9 + 1],
            "round": ["2026-1", "2026-2", "2025-2", None],
            "consent": ["secretariat", "public", "peers"],
            "approval": [None, w.approved(w.revision("a1", X, 3, [], 1))["approval"]],
            "what": ["round", "consent", "all"],
            "number": [1, 2, 4, 10**9],
            "root": [*kids, *jwks],
            "officers": [[{"jwk": jwk, "position": "p"}] for jwk in jwks] + [[]],
            "successors": [[jwk] for jwk in jwks],
            "invitation": [*jwks, None],
            "proof": ["A" * 86, None],
            "key": jwks,
            "target": kids,
            "frontier": [[], rids, rids[-3:]],
            "institutions": [[X, Y], [Y, X], [X, X], [X, "inst-z"]],
            "picks": [{"item:1": rids[-2]}, {f"item:{SHORT[0]}": r for r in rids}, {"x": "y"}],
            "outcomes": [{rids[0]: "?"}],
        }

    def _heavy(self, random: Random, names: list[str]) -> Mutant:
        """As much of something as fits."""
        w = self.world
        base = w.revision("a1", X, 50, [])
        one = f"item:{SHORT[0]}"

        def revision(**changes: Any) -> bytes:
            return self._signed(("a1", "topp-revision", base | changes))

        def some() -> list[bytes]:
            n = random.randint(1_000, 120_000)
            few = random.randint(500, 4_900)
            element = base["elements"][one]
            raw = b",".join(b'"k%d":0' % i for i in range(n)) + b',"k0":0}'
            key = w.key("a1")
            deep = random.choice([b"[", b'{"a":', b'["', b'{"'])
            act = random.randrange(11)
            if act == 0:
                return [w.notary.sign(key, header(key.kid, "topp-revision"), b"{" + raw)]
            if act == 1:
                return [revision(elements={f"item:{i}": {} for i in range(n // 2)})]
            if act == 2:
                return [revision(elements={f"item:{i}": element for i in range(few // 3)})]
            if act == 3:
                return [revision(parents=[f"{i:064x}" for i in range(random.choice([999, 9_999]))])]
            if act == 4:
                return [w.notary.sign(key, header(key.kid, "topp-revision"), deep * n)]
            if act == 5:
                return [revision(**{f"k{i}": i for i in range(n // 2)})]
            if act == 6:
                return [revision(seq=i + 100, elements={one: element}) for i in range(few)]
            if act == 7:
                return random.choices([b"", b"x", b"." * 400, b"eyJ.e30.e30"], k=few)
            if act == 8:
                return [revision(elements={one: element | {"note": "n" * 1_400_000}})]
            if act == 9:
                pack = w.pack(5, w.foreign) | {"institutions": [w.profile(X)] * (n // 15)}
                return [self._signed(("foreign", "topp-region-pack", pack))]
            return [random.randbytes(n * 20)]

        lines = [w.base["enrolment a1"], *some()]
        while len(lines) < 8 and random.random() < 0.5:
            lines += some()
        if len(lines) > 5_000 or sum(map(len, lines)) > 16_000_000:
            lines = lines[:4_000]
        return self._file(random, lines, authority=False)

    def _text(self, random: Random, names: list[str]) -> Mutant:
        """JSON that may not be strict, signed anew."""
        parts = [self._parts[n] for n in names]
        lines = [self._signed(part) for part in parts]
        spot = random.randrange(len(parts))
        who, typ, payload = parts[spot]
        key = self.world.key(who)
        text = m.change_text(random, payload)
        lines[spot] = self.world.notary.sign(key, header(key.kid, typ), text)
        return self._file(random, lines, self._by_authority(parts))

    def _signer(self, random: Random, names: list[str]) -> Mutant:
        """Sound payloads under another key, under their own name or that of the other."""
        parts = [self._parts[n] for n in names]
        lines = [self._signed(part) for part in parts]
        spot = random.randrange(len(parts))
        who, typ, payload = parts[spot]
        other = self.world.key(random.choice(self._everybody))
        payload = deepcopy(payload)
        if random.random() < 0.5 and "device" in payload:
            jwk = isinstance(payload["device"], dict)
            payload["device"] = {**payload["device"], "x": other.x} if jwk else other.kid
        if random.random() < 0.3 and "institution" in payload and typ != "topp-invitation":
            payload["institution"] = random.choice([X, Y, "inst-z"])
        named = other.kid if random.random() < 0.6 else self.world.key(who).kid
        lines[spot] = self.world.notary.sign(other, header(named, typ), canonical_json(payload))
        signers = [*parts, (self.world.names[other.kid], typ, payload)]
        return self._file(random, lines, self._by_authority(signers))

    def _order(self, random: Random, names: list[str]) -> Mutant:
        """Lines of several files, repeated, left out, in any order."""
        found = [*names, *random.choices(list(self._parts), k=random.randint(0, 4))]
        found += random.choices(found, k=random.randint(0, 4))
        random.shuffle(found)
        found = found[: random.randint(1, len(found))]
        lines = [self._signed(self._parts[n]) for n in found]
        if random.random() < 0.2:
            lines.insert(random.randint(0, len(lines)), random.choice([b"", b"x", b"\xff", b"\r"]))
        return replace(self._file(random, lines, self._speaks(found)), exact=True)

    def _open(self, random: Random, names: list[str]) -> Mutant:
        """What is sealed comes open; what is open is spoilt."""
        lines = [self._signed(self._parts[n]) for n in names]
        content = b"".join(line + b"\n" for line in lines)
        own = b"code " + self.world.invitations[X].code.encode() + b"\n"
        code = random.choice(
            [b"", own, own, b"code X\n", b"code " + b"7" * 300 + b"\n", b"code \xff\0\n"]
        )
        if random.random() < 0.1:
            lines, content = [], random.choice([b"", b"\n", b"eyJ", b"eyJ\n\n"])
        data = code + content
        if random.random() < 0.5:
            data = random.choice(m.BYTES)(random, data)
            lines = data.split(b"\n")
        return Mutant("", "", data, tuple(lines), authority=self._speaks(names))

    # --- helpers -----------------------------------------------------------------------------

    @cached_property
    def _everybody(self) -> list[str]:
        return list(self.world.signers)

    def _somebody(self, random: Random, who: str) -> str:
        return who if random.random() < 0.7 else random.choice(self._everybody)

    def _signed(self, part: Part) -> bytes:
        return self.world.line(*part)

    def _by_authority(self, parts: list[Part]) -> bool:
        """Whether an authority says something that the base pool does not hold already."""
        return any(who in AUTHORITIES for who, _, _ in parts)

    def _speaks(self, names: list[str]) -> bool:
        return self._by_authority([self._parts[n] for n in names])

    def _file(self, random: Random, lines: list[bytes], authority: bool) -> Mutant:
        data = self._seal(random, lines)
        # A line feed inside of a line makes two of it.
        inside = b"\n".join(lines).split(b"\n")
        return Mutant("", "", data, tuple(inside), authority=authority)

    def _seal(self, random: Random, lines: list[bytes]) -> bytes:
        w = self.world
        here, old = (key.public_raw for key in w.keys.openers)
        own = w.invitations[X].opener
        assert isinstance(own, SealingKey)
        to = random.choice([[here], [here, own.public_raw], [own.public_raw, here], [old]])
        return sealed(b"".join(line + b"\n" for line in lines), to, random)
