"""The spreadsheet form: its layout, and reading it back (docs/file-formats.md, "Spreadsheet form").

`reports.form_sheet` writes it; people fill it in with Excel or LibreOffice and may save it as
.xlsx or .ods. What a cell says is a code and, for people, a word: "3 · Establecida".
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from topp_desktop.domain.assessment import DONT_KNOW, NOT_APPLICABLE, Assessment
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Instrument, Item
from topp_desktop.domain.instrument.kinds import CHECKLIST, LEVELS
from topp_desktop.formats.responses import parse_responses
from topp_desktop.formats.strict import read_limited

FORMAT = "topp-form"
VERSION = 1
SEPARATOR = " · "

META_SHEET = "topp"
"""The hidden sheet; the visible ones are found by their order, their names are translated."""

DATA_FIELDS = ("name", "country", "level", "type", "round", "role")
FIRST_DATA_ROW = 3
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
FREE_TEXT = ("note", "reason", "missing")
MAX_UNPACKED = 64 * 1024 * 1024
RESPONDENT = "form"

InstrumentFinder = Callable[[str, str | None], Instrument]


@dataclass(frozen=True, slots=True)
class FormReading:
    """A form that was read: the assessment, or what is wrong with it cell by cell."""

    instrument: Instrument
    assessment: Assessment | None
    faults: tuple[UserError, ...]


def column_name(column: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def cell_name(row: int, column: int) -> str:
    """Zero-based row and column as people see them: (11, 7) → H12."""
    return f"{column_name(column)}{row + 1}"


def _sheets(path: Path) -> dict[str, list[list[Any]]]:
    """Every sheet as rows of values; the formula's last result where there is a formula."""
    from python_calamine import CalamineError, CalamineWorkbook

    read_limited(path)
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
                raise UserError("file-too-large", path=str(path), limit="64 MiB")
        book = CalamineWorkbook.from_path(str(path))
        return {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in book.sheet_names
        }
    except (CalamineError, zipfile.BadZipFile, ValueError, KeyError) as fault:
        raise UserError("wrong-format", path=str(path), expected=FORMAT) from fault


def _text(rows: Sequence[Sequence[Any]], row: int, column: int) -> str:
    """A cell as text; a whole number without its ".0", as people typed it."""
    if row >= len(rows) or column >= len(rows[row]):
        return ""
    value = rows[row][column]
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _code(text: str) -> str:
    """The code before the separator: "3 · Establecida" → "3"."""
    return text.split(SEPARATOR.strip(), maxsplit=1)[0].strip()


def read_form(path: Path, find_instrument: InstrumentFinder) -> FormReading:
    """Reads a filled-in form.

    Raises UserError wrong-format, format-too-new, instrument-unknown, unknown-form; whatever is
    wrong in a cell is collected in `faults`, each naming its cell.
    """
    sheets = _sheets(path)
    meta = {_text([row], 0, 0): _text([row], 0, 1) for row in sheets.get(META_SHEET, [])}
    visible = [name for name in sheets if name != META_SHEET]
    if meta.get("format") != FORMAT or len(visible) < 2:
        raise UserError("wrong-format", path=str(path), expected=FORMAT)
    if meta.get("version") != str(VERSION):
        found = meta.get("version", "")
        raise UserError("format-too-new", path=str(path), found=found, known=VERSION)
    instrument = find_instrument(meta.get("instrument", ""), meta.get("instrument_version"))
    try:
        items = instrument.form_items(meta.get("form", ""))
    except KeyError as fault:
        raise UserError("unknown-form", form=meta.get("form", "")) from fault
    reader = _Reader(visible[0], sheets[visible[0]], visible[1], sheets[visible[1]])
    document = {
        "format": "topp-responses",
        "version": 1,
        "instrument": {"id": instrument.id, "version": instrument.version},
        "form": meta["form"],
        **reader.head(),
        "responses": reader.responses({item.id: item for item in items}),
        "method": "individual",
    }
    if reader.faults:
        return FormReading(instrument, None, tuple(reader.faults))
    _, assessment = parse_responses(document, lambda *_: instrument, path=str(path))
    return FormReading(instrument, assessment, ())


