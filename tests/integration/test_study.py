"""A study of the questions: from each person's agreement to the secretariat's tables."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.exchange_world import CODEC, LIBRARY
from tests.support.joined import Joined
from tests.support.laptop import Laptop, laptop
from topp_desktop.domain.assessment import Marks, Response
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.study.model import Rating
from topp_desktop.formats.study import read_study, study_bytes
from topp_desktop.foundation.i18n import translator
from topp_desktop.reports.papers import FilePapers
from topp_desktop.services.secretariat.study import (
    StudyReading,
    read_studies,
    write_study_tables,
)
from topp_desktop.services.secretariat.study_words import study_dict, study_table, warnings

ITEM = "1.3-T"
REMARK = "=nadie más lo diría así"


class World:
    """An institution that has joined, with a measurement and its people."""

    def __init__(self, here: Laptop, folder: Path) -> None:
        self.here, self.folder = here, folder
        self.name = here.begin()
        self.joined = Joined(here, folder)
        self.joined.join()
        self.codes: dict[str, str] = {}

    def person(self, level: object, role: str = "technical", **more: Any) -> str:
        """Somebody who answers one question."""
        who = self.here.team.add(self.name, role)
        response = Response(who, ITEM, level, note=REMARK, **more)  # type: ignore[arg-type]
        self.here.answers.record(self.name, response)
        return who

    def agreeing(self, *levels: object) -> list[str]:
        """People who answer and agree."""
        people = [self.person(level) for level in levels]
        for who in people:
            self.codes[who] = self.here.studies.agree(self.name, who)
        return people

    def save(self, name: str = "a.topp-study") -> Path:
        path = self.folder / name
        self.here.study_files.save(self.name, self.joined.membership, path)
        return path

    def read(self, *paths: Path) -> StudyReading:
        return read_studies(paths, CODEC, self.joined.office.keys, LIBRARY)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with laptop(tmp_path / "here") as here:
        found = World(here, tmp_path)
        here.studies.begin(found.name, " Piloto  2026 ")
        yield found


def code_of(deed: Callable[[], object]) -> str:
    with pytest.raises(UserError) as fault:
        deed()
    return fault.value.code


def test_only_those_who_agreed_are_in_the_file_under_names_that_mean_nothing(
    world: World,
) -> None:
    people = world.agreeing(1, 2, 3)
    world.person(4)
    (file,) = world.read(world.save()).files
    levels = sorted(r.answer for rater in file.raters for r in rater.ratings)
    assert (file.study, levels) == ("PILOTO 2026", [1, 2, 3])
    plain = study_bytes(file).decode("utf-8")
    assert not any(who in plain or world.codes[who] in plain for who in people)
    assert "Ñandú" not in plain
    assert world.name not in plain


@pytest.mark.parametrize("levels", [(), (1,), (1, 2)])
def test_of_fewer_than_three_nothing_is_written(world: World, levels: tuple[int, ...]) -> None:
    world.agreeing(*levels)
    world.person(3)
    assert code_of(world.save) == "study-too-few"
    assert not (world.folder / "a.topp-study").exists()


def test_whoever_agreed_and_answered_nothing_does_not_count(world: World) -> None:
    world.agreeing(1, 2)
    world.here.studies.agree(world.name, world.here.me(world.name))
    assert code_of(world.save) == "study-too-few"


def test_an_agreement_that_was_taken_back_leaves_nothing_of_the_person(world: World) -> None:
    people = world.agreeing(1, 2, 3, 4)
    world.here.studies.take_back(world.name, people[3])
    (file,) = world.read(world.save()).files
    assert {r.answer for rater in file.raters for r in rater.ratings} == {1, 2, 3}
    world.here.undo.undo(world.name)
    study = world.here.studies.study(world.name)
    assert study is not None
    assert people[3] not in study.agreed


def test_the_file_opens_for_the_secretariat_and_not_for_colleagues(world: World) -> None:
    world.agreeing(1, 2, 3)
    sealed = world.save().read_bytes()
    colleague = CODEC.invitation(world.joined.membership.code).opener
    assert CODEC.unseal(sealed, [colleague]) is None
    assert CODEC.unseal(sealed, world.joined.office.keys.openers) is not None


def test_a_package_to_send_holds_nothing_of_a_study(world: World) -> None:
    people = world.agreeing(1, 2, 3)
    rating = Rating(ITEM, 1, 2, remark="visto-por-quien-verifica")
    world.here.studies.verify(world.name, rating)
    world.here.studies.close_verification(world.name)
    study = world.here.studies.study(world.name)
    assert study is not None
    sent = world.joined.send(world.name).written.path.read_bytes()
    opened = CODEC.unseal(sent, world.joined.office.keys.openers)
    assert opened is not None
    lines = [CODEC.payload(line) for line in opened.splitlines()]
    plain = json.dumps(lines, ensure_ascii=False)
    assert ITEM in plain
    secrets = [*people, *study.agreed.values(), *world.codes.values(), study.group, study.name]
    assert not [text for text in (*secrets, "visto-por-quien-verifica") if text in plain]


def test_the_second_time_finds_the_same_person_by_the_code(world: World) -> None:
    first = world.agreeing(1, 2, 3)
    one = world.save()
    studies, again = world.here.studies, world.here.begin()
    codes = [world.codes[who] for who in first]
    world.name = again
    studies.begin(again, "piloto 2026", "retest")
    for code, level in zip(codes, (1, 2, 4), strict=True):
        studies.agree(again, world.person(level), code.lower())
    (figures,) = (f for f in world.read(one, world.save("b.topp-study")).figures if f.item == ITEM)
    assert (figures.ratings, figures.retested) == (3, 3)
    assert figures.retest is not None
    assert 0 < figures.retest < 1


def test_a_code_belongs_to_one_person(world: World) -> None:
    first, second = world.agreeing(1, 2)
    studies = world.here.studies
    code = world.codes[first]
    assert code_of(lambda: studies.agree(world.name, second, code)) == "study-code-taken"
    assert code_of(lambda: studies.agree(world.name, second, code[:-1])) == "study-code-wrong"


def test_another_study_knows_nobody_again(world: World) -> None:
    world.agreeing(1, 2, 3)
    before = world.here.studies.study(world.name)
    after = world.here.studies.begin(world.name, "Otro")
    assert before is not None
    assert not after.agreed
    assert after.group != before.group


@pytest.mark.parametrize("timed", [True, False])
def test_time_is_noted_where_the_study_asks_and_the_person_agreed(
    world: World, timed: bool
) -> None:
    studies = world.here.studies
    studies.begin(world.name, "Tiempos", timed=timed)
    one, *_ = world.agreeing(1, 2, 3)
    silent = world.person(4)
    for who in (one, one, silent):
        studies.note_time(world.name, who, ITEM, 400.9)
    (file,) = world.read(world.save()).files
    seconds = [r.seconds for rater in file.raters for r in rater.ratings]
    assert sorted(seconds, key=str) == ([600, None, None] if timed else [None] * 3)


def test_a_study_is_refused_for_what_was_made_to_try_things_out(world: World) -> None:
    here = world.here
    name = here.assessments.begin(
        here.assessment(world.name).institution, "x", role="technical", practice=True
    )
    practice = here.stored(name).practice
    found = code_of(lambda: here.studies.begin(name, "S")) if practice else "practice-not-sent"
    assert found == "practice-not-sent"


def test_a_second_rating_is_compared_only_when_it_is_finished(world: World) -> None:
    studies, name = world.here.studies, world.name
    world.agreeing(3, 3, 3)
    studies.verify(name, Rating(ITEM, 1, 1, 2, "A", Marks.of(["1.1"], ["2.1"]), remark="Acta"))
    assert studies.beside(name) == ()
    assert world.read(world.save()).files[0].verified == ()
    studies.close_verification(name)
    (row,) = studies.beside(name)
    assert (row.declared, row.verified, row.gap) == (3.0, 1, 2.0)
    again = Rating(ITEM, 1, 3)
    assert code_of(lambda: studies.verify(name, again)) == "verification-closed"
    (found,) = world.read(world.save()).files[0].verified
    assert (found.answer, found.remark, sorted(found.marks.met)) == (1, "Acta", ["1.1"])
    studies.forget_verification(name)
    assert not studies.verification(name).ratings


@pytest.mark.parametrize(
    ("rating", "code"),
    [
        (Rating(ITEM, 1, 5), "invalid-answer"),
        (Rating("9.9-T", 1, 1), "unknown-item"),
        (Rating(ITEM, 1, "NA"), "reason-missing"),
        (Rating(ITEM, 1, 1, marks=Marks.of(["9.9"], [])), "invalid-mark"),
    ],
)
def test_a_second_rating_is_held_to_the_rules_of_an_answer(
    world: World, rating: Rating, code: str
) -> None:
    assert code_of(lambda: world.here.studies.verify(world.name, rating)) == code


def test_the_tables_hold_every_rating_and_say_what_each_column_means(world: World) -> None:
    world.agreeing(1, "DK", 3)
    reading = world.read(world.save())
    folder = world.folder / "tables"
    write_study_tables(reading, folder, FilePapers(), translator("es"))
    found = {
        name: list(csv.DictReader((folder / f"{name}.csv").read_text("utf-8").splitlines()))
        for name in ("ratings", "items", "columns")
    }
    rows = [row for row in found["ratings"] if row["source"] == "rater"]
    assert sorted((row["state"], row["level"]) for row in rows) == [
        ("DK", ""),
        ("level", "1"),
        ("level", "3"),
    ]
    assert all(row["remark"] == "'" + REMARK for row in rows), "never a formula"
    assert {row["objective"] for row in rows} == {"1.3"}
    said = {(row["table"], row["column"]) for row in found["columns"]}
    for table in ("ratings", "items"):
        assert {(table, name) for name in found[table][0]} <= said
    assert all(row["meaning"] for row in found["columns"])


def test_a_level_that_nobody_chose_is_warned_of(world: World) -> None:
    world.agreeing(1, 1, 3)
    reading = world.read(world.save())
    words = translator("en")
    assert [s for s in warnings(reading, words) if "level 0, 2" in s and "3 answers" in s]
    header, (row,) = study_table(reading, words)
    assert len(header) == len(row)
    assert study_dict(reading)["items"][0]["never_used"] == [0, 2, 4]


def test_a_later_file_of_an_institution_replaces_the_earlier_one(world: World) -> None:
    people = world.agreeing(1, 2, 3, 4)
    one = world.save("1.topp-study")
    world.here.time.move(hours=1)
    world.here.studies.take_back(world.name, people[0])
    two = world.save("2.topp-study")
    for order in ((one, two), (two, one)):
        reading = world.read(*order)
        assert (reading.raters, reading.replaced) == (3, 1)


def test_files_of_two_studies_are_not_put_together(world: World) -> None:
    world.agreeing(1, 2, 3)
    one = world.save("1.topp-study")
    world.here.studies.begin(world.name, "Otro")
    world.agreeing(1, 2, 3)
    two = world.save("2.topp-study")
    assert code_of(lambda: world.read(one, two)) == "study-mixed"
    assert code_of(lambda: world.read(world.folder / "here")) == "study-none"


def test_what_is_no_study_file_is_refused_and_a_study_file_is_no_package(world: World) -> None:
    world.agreeing(1, 2, 3)
    path = world.save()
    bad = world.folder / "b.topp-study"
    for content in (b"", b"{}", path.read_bytes()[:-3], path.read_bytes()[::-1]):
        bad.write_bytes(content)
        assert code_of(lambda: world.read(bad)) == "study-not-opened"
    package = world.joined.send(world.name).written.path
    assert code_of(lambda: world.read(package)) == "wrong-format"
    world.joined.received(path)


def document(world: World) -> dict[str, Any]:
    world.agreeing(1, 2, 3)
    plain = CODEC.unseal(world.save().read_bytes(), world.joined.office.keys.openers)
    found: dict[str, Any] = json.loads(plain or b"")
    return found


def _twice(found: dict[str, Any]) -> None:
    found["raters"][1]["rater"] = found["raters"][0]["rater"]


def _item_twice(found: dict[str, Any]) -> None:
    found["raters"][0]["ratings"] *= 2


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda d: d["raters"].pop(), "invalid-field"),
        (_twice, "repeated-entry"),
        (
            lambda d: d["raters"][0]["ratings"].append(d["raters"][0]["ratings"][0]),
            "repeated-entry",
        ),
        (lambda d: d["raters"][0].update(name="Ana"), "unknown-field"),
        (lambda d: d["raters"][0].update(rater="Ana"), "invalid-field"),
        (lambda d: d["raters"][0]["ratings"][0].update(answer=True), "invalid-field"),
        (lambda d: d["raters"][0]["ratings"][0].update(seconds=601), "invalid-field"),
        (lambda d: d.update(made="yesterday"), "invalid-field"),
        (lambda d: d.update(made="2026-03-01T12:00:00"), "invalid-field"),
        (lambda d: d.update(version=2), "format-too-new"),
        (lambda d: d.update(format="topp-responses"), "wrong-format"),
    ],
)
def test_every_field_of_a_study_file_is_checked(
    world: World, spoil: Callable[[dict[str, Any]], object], code: str
) -> None:
    found = document(world)
    assert read_study(json.dumps(found).encode(), "x").study == "PILOTO 2026"
    spoil(found)
    assert code_of(lambda: read_study(json.dumps(found).encode(), "x")) == code
