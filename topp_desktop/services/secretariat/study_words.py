"""How each question works, in words: the table, what to look at, and the document for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.study.items import ItemFigures
from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.secretariat.study import StudyReading

_ENOUGH = 0.6
"""The kappa that the validation plan aims at."""


def study_dict(reading: StudyReading) -> dict[str, Any]:
    """`topp study read --json`."""
    return {
        "study": reading.name,
        "institutions": reading.groups,
        "raters": reading.raters,
        "replaced": reading.replaced,
        "items": [{**asdict(f), "never_used": list(f.never_used)} for f in reading.figures],
    }


def study_table(
    reading: StudyReading, words: Translator
) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    """(header, rows), one row per question and wording."""
    wording = Wording(reading.instrument, words.language)
    header = (
        words.gettext("Question"),
        words.gettext("Wording"),
        words.gettext("Answers"),
        words.gettext("Chose 0·1·2·3·4"),
        words.gettext("Do not know"),
        words.gettext("Not applicable"),
        words.gettext("Same level"),
        words.gettext("Kappa (95 %)"),
        words.gettext("Gap to verified"),
        words.gettext("Straight-lined"),
    )
    rows = [
        (
            wording.item_code(reading.instrument.by_id[f.item]),
            words.number(f.revision),
            words.number(f.ratings),
            " · ".join(map(words.number, f.used)),
            words.number(f.dont_know),
            words.number(f.not_applicable),
            _share(f.agreement, words),
            _kappa(f, words),
            _figure(f.gap, words),
            _share(f.straight, words),
        )
        for f in reading.figures
    ]
    return header, rows


def warnings(reading: StudyReading, words: Translator) -> list[str]:
    """What to look at: levels that nobody chose, agreement below the plan's aim."""
    wording = Wording(reading.instrument, words.language)
    found = []
    for figures in reading.figures:
        code = wording.item_code(reading.instrument.by_id[figures.item])
        if figures.never_used:
            sentence = words.ngettext(
                "{code}, wording {revision}: nobody chose level {levels} in {n} answer.",
                "{code}, wording {revision}: nobody chose level {levels} in {n} answers.",
                sum(figures.used),
            )
            levels = words.join([words.number(level) for level in figures.never_used])
            found.append(
                sentence.format(
                    code=code,
                    revision=words.number(figures.revision),
                    levels=levels,
                    n=words.number(sum(figures.used)),
                )
            )
        if figures.interval is not None and figures.interval[1] < _ENOUGH:
            found.append(
                words.gettext(
                    "{code}, wording {revision}: people of one institution agree too little; "
                    "kappa is below {aim} with all its interval."
                ).format(
                    code=code,
                    revision=words.number(figures.revision),
                    aim=words.number(_ENOUGH, 2),
                )
            )
    return found


def _share(value: float | None, words: Translator) -> str:
    return "–" if value is None else f"{words.number(100 * value)} %"


def _figure(value: float | None, words: Translator) -> str:
    return "–" if value is None else words.number(value, 2)


def _kappa(figures: ItemFigures, words: Translator) -> str:
    if figures.interval is None:
        return _figure(figures.kappa, words)
    low, high = (words.number(end, 2) for end in figures.interval)
    return f"{_figure(figures.kappa, words)} ({low}; {high})"
