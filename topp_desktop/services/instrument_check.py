"""Checking a questionnaire: word lists from the resources, findings in the reader's words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from topp_desktop.domain.instrument import Instrument
from topp_desktop.domain.instrument.check import (
    CheckWords,
    InstrumentCheck,
    LanguageFigures,
    Longest,
    check_instrument,
)
from topp_desktop.domain.instrument.findings import Finding
from topp_desktop.domain.instrument.ladder import LadderWords
from topp_desktop.domain.instrument.scale import ScaleWords
from topp_desktop.domain.roadmap.catalogue import Catalogue
from topp_desktop.domain.roadmap.coverage import CatalogueCheck, check_catalogue
from topp_desktop.foundation.i18n import N_, Translator
from topp_desktop.foundation.resources import resource_bytes

_SENTENCES: Mapping[str, str] = {
    "instrument-repeated-id": N_("the identifier {name} appears more than once"),
    "instrument-unknown-id": N_("there is nothing with the identifier {name}"),
    "instrument-wrong-group": N_("{name} belongs to {owner}"),
    "instrument-retired-asked": N_("{name} was retired and cannot be asked"),
    "instrument-cuts": N_("the cut-offs do not rise"),
    "instrument-profile": N_("does not fit the way of scoring {name}"),
    "instrument-text-missing": N_("the text is missing"),
    "instrument-anchors": N_("a question needs its five levels in words"),
    "text-missing": N_("the text is missing"),
    "text-of-nothing": N_("a text for something that does not exist"),
    "text-not-in-source": N_("the source language has no such text"),
    "placeholders-differ": N_("the names in braces differ from the source language"),
    "item-without-line": N_("the question belongs to no line of action"),
    "line-without-item": N_("no question asks about this line of action"),
    "line-without-action": N_("no action carries out this line"),
    "component-thin": N_("fewer than two questions: this component will have no score"),
    "cell-not-asked": N_("nothing asks about {cell}"),
    "item-never-asked": N_("no form asks this question"),
    "anchors-alike": N_("reads like {other} (likeness {value})"),
    "anchor-long": N_("{words} words, the limit is {limit}"),
    "item-long": N_("{words} words, the limit is {limit}"),
    "vague-word": N_("«{word}» is not something that a colleague can go and see"),
    "levels-alike": N_("reads like {other} of the same question (likeness {value})"),
    "anchor-short": N_("fewer than four words describe nothing"),
    "level-adds-nothing": N_("every word of this level is in the level below"),
    "level-collapses": N_("much shorter than the level below: is something missing?"),
    "level-0-present": N_("no word says that something is absent: is this level 0?"),
    "level-absent": N_("begins with what is absent: is this an upper level?"),
    "level-4-not-lasting": N_("nothing evaluated, improved or protected: is this level 4?"),
    "level-restated": N_("the level above says this again; a level adds to those below it"),
    "stem-form": N_("a question asks how, what or with what, and of the institution"),
    "scale-third": N_("level 2 asks a third; no word says so"),
    "scale-all": N_("level 3 asks nearly all; no word says so"),
    "scale-number": N_("«{word}» means another thing to a village than to a ministry"),
    "scale-period": N_("only the last 24 months count, and they need not be named"),
    "handover-alone": N_("no work can produce a change of authorities; name another way as well"),
    "motive-word": N_("«{word}» names a motive; describe what exists"),
    "theme-thin": N_("{items} questions of {areas} areas ask for this theme: too few"),
    "theme-not-asked": N_("no word of this level asks for «{theme}»"),
    "theme-alone": N_("«{theme}» is all that parts this level from the one below"),
    "item-deleted": N_("the question was deleted; retire it instead"),
    "item-revived": N_("a retired question is asked again; give it a new identifier"),
    "item-reused": N_("the identifier now means another question; use a new one"),
    "item-revision-lower": N_("the number under «revision» went back"),
    "elements-changed": N_("the elements changed; raise the number under «revision»"),
    "gap-without-action": N_("no action leads to level {level}"),
    "card-never-proposed": N_("no plan would ever propose this action"),
    "card-twice": N_("a plan would propose this action twice"),
    "action-misplaced": N_("its lines of action do not belong to its question"),
    "action-step": N_("an action leads to level 2, 3 or 4"),
    "action-implausible": N_("effort or duration out of range"),
    "action-cycle": N_("actions wait for each other: {cycle}"),
}


def sentence_codes() -> frozenset[str]:
    """Every code that has a sentence."""
    return frozenset(_SENTENCES)


def finding_sentence(finding: Finding, words: Translator) -> str:
    """What was found, in the reader's words."""
    return words.gettext(_SENTENCES[finding.code]).format(**finding.details)


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Everything that the check knows about one questionnaire."""

    instrument: Instrument
    check: InstrumentCheck
    catalogue: CatalogueCheck | None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Errors first."""
        both = (*self.check.findings, *(self.catalogue.findings if self.catalogue else ()))
        return tuple(sorted(both, key=lambda finding: finding.severity != "error"))

    @property
    def counts(self) -> Counter[str]:
        """Findings by severity."""
        return Counter(finding.severity for finding in self.findings)


