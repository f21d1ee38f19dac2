"""Sheets of .ods (OpenDocument 1.3)."""

from __future__ import annotations

from topp_desktop.formats.workbook.cells import Cell, Worksheet, number_text
from topp_desktop.formats.workbook.package import (
    MAX_SHEETS,
    Attributes,
    Package,
    StrangeBook,
    TooLarge,
)

_CELLS = ("table-cell", "covered-table-cell")
_ASIDE = ("annotation", "shapes", "forms", "dde-links", "tracked-changes")
"""What lies inside a table or cell and is no part of what stands there."""


def read_ods(package: Package) -> tuple[Worksheet, ...]:
    """The sheets in the order in which people see them. StrangeBook, TooLarge."""
    reader = _OdsReader(package)
    package.parse("content.xml", reader.start, reader.end, reader.text)
    if not reader.sheets:
        raise StrangeBook("no sheet")
    return tuple(reader.sheets)


class _OdsReader:
    """Handlers for content.xml: a row is kept until its end, then repeated as it says."""

    def __init__(self, package: Package) -> None:
        self.sheets: list[Worksheet] = []
        self._package = package
        self._name = ""
        self._cells: dict[tuple[int, int], Cell] = {}
        self._row = 0
        self._rows = 1
        self._found: list[tuple[int, int, Cell]] = []
        self._column = 0
        self._attributes: Attributes | None = None
        self._parts: list[str] = []
        self._in_paragraph = 0
        self._aside = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        if self._aside or tag in _ASIDE:
            self._aside += 1
        elif tag == "table":
            if len(self.sheets) >= MAX_SHEETS:
                raise TooLarge(str(MAX_SHEETS))
            self._name = attributes.get("name", "")
            self._cells, self._row = {}, 0
        elif tag == "table-row":
            self._rows = _count(attributes, "number-rows-repeated")
            self._found, self._column = [], 0
        elif tag in _CELLS:
            self._attributes, self._parts = attributes, []
        elif self._attributes is not None:
            self._in_cell(tag, attributes)

    def _in_cell(self, tag: str, attributes: Attributes) -> None:
        if tag in ("p", "h"):
            self._in_paragraph += 1
            self._parts.append("\n")
        elif tag == "s":
            self.text(" " * min(_count(attributes, "c"), 1_000))
        elif tag == "tab":
            self.text("\t")
        elif tag == "line-break":
            self.text("\n")

    def text(self, data: str) -> None:
        if self._in_paragraph and not self._aside:
            self._parts.append(data)

    def end(self, tag: str) -> None:
        if self._aside:
            self._aside -= 1
        elif tag in _CELLS and self._attributes is not None:
            repeated = _count(self._attributes, "number-columns-repeated")
            cell = _cell(self._attributes, "".join(self._parts).strip())
            if cell is not None:
                self._found.append((self._column, repeated, cell))
            self._column += repeated
            self._attributes = None
        elif tag in ("p", "h") and self._in_paragraph:
            self._in_paragraph -= 1
        elif tag == "table-row":
            self._keep_row()
        elif tag == "table":
            self.sheets.append(Worksheet(self._name, self._cells))

    def _keep_row(self) -> None:
        for row in range(self._row, self._row + self._rows if self._found else self._row):
            for column, repeated, cell in self._found:
                for place in range(column, column + repeated):
                    self._package.keep(self._cells, row, place, cell)
        self._row += self._rows


def _count(attributes: Attributes, name: str) -> int:
    value = attributes.get(name, "1")
    if not value.isascii() or not value.isdigit() or len(value) > 9 or value.strip("0") == "":
        raise StrangeBook(f"{name} {value[:20]!r}")
    return int(value)


def _cell(attributes: Attributes, shown: str) -> Cell | None:
    kind = attributes.get("value-type", "")
    formula = attributes.get("formula", "")
    if shown.startswith(("#", "Err:")) and formula:
        return Cell(shown, "error")
    if kind == "float" and shown and not any(sign.isdigit() for sign in shown):
        # LibreOffice saves a truth value as the number 1 that is shown as "TRUE".
        return Cell(shown, "boolean")
    if kind in ("float", "percentage", "currency"):
        try:
            return Cell(number_text(float(attributes.get("value", ""))), "number")
        except ValueError as fault:
            raise StrangeBook("a number") from fault
    if kind == "boolean":
        return Cell("TRUE" if attributes.get("boolean-value") == "true" else "FALSE", "boolean")
    if kind in ("date", "time"):
        value = attributes.get(f"{kind}-value", "").removesuffix("T00:00:00")
        return Cell(value or shown, "date")
    value = (attributes.get("string-value") or shown).strip()
    if value:
        return Cell(value)
    if formula and not kind:
        return Cell(f"={formula.partition('=')[2]}", "formula")
    return None
