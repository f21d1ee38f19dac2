"""One sheet for each action: what, how, by whom, and why it is in the plan."""

from __future__ import annotations

from reportlab.platypus import Flowable, Paragraph, Spacer

from topp_desktop.charts.labels import (
    action_card,
    action_code,
    action_dimension,
    action_item,
    step_words,
    tag_words,
)
from topp_desktop.charts.palette import LIGHT, dimension_colour, dimension_tint
from topp_desktop.domain.roadmap import ActionEdit, PlannedAction
from topp_desktop.foundation.i18n import Translator
from topp_desktop.reports import styles
from topp_desktop.reports.canvas import COLOUR
from topp_desktop.reports.facts import action_marks
from topp_desktop.reports.kit import Kit, Story
from topp_desktop.reports.markup import LONGEST_CELL, bounded, coloured, plain, strong
from topp_desktop.reports.tables import table
from topp_desktop.services.plan.terms import FIELDS
from topp_desktop.services.plan.why import why_terms
from topp_desktop.services.terms import REFORMS, term

MOST_SHEETS = 40
"""Above this many, sheets are printed for the firm part of the plan and for what people changed;
the list has them all."""


def action_sheets(kit: Kit) -> Story:
    """The sheets in the plan's order; levels to establish have no sheet."""
    words = kit.words
    plan, changed = kit.road_map.plan, kit.road_map.edits.actions
    all_of_them = [
        a
        for a in plan.actions
        if not a.action.establish and (a.start is not None or a.id in changed)
    ]
    chosen = all_of_them
    if len(all_of_them) > MOST_SHEETS:
        chosen = [a for a in all_of_them if a.firm or a.id in changed]
    if not chosen:
        return []
    story = kit.section(words.gettext("Action sheets"), room=300)
    if len(chosen) < len(all_of_them):
        said = words.ngettext(
            "The {n} action of the first 18 months or changed by the institution. The list above "
            "has all {m}.",
            "The {n} actions of the first 18 months or changed by the institution. The list above "
            "has all {m}.",
            len(chosen),
        )
        story.append(kit.text(said.format(n=len(chosen), m=len(all_of_them)), styles.LEAD))
    for planned in chosen:
        story += [kit.together(*_sheet(kit, planned)), Spacer(1, 15)]
    return story[:-1]


def _sheet(kit: Kit, planned: PlannedAction) -> list[Flowable]:
    words, wording, action = kit.words, kit.wording, planned.action
    dimension = action_dimension(action, wording)
    item = action_item(action, wording)
    colour = dimension_colour(dimension)
    names = [action_code(action, wording)] if action.raises_something else []
    names += [wording.dimension(dimension)] if dimension else []
    if item is not None and item.component:
        names.append(wording.component(item.component))
    title = kit.action_title(action)
    head = table(
        [
            [
                Paragraph(coloured(" · ".join(names), LIGHT[colour]), styles.SMALL),
                Paragraph(plain(tag_words(planned.ranked.tag, words)), styles.RIGHT),
            ]
        ],
        [kit.width * 0.75, kit.width * 0.25],
        [
            ("LINEABOVE", (0, 0), (-1, 0), 2.2, COLOUR[colour], "butt"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 6),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
        ],
    )
    when = _when(planned, words)
    steps = [step_words(action, wording)] if action.raises_something else []
    step = " · ".join([*steps, *([when] if when else [])])
    return [
        head,
        Paragraph(plain(title), styles.CARD_TITLE),
        Paragraph(plain(step), styles.MUTED),
        Spacer(1, 5),
        kit.columns(_what_and_how(kit, planned), _proof(kit, planned)),
        *_means(kit, planned),
        Spacer(1, 3),
        _why(kit, planned, dimension),
        *_remarks(kit, planned),
    ]


def _when(planned: PlannedAction, words: Translator) -> str:
    if planned.start is None or planned.end is None:
        return ""
    if planned.start == planned.end:
        return words.gettext("in semester {start}").format(start=planned.start.short)
    return words.gettext("from semester {start} to {end}").format(
        start=planned.start.short, end=planned.end.short
    )


def _led(label: str, text: str, kit: Kit) -> Flowable:
    """A label and its text in one paragraph."""
    shown = plain(bounded(text, kit.words, LONGEST_CELL))
    return Paragraph(f"{coloured(label, LIGHT['muted'])}&nbsp; {shown}", styles.SHEET)


def _what_and_how(kit: Kit, planned: PlannedAction) -> Story:
    """The activity, the step that it takes, and what it waits for."""
    words, wording, action = kit.words, kit.wording, planned.action
    catalogue = kit.road_map.catalogue
    texts = action_card(action, catalogue, wording)
    item = action_item(action, wording)
    found: Story = []
    if texts is not None and texts.activity:
        found.append(_led(words.gettext("Activity"), texts.activity, kit))
    elif action.raises_something:
        raised = wording.stem(action.item) if action.item else step_words(action, wording)
        found.append(_led(words.gettext("What it raises"), raised, kit))
    # A card says how to go about it; the component's step is help for an action of one's own.
    component = item.component if item is not None and action.card is None else None
    how = catalogue.step(component or "", action.transition, wording.language) if catalogue else ""
    if how:
        found.append(_led(words.gettext("How"), how, kit))
    if action.after:
        titles = [
            kit.action_title(a.action) for a in kit.road_map.plan.actions if a.id in action.after
        ]
        found.append(_led(words.gettext("Comes after"), "; ".join(titles), kit))
    return found


