"""A region's sendings with planted faults, and what the ledger has to say of every line.

Institutions on two laptops each send packages; of every outcome but *accepted* a given share is
planted, its causes in turn. Everything is derived from a seed. Each file has a round of its own
(except what has to meet), so that one plant does not disturb another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

from tests.fuzz.world import World, seed
from tests.support.age_writer import passphrase_file
from tests.support.faults import CAUSES, Expected, Making, huge
from topp_desktop.packages.identity_folder import IdentityFolders
from topp_desktop.packages.keys import InvitationKeyring, SigningKey
from topp_desktop.services.exchange.ports import SignedLine

PASSPHRASE = "una frase larga"


@dataclass(frozen=True)
class Planted:
    """A file: its name, what stands in it, and the outcome of each ledger entry."""

    name: str
    data: bytes
    lines: tuple[Expected, ...]
    cause: str
    huge: bool = False

    def write(self, folder: Path) -> Path:
        """The file in a folder."""
        path = folder / self.name
        with path.open("wb") as file:
            file.write(self.data)
            if self.huge:
                file.truncate(17 * 1024 * 1024)
        return path


class Region(World):
    """institutions × 2 laptops; packages; share: of every outcome but accepted."""

    def __init__(
        self, institutions: int, packages: int, *, share: float = 0.05, number: int = 1
    ) -> None:
        super().__init__()
        self.random = Random(number)
        self.institutions = [f"i-{n:04}" for n in range(institutions)]
        for name in self.institutions:
            self.invitations[name] = InvitationKeyring(seed(f"{number} {name}")[:16])
            for laptop in "ab":
                key = SigningKey(seed(f"{number} {name} {laptop}"))
                self.signers[name + laptop] = key
        self._count = packages
        self._share = share

    # --- what the secretariat knows already --------------------------------------------------

    @cached_property
    def grants(self) -> list[SignedLine]:
        """Region pack, invitations, and the revocation of a laptop that nobody has."""
        lines = [self.line("root", "topp-region-pack", self.pack())]
        lines += [
            self.line("officer", "topp-invitation", self.invitation(name))
            for name in self.institutions
        ]
        revoked = {"target": self.key("gone").kid, "frontier": [], "reason": "robada"}
        lines.append(self.line("root", "topp-revocation", self.small("topp-revocation", **revoked)))
        return [self.as_line(raw) for raw in lines]

    def write_identity(self, folder: Path) -> Path:
        """The secretariat's folder, under a passphrase that opens at once."""
        folder.mkdir(parents=True)
        seeds = b"".join((self.keys.seed, *self.keys.former))
        (folder / "seed.age").write_bytes(passphrase_file(seeds, PASSPHRASE, Random(1)))
        IdentityFolders()._describe(folder, self.keys)
        return folder

    # --- files -------------------------------------------------------------------------------

    @cached_property
    def files(self) -> list[Planted]:
        """In the order of their names, which says nothing about what is in them."""
        outcomes: list[str] = []
        for outcome in CAUSES:
            outcomes += [outcome] * (
                0 if outcome == "accepted" else round(self._count * self._share)
            )
        outcomes += ["accepted"] * (self._count - len(outcomes))
        assert len(outcomes) == self._count, "the shares leave no room"
        turns: Counter[str] = Counter()
        found = []
        for number, outcome in enumerate(outcomes):
            causes = CAUSES[outcome]
            turn = turns[outcome] % len(causes)
            turns[outcome] += 1
            found.append(self._plant(causes[turn], number, f"{outcome} {turn}"))
        names = [f"{n:05}" for n in range(len(found))]
        self.random.shuffle(names)
        suffixed = [replace(p, name=name + ".topp") for name, p in zip(names, found, strict=True)]
        return sorted(suffixed, key=lambda p: p.name)

    def _plant(self, cause: Callable[..., Any], number: int, name: str) -> Planted:
        made = cause(Making(self, self.institutions, number))
        data, lines = made if isinstance(made, tuple) else (made.data, made.expected)
        return Planted("", data, tuple(lines), name, cause is huge)

    def write(self, folder: Path) -> list[Path]:
        """All files, in the order of their names."""
        folder.mkdir(parents=True, exist_ok=True)
        return [planted.write(folder) for planted in self.files]

    def ledger(self) -> Iterator[tuple[str, str]]:
        """(file name, outcome) of every entry, when all files arrive at once."""
        seen: set[str] = set()
        for planted in self.files:
            for rid, outcome in planted.lines:
                again = rid in seen and not outcome.startswith("held")
                yield planted.name, "duplicate" if again else outcome
                if rid is not None:
                    seen.add(rid)

    def counts(self) -> Counter[str]:
        """How often each outcome stands in the ledger."""
        return Counter(outcome for _, outcome in self.ledger())
