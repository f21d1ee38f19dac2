"""The zip in which a spreadsheet lies, read part by part with everything counted."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Mapping
from xml.parsers import expat

from topp_desktop.formats.workbook.cells import Cell

MAX_UNPACKED = 64 * 1024 * 1024
"""Bytes of XML that are read of one spreadsheet, whatever its index declares."""
MAX_ELEMENTS = 600_000
MAX_CELLS = 200_000
"""Cells in which something stands: ten thousand rows of twenty."""
MAX_SHEETS = 200
_CHUNK = 64 * 1024

Attributes = Mapping[str, str]


class StrangeBook(ValueError):
    """This is no spreadsheet, or a damaged one."""


class TooLarge(ValueError):
    """There is more in it than is read; says what."""


class Package:
    """The parts of one spreadsheet. Names are compared as they stand."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = set(archive.namelist())
        self._unpacked = 0
        self._elements = 0
        self._cells = 0

    @property
    def locked(self) -> bool:
        """Whether its parts are under a password."""
        if any(entry.flag_bits & 1 for entry in self._archive.infolist()):
            return True
        seen: list[str] = []
        if self.has("META-INF/manifest.xml"):
            self.parse("META-INF/manifest.xml", lambda tag, _: seen.append(tag))
        return "encryption-data" in seen

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name in self._names

    def parse(
        self,
        name: str,
        start: Callable[[str, Attributes], object],
        end: Callable[[str], object] | None = None,
        text: Callable[[str], object] | None = None,
    ) -> None:
        """Reads a part as a stream; tags and attributes come without their name spaces.

        StrangeBook, TooLarge.
        """
        if name not in self._names:
            raise StrangeBook(f"no part {name}")
        parser = expat.ParserCreate(namespace_separator="\n")
        parser.buffer_text = True

        def started(tag: str, attributes: dict[str, str]) -> None:
            self._elements += 1
            if self._elements > MAX_ELEMENTS:
                raise TooLarge("600 000")
            start(_local(tag), {_local(key): value for key, value in attributes.items()})

        def refuse(*_: object) -> None:
            raise StrangeBook("a document type")

        parser.StartElementHandler = started
        # Entities could unfold without end; no spreadsheet has any.
        parser.StartDoctypeDeclHandler = refuse
        if end is not None:
            ended = end
            parser.EndElementHandler = lambda tag: ended(_local(tag))
        if text is not None:
            parser.CharacterDataHandler = text
        try:
            with self._archive.open(name) as part:
                while chunk := part.read(_CHUNK):
                    self._unpacked += len(chunk)
                    if self._unpacked > MAX_UNPACKED:
                        raise TooLarge("64 MiB")
                    parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except (expat.ExpatError, zlib.error, KeyError) as fault:
            raise StrangeBook(str(fault)) from fault

    def keep(self, cells: dict[tuple[int, int], Cell], row: int, column: int, cell: Cell) -> None:
        """Puts a cell in its place; TooLarge where a spreadsheet has too many."""
        self._cells += 1
        if self._cells > MAX_CELLS:
            raise TooLarge("200 000")
        cells[row, column] = cell


def _local(name: str) -> str:
    return name.rpartition("\n")[2]