def _proof(kit: Kit, planned: PlannedAction) -> Story:
    """How the result shows, who answers for it, what kind of reform it is."""
    words, action, catalogue = kit.words, planned.action, kit.road_map.catalogue
    texts = action_card(action, catalogue, kit.wording)
    entry = catalogue.by_id.get(action.card or "") if catalogue is not None else None
    found: Story = []
    if texts is not None:
        unit = f" ({texts.unit})" if texts.unit and texts.indicator else ""
        pairs = (
            (words.gettext("Result"), texts.result),
            (words.gettext("Verification"), texts.verification),
            (words.gettext("Indicator"), f"{texts.indicator}{unit}"),
            (words.gettext("Responsible"), texts.responsible),
        )
        found += [_led(label, text, kit) for label, text in pairs if text]
    if entry is not None:
        parts = [term(REFORMS, entry.reform, words)] if entry.reform else []
        if entry.sdg:
            parts.append(words.gettext("SDG {targets}").format(targets=", ".join(entry.sdg)))
        if parts:
            found.append(_led(words.gettext("Kind of reform"), " · ".join(parts), kit))
    return found


def _means(kit: Kit, planned: PlannedAction) -> Story:
    """What the institution filled in: where the indicator stands, partner, money; nothing else."""
    words = kit.words
    edit = kit.road_map.edits.actions.get(planned.id, ActionEdit(planned.id))

    def money(amount: float | None) -> str:
        if amount is None:
            return ""
        shown = words.number(amount, 0 if float(amount).is_integer() else 2)
        return f"{shown} {edit.currency}" if edit.currency else shown

    pairs = [
        (words.gettext(FIELDS[name]), text)
        for name, text in (
            ("baseline", edit.baseline),
            ("target", edit.target),
            ("partner", edit.partner),
            ("budget", edit.budget),
            ("cost", money(edit.cost)),
            ("funding_gap", money(edit.funding_gap)),
        )
        if text
    ]
    if not pairs:
        return []
    cells = [
        [kit.text(label, styles.TINY), kit.text(bounded(text, words, LONGEST_CELL), styles.SHEET)]
        for label, text in pairs
    ]
    rows = [
        [*cells[n : n + 3], *[""] * (3 - len(cells[n : n + 3]))] for n in range(0, len(cells), 3)
    ]
    return [
        Spacer(1, 2),
        table(
            rows,
            [kit.width / 3] * 3,
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEABOVE", (0, 0), (-1, 0), 0.5, COLOUR["line"]),
                ("LEFTPADDING", (0, 0), (0, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 4),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
            ],
        ),
    ]


def _why(kit: Kit, planned: PlannedAction, dimension: str | None) -> Flowable:
    """Every term of the action's place in the plan, with its value, from left to right."""
    words = kit.words
    title = Paragraph(strong(words.gettext("Why is this here?")), styles.SHEET)
    cells = [
        [Paragraph(strong(one.value), styles.SHEET), Paragraph(plain(one.label), styles.TINY)]
        for one in why_terms(planned, words)
    ]
    shares = (0.14, *(0.86 / len(cells),) * len(cells))
    return table(
        [[title, *cells]],
        [kit.width * share for share in shares],
        [
            ("BACKGROUND", (0, 0), (-1, -1), COLOUR[dimension_tint(dimension)]),
            ("ROUNDEDCORNERS", [5, 5, 5, 5]),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 3),
            ("LEFTPADDING", (0, 0), (0, 0), 9),
            ("RIGHTPADDING", (0, 0), (-1, -1), 3),
            ("TOPPADDING", (0, 0), (-1, -1), 4),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ],
    )


def _remarks(kit: Kit, planned: PlannedAction) -> Story:
    words = kit.words
    edit = kit.road_map.edits.actions.get(planned.id, ActionEdit(planned.id))
    reason = words.gettext("Reason for the change: {reason}").format(reason=edit.reason)
    notes = [_dropped(kit, planned), *action_marks(planned, words), reason if edit.reason else ""]
    return [kit.text(bounded(n, kit.words, LONGEST_CELL), styles.TINY) for n in notes if n]


def _dropped(kit: Kit, planned: PlannedAction) -> str:
    """Prerequisites of the card that do not apply here."""
    words, catalogue = kit.words, kit.road_map.catalogue
    if not planned.action.dropped or catalogue is None:
        return ""
    names = [
        catalogue.wording(card, kit.wording.language).title
        for card in planned.action.dropped
        if card in catalogue.by_id
    ]
    if not names:
        return ""
    said = words.gettext("Elsewhere this comes first; here it is not needed: {names}.")
    return said.format(names=words.join(names))
