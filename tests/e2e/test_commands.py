"""The commands as a script calls them: exit codes, JSON, coded messages, never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "vectors" / "golden"
SAMPLES = ROOT / "resources" / "samples"
PASSPHRASE = "una frase bien larga"

pytestmark = pytest.mark.timeout(300)
"""Dozens of processes, most of which derive a key from a passphrase first."""


def topp(*arguments: object, check: int | None = 0, **more: str) -> Any:
    """Runs a command in a process of its own; with --json, the parsed result."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "TOPP_IDENTITY_PASSPHRASE": PASSPHRASE,
        "QT_QPA_PLATFORM": "offscreen",
        **more,
    }
    done = subprocess.run(
        [sys.executable, "-m", "topp_desktop", *map(str, arguments)],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert "Traceback" not in done.stdout + done.stderr, done.stderr
    if check is not None:
        assert done.returncode == check, done.stdout + done.stderr
    return json.loads(done.stdout) if check == 0 and "--json" in arguments else done


def assert_figures(expected: Any, found: Any, place: str = "") -> None:
    """Only the keys given are checked; tolerance 0.01, SE 0.001."""
    for name, value in expected.items():
        if isinstance(value, dict):
            assert_figures(value, found[name], f"{place}.{name}")
        elif isinstance(value, bool) or not isinstance(value, int | float):
            assert found[name] == value, f"{place}.{name}"
        else:
            tolerance = 0.001 if name == "se" else 0.01
            assert found[name] == pytest.approx(value, abs=tolerance), f"{place}.{name}"


@pytest.mark.parametrize("case", ["g1", "g2", "g4"])
def test_score_gives_the_golden_figures(case: str) -> None:
    expected = json.loads((GOLDEN / f"{case}.expected.json").read_text("utf-8"))
    assert_figures(expected, topp("score", GOLDEN / f"{case}.json", "--json"))


def test_roadmap_gives_the_golden_schedule() -> None:
    expected = json.loads((GOLDEN / "g5.expected.json").read_text("utf-8"))
    found = topp(
        *("roadmap", GOLDEN / "g2.json", "--actions", GOLDEN / "g5_actions.json"),
        *("--capacity", 6, "--start", "2026-1", "--json"),
    )
    actions = {action["id"]: action for action in found["actions"]}
    for name in ("gain", "score"):
        for action, value in expected[name].items():
            assert actions[action][name] == pytest.approx(value, abs=0.0001)
    assert {a: actions[a]["start"] for a in actions} == expected["start"]
    for semester, value in expected["overall_at_end"].items():
        assert found["overall_at_end"][semester] == pytest.approx(value, abs=0.001)
    assert found["not_scheduled"] == []


def rehearse(identity: Path) -> None:
    """Prints a card and types it again, as whoever publishes has to."""
    card = topp("identity", "card", identity, "-o", identity / "card.pdf", "--json")
    groups = identity / "groups.txt"
    groups.write_text("\n".join(card["groups"]).lower(), "utf-8")
    topp("identity", "rehearse", identity, "--groups", groups)


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A secretariat that invited three institutions, each of which sent a file."""
    folder = tmp_path_factory.mktemp("region")
    (folder / "in").mkdir()
    topp("identity", "new", folder / "id", "--name", "Secretaría")
    rehearse(folder / "id")
    topp("region-pack", "--identity", folder / "id", "-o", folder / "r.topp-region")
    store = f"sqlite:///{(folder / 'store.sqlite').as_posix()}"
    for name in ("municipio", "ministerio", "hacienda"):
        invitation = folder / f"{name}.topp-invite"
        topp(
            *("invite", "--identity", folder / "id", "--store", store, "--name", name),
            *("--country", "GT", "-o", invitation),
        )
        topp(
            *("send", SAMPLES / f"{name}.json", "--profile", folder / f"device-{name}"),
            *("--invitation", invitation, "-o", folder / "in" / f"{name}.topp"),
        )
    return folder


def test_receiving_twice_and_in_another_order_gives_one_digest(region: Path) -> None:
    invited = region / "store.sqlite"
    digests = []
    for number, backwards in enumerate((False, True)):
        store = region / f"store-{number}.sqlite"
        store.write_bytes(invited.read_bytes())
        url = f"sqlite:///{store.as_posix()}"
        for file in sorted((region / "in").iterdir(), reverse=backwards):
            topp("receive", file, "--store", url, "--identity", region / "id")
        found = topp(
            *("receive", region / "in", "--store", url, "--identity", region / "id", "--json")
        )
        assert set(found["counts"]) == {"duplicate"}
        digests.append(topp("digest", "--store", url, "--json"))
        assert digests[-1]["digest"] == found["digest"]
        view = topp("region", "--store", url, "--json")
        assert view["institutions"] == 3
        assert view["groups"][0]["suppressed"] is False
    assert digests[0] == digests[1]
    assert digests[0]["objects"] == 3


def test_verify_reads_and_keeps_nothing(region: Path) -> None:
    package = region / "in" / "municipio.topp"
    found = topp("verify", package, "--identity", region / "id", "--json")
    assert [o["typ"] for o in found["objects"]] == ["topp-enrolment", "topp-revision"]
    assert {o["outcome"] for o in found["objects"]} == {"not-checked"}
    broken = region / "broken.topp"
    broken.write_bytes(package.read_bytes()[:-40])
    done = topp("verify", broken, "--identity", region / "id", check=1)
    assert "broken" not in done.stderr


def test_a_package_holds_no_individual_answer_or_private_note(region: Path) -> None:
    pytest.importorskip("pyrage")
    import pyrage

    key = region / "age.key"
    topp("identity", "export-age", region / "id", "-o", key)
    secret = [line for line in key.read_text("utf-8").splitlines() if not line.startswith("#")]
    identities = [pyrage.x25519.Identity.from_str(line) for line in secret]
    text = pyrage.decrypt((region / "in" / "municipio.topp").read_bytes(), identities)
    import base64

    for line in text.splitlines():
        body = line.split(b".")[1]
        payload = base64.urlsafe_b64decode(body + b"=" * (-len(body) % 4)).decode("utf-8")
        for word in ("private_note", "respondent", "flagged", '"role"'):
            assert word not in payload


BAD = {
    "wrong kind": ('{"format": "something"}', 1, "wrong-format"),
    "not json": ("{", 1, "not-json"),
    "newer": ('{"format": "topp-responses", "version": 2}', 1, "format-too-new"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("language", ["es", "en"])
def test_bad_files_are_refused_in_words(name: str, language: str, tmp_path: Path) -> None:
    content, code, word = BAD[name]
    path = tmp_path / "bad.json"
    path.write_text(content, "utf-8")
    done = topp("score", path, "--lang", language, check=code)
    assert f"[{word}]" in done.stderr
    changed = {"es": "No se cambió nada", "en": "Nothing was changed"}[language]
    assert changed in done.stderr


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"item": "9.9-T"}, "unknown-item"),
        ({"answer": 7}, "invalid-field"),
        ({"mood": 1}, "unknown-field"),
        ({"answer": "NA"}, "reason-missing"),
        ({"respondent": "nobody"}, "unknown-respondent"),
    ],
)
def test_bad_answers_are_refused(change: dict[str, Any], word: str, tmp_path: Path) -> None:
    document = json.loads((GOLDEN / "g2.json").read_text("utf-8"))
    document["responses"][0] |= change
    path = tmp_path / "bad.json"
    path.write_text(json.dumps(document), "utf-8")
    done = topp("score", path, "--json", check=1)
    assert json.loads(done.stderr)["error"]["code"] == word


def test_usage_and_environment_have_their_codes(tmp_path: Path) -> None:
    topp("score", check=2)
    topp("nonsense", check=2)
    topp("score", tmp_path / "missing.json", check=1)
    gone = tmp_path / "no" / "such" / "folder" / "out.pdf"
    topp("report", GOLDEN / "g2.json", "-o", gone, check=3)
    assert not gone.exists()


def test_a_missing_or_wrong_passphrase_changes_nothing(region: Path) -> None:
    done = topp(
        *("verify", region / "in" / "municipio.topp", "--identity", region / "id", "--json"),
        check=1,
        TOPP_IDENTITY_PASSPHRASE="another one entirely",
    )
    assert json.loads(done.stderr)["error"]["code"] == "wrong-passphrase"


def test_the_demo_goes_through_the_main_job(tmp_path: Path) -> None:
    from pypdf import PdfReader

    folder = tmp_path / "demo"
    topp("demo", folder, "--json", "--no-pictures")
    found = topp("demo", folder, "--json")  # replaces what the first run wrote
    written = [Path(path) for path in found["written"]]
    assert all(path.is_file() for path in written)
    pictures = sorted(folder.glob("pictures/*/*.png"))
    assert len(pictures) >= 8
    assert len(PdfReader(folder / "roadmap.pdf").pages) >= 12
    ledger = json.loads((folder / "secretariat" / "ledger.json").read_text("utf-8"))
    assert ledger["counts"] == {"accepted": 10}
    view = json.loads((folder / "secretariat" / "region.json").read_text("utf-8"))
    assert view["institutions"] == 5
