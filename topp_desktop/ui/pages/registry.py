"""Every page of the window, in the side bar's order. A new page is one entry here."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from topp_desktop.foundation.i18n import N_
from topp_desktop.services.forms import SHEETS
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.page import Page, PageSpec


def _at(path: str) -> Callable[[Desk], Page]:
    """What makes the page of a class, named from here as "module:Class". Its module is read when
    the page is first shown, so that a start does not read fifty."""

    def make(desk: Desk) -> Page:
        module, _, name = path.partition(":")
        page: Page = getattr(import_module(f"{__package__}.{module}"), name)(desk)
        return page

    return make


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
    PageSpec("start", _at("start.page:StartPage"), needs_measurement=False, captured=True),
    PageSpec(
        "tasks",
        _at("task_list.page:TaskListPage"),
        label=N_("Assessment"),
        icon="list",
        section="work",
        captured=True,
    ),
    PageSpec(
        "team",
        _at("team.page:TeamPage"),
        label=N_("Team"),
        icon="people",
        section="work",
        captured=True,
    ),
    PageSpec(
        "results",
        _at("results.page:ResultsPage"),
        label=N_("Results"),
        icon="bars",
        section="work",
        captured=True,
    ),
    PageSpec(
        "road-map",
        _at("road_map.page:RoadMapPage"),
        label=N_("Road map"),
        icon="route",
        section="work",
        captured=True,
    ),
    PageSpec(
        "send",
        _at("sending.page:SendPage"),
        label=N_("Send"),
        icon="send",
        section="work",
        opens=(".topp-invite", ".topp-region", ".topp"),
        captured=True,
    ),
    PageSpec(
        "paper",
        _at("paper:PaperPage"),
        label=N_("Forms"),
        icon="document",
        section="work",
        captured=True,
    ),
    _office("inbox", _at("secretariat.inbox:InboxPage"), N_("Inbox"), "inbox", (".topp",)),
    _office(
        "institutions", _at("secretariat.institutions:InstitutionsPage"), N_("Institutions"), "list"
    ),
    _office("region", _at("secretariat.region:RegionPage"), N_("Regional picture"), "bars"),
    _office(
        "invitations", _at("secretariat.invitations:InvitationsPage"), N_("Invitations"), "send"
    ),
    _office("identity", _at("secretariat.identity:IdentityPage"), N_("Identity"), "home"),
    PageSpec(
        "institution",
        _at("secretariat.institution:InstitutionPage"),
        part_of="institutions",
        needs_measurement=False,
    ),
    PageSpec(
        "received-version",
        _at("secretariat.received:ReceivedPage"),
        part_of="institutions",
        needs_measurement=False,
    ),
    PageSpec(
        "two-versions",
        _at("secretariat.conflicts:ConflictsPage"),
        part_of="inbox",
        needs_measurement=False,
    ),
    PageSpec(
        "to-check",
        _at("secretariat.to_check:ToCheckPage"),
        part_of="inbox",
        needs_measurement=False,
    ),
    PageSpec(
        "studies",
        _at("secretariat.studies:StudiesPage"),
        part_of="region",
        needs_measurement=False,
        opens=(".topp-study",),
    ),
    PageSpec("acts", _at("secretariat.acts:ActsPage"), part_of="inbox", needs_measurement=False),
    PageSpec(
        "officers",
        _at("secretariat.officers:OfficersPage"),
        part_of="identity",
        needs_measurement=False,
    ),
    PageSpec(
        "milestones",
        _at("road_map.milestones.page:MilestonesPage"),
        part_of="road-map",
        captured=True,
    ),
    PageSpec("needs", _at("road_map.needs.page:NeedsPage"), part_of="road-map", captured=True),
    PageSpec("what-if", _at("road_map.what_if:WhatIfPage"), part_of="road-map", captured=True),
    PageSpec(
        "progress", _at("road_map.progress.page:ProgressPage"), part_of="road-map", captured=True
    ),
    PageSpec("report", _at("report:ReportPage"), part_of="road-map", captured=True),
    PageSpec("question", _at("question.page:QuestionPage"), part_of="tasks", captured=True),
    PageSpec("check", _at("check_answers:CheckAnswersPage"), part_of="tasks", captured=True),
    PageSpec("targets", _at("targets.page:TargetsPage"), part_of="results", captured=True),
    PageSpec("comparison", _at("comparison.page:ComparisonPage"), part_of="results", captured=True),
    PageSpec(
        "next-measurement",
        _at("next_round.page:NextMeasurementPage"),
        part_of="tasks",
        captured=True,
    ),
    PageSpec("find", _at("question.find:FindPage"), part_of="tasks"),
    PageSpec("documents", _at("documents.page:DocumentsPage"), part_of="tasks", captured=True),
    PageSpec("inventory", _at("inventory.page:InventoryPage"), part_of="tasks", captured=True),
    PageSpec("entry-grid", _at("entry.page:EntryGridPage"), part_of="paper", captured=True),
    PageSpec("agreement", _at("agreement.page:AgreementPage"), part_of="team", captured=True),
    PageSpec(
        "agreement-question",
        _at("agreement.question:AgreementQuestionPage"),
        part_of="team",
        captured=True,
    ),
    PageSpec("study", _at("study:StudyPage"), part_of="team", captured=True),
    PageSpec(
        "second-rating",
        _at("verification:VerificationPage"),
        part_of="team",
        captured=True,
    ),
    PageSpec(
        "bring-in",
        _at("bring_in.page:BringInPage"),
        part_of="team",
        needs_measurement=False,
        opens=(*SHEETS, "topp-responses"),
    ),
    PageSpec(
        "questionnaire",
        _at("questionnaire:QuestionnairePage"),
        needs_measurement=False,
        opens=("topp-instrument",),
    ),
    PageSpec(
        "measurements",
        _at("measurements.page:MeasurementsPage"),
        needs_measurement=False,
        captured=True,
    ),
    PageSpec(
        "data",
        _at("data.page:DataPage"),
        needs_measurement=False,
        opens=(".topp-backup",),
        captured=True,
    ),
    PageSpec(
        "road-map-action", _at("road_map.sheet:ActionSheetPage"), part_of="road-map", captured=True
    ),
    PageSpec(
        "road-map-settings",
        _at("road_map.settings:SettingsPage"),
        part_of="road-map",
        captured=True,
    ),
    PageSpec("road-map-again", _at("road_map.again:AgainPage"), part_of="road-map"),
    PageSpec("road-map-approval", _at("approval.plan:PlanApprovalPage"), part_of="road-map"),
    PageSpec("changes", _at("data.changes:ChangesPage"), part_of="data"),
    PageSpec("details", _at("details:DetailsPage"), part_of="tasks"),
    PageSpec("approval", _at("approval.page:ApprovalPage"), part_of="send", captured=True),
    PageSpec("send-content", _at("sending.content:ContentPage"), part_of="send"),
    PageSpec("send-compare", _at("sending.compare:ComparePage"), part_of="send"),
    PageSpec("send-decision", _at("sending.decision:DecisionPage"), part_of="send"),
    PageSpec("send-withdraw", _at("sending.withdraw:WithdrawPage"), part_of="send"),
    PageSpec("unlock", _at("unlock:UnlockPage"), needs_measurement=False),
    PageSpec("rescue", _at("rescue:RescuePage"), needs_measurement=False),
    PageSpec("help", _at("help:HelpPage"), needs_measurement=False, captured=True),
)
