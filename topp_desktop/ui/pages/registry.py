"""Every page of the window, in the side bar's order. A new page is one entry here."""

from __future__ import annotations

from collections.abc import Callable

from topp_desktop.foundation.i18n import N_
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.page import Page, PageSpec
from topp_desktop.ui.pages.plan.registry import PLAN_PAGES


def _start(desk: Desk) -> Page:
    from topp_desktop.ui.pages.start.page import StartPage

    return StartPage(desk)


def _tasks(desk: Desk) -> Page:
    from topp_desktop.ui.pages.task_list.page import TaskListPage

    return TaskListPage(desk)


def _question(desk: Desk) -> Page:
    from topp_desktop.ui.pages.question.page import QuestionPage

    return QuestionPage(desk)


def _find(desk: Desk) -> Page:
    from topp_desktop.ui.pages.question.find import FindPage

    return FindPage(desk)


def _documents(desk: Desk) -> Page:
    from topp_desktop.ui.pages.documents.page import DocumentsPage

    return DocumentsPage(desk)


def _inventory(desk: Desk) -> Page:
    from topp_desktop.ui.pages.inventory.page import InventoryPage

    return InventoryPage(desk)


def _check(desk: Desk) -> Page:
    from topp_desktop.ui.pages.check_answers import CheckAnswersPage

    return CheckAnswersPage(desk)


def _measurements(desk: Desk) -> Page:
    from topp_desktop.ui.pages.measurements.page import MeasurementsPage

    return MeasurementsPage(desk)


def _approval(desk: Desk) -> Page:
    from topp_desktop.ui.pages.approval import ApprovalPage

    return ApprovalPage(desk)


def _details(desk: Desk) -> Page:
    from topp_desktop.ui.pages.details import DetailsPage

    return DetailsPage(desk)


def _unlock(desk: Desk) -> Page:
    from topp_desktop.ui.pages.unlock import UnlockPage

    return UnlockPage(desk)


def _data(desk: Desk) -> Page:
    from topp_desktop.ui.pages.data.page import DataPage

    return DataPage(desk)


def _changes(desk: Desk) -> Page:
    from topp_desktop.ui.pages.data.changes import ChangesPage

    return ChangesPage(desk)


def _help(desk: Desk) -> Page:
    from topp_desktop.ui.pages.help import HelpPage

    return HelpPage(desk)


def _results(desk: Desk) -> Page:
    from topp_desktop.ui.pages.results.page import ResultsPage

    return ResultsPage(desk)


def _targets(desk: Desk) -> Page:
    from topp_desktop.ui.pages.targets.page import TargetsPage

    return TargetsPage(desk)


def _comparison(desk: Desk) -> Page:
    from topp_desktop.ui.pages.comparison.page import ComparisonPage

    return ComparisonPage(desk)


def _next_measurement(desk: Desk) -> Page:
    from topp_desktop.ui.pages.next_round.page import NextMeasurementPage

    return NextMeasurementPage(desk)


def _road_map(desk: Desk) -> Page:
    from topp_desktop.ui.pages.road_map.page import RoadMapPage

    return RoadMapPage(desk)


def _road_map_action(desk: Desk) -> Page:
    from topp_desktop.ui.pages.road_map.sheet import ActionSheetPage

    return ActionSheetPage(desk)


def _road_map_settings(desk: Desk) -> Page:
    from topp_desktop.ui.pages.road_map.settings import SettingsPage

    return SettingsPage(desk)


def _road_map_again(desk: Desk) -> Page:
    from topp_desktop.ui.pages.road_map.again import AgainPage

    return AgainPage(desk)


def _road_map_approval(desk: Desk) -> Page:
    from topp_desktop.ui.pages.road_map.approval import PlanApprovalPage

    return PlanApprovalPage(desk)


def _send(desk: Desk) -> Page:
    from topp_desktop.ui.pages.sending.page import SendPage

    return SendPage(desk)


