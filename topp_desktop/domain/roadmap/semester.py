"""Semesters: 2026-1 is "Semestre I - 2026"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

_MACHINE = re.compile(r"^([0-9]{4})-([12])$")
_WRITTEN = re.compile(
    r"^\s*(?:semestre|semester|s\.?)?\s*(I{1,2}|[12])\s*[-–/ ]\s*([0-9]{4})\s*$", re.IGNORECASE
)

ROOM_TO_BEGIN: Final = 90
"""So many days have to remain of a semester for a plan to begin in it."""


@dataclass(frozen=True, slots=True, order=True)
class Semester:
    """A half-year; `half` is 1 or 2. Ordered in time."""

    year: int
    half: int

    @classmethod
    def parse(cls, text: str) -> Semester:
        """Reads "2026-1", "Semestre I - 2026", "Semestre I- 2019", "II-2027"; else ValueError."""
        machine = _MACHINE.match(text.strip())
        if machine:
            return cls(int(machine[1]), int(machine[2]))
        written = _WRITTEN.match(text)
        if not written:
            raise ValueError(text)
        half = {"I": 1, "II": 2, "1": 1, "2": 2}[written[1].upper()]
        return cls(int(written[2]), half)

    @classmethod
    def of(cls, day: date) -> Semester:
        return cls(day.year, 1 if day.month <= 6 else 2)

    @classmethod
    def to_plan_from(cls, day: date) -> Semester:
        """The first semester of a plan that is made on this day: the present one while
        `ROOM_TO_BEGIN` days of it remain, else the next."""
        now = cls.of(day)
        remaining = (now.plus(1).first_day - day).days - 1
        return now if remaining >= ROOM_TO_BEGIN else now.plus(1)

    @property
    def first_day(self) -> date:
        return date(self.year, 1 if self.half == 1 else 7, 1)

    @property
    def roman(self) -> str:
        return "I" if self.half == 1 else "II"

    @property
    def index(self) -> int:
        """Running number, so that differences are counts of semesters."""
        return self.year * 2 + self.half - 1

    def plus(self, semesters: int) -> Semester:
        index = self.index + semesters
        return Semester(index // 2, index % 2 + 1)

    def __str__(self) -> str:
        return f"{self.year}-{self.half}"

    @property
    def short(self) -> str:
        """ "I-2026", as people write it in the region."""
        return f"{self.roman}-{self.year}"
