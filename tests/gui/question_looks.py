"""What the pages around the questions can look like, filled as an institution fills them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.gui.conftest import Stage
from topp_desktop.domain.assessment import Feedback, Institution, LineStatus, Response
from topp_desktop.domain.assessment.review import REASON_TO_COME
from topp_desktop.services.program import Program
from topp_desktop.ui.page import Page
from topp_desktop.ui.pages.details import DetailsPage
from topp_desktop.ui.pages.documents.page import DocumentsPage
from topp_desktop.ui.pages.inventory.page import InventoryPage
from topp_desktop.ui.pages.measurements.page import MeasurementsPage
from topp_desktop.ui.pages.question.find import FindPage
from topp_desktop.ui.pages.question.page import QuestionPage
from topp_desktop.ui.pages.start.page import StartPage
from topp_desktop.ui.pages.task_list.page import TaskListPage
from topp_desktop.ui.parts.question_order import Ask

_PLANS = (
    ("Plan Nacional de Desarrollo con su matriz de metas e indicadores", "national"),
    ("Plan estratégico institucional", "institutional"),
    ("Presupuesto plurianual", "sector"),
)


def begin_practice(program: Program) -> None:
    """A measurement only to practise; the one that is begun last is the one that opens."""
    practice = Institution("Municipio de práctica", "GT", "local", "municipality")
    program.assessments.begin(practice, "2026-1", practice=True)


def fill_question_pages(program: Program, assessment_id: str) -> None:
    """Documents with a file that is gone, lines of action, marks, a reason that is missing."""
    instrument, stored = program.assessments.open(assessment_id)
    assessment = stored.assessment
    me, institution = assessment.respondents[0].id, assessment.institution.id
    plans = [
        program.documents.add(
            institution, title, hierarchy=kind, period_from=2022, period_to=2032, place="Archivo"
        )
        for title, kind in _PLANS
    ]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "un plan con un nombre bastante largo.pdf"
        source.write_bytes(b"plan" * 1000)
        attached = program.documents.attach(plans[0], source)
    assert attached.attachment is not None
    program.documents.path_of(attached.attachment).unlink()
    states = {"1.1.1": "under-way", "1.1.2": "planned", "1.1.3": "none", "1.1.4": "done"}
    program.details.set_lines(
        assessment_id, {line: LineStatus(state, 2027) for line, state in states.items()}
    )
    items = instrument.form(assessment.form).items
    program.details.set_feedback(assessment_id, items[0], Feedback("unclear", "Dos lecturas"))
    full = Response(
        me,
        items[0],
        2,
        evidence=2,
        confidence="B",
        note="Hay un informe.",
        documents=(plans[0].title, plans[1].title),
        private_note="Preguntar al archivo.",
        flagged=True,
    )
    program.answers.record(assessment_id, full)
    draft = Response(me, items[-1], None, reason=REASON_TO_COME)
    program.answers.record(assessment_id, draft)


def question_looks(stage: Stage, page: Page) -> Iterator[str]:
    """Brings a page into one look after the other; yields a name for each."""
    if isinstance(page, TaskListPage):
        for area in page._cards.values():
            area.unfold.click()
            line = next((r for r in area.objectives._rows if r.nothing.isVisible()), None)
            if line is not None:
                line.nothing.click()
        stage.settle()
        yield "objectives"
    elif isinstance(page, QuestionPage):
        yield from _of_a_question(stage, page)
    elif isinstance(page, FindPage):
        page.text.setText("plan")
        page.search()
        stage.settle()
        yield "found"
    elif isinstance(page, DocumentsPage):
        page.choose(page.known.entries[0])
        stage.settle()
        page.form._ask()
        stage.settle()
        yield "one document"
        page.begin_new()
        page.form._save()
        stage.settle()
        yield "a new one without title"
    elif isinstance(page, InventoryPage):
        page.show_area("4")
        stage.settle()
        yield "another area"
    elif isinstance(page, MeasurementsPage):
        for card in page.cards.values():
            if hasattr(card, "empty"):
                card.empty.click()
        stage.settle()
        yield "emptying practice"
    elif isinstance(page, DetailsPage):
        page.institution.form.line.setText("")
        page.institution.form._show_codes(shown=True)
        page.institution.form.codes.subdivision.setText("BR-1")
        page.institution.save.click()
        page.picker.open_list()
        stage.settle()
        yield "errors"
    elif isinstance(page, StartPage):
        page.arrive(None)
        page.go_on()
        page.who.form._unfold()
        page.go_on()
        stage.settle()
        yield "who, with errors"


def _of_a_question(stage: Stage, page: QuestionPage) -> Iterator[str]:
    items = stage.snapshot.items
    stage.window.show_page("question", Ask(items[0].id))
    page.show_keys()
    page.side.documents.picker.open_list()
    stage.settle()
    yield "keys and list"
    page.side.documents.picker.close_list()
    page.show_keys()
    stage.window.show_page("question", Ask(items[-1].id, "check"))
    page.continue_()
    stage.settle()
    yield "reason missing"
