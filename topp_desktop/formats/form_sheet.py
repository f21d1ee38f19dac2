"""The spreadsheet form: its layout, and reading it back (docs/file-formats.md, "Spreadsheet form").

`reports.form_sheet` writes it; people fill it in with Excel or LibreOffice and may save it as
.xlsx or .ods. What a cell says is a code and, for people, a word: "3 · Establecida". Its parts are
found by what is in them: people add sheets, move them and give them other names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from topp_desktop.domain.assessment import (
    GOVERNMENT_LEVELS,
    INSTITUTION_TYPES,
    NOT_APPLICABLE,
    ROLES,
    Assessment,
)
from topp_desktop.domain.assessment.check import LONGEST_TEXT
from topp_desktop.domain.assessment.countries import COUNTRIES
from topp_desktop.domain.assessment.marks import clause_names
from topp_desktop.domain.errors import Phrase, UserError
from topp_desktop.domain.instrument import Instrument, Item
from topp_desktop.domain.instrument.kinds import CHECKLIST, LEVELS
from topp_desktop.formats.responses import parse_responses
from topp_desktop.formats.strict import read_limited
from topp_desktop.formats.workbook import Cell, Worksheet, cell_name, read_workbook
from topp_desktop.foundation.i18n import N_
from topp_desktop.foundation.text import code_text

FORMAT = "topp-form"
VERSION = 1
SEPARATOR = " · "

META_SHEET = "topp"
"""The name of the hidden sheet that says of what the form is."""

DATA_FIELDS = ("name", "country", "level", "type", "round", "role")
FIRST_DATA_ROW = 3
DATA_COLUMN = 1
FIELD_COLUMN = 2
"""Hidden: which of DATA_FIELDS the row asks for. Forms of earlier releases lack it."""
FIRST_ANSWER_ROW = 2
ANSWER_COLUMNS = {
    "answer": 7,
    "evidence": 8,
    "confidence": 9,
    "note": 10,
    "documents": 11,
    "reason": 12,
    "missing": 13,
}
ITEM_COLUMN = 14
MARK_COLUMNS = {"met": 15, "not_met": 16}
"""Clauses that are met and not met, as numbers such as "2.1; 2.2"; optional, and forms of before
clauses could be marked lack them."""
FREE_TEXT = ("note", "reason", "missing")
RESPONDENT = "form"
MAX_DOCUMENTS = 50

_LIMITS = {"name": 300, "round": 40}
_CHOICES = {
    "country": COUNTRIES,
    "level": GOVERNMENT_LEVELS,
    "type": INSTITUTION_TYPES,
    "role": ROLES,
}
_DATA_SHEET = N_("the sheet with the institution's details")
_ANSWER_SHEET = N_("the sheet with the answers")

_CLAUSE = re.compile(r"(\d+)\s*[.,]\s*(\d+)", re.ASCII)
"""A clause's number; where the decimal sign is a comma people write "2,1"."""

InstrumentFinder = Callable[[str, str | None], Instrument]
Meant = Callable[[str, str], str | None]
"""(field, what was written) → the code that is meant; see `services.spellings.meant`."""


@dataclass(frozen=True, slots=True)
class FormReading:
    """A form that was read: the assessment, or what is wrong with it cell by cell."""

    instrument: Instrument
    assessment: Assessment | None
    faults: tuple[UserError, ...]


def read_form(path: Path, find_instrument: InstrumentFinder, meant: Meant) -> FormReading:
    """Reads a filled-in form.

    Raises UserError wrong-format, file-too-large, spreadsheet-old, spreadsheet-locked,
    format-too-new, instrument-unknown, unknown-form, form-sheet-missing, form-sheet-twice,
    form-empty; whatever is wrong in a cell is collected in `faults`, each naming its cell.
    """
    sheets = read_workbook(read_limited(path), path=str(path), expected=FORMAT)
    meta = _meta(sheets)
    if meta.get("format") != FORMAT:
        raise UserError("wrong-format", path=str(path), expected=FORMAT)
    if meta.get("version") != str(VERSION):
        found = meta.get("version", "")
        raise UserError("format-too-new", path=str(path), found=found, known=VERSION)
    instrument = find_instrument(meta.get("instrument", ""), meta.get("instrument_version"))
    try:
        items = {item.id: item for item in instrument.form_items(meta.get("form", ""))}
    except KeyError as fault:
        raise UserError("unknown-form", form=meta.get("form", "")) from fault
    answers = _only(path, sheets, _ANSWER_SHEET, lambda sheet: _holds_answers(sheet, items))
    rest = [sheet for sheet in sheets if sheet is not answers]
    marked = any(_fields_of(sheet) for sheet in rest)
    data = _only(path, rest, _DATA_SHEET, _fields_of if marked else _looks_like_data)
    reader = _FormReader(data, answers, meant)
    document = {
        "format": "topp-responses",
        "version": 1,
        "instrument": {"id": instrument.id, "version": instrument.version},
        "form": meta["form"],
        **reader.head(),
        "responses": reader.responses(items),
        "method": "individual",
    }
    if reader.faults:
        return FormReading(instrument, None, tuple(reader.faults))
    if not document["responses"]:
        raise UserError("form-empty", path=str(path), sheet=answers.name)
    _, assessment = parse_responses(document, lambda *_: instrument, path=str(path))
    return FormReading(instrument, assessment, ())