def _send_content(desk: Desk) -> Page:
    from topp_desktop.ui.pages.sending.content import ContentPage

    return ContentPage(desk)


def _send_compare(desk: Desk) -> Page:
    from topp_desktop.ui.pages.sending.compare import ComparePage

    return ComparePage(desk)


def _send_decision(desk: Desk) -> Page:
    from topp_desktop.ui.pages.sending.decision import DecisionPage

    return DecisionPage(desk)


def _send_withdraw(desk: Desk) -> Page:
    from topp_desktop.ui.pages.sending.withdraw import WithdrawPage

    return WithdrawPage(desk)


def _inbox(desk: Desk) -> Page:
    from topp_desktop.ui.pages.secretariat.inbox import InboxPage

    return InboxPage(desk)


def _institutions(desk: Desk) -> Page:
    from topp_desktop.ui.pages.secretariat.institutions import InstitutionsPage

    return InstitutionsPage(desk)


def _region(desk: Desk) -> Page:
    from topp_desktop.ui.pages.secretariat.region import RegionPage

    return RegionPage(desk)


def _institution(desk: Desk) -> Page:
    from topp_desktop.ui.pages.secretariat.institution import InstitutionPage

    return InstitutionPage(desk)


def _received_version(desk: Desk) -> Page:
    from topp_desktop.ui.pages.secretariat.received import ReceivedPage

    return ReceivedPage(desk)


def _two_versions(desk: Desk) -> Page:
    from topp_desktop.ui.pages.secretariat.conflicts import ConflictsPage

    return ConflictsPage(desk)


def _to_check(desk: Desk) -> Page:
    from topp_desktop.ui.pages.secretariat.to_check import ToCheckPage

    return ToCheckPage(desk)


def _acts(desk: Desk) -> Page:
    from topp_desktop.ui.pages.secretariat.acts import ActsPage

    return ActsPage(desk)


def _officers(desk: Desk) -> Page:
    from topp_desktop.ui.pages.secretariat.officers import OfficersPage

    return OfficersPage(desk)


def _invitations(desk: Desk) -> Page:
    from topp_desktop.ui.pages.secretariat.invitations import InvitationsPage

    return InvitationsPage(desk)


def _identity(desk: Desk) -> Page:
    from topp_desktop.ui.pages.secretariat.identity import IdentityPage

    return IdentityPage(desk)


def _paper(desk: Desk) -> Page:
    from topp_desktop.ui.pages.paper import PaperPage

    return PaperPage(desk)


def _entry_grid(desk: Desk) -> Page:
    from topp_desktop.ui.pages.entry.page import EntryGridPage

    return EntryGridPage(desk)


def _bring_in(desk: Desk) -> Page:
    from topp_desktop.ui.pages.bring_in.page import BringInPage

    return BringInPage(desk)


def _agreement(desk: Desk) -> Page:
    from topp_desktop.ui.pages.agreement.page import AgreementPage

    return AgreementPage(desk)


def _agreement_question(desk: Desk) -> Page:
    from topp_desktop.ui.pages.agreement.question import AgreementQuestionPage

    return AgreementQuestionPage(desk)


def _team(desk: Desk) -> Page:
    from topp_desktop.ui.pages.team.page import TeamPage

    return TeamPage(desk)


def _questionnaire(desk: Desk) -> Page:
    from topp_desktop.ui.pages.questionnaire import QuestionnairePage

    return QuestionnairePage(desk)


def _office(
    name: str, make: Callable[[Desk], Page], label: str, icon: str, opens: tuple[str, ...] = ()
) -> PageSpec:
    """A page of the secretariat's mode."""
    return PageSpec(
        name,
        make,
        label=label,
        icon=icon,
        section="secretariat",
        needs_measurement=False,
        opens=opens,
        captured=True,
    )


