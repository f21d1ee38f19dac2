"""One fault's three sentences, as `services.errors.texts` keeps them."""

from __future__ import annotations

from typing import NamedTuple


class ErrorText(NamedTuple):
    """English sources with `{param}` placeholders."""

    title: str
    cause: str
    next_step: str
