"""What people wrote: justifications of the answers, and the documents they named.

Private notes, names and who wrote what never come here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import floor

from reportlab.platypus import CondPageBreak, Paragraph

from topp_desktop.charts.palette import LIGHT, dimension_colour
from topp_desktop.domain.assessment import Consensus, Response
from topp_desktop.domain.instrument import Item
from topp_desktop.domain.scoring import State
from topp_desktop.reports import styles
from topp_desktop.reports.facts import named_documents
from topp_desktop.reports.kit import Kit, Story
from topp_desktop.reports.markup import bounded, coloured, plain, strong


def justifications(kit: Kit) -> Story:
    """Question by question, every text that travels; nothing where nobody wrote any."""
    words, results = kit.words, kit.results
    assessment = results.assessment
    responses: dict[str, list[Response]] = defaultdict(list)
    for response in assessment.responses:
        responses[response.item].append(response)
    consensus = {c.item: c for c in assessment.consensus}
    parts: Story = []
    for item in results.instrument.form_items(assessment.form):
        texts = _texts(kit, responses.get(item.id, ()), consensus.get(item.id))
        if texts:
            parts += _question(kit, item, texts)
    if not parts:
        return []
    story = kit.section(words.gettext("Justifications of the answers"), room=240)
    lead = words.gettext("In the words of those who answered. Private notes are not printed.")
    return [*story, kit.text(lead, styles.LEAD), *parts]


def _texts(
    kit: Kit, responses: Sequence[Response], consensus: Consensus | None
) -> list[tuple[str, str]]:
    """(label, text) of one question, equal texts once."""
    words = kit.words
    found: list[tuple[str, str]] = []
    if consensus is not None:
        found += [
            (words.gettext("Group agreement"), consensus.rationale),
            (words.gettext("Reason why it does not apply"), consensus.reason),
            (words.gettext("Different opinions"), consensus.dissent),
        ]
    for response in responses:
        found += [
            (words.gettext("Justification"), response.note),
            (words.gettext("Reason why it does not apply"), response.reason),
            (words.gettext("What is missing for the next level"), response.missing),
        ]
    return list(dict.fromkeys((label, text.strip()) for label, text in found if text.strip()))


def _question(kit: Kit, item: Item, texts: Sequence[tuple[str, str]]) -> Story:
    words, wording = kit.words, kit.wording
    colour = LIGHT[dimension_colour(item.dimension)]
    head = f"{coloured(wording.item_code(item), colour)} {strong(wording.stem(item.id))}"
    paragraphs = [
        Paragraph(
            f"{coloured(label + ':', LIGHT['muted'])} {plain(bounded(text, words))}", styles.BODY
        )
        for label, text in texts
    ]
    return [
        # Room for the question and the first lines: a note may be longer than a page.
        CondPageBreak(90),
        Paragraph(head, styles.QUESTION),
        Paragraph(plain(_answer(kit, item)), styles.ANSWER),
        *paragraphs,
    ]


def _answer(kit: Kit, item: Item) -> str:
    """The level that counts, as declared, and the best evidence recorded."""
    words, wording = kit.words, kit.wording
    value = kit.results.values[item.id]
    if value.state is State.NOT_APPLICABLE:
        return words.gettext("Not applicable")
    if value.value is None:
        return words.gettext("Not answered, or not known")
    if not item.leveled:
        return words.gettext("{score} of 100 (as answered)").format(
            score=words.number(100 * float(value.value))
        )
    said = words.gettext("{level} (as answered)").format(level=wording.level(floor(value.value)))
    if value.evidence is not None:
        said += " · " + wording.evidence_grade(value.evidence)
    return said


def documents(kit: Kit) -> Story:
    """Every document that was named as evidence, with its questions."""
    words = kit.words
    rows = named_documents(kit.results, kit.wording)
    if not rows:
        return []
    header = (words.gettext("Document"), words.gettext("Questions"))
    return [
        *kit.section(words.gettext("Documents named as evidence"), room=200),
        kit.grid(header, rows, (0.68, 0.32)),
    ]
