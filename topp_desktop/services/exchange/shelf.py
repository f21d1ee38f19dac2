"""The installed instruments by their hash, as receiving needs them."""

from __future__ import annotations

from functools import cached_property

from topp_desktop.domain.instrument import Instrument
from topp_desktop.services.library import Library


class LibraryShelf:
    """Implements `services.exchange.ports.InstrumentShelf` over a library, as it stands now."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @cached_property
    def _by_hash(self) -> dict[str, Instrument]:
        return {i.sha256: i for i in self._library.instruments()}

    @property
    def known(self) -> frozenset[str]:
        return frozenset(self._by_hash)

    def get(self, sha256: str) -> Instrument:
        return self._by_hash[sha256]
