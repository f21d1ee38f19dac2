"""What an element of a version is called, and what a value of it says, in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from topp_desktop.domain.assessment import DONT_KNOW, NOT_APPLICABLE
from topp_desktop.domain.exchange import Element
from topp_desktop.domain.exchange.aggregate import THOUSAND
from topp_desktop.domain.instrument import Wording
from topp_desktop.foundation.i18n import N_, Translator
from topp_desktop.services.terms import (
    FORMS,
    GOVERNMENT_LEVELS,
    INSTITUTION_TYPES,
    LINES,
    METHODS,
    SCOPES,
    term,
)

_PLAIN: Mapping[str, str] = {
    "profile:name": N_("Name of the institution"),
    "profile:country": N_("Country"),
    "profile:level": N_("Level of government"),
    "profile:type": N_("Type of institution"),
    "profile:subdivision": N_("Subdivision"),
    "profile:local_code": N_("Local code"),
    "profile:local_scheme": N_("Kind of local code"),
    "meta:form": N_("Short or full form"),
    "meta:scope": N_("What it is about"),
    "meta:method": N_("How it was answered"),
    "meta:participants": N_("How many took part"),
    "meta:plans": N_("Plans that were considered"),
    "meta:instrument": N_("Questionnaire"),
}
_KINDS: Mapping[str, str] = {
    "item": N_("Question {name}"),
    "target": N_("Target for {name}"),
    "weight": N_("Weight of {name}"),
    "line": N_("Line of action: {name}"),
    "action": N_("Action on question {name}"),
    "milestone": N_("Milestone on question {name}"),
    "need": N_("Support needed on question {name}"),
    "feedback": N_("Remark on question {name}"),
}
_TERMS: Mapping[str, Mapping[str, str]] = {
    "profile:level": GOVERNMENT_LEVELS,
    "profile:type": INSTITUTION_TYPES,
    "meta:form": FORMS,
    "meta:scope": SCOPES,
    "meta:method": METHODS,
}


def element_name(element: str, wording: Wording | None, words: Translator) -> str:
    """Such as "Question 1.3-T"; wording None where the questionnaire is not installed."""
    plain = _PLAIN.get(element)
    if plain is not None:
        return words.gettext(plain)
    kind, _, name = element.partition(":")
    text = _KINDS.get(kind)
    if text is None:
        return element
    return words.gettext(text).format(name=_subject(kind, name, wording))


def element_place(element: str, wording: Wording | None) -> str:
    """Area and dimension of what an element is about; "" where it has none."""
    kind, _, name = element.partition(":")
    if wording is None or kind in {"target", "weight", "line"}:
        return ""
    item = wording.instrument.by_id.get(_item_in(name, wording))
    if item is None:
        return ""
    parts = [
        wording.area_short(item.area) if item.area else "",
        wording.dimension(item.dimension) if item.dimension else "",
    ]
    return _joined(parts)


def reading_rank(element: str, wording: Wording | None) -> tuple[int, int, str]:
    """Sorts elements as a questionnaire is read: who, questions in their order, the plan."""
    kind, _, name = element.partition(":")
    order = ("profile", "meta", *_KINDS)
    place = 0
    if wording is not None:
        ids = [item.id for item in wording.instrument.items]
        found = _item_in(name, wording)
        place = ids.index(found) if found in ids else len(ids)
    return (order.index(kind) if kind in order else len(order), place, element)


def _item_in(name: str, wording: Wording) -> str:
    """The question that an id begins with: "1.3-T" of "1.3-T.2"; "" where there is none."""
    known = wording.instrument.by_id
    if name in known:
        return name
    parts = name.replace(":", ".").split(".")
    ends = range(len(parts), 0, -1)
    starts = range(len(parts))
    tried = (".".join(parts[a:b]) for a in starts for b in ends if a < b)
    return next((one for one in tried if one in known), "")


def element_question(element: str, wording: Wording | None) -> str:
    """The question's text; "" for what is no question."""
    kind, _, name = element.partition(":")
    if wording is None or kind not in {"item", "feedback"} or name not in wording.instrument.by_id:
        return ""
    return wording.stem(name)


def _subject(kind: str, name: str, wording: Wording | None) -> str:
    if wording is None:
        return name
    if kind == "weight":
        part, _, name = name.partition(":")
        if part == "area" and any(area.id == name for area in wording.instrument.areas):
            return wording.area_short(name)
    if kind == "line":
        return wording.line(name)
    if kind == "target":
        area, _, dimension = name.partition("-")
        return f"{wording.area_short(area)} · {wording.dimension(dimension)}"
    found = wording.instrument.by_id.get(_item_in(name, wording))
    return wording.item_code(found) if found is not None else name


def value_words(element: str, value: Element, wording: Wording | None, words: Translator) -> str:
    """What a value says: a level by its name, a text as it stands; blank is said too."""
    if value is None:
        return words.gettext("Left blank")
    kind = element.partition(":")[0]
    if kind == "item":
        return _item(value, wording, words)
    if kind == "line":
        state = LINES.get(str(value.get("status")), "")
        parts = [words.gettext(state) if state else "", str(value.get("year", ""))]
        return _joined([*parts, str(value.get("note", ""))])
    if kind in {"action", "milestone", "need", "feedback"}:
        named = ("title", "activity", "topic", "text", "start", "end", "status", "date", "note")
        said = [str(value[name]) for name in named if value.get(name)]
        return _joined(said) or words.gettext("Without a text")
    found = value.get("value")
    if element == "meta:instrument":
        return _questionnaire(str(found), wording, words)
    terms = _TERMS.get(element)
    if terms is not None:
        return term(terms, str(found), words)
    if isinstance(found, list):
        return words.join([str(text) for text in found])
    if isinstance(found, int | float) and not isinstance(found, bool):
        return words.number(found)
    return str(found)


def _questionnaire(sha256: str, wording: Wording | None, words: Translator) -> str:
    """The shown questionnaire by its name; of another one, enough to tell it apart."""
    if wording is not None and wording.instrument.sha256 == sha256:
        return f"{wording.name} {wording.instrument.version}"
    return words.gettext("Another questionnaire ({code})").format(code=sha256[:8].upper())


def _joined(parts: list[str]) -> str:
    return " · ".join(part for part in parts if part)


def _item(value: Mapping[str, Any], wording: Wording | None, words: Translator) -> str:
    return _joined([level_words(value.get("value"), wording, words), str(value.get("note", ""))])


def level_words(said: object, wording: Wording | None, words: Translator) -> str:
    """What an answer says without its texts. said: thousandths of a level, "NA", "DK" or None."""
    if said == NOT_APPLICABLE:
        return words.gettext("Not applicable")
    if said == DONT_KNOW:
        return words.gettext("We do not know")
    if not isinstance(said, int):
        return words.gettext("Left blank")
    text = words.number(said / THOUSAND, 0 if said % THOUSAND == 0 else 1)
    scale = wording is not None and wording.instrument.leveled
    if wording is not None and scale and said % THOUSAND == 0:
        text = f"{text} · {wording.level(said // THOUSAND)}"
    return text
