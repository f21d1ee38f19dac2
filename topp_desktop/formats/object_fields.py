"""The kinds of values that signed objects are made of, each bounded."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field

from topp_desktop.domain.assessment import DONT_KNOW, NOT_APPLICABLE
from topp_desktop.formats.strict import OneOf

STRICT = ConfigDict(strict=True, extra="forbid")

MAX = 2**53 - 1
Rid = Annotated[str, Field(pattern=r"^[0-9a-f]{64}\z")]
Kid = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{43}\z")]
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}\z")]
Round = Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f-\x9f]{1,40}\z")]
Word = Annotated[str, Field(max_length=100)]
Line = Annotated[str, Field(max_length=500)]
Note = Annotated[str, Field(max_length=20_000)]
Moment = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z\z")]
Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}\z")]
AgeRecipient = Annotated[str, Field(pattern=r"^age1[02-9ac-hj-np-z]{58}\z")]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Number = Annotated[float, Field(ge=-1e12, le=1e12, allow_inf_nan=False)]
Points = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
Parents = Annotated[list[Rid], Field(max_length=1_000)]
Audience = Annotated[list[Id], Field(min_length=1, max_length=50)]
WHOLE = Annotated[
    Annotated[int, Field(ge=0, le=MAX)] | Annotated[str, Field(pattern=r"^[0-9]{16,90}\z")],
    Field(union_mode="left_to_right"),
]
Ratio = Annotated[list[WHOLE], Field(min_length=2, max_length=2)]
"""A fraction: numerator and denominator, as digits in a string beyond 2^53."""

Said = Annotated[
    Annotated[int, Field(ge=0, le=4_000)]
    | Annotated[str, OneOf((NOT_APPLICABLE, DONT_KNOW))]
    | None,
    Field(union_mode="left_to_right"),
]
"""Thousandths of a level, or why there is none; the usual one is tried first."""

Version = Annotated[int, Field(ge=1, le=1)]
