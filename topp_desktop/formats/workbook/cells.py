"""Cells and sheets: what stands where, and of what kind it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "number", "date", "boolean", "error", "formula"]


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, trimmed and never empty.

    A number is written as people type it ("3", "2.5"), a date as 2026-02-01. kind "formula": one
    whose result was never computed; its text is the formula. A computed one has its result.
    """

    text: str
    kind: Kind = "text"

    @property
    def plain(self) -> bool:
        """Whether the spreadsheet kept what was typed."""
        return self.kind in ("text", "number")


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A sheet: its name, and its cells by zero-based (row, column)."""

    name: str
    cells: Mapping[tuple[int, int], Cell]

    def text(self, row: int, column: int) -> str:
        """What stands there; "" for an empty cell."""
        cell = self.cells.get((row, column))
        return cell.text if cell is not None else ""


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


def number_text(value: float) -> str:
    """A number as people typed it: without ".0", and without the noise of binary fractions."""
    if value != value or value in (float("inf"), float("-inf")):
        raise ValueError("not a number")
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.15g}"
