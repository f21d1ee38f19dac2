"""Texts as people type them, made comparable."""

from __future__ import annotations

import re
import unicodedata

_DASHES = re.compile(r"(?<=\d)\s*[-\u2010-\u2015\u2212]\s*(?=\d)")
_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\x00-\x08\x0e-\x1f]")

_MISLEADING = re.compile(r"[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f-\x9f]")


def shown(text: str) -> str:
    """Without what would show a text as something else: marks that turn the direction of writing
    ("Plan<U+202E>fdp.exe" looks like a PDF) and control characters, but for line breaks."""
    return _MISLEADING.sub("", text.replace("\r\n", "\n"))


def fold(text: str) -> str:
    """For comparing and sorting: without case, accents and extra spaces."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in parts if not unicodedata.combining(c)).split())


def matches(wanted: str, *where: str) -> bool:
    """Whether every word of a search occurs somewhere; case and accents do not matter."""
    haystack = fold(" ".join(where))
    return all(word in haystack for word in fold(wanted).split())


def bare(text: str) -> str:
    """For comparing: only letters and digits of `fold`; "N/A" and "n. a." are the same."""
    return "".join(c for c in fold(text) if c.isalnum())


def code_text(text: str) -> str:
    """The one way to write a short name such as a measurement's: "2026 -2" → "2026-2".

    Full-width digits become plain ones, dashes of every kind between digits a hyphen; blanks at
    the ends, repeated ones and characters that nobody sees go.
    """
    seen = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    return _DASHES.sub("-", " ".join(seen.split()))
