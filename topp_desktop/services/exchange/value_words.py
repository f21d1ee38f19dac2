"""A single field of what is sent, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.instrument.wording import cell_name
from topp_desktop.foundation.i18n import N_, Translator
from topp_desktop.services.exchange.element_words import level_words
from topp_desktop.services.plan.terms import (
    FOLLOW_STATUSES,
    MILESTONE_STATES,
    MODALITIES,
    NEED_KINDS,
    NEED_REASONS,
    PEOPLE,
)
from topp_desktop.services.terms import FEEDBACK, LINES, term

_TAGS: Mapping[str, str] = {
    "must": N_("Essential"),
    "should": N_("Recommended"),
    "wont": N_("Out of reach for now"),
}
_SURE: Mapping[str, str] = {"A": N_("Very"), "M": N_("Fairly"), "B": N_("Not very")}
_TERMS: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("item", "confidence"): _SURE,
    ("line", "status"): LINES,
    ("action", "status"): FOLLOW_STATUSES,
    ("action", "tag"): _TAGS,
    ("milestone", "status"): FOLLOW_STATUSES,
    ("milestone", "approval"): MILESTONE_STATES,
    ("need", "kind"): NEED_KINDS,
    ("need", "level"): PEOPLE,
    ("need", "modality"): MODALITIES,
    ("need", "note"): NEED_REASONS,
    ("feedback", "kind"): FEEDBACK,
}


def _marks_words(marks: Mapping[str, Any], words: Translator) -> str:
    """Which parts of the levels the group found met and which not, by level and part."""
    lines = (
        (words.gettext("Met: {parts}"), marks.get("met", ())),
        (words.gettext("Not met: {parts}"), marks.get("not_met", ())),
    )
    return "\n".join(text.format(parts=", ".join(parts)) for text, parts in lines if parts)


def said(
    field: str,
    element: Mapping[str, Any],
    wording: Wording,
    words: Translator,
    kind: str = "",
) -> str:
    """What a field says; "" where it is absent or empty."""
    value = element.get(field)
    if kind == "item" and field == "value":
        return level_words(value, wording, words)
    if value is None or value == "" or value == []:
        return ""
    terms = _TERMS.get((kind, field))
    if terms is not None:
        return term(terms, str(value), words)
    if isinstance(value, bool):
        return words.gettext("Yes") if value else words.gettext("No")
    if kind == "item" and field in ("exact", "variance"):
        return f"{value[0]}/{value[1]}"
    if kind == "item" and field == "agreement":
        return f"{words.number(100 * value)} %"
    if kind == "item" and field == "marks":
        return _marks_words(value, words)
    if kind == "item" and field == "evidence":
        return wording.evidence_grade(value)
    if field == "item" and value in wording.instrument.by_id:
        return wording.item_code(wording.instrument.by_id[value])
    if field == "cell" and value in wording.instrument.cells:
        return cell_name(value, wording)
    if field == "component":
        return wording.component(value)
    if isinstance(value, list):
        return "\n".join(str(one) for one in value)
    if isinstance(value, int | float):
        return words.number(value, 0 if value == int(value) else 2)
    return str(value)
