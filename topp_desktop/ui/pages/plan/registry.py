"""The pages around a road map, beside its own; each module is read when its page is shown."""

from __future__ import annotations

from topp_desktop.ui.hub import Desk
from topp_desktop.ui.page import Page, PageSpec


def _milestones(desk: Desk) -> Page:
    from topp_desktop.ui.pages.milestones.page import MilestonesPage

    return MilestonesPage(desk)


def _what_if(desk: Desk) -> Page:
    from topp_desktop.ui.pages.what_if.page import WhatIfPage

    return WhatIfPage(desk)


def _progress(desk: Desk) -> Page:
    from topp_desktop.ui.pages.progress.page import ProgressPage

    return ProgressPage(desk)


def _needs(desk: Desk) -> Page:
    from topp_desktop.ui.pages.needs.page import NeedsPage

    return NeedsPage(desk)


def _report(desk: Desk) -> Page:
    from topp_desktop.ui.pages.report import ReportPage

    return ReportPage(desk)


PLAN_PAGES: tuple[PageSpec, ...] = (
    PageSpec("milestones", _milestones, part_of="road-map", captured=True),
    PageSpec("needs", _needs, part_of="road-map", captured=True),
    PageSpec("what-if", _what_if, part_of="road-map", captured=True),
    PageSpec("progress", _progress, part_of="road-map", captured=True),
    PageSpec("report", _report, part_of="road-map", captured=True),
)
