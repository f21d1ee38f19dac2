"""The profile: map, ranges, alerts, and the capacities one by one."""

from __future__ import annotations

from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Spacer

from topp_desktop.charts.heatmap import heat_map
from topp_desktop.charts.palette import LIGHT
from topp_desktop.charts.radar import dimension_table, number_or_missing
from topp_desktop.charts.ranges import range_chart
from topp_desktop.reports import styles
from topp_desktop.reports.canvas import COLOUR
from topp_desktop.reports.kit import CHART_SIZE, Kit, Story
from topp_desktop.reports.markup import coloured, plain, strong
from topp_desktop.reports.tables import table
from topp_desktop.services.measurement.sentences import MEAN_EXPLAINED, alert_pairs_sentence

CUTS = (13, 38, 63, 88)
"""Where a level begins, as whole numbers: 12.5 is shown as 13, and belongs to the upper level."""

TALL = 680.0
"""A text area of A4 is taller than this, one of Letter is not; in points."""


def profile(kit: Kit) -> Story:
    """What the answers show, without judging them."""
    words, wording, card = kit.words, kit.wording, kit.results.card
    room = None if card.leveled else 300
    story = kit.section(words.gettext("Profile of capacities"), room=room)
    if wording.instrument.areas:
        heat = heat_map(card, wording, words, kit.measure, kit.width, size=_size(kit) + 0.5)
        story += [
            kit.together(
                kit.title(words.gettext("Map of capacities by area (declared)")),
                kit.picture(heat),
                Spacer(1, 5),
                kit.text(_missing(kit), styles.MUTED),
                Spacer(1, 7),
                _level_key(kit),
            ),
        ]
    if card.leveled:
        ranges = range_chart(card, wording, words, kit.measure, kit.width, size=_size(kit))
        story += [
            kit.together(
                kit.title(words.gettext("Scores, and where they could lie (declared)")),
                Spacer(1, 4),
                kit.picture(ranges),
                Spacer(1, 6),
                kit.text(words.gettext(MEAN_EXPLAINED), styles.MUTED),
            ),
        ]
    else:
        story += _criteria(kit)
    return [*story, *_capacities(kit), *_alerts(kit)]


def _size(kit: Kit) -> float:
    """Both pictures go on one page of either paper."""
    return CHART_SIZE if kit.height > TALL else CHART_SIZE - 0.6


def _level_key(kit: Kit) -> Flowable:
    """What the levels of the map mean, from left to right."""
    words, wording = kit.words, kit.wording
    count = wording.instrument.level_count
    heads, texts = [], []
    for level in range(count):
        ink = LIGHT[f"ink-on-level-{level}"]
        low = 0 if level == 0 else CUTS[level - 1]
        high = 100 if level == count - 1 else CUTS[level] - 1
        span = f"{words.number(low)}–{words.number(high)}"
        heads.append(Paragraph(coloured(f"{wording.level(level)} · {span}", ink), styles.TINY))
        texts.append(Paragraph(plain(wording.level_meaning(level)), styles.TINY))
    return table(
        [heads, texts],
        [kit.width / count] * count,
        [
            *(("BACKGROUND", (n, 0), (n, 0), COLOUR[f"level-{n}"]) for n in range(count)),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 5),
            ("RIGHTPADDING", (0, 0), (-1, -1), 5),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ],
    )


def _missing(kit: Kit) -> str:
    words, wording = kit.words, kit.wording
    cells = kit.results.missing_cells
    if not cells:
        return words.gettext("Every cell has enough answers to show a figure.")
    names = []
    for cell in cells:
        area, _, dimension = cell.cell.partition("-")
        names.append(f"{wording.area_short(area)} ({wording.dimension(dimension)})")
    listed = names[:4]
    if len(names) > len(listed):
        more = len(names) - len(listed)
        listed.append(words.ngettext("{n} more", "{n} more", more).format(n=more))
    return words.gettext("Without enough answers: {cells}.").format(cells=words.join(listed))


def _criteria(kit: Kit) -> Story:
    """The criteria of a checklist and its weighted averages, as tables."""
    words, wording, card = kit.words, kit.wording, kit.results.card
    rows = [
        (
            words.number(number),
            wording.stem(item.id),
            number_or_missing(card.items.get(item.id), words),
        )
        for number, item in enumerate(
            wording.instrument.form_items(kit.results.assessment.form), start=1
        )
    ]
    header = ("", words.gettext("Question"), words.gettext("Score"))
    story = [
        *kit.heading(words.gettext("Questions (declared)")),
        kit.grid(header, rows, (0.07, 0.79, 0.14), right=(2,)),
    ]
    if card.typologies:
        averages = [
            (wording.typology(name), number_or_missing(value, words))
            for name, value in card.typologies.items()
        ]
        story += [
            *kit.heading(words.gettext("Weighted averages (declared)")),
            kit.grid(("", words.gettext("Score")), averages, (0.86, 0.14), right=(1,)),
        ]
    return story


def _capacities(kit: Kit) -> Story:
    """The capacities with what they mean, and the figures of the radar as a table."""
    words, wording, card = kit.words, kit.wording, kit.results.card
    table = dimension_table(card, wording, words)
    rows = []
    for dimension, figures in zip(wording.instrument.dimensions, table.rows, strict=True):
        name = kit.dimension(dimension.id)
        meaning = plain(wording.dimension_meaning(dimension.id))
        rows.append((Paragraph(f"{name}<br/>{meaning}", styles.SMALL), *figures[1:]))
    shares = (0.66, *(0.34 / (len(table.header) - 1),) * (len(table.header) - 1))
    return [
        *kit.heading(words.gettext("The capacities one by one"), room=180),
        kit.grid(table.header, rows, shares, right=range(1, len(table.header))),
    ]


def _alerts(kit: Kit) -> Story:
    """Alerts and the figures that they come from."""
    words, wording, card = kit.words, kit.wording, kit.results.card
    heading = kit.title(words.gettext("Alerts"))
    if not card.alerts:
        none = words.gettext("None with these answers.")
        return [
            kit.together(
                heading,
                kit.text(f"{none} {alert_pairs_sentence(kit.results, wording, words)}".strip()),
            )
        ]
    texts = []
    for hit in card.alerts:
        names = [hit.high, *hit.low] if hit.high else list(hit.low)
        figures = words.join(
            [
                f"{wording.dimension(name)} {number_or_missing(_score(kit, name), words)}"
                for name in names
            ]
        )
        said = strong(wording.alert(hit.code, hit.band))
        if hit.value is not None:
            figures = words.number(hit.value)
            said = f"{strong(wording.alert_name(hit.code) + ':')} {said}"
        texts.append(f"{said} {plain(f'({figures})')}")
    why = words.gettext("Alerts invite a conversation; they change no score.")
    *lines, last = kit.bullets(texts, markup=True)
    closing = kit.together(last, kit.text(why, styles.MUTED))
    return [CondPageBreak(100), heading, *lines, closing]


def _score(kit: Kit, dimension: str) -> float | None:
    score = kit.results.card.dimensions.get(dimension)
    return score.declared if score is not None else None
