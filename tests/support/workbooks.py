"""Small spreadsheets written by hand: whatever a program or a stranger may put into one."""

from __future__ import annotations

import zipfile
from pathlib import Path

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def xlsx(path: Path, sheets: dict[str, str], shared: str = "") -> Path:
    """A book of sheets by name, each the XML inside `sheetData`; shared: XML inside `sst`."""
    names = list(sheets)
    books = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(names, 1)
    )
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{_REL}/worksheet" Target="worksheets/s{n}.xml"/>'
        for n in range(1, len(names) + 1)
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="b" '
            f'Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        book.writestr(
            "xl/workbook.xml",
            f'<workbook {_MAIN} xmlns:r="{_REL}"><sheets>{books}</sheets></workbook>',
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{_PACKAGE}">{relations}<Relationship Id="t" '
            f'Type="{_REL}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>',
        )
        book.writestr("xl/sharedStrings.xml", f"<sst {_MAIN}>{shared}</sst>")
        for n, name in enumerate(names, 1):
            book.writestr(
                f"xl/worksheets/s{n}.xml",
                f"<worksheet {_MAIN}><sheetData>{sheets[name]}</sheetData></worksheet>",
            )
    return path


def ods(path: Path, rows: str) -> Path:
    """A book of one sheet «Hoja1»; rows: the XML inside `table:table`."""
    space = "urn:oasis:names:tc:opendocument:xmlns"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{space}:office:1.0" '
            f'xmlns:table="{space}:table:1.0" xmlns:text="{space}:text:1.0"><office:body>'
            f'<office:spreadsheet><table:table table:name="Hoja1">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


def ods_cell(text: str, repeated: int = 1) -> str:
    """A cell with a text, as often as said."""
    return (
        f'<table:table-cell table:number-columns-repeated="{repeated}" '
        f'office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
    )


EMPTY_ODS = '<table:table-cell table:number-columns-repeated="16000"/>'