PAGES: tuple[PageSpec, ...] = (
    PageSpec("start", _start, needs_measurement=False, captured=True),
    PageSpec("tasks", _tasks, label=N_("Assessment"), icon="list", section="work", captured=True),
    PageSpec("team", _team, label=N_("Team"), icon="people", section="work", captured=True),
    PageSpec("results", _results, label=N_("Results"), icon="bars", section="work", captured=True),
    PageSpec(
        "road-map", _road_map, label=N_("Road map"), icon="route", section="work", captured=True
    ),
    PageSpec(
        "send",
        _send,
        label=N_("Send"),
        icon="send",
        section="work",
        opens=(".topp-invite", ".topp-region", ".topp"),
        captured=True,
    ),
    PageSpec("paper", _paper, label=N_("Forms"), icon="document", section="work", captured=True),
    _office("inbox", _inbox, N_("Inbox"), "inbox", (".topp",)),
    _office("institutions", _institutions, N_("Institutions"), "list"),
    _office("region", _region, N_("Regional picture"), "bars"),
    _office("invitations", _invitations, N_("Invitations"), "send"),
    _office("identity", _identity, N_("Identity"), "home"),
    PageSpec("institution", _institution, part_of="institutions", needs_measurement=False),
    PageSpec(
        "received-version", _received_version, part_of="institutions", needs_measurement=False
    ),
    PageSpec("two-versions", _two_versions, part_of="inbox", needs_measurement=False),
    PageSpec("to-check", _to_check, part_of="inbox", needs_measurement=False),
    PageSpec("acts", _acts, part_of="inbox", needs_measurement=False),
    PageSpec("officers", _officers, part_of="identity", needs_measurement=False),
    *PLAN_PAGES,
    PageSpec("question", _question, part_of="tasks", captured=True),
    PageSpec("check", _check, part_of="tasks", captured=True),
    PageSpec("targets", _targets, part_of="results", captured=True),
    PageSpec("comparison", _comparison, part_of="results", captured=True),
    PageSpec("next-measurement", _next_measurement, part_of="tasks", captured=True),
    PageSpec("find", _find, part_of="tasks"),
    PageSpec("documents", _documents, part_of="tasks", captured=True),
    PageSpec("inventory", _inventory, part_of="tasks", captured=True),
    PageSpec("entry-grid", _entry_grid, part_of="paper", captured=True),
    PageSpec("agreement", _agreement, part_of="team", captured=True),
    PageSpec("agreement-question", _agreement_question, part_of="team", captured=True),
    PageSpec(
        "bring-in",
        _bring_in,
        part_of="team",
        needs_measurement=False,
        opens=(".xlsx", ".ods", "topp-responses"),
    ),
    PageSpec("questionnaire", _questionnaire, needs_measurement=False, opens=("topp-instrument",)),
    PageSpec(
        "measurements",
        _measurements,
        needs_measurement=False,
        captured=True,
    ),
    PageSpec(
        "data",
        _data,
        needs_measurement=False,
        opens=(".topp-backup",),
        captured=True,
    ),
    PageSpec("road-map-action", _road_map_action, part_of="road-map", captured=True),
    PageSpec("road-map-settings", _road_map_settings, part_of="road-map", captured=True),
    PageSpec("road-map-again", _road_map_again, part_of="road-map"),
    PageSpec("road-map-approval", _road_map_approval, part_of="road-map"),
    PageSpec("changes", _changes, part_of="data"),
    PageSpec("details", _details, part_of="tasks"),
    PageSpec("approval", _approval, part_of="send", captured=True),
    PageSpec("send-content", _send_content, part_of="send"),
    PageSpec("send-compare", _send_compare, part_of="send"),
    PageSpec("send-decision", _send_decision, part_of="send"),
    PageSpec("send-withdraw", _send_withdraw, part_of="send"),
    PageSpec("unlock", _unlock, needs_measurement=False),
    PageSpec("help", _help, needs_measurement=False, captured=True),
)
