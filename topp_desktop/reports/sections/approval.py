"""The block in which an authority approves the document by hand."""

from __future__ import annotations

from reportlab.platypus import Spacer

from topp_desktop.reports import styles
from topp_desktop.reports.canvas import COLOUR
from topp_desktop.reports.kit import Kit, Story
from topp_desktop.reports.tables import table


def approval(kit: Kit) -> Story:
    """Blank lines for position, date, letter number and signature."""
    words = kit.words
    labels = (
        words.gettext("Position"),
        words.gettext("Date"),
        words.gettext("Letter number"),
        words.gettext("Signature and stamp"),
    )
    made = table(
        [[kit.text(label, styles.SMALL), ""] for label in labels],
        [kit.width * 0.3, kit.width * 0.7],
        [
            ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ("LINEBELOW", (1, 0), (1, -1), 0.7, COLOUR["muted"]),
        ],
        rowHeights=[32, 32, 32, 60],
    )
    said = words.gettext(
        "Approved as the result of this measurement and as the plan of the institution. A later "
        "change of the answers or the plan needs a new approval."
    )
    hashed = words.gettext("Questionnaire {version}, fingerprint {hash}").format(
        version=kit.results.instrument.version, hash=kit.results.instrument.sha256
    )
    return [
        *kit.section(words.gettext("Approval"), room=330),
        kit.text(said),
        made,
        Spacer(1, 12),
        kit.text(hashed, styles.MUTED),
    ]