class _Reader:
    """Reads the two visible sheets and collects what is wrong in them."""

    def __init__(
        self,
        data_name: str,
        data: Sequence[Sequence[Any]],
        answers_name: str,
        answers: Sequence[Sequence[Any]],
    ) -> None:
        self._data_name, self._data = data_name, data
        self._answers_name, self._answers = answers_name, answers
        self.faults: list[UserError] = []

    def _fault(self, code: str, sheet: str, row: int, column: int, value: str) -> None:
        self.faults.append(
            UserError(code, sheet=sheet, cell=cell_name(row, column), value=value[:60])
        )

    def head(self) -> dict[str, Any]:
        """Institution, round and respondent; every field is mandatory."""
        found = {}
        for offset, name in enumerate(DATA_FIELDS):
            row = FIRST_DATA_ROW + offset
            text = _text(self._data, row, 1)
            found[name] = text if name in ("name", "round") else _code(text)
            if not text:
                self._fault("cell-empty", self._data_name, row, 1, "")
        self._check_codes(found)
        return {
            "institution": {n: found[n] for n in ("name", "country", "level", "type")},
            "round": found["round"],
            "respondents": [{"id": RESPONDENT, "role": found["role"]}],
        }

    def _check_codes(self, found: Mapping[str, str]) -> None:
        from topp_desktop.domain.assessment import GOVERNMENT_LEVELS, INSTITUTION_TYPES, ROLES

        allowed = {"level": GOVERNMENT_LEVELS, "type": INSTITUTION_TYPES, "role": ROLES}
        for offset, name in enumerate(DATA_FIELDS):
            known = allowed.get(name)
            if known is not None and found[name] and found[name] not in known:
                row = FIRST_DATA_ROW + offset
                self._fault("cell-not-in-list", self._data_name, row, 1, found[name])

    def responses(self, items: Mapping[str, Item]) -> list[dict[str, Any]]:
        """One response for each row in which something was written."""
        responses = []
        seen: set[str] = set()
        for row in range(FIRST_ANSWER_ROW, len(self._answers)):
            name = _text(self._answers, row, ITEM_COLUMN)
            cells = {
                field: _text(self._answers, row, column) for field, column in ANSWER_COLUMNS.items()
            }
            if not name and not any(cells.values()):
                continue
            if name not in items or name in seen:
                self._fault("cell-question-unknown", self._answers_name, row, 0, name)
                continue
            seen.add(name)
            response = self._response(row, items[name], cells)
            if len(response) > 2:
                responses.append(response)
        return responses

    def _response(self, row: int, item: Item, cells: Mapping[str, str]) -> dict[str, Any]:
        response: dict[str, Any] = {"respondent": RESPONDENT, "item": item.id}
        response |= {name: cells[name] for name in FREE_TEXT if cells[name]}
        if cells["documents"]:
            titles = (title.strip() for title in cells["documents"].split(";"))
            response["documents"] = [title for title in titles if title]
        for name, codes in (("evidence", "0123"), ("confidence", "AMB")):
            code = _code(cells[name]).upper()
            if not code:
                continue
            if len(code) != 1 or code not in codes:
                self._bad(row, name, cells[name])
            else:
                response[name] = int(code) if name == "evidence" else code
        answer = self._answer(row, item, _code(cells["answer"]).upper(), cells["answer"])
        if answer is not None:
            response["answer"] = answer
        if answer == NOT_APPLICABLE and not cells["reason"]:
            self._fault(
                "cell-reason-missing", self._answers_name, row, ANSWER_COLUMNS["reason"], ""
            )
        return response

    def _answer(self, row: int, item: Item, code: str, written: str) -> Any:
        if not code:
            return None
        if code in (NOT_APPLICABLE, DONT_KNOW):
            return code
        answer = ANSWERS[item.type](item, code, written)
        if answer is None:
            self._bad(row, "answer", written)
        return answer

    def _bad(self, row: int, name: str, written: str) -> None:
        self._fault("cell-not-in-list", self._answers_name, row, ANSWER_COLUMNS[name], written)


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