def check_words() -> CheckWords:
    """The word lists that ship (resources/instruments)."""
    vague = json.loads(resource_bytes("instruments", "vague-words.json"))
    ladder = json.loads(resource_bytes("instruments", "ladder-words.json"))
    scale = json.loads(resource_bytes("instruments", "scale-words.json"))
    return CheckWords(
        vague["words"],
        LadderWords(ladder["absence"], ladder["lasting"]),
        {language: ScaleWords(**listed) for language, listed in scale["words"].items()},
    )


def check_report(
    instrument: Instrument, catalogue: Catalogue | None, earlier: Instrument | None = None
) -> CheckReport:
    """Checks a questionnaire and, once its structure is sound, its action catalogue."""
    check = check_instrument(instrument, check_words(), earlier)
    sound = catalogue is not None and bool(check.languages)
    return CheckReport(
        instrument, check, check_catalogue(instrument, catalogue) if sound and catalogue else None
    )


def _longest(found: Longest | None) -> dict[str, Any] | None:
    return None if found is None else {"words": found.words, "place": found.place}


def _language_json(figures: LanguageFigures) -> dict[str, Any]:
    alike = figures.most_alike
    return {
        "texts": figures.texts,
        "words": figures.words,
        "longest_anchor": _longest(figures.longest_anchor),
        "longest_item": _longest(figures.longest_item),
        "highest_similarity": None
        if alike is None
        else {"value": alike.value, "place": alike.place, "other": alike.other},
        "minutes": dict(figures.minutes),
    }


def check_json(report: CheckReport, words: Translator) -> dict[str, Any]:
    """The result of `topp instrument check --json`."""
    instrument, catalogue = report.instrument, report.catalogue
    return {
        "instrument": {
            "id": instrument.id,
            "version": instrument.version,
            "sha256": instrument.sha256,
        },
        "items": len([item for item in instrument.items if not item.retired]),
        "forms": {form.id: len(form.items) for form in instrument.forms},
        "languages": {n: _language_json(f) for n, f in report.check.languages.items()},
        "catalogue": None
        if catalogue is None
        else {
            "actions": catalogue.cards,
            "steps": catalogue.steps,
            "lines": catalogue.lines,
            "lines_reached": catalogue.lines_reached,
            "planned_twice": catalogue.twice,
            "composed": catalogue.composed,
        },
        "errors": report.counts["error"],
        "warnings": report.counts["warning"],
        "findings": [
            {
                "severity": finding.severity,
                "code": finding.code,
                "place": finding.place,
                "language": finding.language or None,
                "details": dict(finding.details),
                "text": finding_sentence(finding, words),
            }
            for finding in report.findings
        ],
    }
