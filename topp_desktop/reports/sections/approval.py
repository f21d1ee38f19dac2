"""The block in which an authority approves the document by hand, and what is recorded of it."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable, Spacer

from topp_desktop.reports import styles
from topp_desktop.reports.canvas import COLOUR
from topp_desktop.reports.kit import Cell, Kit, Story
from topp_desktop.reports.tables import table
from topp_desktop.services.measurement.approval import ApprovalStatus
from topp_desktop.services.plan.terms import PLAN_STATES
from topp_desktop.services.terms import term


def approval(kit: Kit) -> Story:
    """Where the plan's approval stands, and lines for position, date, letter and signature."""
    words = kit.words
    said = words.gettext(
        "Approved as the result of this measurement and as the plan of the institution. A later "
        "change of the answers or the plan needs a new approval."
    )
    hashed = words.gettext("Questionnaire {version}, fingerprint {hash}").format(
        version=kit.results.instrument.version, hash=kit.results.instrument.sha256
    )
    course = kit.content.course
    status = course.approval if course is not None else None
    recorded: Story = []
    if status is not None and status.approval is not None:
        recorded = [kit.facts(standing_facts(kit, status)), Spacer(1, 6)]
    return [
        *kit.section(words.gettext("Approval"), room=390 if recorded else 330),
        kit.text(said),
        *recorded,
        signature_lines(kit, (32, 32, 32, 60)),
        Spacer(1, 12),
        kit.text(hashed, styles.MUTED),
    ]


def standing_facts(kit: Kit, status: ApprovalStatus) -> list[tuple[str, Cell]]:
    """Draft, validated, approved, reopened; and what was recorded, where it still holds."""
    words, recorded = kit.words, status.approval
    facts: list[tuple[str, Cell]] = [
        (words.gettext("Where it stands"), term(PLAN_STATES, status.state, words))
    ]
    if recorded is not None and status.state != "reopened":
        parts = [recorded.position, words.date(recorded.date)]
        parts += [recorded.letter] if recorded.letter else []
        facts.append((words.gettext("Recorded"), " · ".join(parts)))
    return facts


def signature_lines(kit: Kit, heights: Sequence[float]) -> Flowable:
    """Blank lines for position, date, letter number and signature; heights in points."""
    words = kit.words
    labels = (
        words.gettext("Position"),
        words.gettext("Date"),
        words.gettext("Letter number"),
        words.gettext("Signature and stamp"),
    )
    return table(
        [[kit.text(label, styles.SMALL), ""] for label in labels],
        [kit.width * 0.3, kit.width * 0.7],
        [
            ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ("LINEBELOW", (1, 0), (1, -1), 0.7, COLOUR["muted"]),
        ],
        rowHeights=list(heights),
    )
