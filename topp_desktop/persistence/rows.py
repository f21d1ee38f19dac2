"""Domain values as the columns of their rows, and back. JSON only where a column holds a list."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from topp_desktop.domain.assessment import (
    Answer,
    Consensus,
    Feedback,
    LineStatus,
    Marks,
    Respondent,
    Response,
    Tally,
    Weights,
    as_elements,
)
from topp_desktop.domain.assessment.work import Approval, Details, Member, Proposal

Row = dict[str, Any]


class DocumentRefs:
    """Titles of documents as references to the institution's list, and back."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        """titles: document id → title."""
        self._titles = titles
        self._ids = {title: name for name, title in titles.items()}

    def keep(self, titles: Iterable[str]) -> str:
        """A list of titles as it is stored."""
        return json.dumps(
            [{"d": self._ids[t]} if t in self._ids else t for t in titles], ensure_ascii=False
        )

    def read(self, text: str) -> tuple[str, ...]:
        """The titles of a stored list."""
        entries = json.loads(text)
        return tuple(e if isinstance(e, str) else self._titles.get(e["d"], "") for e in entries)


def dump_answer(answer: Answer | None) -> str | None:
    """An answer as JSON text: 3, "NA", ["e1"]; None where there is no answer."""
    if answer is None:
        return None
    return json.dumps(answer if (ticked := as_elements(answer)) is None else sorted(ticked))


def load_answer(text: str | None) -> Any:
    """The answer of `dump_answer`."""
    if text is None:
        return None
    value = json.loads(text)
    return frozenset(value) if isinstance(value, list) else value


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


_RESPONSE = ("evidence", "confidence", "reason", "note", "missing", "private_note")
_CONSENSUS = ("evidence", "confidence", "reason", "rationale", "dissent")
_PROPOSAL = (
    *("evidence", "confidence", "reason", "note", "missing", "dissent"),
    *("state", "change_note"),
)


def dump_marks(marks: Marks) -> str:
    """Marks as JSON text."""
    return json.dumps({"met": sorted(marks.met), "not_met": sorted(marks.not_met)})


def load_marks(text: str) -> Marks:
    """The marks of `dump_marks`."""
    return Marks.of(**json.loads(text))


def response_row(value: Response, refs: DocumentRefs) -> Row:
    return {
        "answer": dump_answer(value.answer),
        "documents": refs.keep(value.documents),
        "flagged": value.flagged,
        "marks": dump_marks(value.marks),
        **{name: getattr(value, name) for name in _RESPONSE},
    }


def response(key: tuple[str, ...], row: Row, refs: DocumentRefs) -> Response:
    return Response(
        key[0],
        key[1],
        load_answer(row["answer"]),
        documents=refs.read(row["documents"]),
        flagged=bool(row["flagged"]),
        marks=load_marks(row["marks"]),
        **{name: row[name] for name in _RESPONSE},
    )


def consensus_row(value: Consensus, refs: DocumentRefs) -> Row:
    return {
        "answer": dump_answer(value.answer),
        "documents": refs.keep(value.documents),
        "marks": dump_marks(value.marks),
        **{name: getattr(value, name) for name in _CONSENSUS},
    }


def consensus(key: tuple[str, ...], row: Row, refs: DocumentRefs) -> Consensus:
    return Consensus(
        key[0],
        load_answer(row["answer"]),
        documents=refs.read(row["documents"]),
        marks=load_marks(row["marks"]),
        **{name: row[name] for name in _CONSENSUS},
    )


def tally_row(value: Tally, _: DocumentRefs) -> Row:
    return {"counts": json.dumps(value.counts), "dk": value.dk, "na": value.na}


def tally(key: tuple[str, ...], row: Row, _: DocumentRefs) -> Tally:
    return Tally(key[0], key[1], tuple(json.loads(row["counts"])), row["dk"], row["na"])


def member_row(value: Member, _: DocumentRefs) -> Row:
    items = value.respondent.items
    return {
        "position": value.position,
        "role": value.respondent.role,
        "name": value.name,
        "items": None if items is None else json.dumps(sorted(items)),
        "unit": value.unit,
        "components": json.dumps(value.components),
        "due": _day(value.due),
    }


def member(key: tuple[str, ...], row: Row, _: DocumentRefs) -> Member:
    items = None if row["items"] is None else frozenset(json.loads(row["items"]))
    return Member(
        Respondent(key[0], row["role"], items),
        row["position"],
        row["name"],
        row["unit"],
        tuple(json.loads(row["components"])),
        _date(row["due"]),
    )


def target_row(value: float, _: DocumentRefs) -> Row:
    return {"value": repr(float(value))}


def target(_key: tuple[str, ...], row: Row, _: DocumentRefs) -> float:
    return float(row["value"])


def line_row(value: LineStatus, _: DocumentRefs) -> Row:
    return {"state": value.state, "year": value.year, "note": value.note}


def line(_key: tuple[str, ...], row: Row, _: DocumentRefs) -> LineStatus:
    return LineStatus(row["state"], row["year"], row["note"])


def feedback_row(value: Feedback, _: DocumentRefs) -> Row:
    return {"kind": value.kind, "text": value.text}


def feedback(_key: tuple[str, ...], row: Row, _: DocumentRefs) -> Feedback:
    return Feedback(row["kind"], row["text"])


def proposal_row(value: Proposal, refs: DocumentRefs) -> Row:
    return {
        "answer": dump_answer(value.answer),
        "documents": refs.keep(value.documents),
        "since": _day(value.since),
        **{name: getattr(value, name) for name in _PROPOSAL},
    }


def proposal(key: tuple[str, ...], row: Row, refs: DocumentRefs) -> Proposal:
    return Proposal(
        key[0],
        key[1],
        load_answer(row["answer"]),
        documents=refs.read(row["documents"]),
        since=_date(row["since"]),
        **{name: row[name] for name in _PROPOSAL},
    )


def approval_row(value: Approval, _: DocumentRefs) -> Row:
    names = ("state", "position", "content", "letter")
    return {"date": value.date.isoformat(), **{name: getattr(value, name) for name in names}}


def approval(_key: tuple[str, ...], row: Row, _: DocumentRefs) -> Approval:
    return Approval(
        row["state"],
        row["position"],
        date.fromisoformat(row["date"]),
        row["content"],
        row["letter"],
    )


_DETAILS = ("form", "round", "scope", "method", "participants")


def details_row(value: Details, refs: DocumentRefs) -> Row:
    return {"plans": refs.keep(value.plans), **{name: getattr(value, name) for name in _DETAILS}}


def details(_key: tuple[str, ...], row: Row, refs: DocumentRefs) -> Details:
    return Details(plans=refs.read(row["plans"]), **{name: row[name] for name in _DETAILS})


def weights_row(value: Weights, _: DocumentRefs) -> Row:
    return {"weights": json.dumps({"items": dict(value.items), "areas": dict(value.areas)})}


def weights(_key: tuple[str, ...], row: Row, _: DocumentRefs) -> Weights:
    return Weights(**json.loads(row["weights"]))


def plan_row(value: Mapping[str, Any], _: DocumentRefs) -> Row:
    return {"plan_settings": json.dumps(dict(value), ensure_ascii=False)}


def plan(_key: tuple[str, ...], row: Row, _: DocumentRefs) -> Any:
    return json.loads(row["plan_settings"])
