"""The spreadsheet form: drop-downs, protected structure, nothing that runs."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from topp_desktop.charts.palette import LIGHT
from topp_desktop.domain.assessment import GOVERNMENT_LEVELS, INSTITUTION_TYPES, ROLES
from topp_desktop.domain.assessment.countries import COUNTRIES
from topp_desktop.domain.assessment.marks import clause_name
from topp_desktop.domain.instrument import Item
from topp_desktop.domain.instrument.clauses import as_lines
from topp_desktop.formats.form_sheet import (
    ANSWER_COLUMNS,
    DATA_COLUMN,
    DATA_FIELDS,
    FIELD_COLUMN,
    FIRST_ANSWER_ROW,
    FIRST_DATA_ROW,
    FORMAT,
    ITEM_COLUMN,
    MARK_COLUMNS,
    META_SHEET,
    SEPARATOR,
    VERSION,
)
from topp_desktop.formats.workbook import column_name
from topp_desktop.foundation.text import fold
from topp_desktop.services import terms
from topp_desktop.services.forms import FormContent

_SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def form_sheet(content: FormContent) -> bytes:
    """The form of `content` as an .xlsx file."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _SAFE)
    _Sheets(book, content).write()
    book.close()
    return buffer.getvalue()


class _Sheets:
    """Writes the three sheets of one book."""

    def __init__(self, book: Any, content: FormContent) -> None:
        self._book = book
        self._content = content
        self._words = content.words
        self._wording = content.wording
        self._lists: dict[str, list[str]] = {}

    def _format(self, **properties: Any) -> Any:
        base = {"font_name": "Noto Sans", "font_size": 10, "valign": "top", "text_wrap": True}
        return self._book.add_format(base | properties)

    def write(self) -> None:
        words = self._words
        data = self._book.add_worksheet(words.gettext("Institution"))
        answers = self._book.add_worksheet(words.gettext("Answers"))
        meta = self._book.add_worksheet(META_SHEET)
        self._lists = self._choices()
        self._write_meta(meta)
        self._write_data(data)
        self._write_answers(answers)
        meta.hide()
        data.activate()
        self._book.set_properties({"title": self._wording.name})

    def _choices(self) -> dict[str, list[str]]:
        """Every drop-down's entries, as "code · word"."""
        words, wording = self._words, self._wording

        def coded(codes: Any, word: Any) -> list[str]:
            return [f"{code}{SEPARATOR}{word(code)}" for code in codes]

        levels = coded(range(self._content.instrument.level_count), wording.level)
        levels += [
            f"NA{SEPARATOR}" + words.gettext("Not applicable"),
            f"DK{SEPARATOR}" + words.gettext("We do not know"),
        ]
        by_name = sorted(COUNTRIES, key=lambda code: fold(words.territory(code)))
        return {
            "answer": levels,
            "evidence": coded(range(4), wording.evidence_grade),
            "confidence": coded("AMB", wording.confidence),
            "country": coded(by_name, words.territory),
            "level": coded(
                GOVERNMENT_LEVELS, lambda c: terms.term(terms.GOVERNMENT_LEVELS, c, words)
            ),
            "type": coded(
                INSTITUTION_TYPES, lambda c: terms.term(terms.INSTITUTION_TYPES, c, words)
            ),
            "role": coded(ROLES, lambda c: terms.term(terms.ROLES, c, words)),
        }

    def _write_meta(self, sheet: Any) -> None:
        instrument = self._content.instrument
        for row, pair in enumerate(
            [
                ("format", FORMAT),
                ("version", str(VERSION)),
                ("instrument", instrument.id),
                ("instrument_version", instrument.version),
                ("sha256", instrument.sha256),
                ("form", self._content.form),
                ("language", self._words.language),
            ]
        ):
            sheet.write_row(row, 0, pair)
        for column, entries in enumerate(self._lists.values(), start=3):
            sheet.write_column(0, column, entries)
        sheet.protect()

    def _range(self, name: str) -> str:
        column = column_name(3 + list(self._lists).index(name))
        return f"={META_SHEET}!${column}$1:${column}${len(self._lists[name])}"

    def _drop_down(self, sheet: Any, rows: tuple[int, int], column: int, name: str) -> None:
        words = self._words
        sheet.data_validation(
            rows[0],
            column,
            rows[1],
            column,
            {
                "validate": "list",
                "source": self._range(name),
                "error_title": words.gettext("Please choose from the list"),
                "error_message": words.gettext("Open the list of this cell and choose an entry."),
            },
        )

    def _write_data(self, sheet: Any) -> None:
        words = self._words
        labels = {
            "name": words.gettext("Name of the institution"),
            "country": words.gettext("Country"),
            "level": words.gettext("Level of government"),
            "type": words.gettext("Type of institution"),
            "round": words.gettext("Name of the measurement"),
            "role": words.gettext("Role of who answers"),
        }
        known = self._known()
        field = self._field()
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, 60)
        sheet.write(0, 0, self._wording.name, self._format(bold=True, font_size=14))
        sheet.merge_range(
            1,
            0,
            1,
            1,
            words.gettext(
                "Fill in this sheet, then the sheet «{answers}». Only the white cells can be "
                "changed. Save the file and hand it back to whoever gave it to you."
            ).format(answers=words.gettext("Answers")),
            self._format(font_color=LIGHT["muted"]),
        )
        sheet.set_row(1, 44)
        for offset, name in enumerate(DATA_FIELDS):
            row = FIRST_DATA_ROW + offset
            sheet.write(row, 0, labels[name], self._format(bold=True))
            if name in known:
                sheet.write_string(row, DATA_COLUMN, known[name], field)
            else:
                sheet.write_blank(row, DATA_COLUMN, None, field)
            sheet.write_string(row, FIELD_COLUMN, name)
            if name in self._lists:
                self._drop_down(sheet, (row, row), DATA_COLUMN, name)
        self._write_reading(sheet, FIRST_DATA_ROW + len(DATA_FIELDS) + 1)
        sheet.set_column(FIELD_COLUMN, FIELD_COLUMN, None, None, {"hidden": True})
        sheet.protect()

    def _write_reading(self, sheet: Any, row: int) -> None:
        """How a level is chosen and read, below what is filled in."""
        wording = self._wording
        sentences = [text for text in (wording.rule, *wording.reading) if text]
        if sentences:
            title = self._words.gettext("How to read a level")
            sheet.write_string(row, 0, title, self._format(bold=True))
        for offset, sentence in enumerate(sentences, start=1):
            sheet.merge_range(row + offset, 0, row + offset, 1, sentence, self._format())
            sheet.set_row(row + offset, 15 * -(-len(sentence) // 95))

    def _field(self) -> Any:
        """A cell to fill in; as text, so that no spreadsheet makes a date of "2026-2"."""
        return self._format(locked=False, border=1, border_color=LIGHT["line"], num_format="@")

    def _known(self) -> dict[str, str]:
        """What is known of the measurement, each as the entry of its list says it."""
        measurement = self._content.measurement
        if measurement is None:
            return {}
        here = measurement.institution
        found = {"name": here.name, "round": measurement.round}
        for name, code in (("country", here.country), ("level", here.level), ("type", here.type)):
            start = f"{code}{SEPARATOR}"
            found[name] = next((e for e in self._lists[name] if e.startswith(start)), "")
        return found

    def _write_answers(self, sheet: Any) -> None:
        words, wording = self._words, self._wording
        head = self._format(bold=True, bg_color=LIGHT["accent-tint"], border=1)
        titles = [
            words.gettext("Question"),
            "",
            *(f"{n}{SEPARATOR}{wording.level(n)}" for n in range(5)),
            words.gettext("Answer given"),
            words.gettext("Documents on record"),
            words.gettext("How sure are you?"),
            words.gettext("Justification (is sent and printed)"),
            words.gettext("Titles of documents, separated by ;"),
            words.gettext("Reason, if it does not apply"),
            words.gettext("What is missing for the next level?"),
            "",
            words.gettext("What is met: numbers, such as 1.1; 2.1 (optional)"),
            words.gettext("What is not met: numbers, such as 3.1 (optional)"),
        ]
        if not self._content.instrument.leveled:
            titles = titles[:ITEM_COLUMN]
        sheet.write_row(FIRST_ANSWER_ROW - 1, 0, titles, head)
        sheet.write(
            0,
            0,
            wording.rule,
            self._book.add_format({"bold": True, "font_name": "Noto Sans"}),
        )
        sheet.set_column(0, 0, 9)
        sheet.set_column(1, 1, 40)
        sheet.set_column(2, 6, 24)
        sheet.set_column(7, 9, 20)
        sheet.set_column(10, 13, 32)
        sheet.set_column(ITEM_COLUMN, ITEM_COLUMN, None, None, {"hidden": True})
        sheet.set_column(min(MARK_COLUMNS.values()), max(MARK_COLUMNS.values()), 24)
        items = self._content.instrument.form_items(self._content.form)
        for offset, item in enumerate(items):
            self._write_item(sheet, FIRST_ANSWER_ROW + offset, item)
        last = FIRST_ANSWER_ROW + len(items) - 1
        for name in ("answer", "evidence", "confidence"):
            rows = (FIRST_ANSWER_ROW, last)
            if name != "answer" or self._content.instrument.leveled:
                self._drop_down(sheet, rows, ANSWER_COLUMNS[name], name)
        sheet.freeze_panes(FIRST_ANSWER_ROW, 2)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.protect("", {"format_columns": True, "format_rows": True})

    def _levels(self, item: Item) -> Iterator[str]:
        """Each level's clauses, one a line; with their numbers, but for level 0."""
        for level, clauses in enumerate(self._wording.clauses(item.id)):
            lines = as_lines(clauses)
            if level:
                numbers = (clause_name(level, n) for n in range(1, len(lines) + 1))
                lines = tuple(f"{n} {line}" for n, line in zip(numbers, lines, strict=True))
            yield "\n".join(lines)

    def _write_item(self, sheet: Any, row: int, item: Item) -> None:
        wording = self._wording
        fixed = self._format(border=1, border_color=LIGHT["line"], bg_color=LIGHT["ground"])
        free = self._field()
        texts = tuple(self._levels(item)) or tuple(
            f"{e}: {wording.element(item.id, e)}" for e in item.elements
        )
        sheet.write(row, 0, wording.item_code(item), fixed)
        sheet.write(row, 1, f"{wording.stem(item.id)}\n{wording.help(item.id)}", fixed)
        shown = texts if len(texts) <= 5 else ("\n".join(texts),)
        for level in range(5):
            sheet.write(row, 2 + level, shown[level] if level < len(shown) else "", fixed)
        columns = [*ANSWER_COLUMNS.values(), *(MARK_COLUMNS.values() if item.leveled else ())]
        for column in columns:
            sheet.write_blank(row, column, None, free)
        sheet.write(row, ITEM_COLUMN, item.id, fixed)
