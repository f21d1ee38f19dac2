"""Words, numbers and dates in the reader's language.

A `Translator` is an object that is passed in: the PDF may speak another language than the
window, on another thread, so there is no global function. English is the language of the
source texts; every other language has a catalogue in `translations/`.
"""

from __future__ import annotations

import gettext as _gettext
import io
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from topp_desktop.foundation.resources import translations_path

if TYPE_CHECKING:
    from decimal import Decimal

SOURCE_LANGUAGE = "en"
DEFAULT_LANGUAGE = "es"
LANGUAGE_NAMES = {"es": "Español", "en": "English"}
"""Languages of the program, each under its own name; Spanish first."""

_DOMAIN = "topp"


def N_(message: str) -> str:
    """Marks a constant for translation; translate it where it is shown."""
    return message


def _catalogue(language: str) -> _gettext.NullTranslations:
    if language == SOURCE_LANGUAGE:
        return _gettext.NullTranslations()
    folder = translations_path() / language / "LC_MESSAGES"
    compiled = folder / f"{_DOMAIN}.mo"
    if compiled.is_file():
        return _gettext.GNUTranslations(io.BytesIO(compiled.read_bytes()))
    return _compile_on_the_fly(folder / f"{_DOMAIN}.po")


def _compile_on_the_fly(source: object) -> _gettext.NullTranslations:
    """A checkout that was never built still speaks: read the .po directly."""
    from pathlib import Path

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    assert isinstance(source, Path)
    with source.open("rb") as file:
        catalogue = read_po(file)
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    buffer.seek(0)
    return _gettext.GNUTranslations(buffer)


def rounded(value: float, digits: int) -> Decimal:
    """The figure that is shown with so many decimals; halves are rounded away from zero."""
    from decimal import ROUND_HALF_UP, Decimal

    # Float noise must not turn 12.5 into 12.499999: nine decimals first, as in scoring.
    return Decimal(repr(round(value, 9))).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


class Translator:
    """The words of one language, with its numbers, dates and lists (by Babel)."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = _catalogue(language)
        # Regional forms of the Americas: decimal comma in es, no grouping below five digits.
        self._locale = {"es": "es", "en": "en", "pt": "pt_BR", "fr": "fr"}.get(language, language)

    def gettext(self, message: str) -> str:
        """The message in this language."""
        return self._catalogue.gettext(message)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The message in this language, in the form that `n` asks for."""
        return self._catalogue.ngettext(singular, plural, n)

    def number(self, value: float, digits: int = 0) -> str:
        """A number with exactly `digits` decimals; halves are rounded away from zero."""
        from babel.numbers import format_decimal

        exact = rounded(value, digits)
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        # Spanish groups from five digits on; the pattern alone would group four as well.
        grouped = self.language != "es" or abs(exact) >= 10_000
        # "+ 0" takes the sign from a zero: nobody reads "-0".
        return format_decimal(
            exact + 0, format=pattern, locale=self._locale, group_separator=grouped
        )

    def signed(self, value: float, digits: int = 0) -> str:
        """A number with its sign, a true minus for negative ones; what rounds to zero has none."""
        text = self.number(abs(value), digits)
        if text == self.number(0, digits):
            return text
        return ("+" if value > 0 else "\N{MINUS SIGN}") + text

    def size(self, count: int) -> str:
        """Bytes in kB or MB."""
        if count < 1_000_000:
            return f"{self.number(max(1, round(count / 1000)))} kB"
        return f"{self.number(count / 1_000_000, 1)} MB"

    def date(self, value: date | datetime, width: str = "long") -> str:
        """A date; width is short, medium, long or full."""
        from babel.dates import format_date

        # The regional bodies write English dates as the United Nations do: 30 November 2026.
        locale = "en_GB" if self.language == "en" else self._locale
        return format_date(value, format=width, locale=locale)

    def time(self, value: datetime) -> str:
        """Hours and minutes, 24-hour, as offices of the region write them."""
        return value.strftime("%H:%M")

    def join(self, values: Sequence[str]) -> str:
        """A list in words: «a, b y c»."""
        from babel.lists import format_list

        return format_list(list(values), locale=self._locale)

    def territory(self, code: str) -> str:
        """The name of a country by its ISO 3166-1 code, or the code itself."""
        from babel import Locale

        return Locale.parse(self._locale).territories.get(code) or code


@lru_cache(maxsize=8)
def translator(language: str) -> Translator:
    """The translator of `language`; catalogues are read once."""
    return Translator(language)
