"""Choices of numbers in words, the same for one action and for a whole objective."""

from __future__ import annotations

from collections.abc import Sequence

from topp_desktop.foundation.i18n import Translator

PRIORITIES = (0.5, 1.0, 1.5, 2.0)
FEASIBILITIES = (1.0, 0.75, 0.5, 0.25, 0.0)
SHARES = (1.0, 0.75, 0.5, 0.25, 0.0)

Options = list[tuple[object, str]]


def _with(known: Sequence[float], value: float | None) -> list[float]:
    return [*known, value] if value is not None and value not in known else list(known)


def priority_options(words: Translator, value: float | None) -> Options:
    """National priorities, with `value` where it is another one."""
    names = {
        0.5: words.gettext("Lower"),
        1.0: words.gettext("Usual"),
        1.5: words.gettext("High"),
        2.0: words.gettext("Highest"),
    }
    return [
        (number, f"{names[number]} (× {factor})" if number in names else f"× {factor}")
        for number in _with(PRIORITIES, value)
        for factor in (words.number(number, 0 if number in (1, 2) else 1),)
    ]


def feasibility_options(words: Translator, value: float | None) -> Options:
    """How likely it is that something can be done."""
    names = {
        1.0: words.gettext("Nothing stands in the way"),
        0.75: words.gettext("Some obstacles"),
        0.5: words.gettext("Uncertain"),
        0.25: words.gettext("Unlikely"),
        0.0: words.gettext("Not possible for now"),
    }
    return [
        (number, names.get(number, f"× {words.number(number, 2)}"))
        for number in _with(FEASIBILITIES, value)
    ]


def share_options(words: Translator, value: float | None) -> Options:
    """How much of the people's time is left in a semester."""
    return [
        (share, words.gettext("{n} %").format(n=words.number(share * 100)))
        for share in _with(SHARES, value)
    ]
