"""The road map's content as a spreadsheet: every term, every text; nothing that runs."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from topp_desktop.charts.labels import (
    action_card,
    action_code,
    action_responsible,
    action_title,
    step_words,
    tag_words,
)
from topp_desktop.charts.palette import LIGHT
from topp_desktop.domain.roadmap import ActionEdit, FollowUp, PlannedAction
from topp_desktop.domain.roadmap.milestones import by_activity, subject
from topp_desktop.domain.scoring import Score
from topp_desktop.reports.facts import action_marks, named_documents, participants
from topp_desktop.services.measurement.sentences import level_sentence, unplaced_sentence
from topp_desktop.services.measurement.themes import theme_table
from topp_desktop.services.plan.documents import RoadMapSheet
from topp_desktop.services.plan.needs import need_topic
from topp_desktop.services.plan.report import ReportContent
from topp_desktop.services.plan.terms import (
    FIELDS,
    FOLLOW_STATUSES,
    MILESTONE_STATES,
    MODALITIES,
    NEED_KINDS,
    NEED_REASONS,
    PEOPLE,
    TERMS,
)
from topp_desktop.services.terms import FORMS, METHODS, ROLES, SCOPES, term

LONGEST = 32_000
"""Characters of one cell; Excel takes 32,767."""

_SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}

Value = str | float | int | None
Rows = Sequence[Sequence[Value]]


def road_map_sheet(sheet: RoadMapSheet) -> bytes:
    """The .xlsx file; equal contents give equal bytes."""
    import xlsxwriter

    content = sheet.report
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _SAFE)
    book.set_properties(
        {
            "title": cell_text(content.road_map.results.assessment.institution.name)[:255],
            "created": content.made.replace(tzinfo=None),
        }
    )
    _Sheets(book, content).write()
    book.close()
    return buffer.getvalue()


def cell_text(text: str) -> str:
    """What a cell can hold: no control characters, no halves of surrogates, not too long."""
    kept = "".join(
        sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs")
    )
    return kept if len(kept) <= LONGEST else kept[:LONGEST] + "…"


class _Sheets:
    """Writes the sheets of one book."""

    def __init__(self, book: Any, content: ReportContent) -> None:
        self._book = book
        self._road_map = content.road_map
        self._results = content.road_map.results
        self._edits = content.road_map.edits
        self._words = content.words
        self._wording = content.wording
        base = {"font_name": "Noto Sans", "font_size": 10, "valign": "top", "text_wrap": True}
        self._plain = book.add_format(base)
        self._head = book.add_format(base | {"bold": True, "bg_color": LIGHT["accent-tint"]})

    def write(self) -> None:
        words = self._words
        self._sheet(words.gettext("Profile"), self._profile_head(), self._profile(), (34, 60, 14))
        actions = list(self._actions())
        self._sheet(words.gettext("Actions"), self._action_head(), actions, (12, 10, 46, 22))
        self._sheet(
            words.gettext("Milestones"), self._milestone_head(), list(self._milestones()), (30, 46)
        )
        self._sheet(words.gettext("Needs"), self._need_head(), list(self._needs()), (24, 12, 50))
        themes = theme_table(self._results, self._wording, words)
        if themes is not None:
            self._sheet(themes.title, themes.header, themes.rows, (50, 14, 14))
        self._sheet(
            words.gettext("Justifications"),
            [words.gettext("Question"), words.gettext("What it asks"), words.gettext("Text")],
            list(self._justifications()),
            (12, 50, 90),
        )
        self._sheet(
            words.gettext("Documents"),
            [words.gettext("Document"), words.gettext("Questions")],
            named_documents(self._results, self._wording),
            (70, 40),
        )
        people = participants(self._results.assessment)
        self._sheet(
            words.gettext("Participants"),
            [
                words.gettext("Role"),
                words.gettext("People who answered"),
                words.gettext("People who voted"),
            ],
            [(term(ROLES, role, words), answered, voted) for role, answered, voted in people],
            (40, 20, 20),
        )

    def _sheet(self, name: str, head: Sequence[str], rows: Rows, widths: Sequence[float]) -> None:
        """Texts are written as texts, whatever they begin with."""
        sheet = self._book.add_worksheet(name[:31])
        for column, title in enumerate(head):
            sheet.write_string(0, column, title, self._head)
            sheet.set_column(column, column, widths[column] if column < len(widths) else 18)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(number, column, cell_text(value), self._plain)
                elif value is not None:
                    sheet.write_number(number, column, value, self._plain)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        if rows:
            sheet.autofilter(0, 0, len(rows), len(head) - 1)

    # --- profile -------------------------------------------------------------------------

    def _profile_head(self) -> list[str]:
        words = self._words
        return [
            words.gettext("What"),
            words.gettext("Value"),
            words.gettext("Points (0–100)"),
            words.gettext("Supported"),
            words.gettext("Range from"),
            words.gettext("Range to"),
            words.gettext("Target"),
        ]

    def _profile(self) -> Rows:
        words, wording, results = self._words, self._wording, self._results
        assessment, card = results.assessment, results.card
        facts: list[Sequence[Value]] = [
            (words.gettext("Institution"), assessment.institution.name),
            (words.gettext("Country"), words.territory(assessment.institution.country)),
            (words.gettext("Measurement"), assessment.round),
            (words.gettext("Form"), term(FORMS, assessment.form, words)),
            (words.gettext("What it is about"), term(SCOPES, assessment.scope, words)),
            (words.gettext("How it was answered"), term(METHODS, assessment.method, words)),
            (
                words.gettext("Questionnaire"),
                f"{wording.name} {results.instrument.version} · {results.instrument.sha256}",
            ),
        ]
        if card.leveled:
            said = level_sentence(results, wording, words)
            facts.append((words.gettext("Overall"), said, *self._figures(card.overall)))
        facts += [
            (wording.dimension(name), words.gettext("Capacity"), *self._figures(score))
            for name, score in card.dimensions.items()
        ]
        facts += [
            (wording.area(name), words.gettext("Area"), *self._figures(score))
            for name, score in card.areas.items()
        ]
        for name, cell in card.cells.items():
            area, _, dimension = name.partition("-")
            title = f"{wording.area_short(area)} · {wording.dimension(dimension)}"
            figures = (*self._figures(cell), cell.target if cell.published else None)
            facts.append((title, words.gettext("Cell"), *figures))
        return facts

    def _figures(self, score: Score) -> tuple[Value, ...]:
        """Declared, supported where that is shown, and the indicative range."""
        supported = score.supported if self._results.card.show_supported else None
        return score.declared, supported, score.low, score.high

    # --- actions -------------------------------------------------------------------------

    def _action_head(self) -> list[str]:
        words = self._words
        terms = [words.gettext(TERMS[name]) for name in _TERM_COLUMNS]
        fields = [words.gettext(FIELDS[name]) for name in _FIELD_COLUMNS]
        return [
            words.gettext("Begins"),
            words.gettext("Ends"),
            words.gettext("Action"),
            words.gettext("Question"),
            words.gettext("Step"),
            words.gettext("How pressing"),
            *terms,
            words.gettext("Responsible"),
            *fields,
            words.gettext("Follow-up"),
            words.gettext("Remark"),
            words.gettext("Set by the institution"),
        ]

    def _actions(self) -> Iterator[Sequence[Value]]:
        for planned in self._road_map.plan.actions:
            yield self._action(planned)

    def _action(self, planned: PlannedAction) -> list[Value]:
        words, wording, action = self._words, self._wording, planned.action
        card = action_card(action, self._road_map.catalogue, wording)
        edit = self._edits.actions.get(action.id, ActionEdit(action.id))
        followed = self._edits.follow_up.get(subject("action", action.id), FollowUp())
        ranked = planned.ranked
        values: dict[str, Value] = {
            "gain": ranked.gain,
            "priority": action.priority,
            "feasibility": action.feasibility,
            "unlocks": ranked.unlocks,
            "effort": float(action.effort),
            "duration": action.duration,
            "score": ranked.score,
        }
        texts: dict[str, Value] = {
            name: getattr(card, name, "") if name in _CARD_FIELDS else getattr(edit, name)
            for name in _FIELD_COLUMNS
        }
        return [
            planned.start.short if planned.start is not None else "–",
            planned.end.short if planned.end is not None else "–",
            action_title(action, self._road_map.catalogue, wording, words),
            action_code(action, wording),
            step_words(action, wording),
            tag_words(ranked.tag, words),
            *(values[name] for name in _TERM_COLUMNS),
            action_responsible(action, self._road_map.catalogue, wording, words),
            *(texts[name] for name in _FIELD_COLUMNS),
            term(FOLLOW_STATUSES, followed.status, words),
            unplaced_sentence(planned, words),
            " · ".join(action_marks(planned, words)),
        ]

    # --- milestones, needs, justifications -----------------------------------------------

    def _milestone_head(self) -> list[str]:
        words = self._words
        return [
            words.gettext("Theme"),
            words.gettext("Activity"),
            words.gettext("Result"),
            words.gettext("Begins"),
            words.gettext("State"),
            words.gettext("Follow-up"),
            words.gettext("Date"),
            words.gettext("Document"),
            words.gettext("Comment"),
        ]

    def _milestones(self) -> Iterator[Sequence[Value]]:
        for activity in by_activity(self._edits.milestones.values()):
            for milestone in activity.results:
                found = self._edits.follow_up.get(subject("milestone", milestone.id), FollowUp())
                yield (
                    milestone.combo,
                    milestone.activity,
                    milestone.result,
                    milestone.start.short if milestone.start is not None else "–",
                    term(MILESTONE_STATES, milestone.state, self._words),
                    term(FOLLOW_STATUSES, found.status, self._words),
                    "" if found.on is None else found.on.isoformat(),
                    found.evidence,
                    found.comment,
                )

    def _need_head(self) -> list[str]:
        words = self._words
        return [
            words.gettext("Need"),
            words.gettext("Question"),
            words.gettext("Topic"),
            words.gettext("Who takes part"),
            words.gettext("People"),
            words.gettext("How"),
            words.gettext("Semester"),
            words.gettext("Why"),
            words.gettext("Remark"),
        ]

    def _needs(self) -> Iterator[Sequence[Value]]:
        words, wording = self._words, self._wording
        for need in self._road_map.demand:
            item = wording.instrument.by_id.get(need.item or "")
            kind = term(NEED_KINDS, need.kind, words)
            if need.kind == "peers":
                how = (
                    words.gettext("can teach it")
                    if need.offers
                    else words.gettext("wants to learn it")
                )
                kind = f"{kind}: {how}"
            yield (
                kind,
                wording.item_code(item) if item is not None else "",
                need_topic(need, self._road_map.catalogue, wording),
                term(PEOPLE, need.level, words),
                need.persons,
                term(MODALITIES, need.modality, words),
                need.semester or "",
                term(NEED_REASONS, need.reason, words),
                need.note,
            )

    def _justifications(self) -> Iterator[Sequence[Value]]:
        """What travels and prints; private notes, names and who wrote what never come here."""
        assessment = self._results.assessment
        for item in self._results.instrument.form_items(assessment.form):
            texts = [t for c in assessment.consensus if c.item == item.id
                     for t in (c.rationale, c.reason, c.dissent)]  # fmt: skip
            texts += [t for r in assessment.responses if r.item == item.id
                      for t in (r.note, r.reason, r.missing)]  # fmt: skip
            for text in dict.fromkeys(t.strip() for t in texts if t.strip()):
                yield (self._wording.item_code(item), self._wording.stem(item.id), text)


_TERM_COLUMNS = ("gain", "priority", "feasibility", "unlocks", "effort", "duration", "score")
_CARD_FIELDS = ("activity", "result", "verification", "indicator", "unit")
_FIELD_COLUMNS = (
    *_CARD_FIELDS,
    *("baseline", "target", "partner", "budget", "cost", "currency", "funding_gap", "reason"),
)
