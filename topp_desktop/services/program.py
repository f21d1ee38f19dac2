"""What a window or a command is given: every use case, made when it is first needed."""

from __future__ import annotations

from typing import Protocol

from topp_desktop.foundation.paths import Places
from topp_desktop.foundation.settings import SettingsFile
from topp_desktop.services.answer import AnswerService
from topp_desktop.services.assessments import AssessmentService
from topp_desktop.services.forms import FormService
from topp_desktop.services.library import Library
from topp_desktop.services.plan import Planner, PlanService
from topp_desktop.services.ports import Clock
from topp_desktop.services.report import ReportService


class Program(Protocol):
    """Implemented by `bootstrap`. The first use of a service that needs the local database
    opens it, and may raise an EnvironmentFault (database-too-new, database-damaged, …)."""

    version: str
    places: Places
    settings: SettingsFile
    library: Library
    clock: Clock

    @property
    def assessments(self) -> AssessmentService: ...

    @property
    def answers(self) -> AnswerService: ...

    @property
    def planner(self) -> Planner: ...

    @property
    def plans(self) -> PlanService: ...

    @property
    def reports(self) -> ReportService: ...

    @property
    def forms(self) -> FormService: ...
