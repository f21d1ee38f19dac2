"""The window's own widgets: plain text, accessible names, sizes that follow the system's."""

from topp_desktop.ui.widgets.buttons import Button
from topp_desktop.ui.widgets.card import Card, clear, column, line_of, row, rule
from topp_desktop.ui.widgets.card_choice import ElementChoice, LevelChoice
from topp_desktop.ui.widgets.choice import SegmentedChoice
from topp_desktop.ui.widgets.fields import (
    Choice,
    FieldRow,
    LineField,
    PassphraseField,
    TextField,
)
from topp_desktop.ui.widgets.notices import EmptyState, ErrorPanel, ErrorSummary, Notice
from topp_desktop.ui.widgets.progress import ProgressBar
from topp_desktop.ui.widgets.scroll import PageScroll
from topp_desktop.ui.widgets.table import Table
from topp_desktop.ui.widgets.tags import DimensionTag, KeyCap, Tag
from topp_desktop.ui.widgets.text import OneLine, Text, restyle, set_tooltip

__all__ = [
    "Button",
    "Card",
    "Choice",
    "DimensionTag",
    "ElementChoice",
    "EmptyState",
    "ErrorPanel",
    "ErrorSummary",
    "FieldRow",
    "KeyCap",
    "LevelChoice",
    "LineField",
    "Notice",
    "OneLine",
    "PageScroll",
    "PassphraseField",
    "ProgressBar",
    "SegmentedChoice",
    "Table",
    "Tag",
    "Text",
    "TextField",
    "clear",
    "column",
    "line_of",
    "restyle",
    "row",
    "rule",
    "set_tooltip",
]
