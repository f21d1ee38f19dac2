"""How each question works, from the study files of many institutions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from topp_desktop.domain.instrument import Instrument
from topp_desktop.domain.instrument.answers import DONT_KNOW, NOT_APPLICABLE, as_level
from topp_desktop.domain.study.agreement import (
    exact_agreement,
    group_kappa,
    group_kappa_interval,
    paired_kappa,
)
from topp_desktop.domain.study.model import Rater, Rating, StudyFile

_STRAIGHT = 3
"""Levels under one objective from which on equal ones look like a straight line."""


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """One wording of one question. Shares are 0–1; None: there is nothing to say.

    used: ratings per level 0–4; agreement, near: pairs of one institution with the same level, and
    with at most one between; kappa and its interval; verified: institutions with a second rating;
    gap: declared minus verified, in levels, on average; retested, retest: raters who answered
    twice, and the kappa between the two times; straight: raters who gave each question of the
    objective the same level; seconds: the median.
    """

    item: str
    revision: int
    ratings: int
    groups: int
    used: tuple[int, ...]
    dont_know: int
    not_applicable: int
    agreement: float | None
    near: float | None
    kappa: float | None
    interval: tuple[float, float] | None
    verified: int
    gap: float | None
    retested: int
    retest: float | None
    straight: float | None
    seconds: float | None

    @property
    def never_used(self) -> tuple[int, ...]:
        """Levels that nobody chose, where anybody chose one."""
        if not any(self.used):
            return ()
        return tuple(level for level, count in enumerate(self.used) if not count)


@dataclass(frozen=True, slots=True)
class _Said:
    file: StudyFile
    rater: Rater
    rating: Rating


def item_figures(files: Sequence[StudyFile], instrument: Instrument) -> tuple[ItemFigures, ...]:
    """One entry per question and wording that anybody rated, in the instrument's order.

    Ratings of the first time speak of use and agreement; those of the second time of stability
    alone. Questions without levels are left out.
    """
    said: dict[tuple[str, int], list[_Said]] = defaultdict(list)
    for file in files:
        for rater in file.raters:
            for rating in rater.ratings:
                said[rating.item, rating.revision].append(_Said(file, rater, rating))
    straight = _straight(files, instrument)
    return tuple(
        _figures(item.id, revision, said[item.id, revision], files, straight, instrument)
        for item in instrument.items
        if item.leveled
        for revision in sorted(r for name, r in said if name == item.id)
    )


def _figures(
    item: str,
    revision: int,
    said: Sequence[_Said],
    files: Sequence[StudyFile],
    straight: dict[tuple[str, str], bool],
    instrument: Instrument,
) -> ItemFigures:
    first = [s for s in said if s.file.wave == "first"]
    answers = [s.rating.answer for s in first]
    levels = [level for a in answers if (level := as_level(a)) is not None]
    groups = list(_by_group(first).values())
    gaps = list(_gaps(files, item, revision))
    times = list(_twice(said).values())
    objective = instrument.by_id[item].objective or ""
    raters = {s.rater.pseudonym for s in first}
    lines = [straight[r, objective] for r in raters if (r, objective) in straight]
    seconds = [s.rating.seconds for s in first if s.rating.seconds is not None]
    count = instrument.level_count
    return ItemFigures(
        item,
        revision,
        len(first),
        len(groups),
        tuple(levels.count(level) for level in range(count)),
        answers.count(DONT_KNOW),
        answers.count(NOT_APPLICABLE),
        exact_agreement(groups),
        exact_agreement(groups, within=1),
        group_kappa(groups, count),
        group_kappa_interval(groups, count),
        len(gaps),
        sum(gaps) / len(gaps) if gaps else None,
        len(times),
        paired_kappa(times, count),
        sum(lines) / len(lines) if lines else None,
        median(seconds) if seconds else None,
    )


def _by_group(said: Iterable[_Said]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for one in said:
        level = as_level(one.rating.answer)
        if level is not None:
            found[one.file.group].append(level)
    return found


def _twice(said: Iterable[_Said]) -> dict[str, tuple[int, int]]:
    """Pseudonym → the level of the first and of the second time."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for one in said:
        level = as_level(one.rating.answer)
        if level is not None:
            found[one.rater.pseudonym][one.file.wave] = level
    return {
        who: (times["first"], times["retest"]) for who, times in found.items() if len(times) == 2
    }


def _gaps(files: Iterable[StudyFile], item: str, revision: int) -> Iterator[float]:
    for file in files:
        for rating in file.verified:
            level = as_level(rating.answer)
            here = rating.item == item and rating.revision == revision
            if here and level is not None and item in file.declared:
                yield file.declared[item] - level


def _straight(files: Iterable[StudyFile], instrument: Instrument) -> dict[tuple[str, str], bool]:
    """(rater, objective) → whether every level under it is the same; where there are enough."""
    found = {}
    for file in files:
        if file.wave != "first":
            continue
        for rater in file.raters:
            known = [r for r in rater.ratings if r.item in instrument.by_id]
            named = sorted((instrument.by_id[r.item].objective or "", r.item, r) for r in known)
            for objective, rows in groupby(named, key=lambda row: row[0]):
                levels = [as_level(r.answer) for _, _, r in rows]
                given = [level for level in levels if level is not None]
                if len(given) >= _STRAIGHT:
                    found[rater.pseudonym, objective] = len(set(given)) == 1
    return found
