"""No widget computes its size from what its size changes: whatever the width, it comes to rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tests.support.calm import Told, rest
from topp_desktop.ui.theme.theme import Theme
from topp_desktop.ui.widgets import (
    Card,
    ElementChoice,
    FieldRow,
    LevelChoice,
    LineField,
    Notice,
    OneLine,
    PageScroll,
    SegmentedChoice,
    Table,
    Tag,
    Text,
    TextField,
)
from topp_desktop.ui.widgets.chips import Chips
from topp_desktop.ui.widgets.columns import Columns
from topp_desktop.ui.widgets.flow import FlowBox
from topp_desktop.ui.widgets.question_line import QuestionLine

FEWEST, MOST = 300, 1920
LIMIT = 3
SENTENCE = "La unidad de planificación revisa cada semestre lo que se acordó. "
LINES = range(1, 13)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    font = QFont(qapp.font())
    yield Theme(qapp, "light")
    qapp.setStyleSheet("")
    qapp.setFont(font)


def at_every_width(
    widget: QWidget, watched: QWidget, told: Told, *, step: int = 1
) -> list[tuple[int, int]]:
    """(width, resizes) wherever `watched` took more resizes than it should, or did not rest."""
    faults = []
    for width in (*range(FEWEST, MOST + 1, step), *range(MOST, FEWEST - 1, -step * 5)):
        told.forget()
        widget.resize(width, 700)
        calm = rest(told)
        if not calm or told.resized(watched) > LIMIT:
            faults.append((width, told.resized(watched)))
    return faults


@pytest.mark.parametrize("lines", LINES)
def test_a_field_of_many_lines_rests_at_every_width(theme: Theme, lines: int) -> None:
    told, page, fields = Told(), QWidget(), (TextField(), TextField(rows=(1, 3)))
    box = QVBoxLayout(page)
    for field, text in zip(fields, (SENTENCE * lines, "corto\n" * lines), strict=True):
        box.addWidget(field)
        field.show_text(text)
    box.addStretch(1)
    page.show()
    for field in fields:
        assert at_every_width(page, field, told, step=7) == []
        assert not field.horizontalScrollBar().isVisible()


def _level(theme: Theme, text: str) -> QWidget:
    choice = LevelChoice(theme, "1")
    choice.set_texts("Establecida", text)
    return choice


def _element(theme: Theme, text: str) -> QWidget:
    choice = ElementChoice(theme, "1")
    choice.set_texts("", text)
    return choice


def _card(_: Theme, text: str) -> QWidget:
    card = Card("Gobernanza")
    field = TextField()
    field.show_text(text)
    card.add(FlowBox(Tag("Declarado"), Text(text, wrap=False)), Text(text), field, OneLine(text))
    return card


def _table(_: Theme, text: str) -> QWidget:
    table = Table(whole_height=True, balanced=True)
    table.show_rows(("Pregunta", "Nivel"), [(text, "2"), (text, text)])
    return table


def _scrolling_table(_: Theme, text: str) -> QWidget:
    table = Table()
    table.show_rows(("Pregunta", "Nivel"), [(text, "2")] * 6)
    return table


def _columns(theme: Theme, text: str) -> QWidget:
    columns = Columns(theme, 700)
    columns.add(FieldRow(TextField(), text, text))
    columns.add(FieldRow(LineField(), text), bottom=True)
    return columns


def _chips(_: Theme, text: str) -> QWidget:
    chips = Chips()
    chips.show_options([(word, word) for word in set(text.split())], "unidad", "Palabras")
    return chips


def _segments(_: Theme, text: str) -> QWidget:
    choice = SegmentedChoice()
    choice.show_options([(word, f"{word} {len(text)}") for word in ("Poco", "Bastante", "Muy")])
    return choice


KINDS: dict[str, Callable[[Theme, str], QWidget]] = {
    "text": lambda _, text: Text(text),
    "one line": lambda _, text: OneLine(text),
    "notice": lambda _, text: Notice(text),
    "level": _level,
    "element": _element,
    "card": _card,
    "table of whole height": _table,
    "table that scrolls": _scrolling_table,
    "columns": _columns,
    "chips": _chips,
    "segments": _segments,
    "tags": lambda _, text: FlowBox(*(Tag(word) for word in text.split()[:40])),
    "question": lambda theme, text: QuestionLine(theme, Tag("1.2-O"), text, text),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_widget_rests_at_every_width(theme: Theme, kind: str) -> None:
    for lines in LINES:
        told, page = Told(), PageScroll(theme)
        widget = KINDS[kind](theme, SENTENCE * lines)
        page.main.addWidget(widget)
        page.side.addWidget(Text(SENTENCE))
        page.show()
        assert at_every_width(page, widget, told, step=83) == [], lines
        page.close()
