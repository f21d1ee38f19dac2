"""Spreadsheets as people save them (.xlsx, .xlsm, .ods), read as a stream of cells.

Only cells in which something stands are kept, so that a sheet costs what is written in it and
not where it is written; how much that may be is counted while it is read.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from topp_desktop.domain.errors import UserError
from topp_desktop.formats.workbook.cells import Cell, Worksheet, cell_name, column_name
from topp_desktop.formats.workbook.ods import read_ods
from topp_desktop.formats.workbook.package import Package, StrangeBook, TooLarge
from topp_desktop.formats.workbook.xlsx import read_xlsx

__all__ = ["Cell", "Worksheet", "cell_name", "column_name", "read_workbook"]

_OLD = bytes.fromhex("d0cf11e0a1b11ae1")
"""How .xls begins, and .xlsx under a password (the compound files of old)."""
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def read_workbook(data: bytes, *, path: str, expected: str) -> tuple[Worksheet, ...]:
    """Every sheet in its order, hidden ones too; of a formula, its last result.

    expected: the kind of file that was looked for. UserError: wrong-format, file-too-large,
    spreadsheet-old, spreadsheet-locked.
    """
    if data.startswith(_OLD):
        raise UserError("spreadsheet-locked" if _LOCKED in data else "spreadsheet-old", path=path)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            package = Package(archive)
            if package.locked:
                raise UserError("spreadsheet-locked", path=path)
            read: Callable[[Package], tuple[Worksheet, ...]] = (
                read_ods if package.has("content.xml") else read_xlsx
            )
            return read(package)
    except TooLarge as fault:
        raise UserError("file-too-large", path=path, limit=str(fault)) from fault
    except (StrangeBook, zipfile.BadZipFile, zipfile.LargeZipFile) as fault:
        raise UserError("wrong-format", path=path, expected=expected) from fault
    except (NotImplementedError, RuntimeError, EOFError, OSError) as fault:
        # What zipfile says of a compression it does not know, a password, a cut-off entry.
        raise UserError("wrong-format", path=path, expected=expected) from fault
