"""Sheets of .xlsx and .xlsm (ECMA-376, Office Open XML)."""

from __future__ import annotations

import posixpath
import re
from datetime import UTC, datetime, timedelta

from topp_desktop.formats.workbook.cells import Cell, Worksheet, number_text
from topp_desktop.formats.workbook.package import (
    MAX_SHEETS,
    Attributes,
    Package,
    StrangeBook,
    TooLarge,
)

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})\Z")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""Number formats that every spreadsheet knows as dates or times (ECMA-376 part 1, 18.8.30)."""


def read_xlsx(package: Package) -> tuple[Worksheet, ...]:
    """The sheets in the order in which people see them. StrangeBook, TooLarge."""
    book = _Book(package)
    return tuple(Worksheet(name, book.cells(part)) for name, part in book.sheets)


def _relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Id → (kind, part) of what a part points to."""
    folder, name = posixpath.split(part)
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = (kind, target.lstrip("/"))

    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if package.has(relations):
        package.parse(relations, start)
    return found


class _Book:
    """The parts that the sheets of one book share."""

    def __init__(self, package: Package) -> None:
        self._package = package
        books = [p for kind, p in _relations(package, "").values() if kind == "officeDocument"]
        if not books:
            raise StrangeBook("no book")
        parts = _relations(package, books[0])
        self._epoch = datetime(1899, 12, 30, tzinfo=UTC)
        self.sheets: list[tuple[str, str]] = []
        package.parse(books[0], lambda tag, attributes: self._in_book(tag, attributes, parts))
        if len(self.sheets) > MAX_SHEETS:
            raise TooLarge(str(MAX_SHEETS))
        self._strings: list[str] = []
        self._dates: list[bool] = []
        for kind, part in parts.values():
            if kind == "sharedStrings":
                texts = _Texts(self._strings, "si")
                package.parse(part, texts.start, texts.end, texts.text)
            elif kind == "styles":
                self._read_styles(part)

    def _in_book(self, tag: str, attributes: Attributes, parts: dict[str, tuple[str, str]]) -> None:
        if tag == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            self._epoch = datetime(1904, 1, 1, tzinfo=UTC)
        if tag == "sheet":
            kind, part = parts.get(attributes.get("id", ""), ("", ""))
            if kind == "worksheet":
                self.sheets.append((attributes.get("name", ""), part))

    def _read_styles(self, part: str) -> None:
        own: dict[str, str] = {}
        inside: list[str] = []

        def start(tag: str, attributes: Attributes) -> None:
            if tag == "numFmt":
                own[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
            elif tag == "xf" and inside and inside[-1] == "cellXfs":
                self._dates.append(_is_date(attributes.get("numFmtId", "0"), own))
            inside.append(tag)

        self._package.parse(part, start, lambda _: inside.pop())

    def cells(self, part: str) -> dict[tuple[int, int], Cell]:
        """What stands in the sheet of `part`."""
        reader = _SheetReader(self._package, self._strings, self._dates, self._epoch)
        self._package.parse(part, reader.start, reader.end, reader.text)
        return reader.cells


def _is_date(number: str, own: dict[str, str]) -> bool:
    if number in own:
        shown = _NOT_SHOWN.sub("", own[number].partition(";")[0])
        return any(letter in shown.lower() for letter in "ymdhs")
    return number.isdecimal() and int(number) in _DATE_FORMATS


class _Texts:
    """Collects the texts of `holder` elements; how to say a word (rPh) is no part of them."""

    def __init__(self, found: list[str], holder: str) -> None:
        self._found, self._holder = found, holder
        self._parts: list[str] = []
        self._taking = False
        self._spoken = 0

    def start(self, tag: str, _: Attributes) -> None:
        if tag == "rPh":
            self._spoken += 1
        self._taking = tag == "t" and not self._spoken

    def end(self, tag: str) -> None:
        self._taking = False
        if tag == "rPh":
            self._spoken -= 1
        if tag == self._holder:
            self._found.append(_unescaped("".join(self._parts)).strip())
            self._parts = []

    def text(self, data: str) -> None:
        if self._taking:
            self._parts.append(data)


def _unescaped(text: str) -> str:
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


class _SheetReader:
    """Handlers for one sheet's XML."""

    def __init__(
        self, package: Package, strings: list[str], dates: list[bool], epoch: datetime
    ) -> None:
        self.cells: dict[tuple[int, int], Cell] = {}
        self._package, self._strings = package, strings
        self._dates, self._epoch = dates, epoch
        self._row = self._column = -1
        self._kind = self._style = ""
        self._inline: list[str] = []
        self._texts = _Texts(self._inline, "is")
        self._taking = ""
        self._parts: dict[str, list[str]] = {}

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "row":
            number = attributes.get("r", "")
            self._row = int(number) - 1 if number.isdecimal() else self._row + 1
            self._column = -1
        elif tag == "c":
            self._place(attributes.get("r"))
            self._kind = attributes.get("t", "n")
            self._style = attributes.get("s", "0")
            self._parts = {}
            self._inline.clear()
        elif tag in ("v", "f"):
            self._taking = tag
            self._parts[tag] = []
        else:
            self._texts.start(tag, attributes)

    def _place(self, reference: str | None) -> None:
        if reference is None:
            self._column += 1
            return
        found = _REFERENCE.match(reference)
        if found is None:
            raise StrangeBook(f"a cell {reference[:20]!r}")
        column = 0
        for letter in found[1]:
            column = column * 26 + ord(letter) - ord("A") + 1
        self._row, self._column = int(found[2]) - 1, column - 1

    def text(self, data: str) -> None:
        if self._taking:
            self._parts[self._taking].append(data)
        else:
            self._texts.text(data)

    def end(self, tag: str) -> None:
        if tag in ("v", "f"):
            self._taking = ""
        elif tag != "c":
            self._texts.end(tag)
        else:
            cell = self._cell()
            if cell is not None:
                self._package.keep(self.cells, self._row, self._column, cell)

    def _cell(self) -> Cell | None:
        formula = self._parts.get("f")
        value = "".join(self._parts.get("v", ())).strip()
        if formula is not None and not value and self._kind != "str":
            return Cell(f"={''.join(formula).strip()}", "formula")
        if self._kind == "inlineStr":
            value = self._inline[0] if self._inline else ""
        elif self._kind == "s" and value:
            value = self._shared(value)
        elif self._kind == "str":
            value = _unescaped(value).strip()
        if not value:
            return None
        if self._kind == "e":
            return Cell(value, "error")
        if self._kind == "b":
            return Cell("TRUE" if value == "1" else "FALSE", "boolean")
        if self._kind == "d":
            return Cell(value, "date")
        return self._number(value) if self._kind == "n" else Cell(value)

    def _shared(self, number: str) -> str:
        try:
            return self._strings[int(number)]
        except (ValueError, IndexError) as fault:
            raise StrangeBook(f"no shared text {number[:20]!r}") from fault

    def _number(self, value: str) -> Cell:
        try:
            number = float(value)
            text = number_text(number)
        except ValueError as fault:
            raise StrangeBook(f"a number {value[:20]!r}") from fault
        style = int(self._style) if self._style.isdecimal() else 0
        if style < len(self._dates) and self._dates[style]:
            return Cell(_date(number, self._epoch) or text, "date")
        return Cell(text, "number")


def _date(serial: float, epoch: datetime) -> str | None:
    try:
        moment = epoch + timedelta(days=round(serial * 86_400) / 86_400)
    except OverflowError:
        return None
    moment = moment.replace(microsecond=0)
    if 0 <= serial < 1:
        return moment.time().isoformat()
    # Spreadsheets know no time zones.
    plain = moment.replace(tzinfo=None)
    midnight = plain.time() == plain.time().min
    return plain.date().isoformat() if midnight else plain.isoformat(" ")
