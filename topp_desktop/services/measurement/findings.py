"""What stands out in a result, in sentences; and what stands under every result."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from topp_desktop.domain.assessment import Assessment
from topp_desktop.domain.instrument import Item, Wording
from topp_desktop.domain.instrument.wording import cell_name, item_name
from topp_desktop.foundation.file_names import sound_name
from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.measurement.results import Results
from topp_desktop.services.terms import FORMS, METHODS, SCOPES, term

Kind = Literal["strength", "gap", "alert", "missing"]


MOST_MISSING = 3
"""More places of the map without a figure than this are told in one sentence."""


@dataclass(frozen=True, slots=True)
class ResultFinding:
    """One sentence; `lead` is the word before it, `item` or `cell` what it is about."""

    kind: Kind
    lead: str
    text: str
    item: str = ""
    cell: str = ""


def findings(results: Results, wording: Wording, words: Translator) -> list[ResultFinding]:
    """Strengths, gaps, alerts, and what is missing to publish a cell, in this order."""
    found = [
        ResultFinding("strength", words.gettext("Strength"), _item_words(results, i, wording), i.id)
        for i in results.strengths
    ]
    found += [
        ResultFinding("gap", words.gettext("Gap"), _item_words(results, i, wording), i.id)
        for i in results.gaps
    ]
    found += [
        ResultFinding("alert", words.gettext("Alert"), wording.alert(hit.code))
        for hit in results.card.alerts
    ]
    if not results.card.alerts and results.card.overall.published:
        none = words.gettext("none with these answers.")
        found.append(ResultFinding("alert", words.gettext("Alert"), none))
    return found + missing_findings(results, wording, words)


def missing_findings(results: Results, wording: Wording, words: Translator) -> list[ResultFinding]:
    """What the map still needs: place by place, or in one sentence where that would be a list."""
    lead, cells = words.gettext("Missing"), results.missing_cells
    if len(cells) <= MOST_MISSING:
        return [
            ResultFinding(
                "missing",
                lead,
                words.ngettext(
                    "{n} answer for a figure in {cell}.",
                    "{n} answers for a figure in {cell}.",
                    missing.answers_needed,
                ).format(n=missing.answers_needed, cell=cell_name(missing.cell, wording)),
                cell=missing.cell,
            )
            for missing in cells
        ]
    nearest = min(cells, key=lambda missing: missing.answers_needed)
    answers = sum(missing.answers_needed for missing in cells)
    text = words.gettext(
        "{n} answers for a figure in each of {m} places of the map. The nearest: {cell}, {k}."
    ).format(
        n=words.number(answers),
        m=words.number(len(cells)),
        cell=cell_name(nearest.cell, wording),
        k=words.number(nearest.answers_needed),
    )
    return [ResultFinding("missing", lead, text, cell=nearest.cell)]


def _item_words(results: Results, item: Item, wording: Wording) -> str:
    value = results.values[item.id].value
    assert value is not None
    level = wording.level(int(value + Fraction(1, 2)))
    return f"{item_name(item, wording)}, {level[:1].lower()}{level[1:]}."


def meta_line(results: Results, words: Translator) -> str:
    """How a result was made: method, participants, how many answers the group agreed, form; the
    scope where it is not the institution itself."""
    assessment = results.assessment
    people = participants(results)
    parts = [term(METHODS, assessment.method, words)]
    # Of a team that shared one computer, nobody may have said how many they were.
    if people > 1 or assessment.participants is not None or assessment.method == "individual":
        parts.append(words.ngettext("{n} participant", "{n} participants", people).format(n=people))
    parts.append(term(FORMS, assessment.form, words))
    agreed = sum(1 for value in results.values.values() if value.agreed)
    if agreed:
        said = words.ngettext(
            "{n} answer agreed by the group", "{n} answers agreed by the group", agreed
        )
        parts.insert(-1, said.format(n=words.number(agreed)))
    if assessment.scope != "institution":
        parts.insert(0, term(SCOPES, assessment.scope, words))
    if results.card.local_weights:
        parts.append(words.gettext("own weights"))
    return " · ".join(parts)


def plans_line(results: Results, words: Translator) -> str:
    """The plans that were considered; "" where none were named."""
    plans = results.assessment.plans
    if not plans:
        return ""
    return words.gettext("Plans considered: {list}").format(list="; ".join(plans))


def participants(results: Results) -> int:
    """How many took part: as somebody recorded it, else who answered, or the largest number of
    cards for one question."""
    assessment = results.assessment
    if assessment.participants is not None:
        return assessment.participants
    cards: dict[str, int] = {}
    for tally in assessment.tallies:
        cards[tally.item] = cards.get(tally.item, 0) + tally.people
    return max(len(assessment.respondents), *cards.values(), 0)


def file_name(assessment: Assessment, kind: str) -> str:
    """A proposal for a file's name that every system allows: institution, round, what it is."""
    parts = (assessment.institution.name, assessment.round, kind)
    name = " - ".join(part.strip() for part in parts if part.strip())
    return sound_name("".join(c if c.isalnum() or c in " -_()," else " " for c in name))
