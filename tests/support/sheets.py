"""Filling in a spreadsheet form as a person would: only cells change, nothing else."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

SHEET_FILES = {"data": "xl/worksheets/sheet1.xml", "answers": "xl/worksheets/sheet2.xml"}


def fill(source: Path, target: Path, cells: Mapping[str, Mapping[str, str]]) -> None:
    """Copies a form, writing `cells` (sheet → cell name such as "H3" → text)."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            for sheet, name in SHEET_FILES.items():
                if entry.filename == name:
                    data = _filled(data.decode("utf-8"), cells.get(sheet, {})).encode("utf-8")
            new.writestr(entry, data, zipfile.ZIP_DEFLATED)


def _filled(xml: str, cells: Mapping[str, str]) -> str:
    for cell, text in cells.items():
        value = f'<is><t xml:space="preserve">{escape(text)}</t></is>'
        xml, count = re.subn(
            rf'<c r="{cell}"( s="\d+")?/>',
            lambda found, cell=cell, value=value: (  # type: ignore[misc]
                f'<c r="{cell}"{found[1] or ""} t="inlineStr">{value}</c>'
            ),
            xml,
        )
        assert count == 1, f"no empty cell {cell}"
    return xml
