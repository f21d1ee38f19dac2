"""How answers are spread over the levels: one bar in parts for each row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from topp_desktop.charts.shapes import DataTable, Label, Line, Picture, Rect, Shape, Target, Weight
from topp_desktop.charts.text import CAP_HEIGHT, TextMeasure, block, block_height, shorten, wrap
from topp_desktop.domain.instrument import Wording
from topp_desktop.foundation.i18n import Translator


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One bar. counts: how many at each level; without: how many without a level; said: what
    stands at its end, such as an agreement."""

    key: str
    name: str
    counts: tuple[int, ...]
    without: int = 0
    said: str = ""
    colour: str = "ink"

    @property
    def total(self) -> int:
        return sum(self.counts) + self.without


def level_bars(
    rows: Sequence[LevelRow],
    wording: Wording,
    words: Translator,
    measure: TextMeasure,
    width: float,
    *,
    title: str,
    description: str,
    head: str,
    said: str = "",
    size: float = 13.5,
    names: float = 0.3,
) -> Picture:
    """Every bar has the same length; its parts are shares, each with its count. `head` and
    `said` are the table's words for the rows and for what stands at their end. Targets have the
    row's key."""
    label = width * names
    ends = max((measure.width(row.said, size, "semibold") for row in rows), default=0.0)
    left = label + size
    room = max(size * 6, width - left - (ends + size if ends else 0.0))
    levels = wording.instrument.level_count
    legend, y = _legend(levels, rows, wording, words, measure, width, size)
    shapes: list[Shape] = [*legend]
    targets: list[Target] = []
    for row in rows:
        lines = wrap(row.name, label, size, measure, lines=2)
        text = block_height(len(lines), size)
        height = max(size * 2.6, text + size * 1.1)
        middle = y + height / 2
        weight: Weight = "semibold" if row.colour != "ink" else "regular"
        shapes += block(lines, 0, middle - text / 2, size, fill=row.colour, weight=weight)
        shapes += _bar(row, left, room, middle, size, measure)
        baseline = middle + size * CAP_HEIGHT / 2
        if row.said:
            shapes.append(Label(width, baseline, row.said, size, "ink", "semibold", "end"))
        name = f"{row.name}: {_row_words(row, wording, words)}"
        targets.append(Target(0, y, width, height, row.key, name))
        y += height
    return Picture(
        width, y, tuple(shapes), title, description, _table(rows, head, said, wording, words),
        tuple(targets),
    )  # fmt: skip


def _parts(row: LevelRow) -> list[tuple[str, str, int]]:
    """(fill, ink, count) from the lowest level to the highest, then what has none."""
    parts = [(f"level-{n}", f"ink-on-level-{n}", count) for n, count in enumerate(row.counts)]
    return [*parts, ("", "muted", row.without)]


def _bar(
    row: LevelRow, left: float, room: float, middle: float, size: float, measure: TextMeasure
) -> list[Shape]:
    height = size * 1.6
    top, x = middle - height / 2, left
    shapes: list[Shape] = []
    if not row.total:
        return [Rect(left, top, room, height, None, "muted", 1.0, 3.0, (3.0, 2.5))]
    for fill, ink, count in _parts(row):
        if not count:
            continue
        part = room * count / row.total
        if fill:
            # Pale levels need an edge to be seen on any ground.
            edge = "muted" if fill in {"level-0", "level-1"} else None
            shapes.append(Rect(x, top, part - 1.5, height, fill, edge, 0.75, 3.0))
        else:
            shapes.append(Rect(x, top, part - 1.5, height, None, "muted", 1.0, 3.0, (3.0, 2.5)))
        text = str(count)
        if measure.width(text, size * 0.9, "semibold") <= part - size * 0.3:
            baseline = middle + size * 0.9 * CAP_HEIGHT / 2
            shapes.append(
                Label(x + part / 2, baseline, text, size * 0.9, ink, "semibold", "middle")
            )
        x += part
    return shapes


def _legend(
    levels: int,
    rows: Sequence[LevelRow],
    wording: Wording,
    words: Translator,
    measure: TextMeasure,
    width: float,
    size: float,
) -> tuple[list[Shape], float]:
    """The levels' names with their colours, in as many lines as they need; and where rows begin."""
    small = size * 0.93
    entries = [(f"level-{n}", f"{n} {wording.level(n)}") for n in range(levels)]
    if any(row.without for row in rows):
        entries.append(("", words.gettext("without a level")))
    shapes: list[Shape] = []
    x, y, box = 0.0, 0.0, size * 0.95
    for fill, name in entries:
        shown = shorten(name, width - box - size, small, measure)
        needed = box + size * 0.5 + measure.width(shown, small, "regular")
        if x and x + needed > width:
            x, y = 0.0, y + size * 1.6
        stroke = "muted" if fill in {"", "level-0", "level-1"} else None
        dash = () if fill else (2.5, 2.0)
        shapes.append(Rect(x, y + size * 0.1, box, box, fill or None, stroke, 0.75, 3.0, dash))
        shapes.append(Label(x + box + size * 0.5, y + size * 0.9, shown, small, "muted"))
        x += needed + size * 1.4
    bottom = y + size * 1.7
    shapes.append(Line(0, bottom, width, bottom, "line", 0.75))
    return shapes, bottom + size * 0.4


def _row_words(row: LevelRow, wording: Wording, words: Translator) -> str:
    parts = [
        f"{wording.level(n)} {words.number(count)}" for n, count in enumerate(row.counts) if count
    ]
    if row.without:
        without = words.gettext("without a level")
        parts.append(f"{without} {words.number(row.without)}")
    if row.said:
        parts.append(row.said)
    return ", ".join(parts)


def _table(
    rows: Sequence[LevelRow], head: str, said: str, wording: Wording, words: Translator
) -> DataTable:
    levels = wording.instrument.level_count
    header = [head, *(wording.level(n) for n in range(levels)), words.gettext("without a level")]
    header += [said] if said else []
    lines = [
        (
            row.name,
            *(words.number(count) for count in row.counts),
            words.number(row.without),
            *([row.said] if said else []),
        )
        for row in rows
    ]
    return DataTable(tuple(header), tuple(lines))
