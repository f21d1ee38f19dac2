"""Every page of the window, in the side bar's order. A new page is one entry here."""

from __future__ import annotations

from topp_desktop.foundation.i18n import N_
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.page import Page, PageSpec


def _start(desk: Desk) -> Page:
    from topp_desktop.ui.pages.start import StartPage

    return StartPage(desk)


def _tasks(desk: Desk) -> Page:
    from topp_desktop.ui.pages.task_list import TaskListPage

    return TaskListPage(desk)


def _question(desk: Desk) -> Page:
    from topp_desktop.ui.pages.question import QuestionPage

    return QuestionPage(desk)


def _check(desk: Desk) -> Page:
    from topp_desktop.ui.pages.check_answers import CheckAnswersPage

    return CheckAnswersPage(desk)


def _measurements(desk: Desk) -> Page:
    from topp_desktop.ui.pages.measurements import MeasurementsPage

    return MeasurementsPage(desk)


def _help(desk: Desk) -> Page:
    from topp_desktop.ui.pages.help import HelpPage

    return HelpPage(desk)


PAGES: tuple[PageSpec, ...] = (
    PageSpec("start", _start, needs_measurement=False, captured=True),
    PageSpec("tasks", _tasks, label=N_("Assessment"), icon="list", section="work", captured=True),
    PageSpec("question", _question, captured=True),
    PageSpec("check", _check, captured=True),
    PageSpec(
        "measurements",
        _measurements,
        needs_measurement=False,
        opens=("topp-responses",),
        captured=True,
    ),
    PageSpec("help", _help, needs_measurement=False, captured=True),
)
