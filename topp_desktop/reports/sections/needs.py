"""Needs as people edited them: what is printed is what leaves with the file to send."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable, Paragraph

from topp_desktop.charts.palette import LIGHT
from topp_desktop.domain.roadmap import Need, Semester
from topp_desktop.reports import styles
from topp_desktop.reports.kit import Cell, Kit, Story
from topp_desktop.reports.markup import LONGEST_CELL, bounded, plain
from topp_desktop.services.plan.needs import need_topic
from topp_desktop.services.plan.terms import MODALITIES, NEED_REASONS, PEOPLE
from topp_desktop.services.terms import term


def needs(kit: Kit) -> Story:
    """Up to four short tables; nothing where nothing was answered."""
    words, demand = kit.words, kit.road_map.demand
    if not demand:
        return []
    lead = words.gettext("These needs leave with the file to send, as they stand here.")
    return [
        *kit.section(words.gettext("Needs"), room=240),
        kit.text(lead, styles.LEAD),
        *_training(kit, [n for n in demand if n.kind == "training"]),
        *_assistance(kit, [n for n in demand if n.kind == "assistance"]),
        *_peers(kit, [n for n in demand if n.kind == "peers"]),
    ]


def _code(kit: Kit, need: Need) -> str:
    known = kit.wording.instrument.by_id.get(need.item or "")
    return kit.wording.item_code(known) if known is not None else "–"


def _topic(kit: Kit, need: Need) -> Flowable:
    """The topic; below it what else people said, and whether they added it."""
    words = kit.words
    shown = need_topic(need, kit.road_map.catalogue, kit.wording) or "–"
    lines = [plain(bounded(shown, words, LONGEST_CELL)) + (" *" if need.indicative else "")]
    if need.note:
        lines.append(_note(bounded(need.note, words, LONGEST_CELL)))
    if not need.proposed:
        lines.append(_note(words.gettext("Added by the institution")))
    return Paragraph("<br/>".join(lines), styles.SMALL)


def _note(text: str) -> str:
    """Plain text in the colour of secondary text, as markup."""
    return f'<font color="{LIGHT["muted"]}">{plain(text)}</font>'


def _people(kit: Kit, need: Need) -> str:
    words = kit.words
    parts = [term(PEOPLE, need.level, words)] if need.level else []
    if need.persons is not None:
        said = words.ngettext("{n} person", "{n} people", need.persons)
        parts.append(said.format(n=words.number(need.persons)))
    return " · ".join(parts) or "–"


def _when(kit: Kit, need: Need) -> str:
    parts = [Semester.parse(need.semester).short] if need.semester else []
    parts += [term(MODALITIES, need.modality, kit.words)] if need.modality else []
    return " · ".join(parts) or "–"


def _training(kit: Kit, found: Sequence[Need]) -> Story:
    if not found:
        return []
    words = kit.words
    rows: list[list[Cell]] = [
        [
            _code(kit, need),
            kit.wording.component(need.component) if need.component else "–",
            _topic(kit, need),
            _people(kit, need),
            _when(kit, need),
        ]
        for need in found
    ]
    header = (
        words.gettext("Question"),
        words.gettext("Capacity"),
        words.gettext("Topic"),
        words.gettext("Who takes part"),
        words.gettext("When and how"),
    )
    story: Story = [
        *kit.heading(words.gettext("Training")),
        kit.grid(header, rows, (0.1, 0.2, 0.36, 0.18, 0.16)),
    ]
    if any(need.indicative for need in found):
        said = words.gettext("* Indicative: the short form asks one question about it.")
        story.append(kit.text(said, styles.MUTED))
    return story


def _assistance(kit: Kit, found: Sequence[Need]) -> Story:
    if not found:
        return []
    words = kit.words
    rows: list[list[Cell]] = [
        [
            _code(kit, need),
            _topic(kit, need),
            term(NEED_REASONS, need.reason, words) if need.reason else "–",
            _when(kit, need),
        ]
        for need in found
    ]
    header = (
        words.gettext("Question"),
        words.gettext("Topic"),
        words.gettext("Why"),
        words.gettext("When and how"),
    )
    return [
        *kit.heading(words.gettext("Technical assistance")),
        kit.grid(header, rows, (0.1, 0.46, 0.28, 0.16)),
    ]


def _peers(kit: Kit, found: Sequence[Need]) -> Story:
    """What it can teach with the level that documents support, and what it wants to learn."""
    words, wording = kit.words, kit.wording
    supported = {peer.item: peer.level for peer in kit.road_map.needs.peers}
    story: Story = []
    for title, offers in (
        (words.gettext("What the institution can teach"), True),
        (words.gettext("What the institution wants to learn from others"), False),
    ):
        rows: list[list[Cell]] = []
        for need in (n for n in found if n.offers == offers):
            level = supported.get(need.item or "")
            said = "–" if level is None else wording.level(int(level))
            rows.append([_code(kit, need), _topic(kit, need), *([said] if offers else [])])
        if not rows:
            continue
        header = [words.gettext("Question"), words.gettext("Topic")]
        header += [words.gettext("Supported level")] if offers else []
        shares = (0.1, 0.66, 0.24) if offers else (0.1, 0.9)
        story += [*kit.heading(title), kit.grid(header, rows, shares)]
    if story:
        said = words.gettext("They leave the institution only with its consent.")
        story.append(kit.text(said, styles.MUTED))
    return story
