"""What the page says as long as there is no plan to show."""

from __future__ import annotations

from topp_desktop.services.plan.keeping import OpenPlan
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.widgets import EmptyState


def show_empty(empty: EmptyState, opened: OpenPlan | None, desk: Desk) -> bool:
    """Shows or hides the message; True where there is a plan to show. This is the one rule: there
    is a plan where somebody changed it, or where an answer leaves something to do. Nothing is
    said as long as it was not read (None)."""
    if opened is None:
        empty.hide()
        return False
    words, road_map = desk.words, opened.road_map
    results = road_map.results
    answered, touched = results.answered > 0, road_map.kept
    started = touched or (answered and bool(road_map.plan.actions))
    empty.setVisible(not started)
    if started:
        return True
    if not answered:
        empty.set_texts(
            words.gettext("There is no road map yet"),
            words.gettext(
                "The road map grows out of the gaps that your answers show. Answer the "
                "questions first; nothing else is needed."
            ),
            words.gettext("Begin with the questions"),
        )
    elif results.card.leveled:
        empty.set_texts(
            words.gettext("There is no gap to close"),
            words.gettext("Every answer is at the highest level, or nothing applies."),
            words.gettext("Go to the questions"),
        )
    else:
        empty.set_texts(
            words.gettext("This questionnaire has no road map"),
            words.gettext(
                "Actions come from questions with levels; this questionnaire has things to "
                "tick. The results show where something is missing."
            ),
            words.gettext("Go to the questions"),
        )
    return False
