"""A whole program without its window, in a folder of the test, with a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from topp_desktop.bootstrap import LocalAdapters
from topp_desktop.domain.assessment import Assessment, Institution, Response
from topp_desktop.foundation.paths import Places
from topp_desktop.services.ports import StoredAssessment
from topp_desktop.services.program import Program

MUNICIPALITY = Institution("Municipio Ñandú & Cía", "GT", "local", "municipality")


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 5, 12, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **time: float) -> None:
        self.now += timedelta(**time)


class Laptop(Program):
    """One computer of an institution."""

    def __init__(self, folder: Path) -> None:
        self.time = Clock()
        self.local = LocalAdapters(Places(folder, portable=False), self.time)
        super().__init__(self.local)

    def begin(self, institution: Institution = MUNICIPALITY, *, role: str = "technical") -> str:
        """A measurement in the short form, round 2026-2."""
        return self.assessments.begin(institution, "2026-2", role=role)

    def stored(self, name: str) -> StoredAssessment:
        return self.assessments.open(name)[1]

    def assessment(self, name: str) -> Assessment:
        return self.stored(name).assessment

    def me(self, name: str) -> str:
        """The first respondent."""
        return self.assessment(name).respondents[0].id

    def answer(self, name: str, item: str, answer: object, **more: object) -> Response:
        """Saves an answer of the first respondent."""
        response = Response(self.me(name), item, answer, **more)  # type: ignore[arg-type]
        self.answers.record(name, response)
        return response


@contextmanager
def laptop(folder: Path) -> Iterator[Laptop]:
    """The program over this folder; made if it is not there."""
    program = Laptop(folder)
    try:
        yield program
    finally:
        program.close()


def with_answers(here: Laptop, *levels: int) -> str:
    """A measurement whose first questions have these levels; returns its id."""
    name = here.begin()
    items = here.library.agenda.form("short").items
    for item, level in zip(items, levels, strict=False):
        here.answer(name, item, level, note="secreto-en-claro")
    return name
