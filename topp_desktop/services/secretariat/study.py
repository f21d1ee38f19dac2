"""Study files at the secretariat: opened, put together, and laid out for R and for the eye."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Instrument
from topp_desktop.domain.instrument.answers import as_elements, as_level
from topp_desktop.domain.study.items import ItemFigures, item_figures
from topp_desktop.domain.study.model import Rating, StudyFile
from topp_desktop.formats.strict import read_limited
from topp_desktop.formats.study import FORMAT, read_study
from topp_desktop.foundation.i18n import N_, Translator
from topp_desktop.services.errors.system import write_faults
from topp_desktop.services.exchange.ports import Codec, SecretariatKeys
from topp_desktop.services.library import Library
from topp_desktop.services.papers import Papers
from topp_desktop.services.tables import Cell, StatisticsTable

ENDING = ".topp-study"
_PACKAGE = b"eyJ"
"""How what an institution sends begins, once it is opened."""
RATINGS, COLUMNS, ITEMS = "ratings.csv", "columns.csv", "items.csv"

LONG: Sequence[tuple[str, str]] = (
    ("study", N_("name of the study")),
    ("group", N_("stands for the institution; random")),
    ("country", N_("country of the institution, ISO 3166-1")),
    ("government", N_("its level of government: central, intermediate, local")),
    ("instrument", N_("questionnaire and its version")),
    ("sha256", N_("hash of the questionnaire, which tells wordings apart")),
    ("form", N_("form of the questionnaire")),
    ("wave", N_("first: the first time; retest: the second time, some weeks later")),
    (
        "source",
        N_(
            "rater: one person; verifier: the second rating with the documents; declared: the "
            "institution's level in its results"
        ),
    ),
    ("rater", N_("stands for the person; random, new for each study; empty unless a rater")),
    (
        "role",
        N_("leads: authority or elected; other; empty where it would single somebody out"),
    ),
    ("item", N_("question")),
    ("revision", N_("number of the wording of the question")),
    ("area", N_("area of the question")),
    ("objective", N_("objective of the question")),
    ("dimension", N_("dimension of the question: T, O, P, F")),
    ("component", N_("component of the question")),
    ("state", N_("level, elements (of a checklist), NA (not applicable), DK (we do not know)")),
    ("level", N_("level 0 to 4; with thousandths where declared; empty without a level")),
    ("elements", N_("elements that are there, of a checklist, parted by blanks")),
    ("evidence", N_("grade of the evidence, 0 to 3; empty: not recorded")),
    ("confidence", N_("how sure: A high, M middle, B low; empty: not said, counts as M")),
    ("met", N_("clauses that are met, as level.number, parted by blanks")),
    ("not_met", N_("clauses that are not met")),
    ("seconds", N_("how long the question was open, 600 at most; empty: not measured")),
    ("remark", N_("justification in the rater's words")),
)
"""Columns of the long table, with what each says."""

FIGURES: Sequence[tuple[str, str]] = (
    ("item", N_("question")),
    ("revision", N_("number of the wording of the question")),
    ("ratings", N_("ratings of the first time")),
    ("groups", N_("institutions with at least one level")),
    *((f"level_{n}", N_("how many chose this level")) for n in range(5)),
    ("dont_know", N_("how many did not know")),
    ("not_applicable", N_("for how many it does not apply")),
    ("agreement", N_("share of pairs within an institution with the same level")),
    ("near", N_("share of pairs within an institution at most one level apart")),
    ("kappa", N_("quadratic weighted kappa of the raters of an institution")),
    ("kappa_low", N_("lower end of its 95 % interval, bootstrap over institutions")),
    ("kappa_high", N_("upper end of its 95 % interval, bootstrap over institutions")),
    ("verified", N_("institutions with a second rating")),
    ("gap", N_("declared minus verified, in levels, on average")),
    ("retested", N_("raters who answered twice")),
    ("retest_kappa", N_("quadratic weighted kappa between the first and the second time")),
    ("straight_lined", N_("share of raters with one level throughout the objective, of 3 or more")),
    ("seconds", N_("median of the seconds that the question was open")),
    ("never_used", N_("levels that nobody chose")),
)
"""Columns of the table by question, with what each says."""


@dataclass(frozen=True, slots=True)
class StudyReading:
    """What files say together. replaced: files that a later one of their group replaces."""

    name: str
    files: tuple[StudyFile, ...]
    replaced: int
    figures: tuple[ItemFigures, ...]
    instrument: Instrument

    @property
    def raters(self) -> int:
        """People, each counted once."""
        return len({rater.pseudonym for file in self.files for rater in file.raters})

    @property
    def groups(self) -> int:
        """Institutions."""
        return len({file.group for file in self.files})


def read_studies(
    paths: Sequence[Path], codec: Codec, keys: SecretariatKeys, library: Library
) -> StudyReading:
    """Opens files, and those in folders; all of one study and one questionnaire.

    UserError: study-none, study-not-opened(path), study-mixed(path, one, other),
    instrument-unknown, and those of `formats.study.read_study`.
    """
    latest: dict[tuple[str, str], StudyFile] = {}
    found = 0
    for path in _files(paths):
        plain = codec.unseal(read_limited(path), keys.openers)
        if plain is None:
            raise UserError("study-not-opened", path=str(path))
        if plain.startswith(_PACKAGE):
            raise UserError("wrong-format", path=str(path), expected=FORMAT)
        file = read_study(plain, str(path))
        found += 1
        first = next(iter(latest.values()), file)
        for one, other in (
            (first.study, file.study),
            (first.instrument.id, file.instrument.id),
        ):
            if one != other:
                raise UserError("study-mixed", path=str(path), one=one, other=other)
        known = latest.get((file.group, file.wave))
        if known is None or known.made <= file.made:
            latest[file.group, file.wave] = file
    if not latest:
        raise UserError("study-none")
    files = tuple(latest[key] for key in sorted(latest))
    instrument = library.by_hash(files[0].instrument.sha256) or library.find(
        files[0].instrument.id, None
    )
    figures = item_figures(files, instrument)
    return StudyReading(files[0].study, files, found - len(files), figures, instrument)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.iterdir() if p.suffix.lower() == ENDING)
        else:
            yield path


def write_study_tables(
    reading: StudyReading, folder: Path, papers: Papers, words: Translator
) -> tuple[Path, ...]:
    """Writes the long table, the table by question, and what their columns mean."""
    texts = [("ratings", *column) for column in LONG] + [("items", *column) for column in FIGURES]
    tables = {
        RATINGS: StatisticsTable([name for name, _ in LONG], list(_long(reading))),
        ITEMS: StatisticsTable([name for name, _ in FIGURES], [_row(f) for f in reading.figures]),
        COLUMNS: StatisticsTable(
            ["table", "column", "meaning"],
            [(table, name, words.gettext(meaning)) for table, name, meaning in texts],
        ),
    }
    with write_faults(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for name, content in tables.items():
        papers.write(content, folder / name)
    return tuple(folder / name for name in tables)


def _long(reading: StudyReading) -> Iterator[Sequence[Cell]]:
    for file in reading.files:
        for rater in file.raters:
            for rating in rater.ratings:
                yield _rating(reading, file, "rater", rating, rater.pseudonym, rater.role or "")
        for rating in file.verified:
            yield _rating(reading, file, "verifier", rating)
        for item, level in file.declared.items():
            revision = reading.instrument.by_id[item].revision if _knows(reading, item) else 1
            head = _head(file, "declared", "", "")
            yield (*head, item, revision, *_place(reading, item), "level", level, *[""] * 7)


def _head(file: StudyFile, source: str, rater: str, role: str) -> tuple[Cell, ...]:
    instrument = f"{file.instrument.id} {file.instrument.version}"
    about = (file.study, file.group, file.country, file.level, instrument)
    return (*about, file.instrument.sha256, file.form, file.wave, source, rater, role)


def _rating(
    reading: StudyReading,
    file: StudyFile,
    source: str,
    rating: Rating,
    rater: str = "",
    role: str = "",
) -> tuple[Cell, ...]:
    level, ticked = as_level(rating.answer), as_elements(rating.answer)
    state = "level" if level is not None else "elements" if ticked is not None else rating.answer
    return (
        *_head(file, source, rater, role),
        rating.item,
        rating.revision,
        *_place(reading, rating.item),
        str(state),
        level,
        " ".join(sorted(ticked or ())),
        rating.evidence,
        rating.confidence,
        " ".join(sorted(rating.marks.met)),
        " ".join(sorted(rating.marks.not_met)),
        rating.seconds,
        rating.remark,
    )


def _knows(reading: StudyReading, item: str) -> bool:
    return item in reading.instrument.by_id


def _place(reading: StudyReading, item: str) -> tuple[Cell, ...]:
    """Area, objective, dimension, component."""
    found = reading.instrument.by_id.get(item)
    if found is None:
        return ("",) * 4
    return found.area, found.objective, found.dimension, found.component


def _row(figures: ItemFigures) -> tuple[Cell, ...]:
    low, high = figures.interval or (None, None)
    return (
        figures.item,
        figures.revision,
        figures.ratings,
        figures.groups,
        *(figures.used[n] if n < len(figures.used) else None for n in range(5)),
        figures.dont_know,
        figures.not_applicable,
        *map(_round, (figures.agreement, figures.near, figures.kappa, low, high)),
        figures.verified,
        _round(figures.gap),
        figures.retested,
        *map(_round, (figures.retest, figures.straight, figures.seconds)),
        " ".join(map(str, figures.never_used)),
    )


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
