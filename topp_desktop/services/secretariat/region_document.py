"""The regional picture as a document of tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.region import CellFigures, RegionGroup
from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.secretariat.region import RegionView
from topp_desktop.services.tables import Cell, Sheet, TableDocument
from topp_desktop.services.terms import FORMS, GOVERNMENT_LEVELS, INSTITUTION_TYPES, METHODS, term

_NAMES: Mapping[str, Mapping[str, str]] = {
    "level": GOVERNMENT_LEVELS,
    "type": INSTITUTION_TYPES,
    "form": FORMS,
    "method": METHODS,
}


def region_document(
    view: RegionView, by: Sequence[str], words: Translator, made: datetime
) -> TableDocument:
    """A line for each group and cell, full precision; then a line for each group."""
    kinds = {
        "country": words.gettext("Country"),
        "level": words.gettext("Level of government"),
        "type": words.gettext("Type of institution"),
        "subdivision": words.gettext("Subdivision"),
        "form": words.gettext("Form"),
        "method": words.gettext("How it was answered"),
        "round": words.gettext("Measurement"),
    }
    groups = [kinds[name] for name in by]
    counted = words.gettext("Institutions")
    cells = [
        *groups,
        words.gettext("Area"),
        words.gettext("Capacity"),
        counted,
        words.gettext("Median"),
        words.gettext("Lower quartile"),
        words.gettext("Upper quartile"),
        words.gettext("Institutions below 25"),
    ]
    title = words.gettext("The regional picture")
    notes = [
        words.ngettext("{n} institution", "{n} institutions", view.institutions).format(
            n=words.number(view.institutions)
        ),
        words.gettext(
            "Groups of fewer than three institutions are not shown, so that nobody can be "
            "recognised; where one is hidden, the next smallest is too."
        ),
    ]
    if view.pending:
        notes.append(
            words.ngettext(
                "{n} institution has answers that are still to be settled.",
                "{n} institutions have answers that are still to be settled.",
                view.pending,
            ).format(n=words.number(view.pending))
        )
    lines: list[Sequence[Cell]] = []
    if view.instrument is not None:
        wording = Wording(view.instrument, words.language)
        for group in view.groups:
            lines += _cells(group, by, wording, words)
    hidden, shown = words.gettext("Not shown"), words.gettext("Shown")
    sizes: list[Sequence[Cell]] = [
        (*_said(group, by, words), group.n, hidden if group.suppressed else shown)
        for group in view.groups
    ]
    return TableDocument(
        title,
        [
            Sheet(title, cells, lines, (*[18] * len(by), 34, 18, 12, 10, 10, 10, 12)),
            Sheet(
                words.gettext("Groups"),
                [*groups, counted, words.gettext("Figures")],
                sizes,
                (*[18] * len(by), 12, 14),
            ),
        ],
        words,
        made,
        notes,
    )


def _said(group: RegionGroup, by: Sequence[str], words: Translator) -> list[str]:
    found = []
    for name in by:
        value = group.by[name]
        if name == "country":
            found.append(words.territory(value))
            continue
        known = _NAMES.get(name)
        found.append(term(known, value, words) if known else value)
    return found


def _cells(
    group: RegionGroup, by: Sequence[str], wording: Wording, words: Translator
) -> list[Sequence[Cell]]:
    lines: list[Sequence[Cell]] = []
    instrument = wording.instrument
    for area in instrument.areas:
        for dimension in instrument.dimensions:
            figures: CellFigures | None = group.cells.get(f"{area.id}-{dimension.id}")
            if figures is not None:
                lines.append(
                    (
                        *_said(group, by, words),
                        wording.area_short(area.id),
                        wording.dimension(dimension.id),
                        figures.n,
                        figures.median,
                        figures.q1,
                        figures.q3,
                        figures.below_25,
                    )
                )
    return lines
