"""Known faults. Whatever is not one of these is a bug.

A fault has a stable code and named parameters; only `ui.errors` and `cli.errors` turn it into
sentences, with the texts of `services.errors.texts`.
"""

from __future__ import annotations

from typing import Any, NamedTuple


class Phrase(NamedTuple):
    """A parameter that is itself words: an English source text and its placeholders' values."""

    text: str
    values: dict[str, Any]


class ToppError(Exception):
    """A fault with a code; `params` fill the placeholders of its sentences."""

    exit_code = 1

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value!r}" for name, value in sorted(self.params.items()))
        return f"{self.code}({details})" if details else self.code


class UserError(ToppError):
    """The input was refused; the person can act on it."""

    exit_code = 1


class EnvironmentFault(ToppError):
    """Disk, lock, corruption, a missing right: the surroundings have to change."""

    exit_code = 3
