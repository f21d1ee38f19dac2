"""Tab goes through the window in reading order, however widgets came to be."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QStackedWidget, QWidget
from shiboken6 import invalidate


def reading_order(widget: QWidget) -> Iterator[QWidget]:
    """The widget and what is in it, as laid out: lines from left to right, top to bottom."""
    yield widget
    layout = widget.layout()
    if isinstance(widget, QStackedWidget):
        current = widget.currentWidget()
        if current is not None:
            yield from reading_order(current)
    elif isinstance(widget, QScrollArea):
        inside = widget.widget()
        if inside is not None:
            yield from reading_order(inside)
    elif layout is not None:
        yield from _in_layout(layout)
    else:
        for child in widget.children():
            if isinstance(child, QWidget) and not child.isWindow():
                yield from reading_order(child)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        entry = layout.itemAt(index)
        if entry is None:
            continue
        widget, inner = entry.widget(), entry.layout()
        if inner is None:
            # Python would keep the entry as long as the layout, and take it for whatever Qt makes
            # later in the same place of the memory once Qt is done with it.
            invalidate(entry)
        if widget is not None:
            yield from reading_order(widget)
        elif inner is not None:
            yield from _in_layout(inner)


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab stops here."""
    return bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)


def order_focus(*roots: QWidget) -> None:
    """Chains everything that Tab stops at, in reading order, one root after the other."""
    stops = [widget for root in roots for widget in reading_order(root) if takes_tab(widget)]
    for one, other in pairwise(stops):
        QWidget.setTabOrder(one, other)
