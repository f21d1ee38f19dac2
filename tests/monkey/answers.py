"""Answers as a monkey's judge compares them: what was chosen, and a check sum of the texts."""

from __future__ import annotations

import zlib

from topp_desktop.domain.assessment import Assessment


def answers_of(assessment: Assessment) -> dict[str, str]:
    """By person and question; no text leaves the window that could be long or private."""
    return {
        f"{r.respondent} {r.item}": f"{r.answer} {_texts(r.note, r.missing, r.reason)}"
        for r in assessment.responses
        if r.answer is not None or r.note or r.missing
    }


def _texts(*texts: str) -> str:
    return f"{zlib.crc32(repr(texts).encode()):08x}" if any(texts) else ""
