"""What actions are called in pictures, lists and documents."""

from __future__ import annotations

from topp_desktop.domain.instrument import Item, Wording
from topp_desktop.domain.roadmap import Action, ActionTag, CardWording, Catalogue, worded
from topp_desktop.foundation.i18n import Translator


def action_item(action: Action, wording: Wording) -> Item | None:
    """The question that an action raises; None where it raises a whole cell."""
    return wording.instrument.by_id.get(action.item) if action.item else None


def action_card(
    action: Action, catalogue: Catalogue | None, wording: Wording
) -> CardWording | None:
    """The words of an action: its card's, and a person's own in their place; None without any."""
    card = None
    if catalogue is not None and action.card in catalogue.by_id:
        card = catalogue.wording(action.card or "", wording.language)
    return worded(card, action.words)


def action_dimension(action: Action, wording: Wording) -> str | None:
    """The dimension whose colour an action has."""
    item = action_item(action, wording)
    if item is not None:
        return item.dimension
    return action.cell.partition("-")[2] if action.cell else None


def action_code(action: Action, wording: Wording) -> str:
    """The question's code, "2.3-Pr", or the cell's, "2-Pr"; "–" where no score changes."""
    item = action_item(action, wording)
    if item is not None:
        return wording.item_code(item)
    area, _, dimension = (action.cell or "").partition("-")
    return f"{area}-{wording.dimension_short(dimension)}" if area else "–"


def action_title(
    action: Action, catalogue: Catalogue | None, wording: Wording, words: Translator
) -> str:
    """A person's title or the card's; without one, what the action does in general words."""
    code = action_code(action, wording)
    card = action_card(action, catalogue, wording)
    if card is not None and card.title:
        return card.title
    if action.establish:
        item = action_item(action, wording)
        topic = wording.component(item.component) if item and item.component else ""
        if topic:
            said = words.gettext("Find out how things stand: {topic} ({code})")
            return said.format(topic=topic, code=code)
        return words.gettext("Find out how things stand: question {code}").format(code=code)
    if not action.raises_something:
        return words.gettext("Action without a title")
    return words.gettext("Raise {code} to “{level}”").format(
        code=code, level=wording.level(action.end_level)
    )


def action_responsible(
    action: Action, catalogue: Catalogue | None, wording: Wording, words: Translator
) -> str:
    """Who answers for an action, as people or its card say; "" where nobody does."""
    card = action_card(action, catalogue, wording)
    if card is not None and card.responsible:
        return card.responsible
    return words.gettext("Whoever coordinates the measurement") if action.establish else ""


def tag_words(tag: ActionTag, words: Translator) -> str:
    """How pressing an action is."""
    return {
        ActionTag.MUST: words.gettext("Essential"),
        ActionTag.SHOULD: words.gettext("Recommended"),
        ActionTag.WONT: words.gettext("Out of reach for now"),
        ActionTag.POSSIBLE: words.gettext("Possible"),
    }[tag]


def step_words(action: Action, wording: Wording) -> str:
    """ "Incipiente → Parcial"; "–" where no level is aimed at."""
    if action.establish or not action.raises_something:
        return "–"
    return f"{wording.level(action.start_level)} → {wording.level(action.end_level)}"
