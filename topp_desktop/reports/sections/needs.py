"""What the institution needs: training, technical assistance; what it could teach."""

from __future__ import annotations

from collections.abc import Mapping

from topp_desktop.domain.roadmap import CardWording, Semester
from topp_desktop.foundation.i18n import N_
from topp_desktop.reports import styles
from topp_desktop.reports.kit import Kit, Story

REASONS: Mapping[str, str] = {
    "level": N_("The level is 0 or 1"),
    "gap": N_("The gap is 50 points or more"),
    "not-scheduled": N_("Its action found no semester"),
}


def needs(kit: Kit) -> Story:
    """Three short tables; nothing where nothing was answered."""
    found, words = kit.road_map.needs, kit.words
    if not (found.training or found.assistance or found.peers):
        return []
    story = kit.section(words.gettext("Needs"), room=240)
    return [*story, *_training(kit), *_assistance(kit), *_peers(kit)]


def _wording(kit: Kit, card: str | None) -> CardWording | None:
    catalogue = kit.road_map.catalogue
    if card is None or catalogue is None or card not in catalogue.by_id:
        return None
    return catalogue.wording(card, kit.wording.language)


def _code(kit: Kit, item: str | None) -> str:
    known = kit.wording.instrument.by_id.get(item or "")
    return kit.wording.item_code(known) if known is not None else "–"


def _training(kit: Kit) -> Story:
    words, wording = kit.words, kit.wording
    rows = []
    indicative = False
    for need in kit.road_map.needs.training:
        texts = _wording(kit, need.card)
        indicative = indicative or need.indicative
        component = wording.component(need.component)
        rows.append(
            (
                _code(kit, need.item),
                component + (" *" if need.indicative else ""),
                texts.training_topic if texts is not None else "–",
                Semester.parse(need.semester).short if need.semester else "–",
            )
        )
    if not rows:
        return []
    header = (
        words.gettext("Question"),
        words.gettext("Capacity"),
        words.gettext("Topic"),
        words.gettext("Semester"),
    )
    story: Story = [
        *kit.heading(words.gettext("Training")),
        kit.grid(header, rows, (0.11, 0.3, 0.45, 0.14)),
    ]
    if indicative:
        said = words.gettext("* Indicative: the short form asks one question about it.")
        story.append(kit.text(said, styles.MUTED))
    return story


def _assistance(kit: Kit) -> Story:
    words = kit.words
    rows = []
    for need in kit.road_map.needs.assistance:
        texts = _wording(kit, need.card)
        topic = texts.assistance_topic if texts is not None else kit.wording.stem(need.item)
        rows.append((_code(kit, need.item), topic, words.gettext(REASONS[need.reason])))
    if not rows:
        return []
    header = (words.gettext("Question"), words.gettext("Topic"), words.gettext("Why"))
    return [
        *kit.heading(words.gettext("Technical assistance")),
        kit.grid(header, rows, (0.11, 0.56, 0.33)),
    ]


def _peers(kit: Kit) -> Story:
    words, wording = kit.words, kit.wording
    rows = [
        (
            _code(kit, peer.item),
            wording.objective(wording.instrument.by_id[peer.item].objective or ""),
            wording.level(int(peer.level)),
        )
        for peer in kit.road_map.needs.peers
    ]
    if not rows:
        return []
    header = (
        words.gettext("Question"),
        words.gettext("Topic"),
        words.gettext("Supported level"),
    )
    return [
        *kit.heading(words.gettext("What the institution can teach")),
        kit.grid(header, rows, (0.11, 0.56, 0.33)),
    ]
