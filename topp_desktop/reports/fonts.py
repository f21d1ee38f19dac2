"""The fonts of every document: Noto Sans, and DejaVu Sans for signs that it lacks.

Everything that is drawn passes through here, so that a document holds embedded fonts only and
no sign is silently lost: what neither font has is named by its number, "[U+1F600]".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from topp_desktop.charts.shapes import Weight
from topp_desktop.foundation.resources import resource_path

REGULAR: Final = "NotoSans-Regular"
SEMIBOLD: Final = "NotoSans-SemiBold"
BOLD: Final = "NotoSans-Bold"
FALLBACK: Final = "DejaVuSans"
FONT: Final[dict[Weight, str]] = {"regular": REGULAR, "semibold": SEMIBOLD, "bold": BOLD}

_UNKNOWN = "\ufffd"
_MOST_UNKNOWN = 4
"""Signs of a run that are named; a text in a script without a font is not eight times as long."""
_LAST_PLAIN = 0xFFFF
"""ReportLab maps signs beyond the basic plane to wrong text when it is copied."""
_SPACES = {"\t": " ", "\u00a0": "\u00a0", "\u2028": "\n", "\u2029": "\n"}


def register_fonts() -> None:
    """Makes the fonts known to ReportLab; does nothing the second time."""
    known = set(pdfmetrics.getRegisteredFontNames())
    for name in (REGULAR, SEMIBOLD, BOLD, FALLBACK):
        if name not in known:
            pdfmetrics.registerFont(TTFont(name, str(resource_path("fonts", f"{name}.ttf"))))
    pdfmetrics.registerFontFamily(
        REGULAR, normal=REGULAR, bold=SEMIBOLD, italic=REGULAR, boldItalic=SEMIBOLD
    )


@lru_cache(maxsize=4096)
def _sign(character: str) -> tuple[str, bool]:
    """(what is drawn for a character, whether the fallback font has to draw it)."""
    if character in _SPACES:
        return _SPACES[character], False
    if character == "\n":
        return character, False
    kind = unicodedata.category(character)
    # Controls, direction marks, joiners and halves of surrogates mean nothing on paper.
    if kind in {"Cc", "Cf", "Cs"}:
        return "", False
    code = ord(character)
    if code > _LAST_PLAIN:
        return _UNKNOWN, True
    if code in pdfmetrics.getFont(REGULAR).face.charToGlyph:
        return character, False
    if code in pdfmetrics.getFont(FALLBACK).face.charToGlyph:
        return character, True
    return ("", False) if kind in {"Mn", "Me"} else (_UNKNOWN, True)


def runs(text: str) -> list[tuple[str, bool]]:
    """The text that can be drawn, in pieces: (piece, whether in the fallback font)."""
    found: list[tuple[list[str], bool]] = []
    unknown: list[str] = []

    def add(sign: str, foreign: bool) -> None:
        if not found or found[-1][1] != foreign:
            found.append(([], foreign))
        found[-1][0].append(sign)

    for character in unicodedata.normalize("NFC", text):
        sign, foreign = _sign(character)
        if sign == _UNKNOWN:
            unknown.append(character)
        elif sign:
            if unknown:
                add(_stand_in(unknown), False)
                unknown.clear()
            add(sign, foreign)
    if unknown:
        add(_stand_in(unknown), False)
    return [("".join(signs), foreign) for signs, foreign in found]


def _stand_in(characters: Sequence[str]) -> str:
    """What is read in place of signs that no font has: their numbers, "[U+65E5 U+672C]"."""
    named = [f"U+{ord(character):04X}" for character in characters[:_MOST_UNKNOWN]]
    more = [".."] if len(characters) > _MOST_UNKNOWN else []
    return f"[{' '.join(named + more)}]"


def clean(text: str) -> str:
    """The text in one line as it would be drawn: for the properties of a file."""
    return "".join(piece for piece, _ in runs(text)).replace("\n", " ")


class PaperMeasure:
    """Widths of text in points (charts.text.TextMeasure)."""

    def width(self, text: str, size: float, weight: Weight) -> float:
        return text_width(text, size, weight)


def text_width(text: str, size: float, weight: Weight = "regular") -> float:
    """The advance width of one line, in points."""
    font = FONT[weight]
    return sum(
        float(pdfmetrics.stringWidth(piece, FALLBACK if foreign else font, size))
        for piece, foreign in runs(text)
    )
