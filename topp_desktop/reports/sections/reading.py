"""How to read the figures."""

from __future__ import annotations

from reportlab.platypus import Paragraph, Spacer, Table

from topp_desktop.charts.palette import LIGHT
from topp_desktop.reports import styles
from topp_desktop.reports.canvas import COLOUR
from topp_desktop.reports.kit import Kit, Story
from topp_desktop.reports.markup import coloured, plain, strong
from topp_desktop.services.sentences import (
    DECLARED_EXPLAINED,
    LABEL_EXPLAINED,
    MEAN_EXPLAINED,
    range_sentence,
    support_sentence,
)


def reading(kit: Kit) -> Story:
    """The sentences that stand under results everywhere in the program, and the levels."""
    words, results = kit.words, kit.results
    story = kit.section(words.gettext("How to read the figures"), room=260)
    sentences = []
    if results.card.profile == "topp-1":
        sentences = [words.gettext(DECLARED_EXPLAINED)]
        if not results.card.show_supported:
            sentences.append(support_sentence(results, words))
        overall = results.card.overall
        if overall.low is not None and overall.high is not None:
            sentences.append(range_sentence(overall.low, overall.high, words))
        sentences += [words.gettext(LABEL_EXPLAINED), words.gettext(MEAN_EXPLAINED)]
    sentences.append(
        words.gettext(
            "The figures describe one institution at one moment. They are not made to compare "
            "institutions with each other."
        )
    )
    if results.card.local_weights:
        sentences.append(
            words.gettext("The institution set its own weights: this result is local.")
        )
    return [*story, *kit.bullets([_led(s) for s in sentences], markup=True), *_levels(kit)]


def _led(sentence: str) -> str:
    """What stands before the first colon in semibold, where it is a name."""
    name, colon, rest = sentence.partition(": ")
    if colon and len(name) < 24:
        return f"{strong(name + ':')} {plain(rest)}"
    return plain(sentence)


def _levels(kit: Kit) -> Story:
    words, wording = kit.words, kit.wording
    if kit.results.card.profile != "topp-1":
        return []
    cuts = ((0, 12), (13, 37), (38, 62), (63, 87), (88, 100))
    rows = []
    for level, (low, high) in enumerate(cuts):
        number = coloured(str(level), LIGHT[f"ink-on-level-{level}"])
        chip = Table([[Paragraph(number, styles.CENTRE)]], colWidths=[22])
        chip.setStyle(
            [
                ("BACKGROUND", (0, 0), (-1, -1), COLOUR[f"level-{level}"]),
                ("TOPPADDING", (0, 0), (-1, -1), 1),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
                ("ROUNDEDCORNERS", [4, 4, 4, 4]),
            ]
        )
        rows.append(
            (
                chip,
                Paragraph(strong(wording.level(level)), styles.SMALL),
                f"{low}–{high}",
                wording.level_meaning(level),
            )
        )
    header = ("", words.gettext("Level"), words.gettext("Score"), words.gettext("What it means"))
    return [
        kit.together(
            Spacer(1, 4),
            kit.heading(words.gettext("The five levels")),
            kit.grid(header, rows, (0.07, 0.18, 0.11, 0.64)),
        )
    ]