# --- the sheets by what is in them ------------------------------------------------------------


def _meta(sheets: Iterable[Worksheet]) -> dict[str, str]:
    for sheet in sheets:
        if sheet.text(0, 0) == "format" and sheet.text(0, 1) == FORMAT:
            return {
                cell.text: sheet.text(row, 1)
                for (row, column), cell in sheet.cells.items()
                if column == 0
            }
    return {}


def _holds_answers(sheet: Worksheet, items: Mapping[str, Item]) -> bool:
    return any(
        column == ITEM_COLUMN and cell.text in items for (_, column), cell in sheet.cells.items()
    )


def _fields_of(sheet: Worksheet) -> dict[str, int]:
    """Field → row, where a sheet names the fields; all of them, or none."""
    found = {
        cell.text: row
        for (row, column), cell in sheet.cells.items()
        if column == FIELD_COLUMN and cell.text in DATA_FIELDS
    }
    return found if len(found) == len(DATA_FIELDS) else {}


def _looks_like_data(sheet: Worksheet) -> bool:
    """A sheet of a form of before the fields were named: six labels below a title."""
    last = FIRST_DATA_ROW + len(DATA_FIELDS)
    labels = all(sheet.text(row, 0) for row in range(FIRST_DATA_ROW, last))
    gaps = not sheet.text(FIRST_DATA_ROW - 1, 0) and not sheet.text(last, 0)
    return labels and gaps and bool(sheet.text(0, 0)) and bool(sheet.text(1, 0))


def _only(
    path: Path, sheets: Iterable[Worksheet], wanted: str, fits: Callable[[Worksheet], object]
) -> Worksheet:
    """The one sheet that fits; UserError form-sheet-missing, form-sheet-twice."""
    known = tuple(sheets)
    found = [sheet for sheet in known if fits(sheet)]
    if len(found) == 1:
        return found[0]
    code = "form-sheet-twice" if found else "form-sheet-missing"
    names = ", ".join(f"«{sheet.name[:40]}»" for sheet in (found or known)[:10])
    raise UserError(code, path=str(path), wanted=Phrase(wanted, {}), sheets=names)


# --- the cells ----------------------------------------------------------------------------------


def _before_separator(text: str) -> str:
    """The code before the separator: "3 · Establecida" → "3"."""
    return text.split(SEPARATOR.strip(), maxsplit=1)[0].strip()


