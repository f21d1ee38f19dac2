"""What every page and the properties of a document say of whose it is and when it was made."""

from __future__ import annotations

from topp_desktop.charts.text import shorten
from topp_desktop.reports.cover import document_title
from topp_desktop.reports.document import Frontmatter
from topp_desktop.reports.fonts import PaperMeasure, clean, register_fonts
from topp_desktop.services.plan.report import ReportContent


def front_of(content: ReportContent, title: str | None = None) -> Frontmatter:
    """Properties, header and footer; `title` where it is not the road map document."""
    register_fonts()
    words, results = content.words, content.road_map.results
    institution, instrument = results.assessment.institution, results.instrument
    measurement = words.gettext("Measurement {name}").format(name=results.assessment.round)
    made = words.gettext("Generated on {date} at {time}").format(
        date=words.date(content.made), time=words.time(content.made)
    )
    questionnaire = words.gettext("Questionnaire {version}, fingerprint {hash}").format(
        version=instrument.version, hash=instrument.sha256[:12]
    )

    def page_words(page: int, last: int) -> str:
        return words.gettext("Page {page} of {last}").format(page=page, last=last)

    measure = PaperMeasure()
    return Frontmatter(
        title=clean(f"{title or document_title(content)} · {institution.name}"),
        subject=clean(f"{content.wording.name} · {measurement}"),
        author=clean(institution.name),
        language=words.language,
        program=content.program,
        made=content.made,
        header_left=shorten(institution.name, 330, 7.8, measure),
        header_right=shorten(measurement, 130, 7.8, measure),
        footer=f"{made} · {content.program} · {questionnaire}",
        page_words=page_words,
    )
