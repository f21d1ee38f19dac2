"""What every schema shares: strict types, unknown fields refused by name, coded faults."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core.core_schema import CoreSchema, literal_schema

from topp_desktop.domain.errors import EnvironmentFault, Phrase, UserError
from topp_desktop.foundation.i18n import N_


@dataclass(frozen=True, slots=True)
class OneOf:
    """`Annotated[str, OneOf(NAMES)]`: one of the words that the domain lists, in its order."""

    names: tuple[str, ...]

    def __get_pydantic_core_schema__(self, _source: Any, _handler: Any) -> CoreSchema:
        return literal_schema(list(self.names))


MAX_FILE_BYTES = 16 * 1024 * 1024


_CHOICE = N_("it has to be {expected}")
_PHRASES = {
    "missing": N_("it is missing"),
    "literal_error": _CHOICE,
    "greater_than_equal": N_("it has to be {ge} or more"),
    "less_than_equal": N_("it has to be {le} or less"),
    "greater_than": N_("it has to be more than {gt}"),
    "string_too_long": N_("it has more than {max_length} characters"),
    "string_too_short": N_("it is empty or too short"),
    "string_pattern_mismatch": N_("it is not written in the form expected"),
    "too_long": N_("it has more than {max_length} entries"),
    "too_short": N_("it has fewer than {min_length} entries"),
    "finite_number": N_("it is not a number"),
}
_OTHER = N_("it is not of the kind expected")


def phrase(fault: Any) -> Phrase:
    """What is wrong with a value, in words that can be translated; `fault` as pydantic has it."""
    return Phrase(_PHRASES.get(fault["type"], _OTHER), dict(fault.get("ctx", {})))


class Strict(BaseModel):
    """No coercion, no unknown fields, immutable."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, populate_by_name=True)


Model = TypeVar("Model", bound=BaseModel)


def read_limited(path: Path) -> bytes:
    """The file's bytes; refuses what is missing, unreadable or larger than 16 MiB."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise UserError("file-too-large", path=str(path), limit="16 MiB")
        return path.read_bytes()
    except FileNotFoundError as fault:
        raise UserError("file-not-found", path=str(path)) from fault
    except OSError as fault:
        raise EnvironmentFault("file-not-readable", path=str(path)) from fault


def _place(data: Any, location: tuple[int | str, ...], *, missing: bool) -> str:
    """Where in the file a fault lies. Pydantic also names the alternative it tried: left out."""
    parts: list[str] = []
    node = data
    for number, part in enumerate(location, start=1):
        inside = isinstance(node, list) and isinstance(part, int)
        if inside or (isinstance(node, dict) and part in node):
            node = node[part]
        elif not (missing and number == len(location)):
            continue
        parts.append(str(part))
    return ".".join(parts) or "(file)"


def parse(model: type[Model], data: Any, *, path: str) -> Model:
    """Validates `data`; the first fault is named by its place, such as responses.3.answer."""
    try:
        return model.model_validate(data)
    except ValidationError as fault:
        first = fault.errors(include_url=False, include_input=False)[0]
        place = _place(data, first["loc"], missing=first["type"] == "missing")
        if first["type"] == "extra_forbidden":
            raise UserError("unknown-field", path=path, field=place) from fault
        raise UserError("invalid-field", path=path, field=place, detail=phrase(first)) from fault


def check_format(data: Any, expected: str, version: int, *, path: str) -> dict[str, Any]:
    """Refuses another kind of file, and a newer version of this one."""
    if not isinstance(data, dict) or data.get("format") != expected:
        raise UserError("wrong-format", path=path, expected=expected)
    found = data.get("version")
    if not isinstance(found, int) or isinstance(found, bool) or found < version:
        raise UserError(
            "invalid-field",
            path=path,
            field="version",
            detail=Phrase(_CHOICE, {"expected": version}),
        )
    if found > version:
        raise UserError("format-too-new", path=path, found=found, known=version)
    return data