class _FormReader:
    """Reads the two visible sheets and collects what is wrong in them."""

    def __init__(self, data: Worksheet, answers: Worksheet, meant: Meant) -> None:
        self._data, self._answers, self._meant = data, answers, meant
        self.faults: list[UserError] = []

    def _fault(
        self, code: str, sheet: Worksheet, row: int, column: int, value: str, **more: Any
    ) -> None:
        place = cell_name(row, column)
        self.faults.append(UserError(code, sheet=sheet.name, cell=place, value=value[:60], **more))

    def _text(
        self, sheet: Worksheet, row: int, column: int, limit: int = LONGEST_TEXT
    ) -> str | None:
        """What was typed; None where that cannot be told, which is noted as a fault."""
        cell = sheet.cells.get((row, column), Cell(""))
        if cell.kind in ("date", "boolean"):
            self._fault("cell-converted", sheet, row, column, cell.text)
        elif cell.kind in ("error", "formula"):
            self._fault("cell-without-result", sheet, row, column, cell.text)
        elif len(cell.text) > limit:
            self._fault("cell-too-long", sheet, row, column, cell.text, limit=limit)
        else:
            return cell.text
        return None

    def head(self) -> dict[str, Any]:
        """Institution, round and respondent; every field is mandatory."""
        places = _fields_of(self._data) or {
            name: FIRST_DATA_ROW + offset for offset, name in enumerate(DATA_FIELDS)
        }
        found = {name: self._field(name, places[name]) for name in DATA_FIELDS}
        return {
            "institution": {n: found[n] for n in ("name", "country", "level", "type")},
            "round": found["round"],
            "respondents": [{"id": RESPONDENT, "role": found["role"]}],
        }

    def _field(self, name: str, row: int) -> str:
        text = self._text(self._data, row, DATA_COLUMN, _LIMITS.get(name, LONGEST_TEXT))
        if text is None:
            return ""
        if name == "round":
            text = code_text(text)
        if not text:
            self._fault("cell-empty", self._data, row, DATA_COLUMN, "")
        elif name in _CHOICES:
            code = self._choice(name, text)
            if code is None:
                self._fault("cell-not-in-list", self._data, row, DATA_COLUMN, text)
            return code or ""
        return text

    def _choice(self, name: str, text: str) -> str | None:
        """The code that is meant: the one before the separator, or what the words say."""
        for written in (_before_separator(text), text):
            if written in _CHOICES[name]:
                return written
            code = self._meant(name, written)
            if code is not None:
                return code
        return None

    def responses(self, items: Mapping[str, Item]) -> list[dict[str, Any]]:
        """One response for each row in which something was written."""
        responses = []
        seen: set[str] = set()
        for row in self._rows():
            name = self._answers.text(row, ITEM_COLUMN)
            if name not in items or name in seen:
                self._fault("cell-question-unknown", self._answers, row, 0, name)
                continue
            seen.add(name)
            response = self._response(row, items[name])
            if len(response) > 2:
                responses.append(response)
        return responses

    def _rows(self) -> list[int]:
        """The rows that have a question or in which something was written."""
        columns = {*ANSWER_COLUMNS.values(), *MARK_COLUMNS.values(), ITEM_COLUMN}
        rows = {row for row, column in self._answers.cells if column in columns}
        return sorted(row for row in rows if row >= FIRST_ANSWER_ROW)

    def _response(self, row: int, item: Item) -> dict[str, Any]:
        cells = {
            field: self._text(self._answers, row, column) or ""
            for field, column in ANSWER_COLUMNS.items()
        }
        response: dict[str, Any] = {"respondent": RESPONDENT, "item": item.id}
        response |= {name: cells[name] for name in FREE_TEXT if cells[name]}
        if cells["documents"]:
            titles = [t for t in map(str.strip, cells["documents"].split(";")) if t]
            response["documents"] = titles
            if len(titles) > MAX_DOCUMENTS:
                self._bad(row, "documents", cells["documents"])
        for name, codes in (("evidence", "0123"), ("confidence", "AMB")):
            code = _before_separator(cells[name]).upper()
            if not code:
                continue
            if len(code) != 1 or code not in codes:
                self._bad(row, name, cells[name])
            else:
                response[name] = int(code) if name == "evidence" else code
        marks = self._marks(row, item)
        if any(marks.values()):
            response["marks"] = marks
        answer = self._answer(row, item, cells["answer"])
        if answer is not None:
            response["answer"] = answer
        reason = ANSWER_COLUMNS["reason"]
        if answer == NOT_APPLICABLE and not self._answers.text(row, reason):
            self._fault("cell-reason-missing", self._answers, row, reason, "")
        return response

    def _marks(self, row: int, item: Item) -> dict[str, list[str]]:
        """The clauses named as met and as not met; one that is not there, or in both, is told."""
        left = {name for _, name in clause_names(item.clauses)}
        found: dict[str, list[str]] = {}
        for field, column in MARK_COLUMNS.items():
            written = self._text(self._answers, row, column) or ""
            names = [".".join(parts) for parts in _CLAUSE.findall(written)]
            rest = _CLAUSE.sub("", written).strip(" ;,.\n\t")
            if rest or len(set(names)) < len(names) or not left.issuperset(names):
                self._fault("cell-not-in-list", self._answers, row, column, written)
                names = []
            left -= set(names)
            found[field] = names
        return found

    def _answer(self, row: int, item: Item, written: str) -> Any:
        if not written:
            return None
        code = _before_separator(written)
        answer = ANSWERS[item.type](item, code, written)
        if answer is None:
            answer = self._meant("answer", code)
        if answer is None:
            self._bad(row, "answer", written)
        return answer

    def _bad(self, row: int, name: str, written: str) -> None:
        self._fault("cell-not-in-list", self._answers, row, ANSWER_COLUMNS[name], written)


def _level(_item: Item, code: str, _written: str) -> int | None:
    return int(code) if code in ("0", "1", "2", "3", "4") else None


def _elements(item: Item, _code: str, written: str) -> list[str] | None:
    elements = [part.strip().lower() for part in written.split(";") if part.strip()]
    chosen = [] if elements == ["0"] else elements
    return chosen if set(chosen) <= set(item.elements) else None


ANSWERS: Mapping[str, Callable[[Item, str, str], Any]] = {
    LEVELS.name: _level,
    CHECKLIST.name: _elements,
}
"""How a cell says an answer of each kind of question; None where it says none."""
