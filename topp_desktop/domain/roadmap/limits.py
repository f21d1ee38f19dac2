"""How long the texts of a plan may be: what a file to send takes (docs/exchange.md)."""

from __future__ import annotations

from typing import Final

from topp_desktop.domain.errors import UserError

WORD: Final = 100
LINE: Final = 500
NOTE: Final = 20_000


def check_plan_text(text: str, name: str, limit: int) -> None:
    """Refuses a text that no file could carry.

    UserError("plan-text-too-long", field, limit), UserError("plan-text-unreadable", field).
    """
    if len(text) > limit:
        raise UserError("plan-text-too-long", field=name, limit=limit)
    if "\x00" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise UserError("plan-text-unreadable", field=name)
