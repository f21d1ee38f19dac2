"""What the pages of the plan read out of a road map, without widgets."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from topp_desktop.charts.board import Remarks
from topp_desktop.charts.labels import action_title
from topp_desktop.domain.roadmap import Action, ActionEdit, Catalogue, Plan, PlannedAction, Semester
from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.measurement.sentences import unplaced_sentence
from topp_desktop.services.plan.planner import RoadMap
from topp_desktop.services.plan.terms import BROKEN
from topp_desktop.services.terms import term
from topp_desktop.ui.hub import Desk


def sentence_case(text: str) -> str:
    """The first letter large."""
    return text[:1].upper() + text[1:]


def semester_words(semester: Semester, words: Translator) -> str:
    """ "Semestre I - 2026"."""
    return words.gettext("Semester {half} - {year}").format(half=semester.roman, year=semester.year)


def is_edited(edit: ActionEdit | None) -> bool:
    """Whether a person changed more of an action than its semester."""
    if edit is None:
        return False
    return replace(edit, start=None, reason="", own=None) != ActionEdit(edit.action)


def shown_action(road_map: RoadMap, action: str) -> PlannedAction | None:
    """An action of the plan, or a possible step, by its id."""
    shown = (*road_map.plan.actions, *road_map.plan.possible)
    return next((a for a in shown if a.id == action), None)


def states_of(road_map: RoadMap, planned: PlannedAction, words: Translator) -> list[str]:
    """Whether an action is a person's own, pinned, edited."""
    states = []
    if planned.action.own:
        states.append(words.gettext("Own action"))
    if planned.pinned:
        states.append(words.gettext("Semester fixed by you"))
    if not planned.action.own and is_edited(road_map.edits.actions.get(planned.id)):
        states.append(words.gettext("Edited"))
    return states


def faults_of(road_map: RoadMap, action: str, words: Translator) -> list[str]:
    """What does not fit about an action, one sentence each."""
    return [term(BROKEN, b.kind, words) for b in road_map.plan.broken if b.action == action]


def remarks_of(road_map: RoadMap, words: Translator, chosen: str) -> Remarks:
    """What the cards of the board say. Too much work in a semester is said above its column."""
    states: dict[str, str] = {}
    reasons: dict[str, str] = {}
    faults: dict[str, list[str]] = {}
    for planned in road_map.plan.actions:
        states[planned.id] = " · ".join(states_of(road_map, planned, words))
        if planned.start is None:
            reasons[planned.id] = sentence_case(unplaced_sentence(planned, words))
    for broken in road_map.plan.broken:
        if broken.kind != "capacity":
            faults.setdefault(broken.action, []).append(term(BROKEN, broken.kind, words))
    return Remarks(states, reasons, faults, chosen)


def shifted(plan: Plan, action: str, start: Semester) -> Plan:
    """The plan with one action beginning elsewhere, before anything was computed: what is shown
    while the change is on its way."""
    settings = plan.settings
    used, planned = list(plan.used), []
    for entry in plan.actions:
        if entry.id != action:
            planned.append(entry)
            continue
        share = entry.action.effort / entry.action.duration
        end = start.plus(entry.action.duration - 1)
        for sign, span in ((-1, (entry.start, entry.end)), (1, (start, end))):
            if span[0] is None or span[1] is None:
                continue
            for index in range(span[0].index, span[1].index + 1):
                place = index - settings.start.index
                if 0 <= place < len(used):
                    used[place] += sign * share
        firm = settings.is_firm(start.index - settings.start.index)
        planned.append(replace(entry, start=start, end=end, firm=firm, pinned=True))
    last = Semester(9999, 2)
    planned.sort(key=lambda a: (a.start or last, -(a.ranked.score or 0), a.id))
    return replace(plan, actions=tuple(planned), used=tuple(used))


def title_of(road_map: RoadMap, action: Action, desk: Desk) -> str:
    """What an action is called, in the window's language."""
    return action_title(action, road_map.catalogue, desk.wording, desk.words)


def own_from_card(catalogue: Catalogue, card: str, language: str) -> tuple[str, dict[str, Any]]:
    """Title and fields of an action of one's own in the words of a card."""
    known, texts = catalogue.by_id[card], catalogue.wording(card, language)
    names = ("activity", "result", "verification", "indicator", "unit")
    fields: dict[str, Any] = {name: getattr(texts, name) for name in names}
    effort = max(Fraction(1, 2), Fraction(known.effort))
    return texts.title, fields | {"effort": effort, "duration": known.duration}
