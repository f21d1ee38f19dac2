"""A questionnaire that nobody here wrote: from its file to scores, by the command line alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support import barometer
from topp_desktop.bootstrap import compose
from topp_desktop.cli.main import main
from topp_desktop.domain.errors import UserError
from topp_desktop.formats.instrument import instrument_bytes, read_instrument
from topp_desktop.services.library import Library, _shipped_document

VECTORS = Path(__file__).resolve().parents[1] / "vectors" / "instruments"


class Command:
    """`topp …` in this process, over a data folder of the test's own."""

    def __init__(self, data: Path, capture: pytest.CaptureFixture[str]) -> None:
        self._data, self._capture = data, capture

    def __call__(self, *arguments: object) -> tuple[int, str, str]:
        self._capture.readouterr()
        code = main([str(a) for a in arguments], lambda: compose(self._data))
        written = self._capture.readouterr()
        return code, written.out, written.err

    def json(self, *arguments: object) -> Any:
        code, out, err = self(*arguments, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)


@pytest.fixture
def topp(
    data_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Command:
    # The log belongs to a process, and this process is the test run's.
    monkeypatch.setattr("topp_desktop.cli.main.start_log", lambda path: None)
    return Command(data_folder, capsys)


@pytest.fixture
def barometer_file(tmp_path: Path) -> Path:
    path = tmp_path / "barómetro.json"
    path.write_bytes(instrument_bytes(barometer.document()))
    return path


def _write(path: Path, content: Any) -> Path:
    path.write_text(json.dumps(content), "utf-8")
    return path


def test_it_has_the_size_that_the_field_uses(barometer_file: Path) -> None:
    instrument = read_instrument(barometer_file)
    assert len(instrument.items) == 23
    assert sum(len(item.elements) for item in instrument.items) == 110
    assert [item.dimension for item in instrument.items].count(None) == 1
    assert (len(instrument.dimensions), instrument.languages) == (4, ("es",))
    assert [len(alert.cuts) for alert in instrument.alerts] == [3] * 7
    assert len(instrument.typologies) == 5


@pytest.mark.parametrize("seed", range(8))
def test_it_is_scored_without_touching_code(
    topp: Command, tmp_path: Path, barometer_file: Path, seed: int
) -> None:
    answered = barometer.Answered.at_random(seed)
    answers = _write(tmp_path / "answers.json", answered.responses())
    result = topp.json("score", answers, "--instrument", barometer_file)

    def close(expected: Any) -> Any:
        return None if expected is None else pytest.approx(float(expected), abs=1e-9)

    assert result["scoring_profile"] == "share-1"
    assert result["items"] == {name: close(v) for name, v in answered.shares.items()}
    dimensions = answered.dimensions()
    assert {n: d["declared"] for n, d in result["dimensions"].items()} == {
        name: close(value) for name, value in dimensions.items()
    }
    assert all(d["published"] == (d["declared"] is not None) for d in result["dimensions"].values())
    assert result["alerts"] == [
        {"code": code, "value": close(value), "band": band}
        for code, (value, band) in answered.alerts().items()
    ]
    assert result["typologies"] == {n: close(v) for n, v in answered.typologies().items()}


def test_people_read_its_words_in_its_only_language(
    topp: Command, tmp_path: Path, barometer_file: Path
) -> None:
    answers = _write(tmp_path / "answers.json", barometer.Answered.at_random(3).responses())
    code, out, _ = topp("score", answers, "--instrument", barometer_file, "--lang", "en")
    assert code == 0
    assert "Vigilar" in out
    assert "Alerta grupo-0: " in out
    assert "Perfil tipo-4: " in out


def test_it_is_kept_listed_and_used_without_naming_the_file(
    topp: Command, tmp_path: Path, barometer_file: Path, data_folder: Path
) -> None:
    answers = _write(tmp_path / "answers.json", barometer.Answered.at_random(1).responses())
    code, _, err = topp("score", answers)
    assert (code, "instrument-unknown" in err) == (1, True)
    added = topp.json("instrument", "add", barometer_file)["instrument"]
    listed = topp.json("instrument", "list")
    assert [i["id"] for i in listed["instruments"]] == ["topp-agenda", "barometro-inventado"]
    assert listed["instruments"][1]["sha256"] == added["sha256"]
    assert (
        topp.json("score", answers)["items"]
        == topp.json("score", answers, "--instrument", barometer_file)["items"]
    )
    kept = list((data_folder / "instruments").iterdir())
    assert [path.name for path in kept] == ["barometro-inventado-2.1.0.json"]


def test_checking_a_file(topp: Command, tmp_path: Path, barometer_file: Path) -> None:
    report = topp.json("instrument", "check", barometer_file)
    assert (report["errors"], report["catalogue"], list(report["languages"])) == (0, None, ["es"])
    broken = barometer.document()
    broken["alerts"][2]["items"][0] = "c99"
    broken["forms"][0]["items"].append("c00")
    path = _write(tmp_path / "broken.json", broken)
    code, out, _ = topp("instrument", "check", path, "--json")
    found = [(f["code"], f["place"]) for f in json.loads(out)["findings"]]
    assert code == 1
    assert found == [
        ("instrument-repeated-id", "forms.completo"),
        ("instrument-unknown-id", "alerts.grupo-2.items"),
    ]
    code, _, err = topp("score", path, "--instrument", path)
    assert (code, "instrument-repeated-id" in err, "Traceback" in err) == (1, True, False)


def test_checking_what_ships(topp: Command) -> None:
    code, out, err = topp("instrument", "check")
    assert (code, err) == (0, "")
    assert "0 errores, 0 avisos" in out
    assert "89 de 89" in out


def test_checking_against_the_version_before(topp: Command, tmp_path: Path) -> None:
    later = barometer.document()
    later["instrument"]["version"] = "2.2.0"
    later["items"][0]["dimension"] = "decidir"
    before = _write(tmp_path / "before.json", barometer.document())
    after = _write(tmp_path / "after.json", later)
    code, out, _ = topp("instrument", "check", after, "--earlier", before, "--json")
    assert code == 1
    assert [f["code"] for f in json.loads(out)["findings"]] == ["item-reused"]


def test_a_question_is_shown_by_the_name_people_see(topp: Command) -> None:
    assert topp.json("instrument", "show", "2.3-Pr")["id"] == "2.3-F"
    assert topp.json("instrument", "show", "2.3-F")["id"] == "2.3-F"
    assert topp.json("instrument", "show", "2.3-F")["status"] == "draft"
    shown = topp.json("instrument", "show", "c7", "--instrument", VECTORS / "open-budget.json")
    assert list(shown["elements"]) == ["calendar", "person"]
    code, _, err = topp("instrument", "show", "9.9-X")
    assert (code, "unknown-item" in err) == (1, True)


class TestLibrary:
    def test_an_unsound_file_is_skipped_and_named(self, tmp_path: Path) -> None:
        Library(tmp_path).install(VECTORS / "open-budget.json")
        (tmp_path / "a-broken.json").write_text("{", "utf-8")
        (tmp_path / "notes.txt").write_text("nothing", "utf-8")
        library = Library(tmp_path)
        assert [i.id for i in library.instruments()] == ["topp-agenda", "open-budget-basics"]
        (refused,) = library.refused
        assert (refused.path.name, refused.fault.code) == ("a-broken.json", "not-json")

    def test_a_version_never_changes(self, tmp_path: Path) -> None:
        library = Library(tmp_path / "kept")
        first = library.install(VECTORS / "open-budget.json")
        document = json.loads((VECTORS / "open-budget.json").read_text("utf-8"))
        document["texts"]["en"]["name"] = "Another name"
        changed = _write(tmp_path / "changed.json", document)
        for take in (library.install, library.open, Library(tmp_path / "kept").install):
            with pytest.raises(UserError) as caught:
                take(changed)
            assert caught.value.code == "instrument-changed"
        # Put there by hand under another name: the first of the two stays.
        (tmp_path / "kept" / "z.json").write_bytes(changed.read_bytes())
        library = Library(tmp_path / "kept")
        assert library.find("open-budget-basics", "1.0.0").sha256 == first.sha256
        assert [r.fault.code for r in library.refused] == ["instrument-changed"]

        document["instrument"]["version"] = "1.0.10"
        later = library.install(_write(tmp_path / "later.json", document))
        document["instrument"]["version"] = "1.0.9"
        library.install(_write(tmp_path / "between.json", document))
        library = Library(tmp_path / "kept")
        assert library.find("open-budget-basics", None).version == "1.0.10"
        assert library.find("open-budget-basics", "1.0.0").sha256 == first.sha256
        assert library.by_hash(later.sha256) == later
        assert library.by_hash("0" * 64) is None

    def test_the_shipped_one_cannot_be_replaced(self, tmp_path: Path) -> None:
        library = Library(tmp_path / "kept")
        document = json.loads(json.dumps(_shipped_document("topp-agenda")))
        same = _write(tmp_path / "same.json", document)
        assert library.install(same) is library.agenda
        assert not (tmp_path / "kept").exists()
        document["texts"]["es"]["name"] = "Otra"
        with pytest.raises(UserError) as caught:
            library.install(_write(tmp_path / "other.json", document))
        assert caught.value.code == "instrument-changed"
        document["instrument"]["version"] = "1.1.0"
        newer = library.install(_write(tmp_path / "newer.json", document))
        assert library.find("topp-agenda", None) is newer
        assert library.find("topp-agenda", "1.0.0") is library.agenda

    def test_a_start_does_not_read_what_is_kept(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Only what neither ships nor was opened makes the library look into its folder."""
        library = Library(tmp_path)
        library.install(VECTORS / "open-budget.json")
        fresh = Library(tmp_path)
        agenda = fresh.agenda
        monkeypatch.setattr(Path, "glob", None)
        assert fresh.by_hash(agenda.sha256) is agenda
        assert fresh.find(agenda.id, agenda.version) is agenda
