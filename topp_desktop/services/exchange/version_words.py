"""Everything that a file to send contains, in words: to be read before it leaves.

Nothing is summed up or left out: a field that has no name here is shown under its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from topp_desktop.domain.instrument import Wording
from topp_desktop.foundation.i18n import N_, Translator
from topp_desktop.services.exchange.check_number import check_number
from topp_desktop.services.exchange.element_words import element_name, element_question
from topp_desktop.services.exchange.value_words import said
from topp_desktop.services.terms import (
    FORMS,
    GOVERNMENT_LEVELS,
    INSTITUTION_TYPES,
    METHODS,
    SCOPES,
    term,
)

CONSENTS: Mapping[str, str] = {
    "secretariat": N_("Kept to the secretariat"),
    "peers": N_("Shared with the focal point and with peers"),
    "public": N_("Publishable by name"),
}
"""What the readers may do with a measurement, the closest circle first."""

_GROUPS: tuple[tuple[str, str], ...] = (
    ("item", N_("Answers")),
    ("target", N_("Targets")),
    ("weight", N_("Own weights")),
    ("line", N_("Lines of action")),
    ("action", N_("Road map: actions")),
    ("milestone", N_("Road map: milestones")),
    ("need", N_("Needs")),
    ("feedback", N_("Remarks on questions")),
)


@dataclass(frozen=True, slots=True)
class VersionEntry:
    """One thing that leaves. lines: (label, text)."""

    title: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class VersionSection:
    """Entries of one kind."""

    title: str
    entries: tuple[VersionEntry, ...]


def sections_of(
    payload: Mapping[str, Any], readers: Sequence[str], wording: Wording, words: Translator
) -> tuple[VersionSection, ...]:
    """A version as it travels, section by section."""
    found = [
        VersionSection(words.gettext("The measurement"), (_head(payload, readers, wording, words),))
    ]
    elements: Mapping[str, Any] = payload["elements"]
    for kind, title in _GROUPS:
        names = sorted(
            (n for n in elements if n.partition(":")[0] == kind), key=_order(kind, wording)
        )
        entries = tuple(_entry(name, elements[name], wording, words) for name in names)
        if entries:
            found.append(VersionSection(words.gettext(title), entries))
    found.append(VersionSection(words.gettext("About the file"), (_envelope(payload, words),)))
    return tuple(found)


def as_text(title: str, sections: Sequence[VersionSection]) -> str:
    """The same as lines of text, to keep or to pass round."""
    lines = [title, "=" * len(title)]
    for section in sections:
        lines += ["", section.title, "-" * len(section.title)]
        for entry in section.entries:
            lines += ["", entry.title] if entry.title else [""]
            for label, text in entry.lines:
                lines += [f"  {label}: " + text.replace("\n", "\n    ")]
    return "\n".join(lines) + "\n"


def _order(kind: str, wording: Wording) -> Any:
    places = {f"item:{item.id}": n for n, item in enumerate(wording.instrument.items)}
    return (lambda name: (places.get(name, len(places)), name)) if kind == "item" else str


def _head(
    payload: Mapping[str, Any], readers: Sequence[str], wording: Wording, words: Translator
) -> VersionEntry:
    profile, territory = payload["profile"], payload["territory"]
    approval, use = payload["approval"], CONSENTS[payload["consent"]]
    lines = [
        (words.gettext("Institution"), profile["name"]),
        (words.gettext("Country"), words.territory(territory["country"])),
        (words.gettext("Level of government"), term(GOVERNMENT_LEVELS, profile["level"], words)),
        (words.gettext("Type of institution"), term(INSTITUTION_TYPES, profile["type"], words)),
        (words.gettext("Subdivision"), territory.get("subdivision", "")),
        (words.gettext("Local code"), territory.get("local_code", "")),
        (words.gettext("Kind of local code"), territory.get("local_scheme", "")),
        (words.gettext("Measurement"), payload["round"]),
        (words.gettext("Short or full form"), term(FORMS, payload["form"], words)),
        (words.gettext("What it is about"), term(SCOPES, payload["scope"], words)),
        (words.gettext("How it was answered"), term(METHODS, payload["method"], words)),
        (words.gettext("How many took part"), said("participants", payload, wording, words)),
        (words.gettext("Plans that were considered"), said("plans", payload, wording, words)),
        (
            words.gettext("Questionnaire"),
            f"{payload['instrument']['id']} {payload['instrument']['version']}",
        ),
        (words.gettext("Read by"), words.join(readers)),
        (words.gettext("Permitted use"), words.gettext(use)),
    ]
    if approval is None:
        lines.append((words.gettext("Approved by"), words.gettext("Without approval")))
    else:
        facts = [approval["position"], approval["date"], approval["letter"]]
        lines.append((words.gettext("Approved by"), " · ".join(filter(None, facts))))
    return VersionEntry("", tuple((label, str(text)) for label, text in lines if text != ""))


def _envelope(payload: Mapping[str, Any], words: Translator) -> VersionEntry:
    number = check_number(payload["device"])
    lines = [
        (words.gettext("Number of this computer"), number),
        (words.gettext("Identifier of the institution"), payload["institution"]),
        (words.gettext("Program version"), payload["app"]),
        (words.gettext("Written on"), payload["created"]),
        (words.gettext("Version of this computer"), words.number(payload["seq"])),
        (words.gettext("Earlier versions it builds on"), words.number(len(payload["parents"]))),
    ]
    return VersionEntry("", tuple(lines))


def _entry(
    name: str, element: Mapping[str, Any], wording: Wording, words: Translator
) -> VersionEntry:
    question = element_question(name, wording)
    title = element_name(name, wording, words)
    kind = name.partition(":")[0]
    lines = [
        (words.gettext(_label(kind, field)), text)
        for field in sorted(element, key=lambda field: _place(kind, field))
        if field != "id" and (text := said(field, element, wording, words, kind))
    ]
    return VersionEntry(f"{title}. {question}" if question else title, tuple(lines))


def _label(kind: str, field: str) -> str:
    return LABELS.get((kind, field)) or LABELS.get(("", field), field)


def _place(kind: str, field: str) -> tuple[int, str]:
    """In the order of the labels; what has none comes last."""
    names = list(LABELS)
    place = (kind, field) if (kind, field) in LABELS else ("", field)
    return (names.index(place) if place in LABELS else len(names), field)


LABELS: Mapping[tuple[str, str], str] = {
    ("item", "value"): N_("Level"),
    ("item", "exact"): N_("Exact level"),
    ("item", "variance"): N_("How far answers lie apart"),
    ("item", "n"): N_("People asked"),
    ("item", "given"): N_("People who gave a level"),
    ("item", "agreement"): N_("Agreement"),
    ("item", "evidence"): N_("What supports the answer"),
    ("item", "confidence"): N_("How sure are you?"),
    ("item", "agreed"): N_("Group agreement"),
    ("item", "marks"): N_("Parts of the levels"),
    ("item", "note"): N_("Justification"),
    ("", "missing"): N_("What is missing for the next level?"),
    ("", "documents"): N_("Documents that support it"),
    ("target", "value"): N_("Aim, from 0 to 100"),
    ("weight", "value"): N_("Weight"),
    ("", "year"): N_("Year"),
    ("", "note"): N_("Note"),
    ("", "item"): N_("For the question"),
    ("", "cell"): N_("For the place in the map"),
    ("", "card"): N_("From the catalogue"),
    ("", "from"): N_("From level"),
    ("", "to"): N_("To level"),
    ("", "effort"): N_("Person-months"),
    ("", "duration"): N_("Semesters it takes"),
    ("", "start"): N_("Semester of start"),
    ("", "end"): N_("Semester of the end"),
    ("", "pinned"): N_("Fixed to its semester"),
    ("", "must"): N_("Essential"),
    ("", "priority"): N_("National priority"),
    ("", "feasibility"): N_("Feasibility"),
    ("", "after"): N_("After the actions"),
    ("", "tag"): N_("How pressing"),
    ("", "title"): N_("Title"),
    ("", "activity"): N_("Activity"),
    ("", "result"): N_("Result"),
    ("", "verification"): N_("Verification"),
    ("", "indicator"): N_("Indicator"),
    ("", "unit"): N_("Unit of the indicator"),
    ("", "baseline"): N_("Value today"),
    ("", "target"): N_("Value aimed at"),
    ("", "status"): N_("State"),
    ("", "comment"): N_("Comment"),
    ("", "owner"): N_("Who answers for it"),
    ("", "partner"): N_("Partner"),
    ("", "budget"): N_("Budget or programme code"),
    ("", "cost"): N_("Cost"),
    ("", "currency"): N_("Currency"),
    ("", "funding_gap"): N_("Missing money"),
    ("", "reason"): N_("Reason"),
    ("", "action"): N_("For the action"),
    ("", "combo"): N_("Part of"),
    ("", "approval"): N_("Approval"),
    ("", "date"): N_("Date"),
    ("", "evidence"): N_("Document"),
    ("", "kind"): N_("Kind"),
    ("", "topic"): N_("Topic"),
    ("", "component"): N_("Component"),
    ("", "level"): N_("Level of government"),
    ("need", "level"): N_("Who learns"),
    ("", "persons"): N_("How many people"),
    ("", "modality"): N_("In which form"),
    ("", "semester"): N_("Semester"),
    ("", "offers"): N_("Can teach it to others"),
    ("", "indicative"): N_("Indicative"),
    ("", "text"): N_("Text"),
}
"""(kind of element or "" for any, field) → its name."""
