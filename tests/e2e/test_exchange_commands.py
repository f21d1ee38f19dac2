"""The exchange as two offices script it: from the identity to the purge, command by command."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.test_commands import PASSPHRASE, ROOT, SAMPLES, rehearse, topp

pytestmark = pytest.mark.timeout(300)
"""Dozens of processes, most of which derive a key from a passphrase first."""


def piped(text: str, *arguments: object) -> Any:
    """As `topp`, with something piped in."""
    import os

    done = subprocess.run(
        [sys.executable, "-m", "topp_desktop", *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "TOPP_IDENTITY_PASSPHRASE": PASSPHRASE},
        input=text,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done


def code_of(done: Any) -> str:
    return str(json.loads(done.stderr)["error"]["code"])


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A secretariat, and one institution on two laptops that disagree on three questions."""
    folder = tmp_path_factory.mktemp("region")
    topp("identity", "new", folder / "id", "--name", "Secretaría", "--card", folder / "card.pdf")
    rehearse(folder / "id")
    topp("region-pack", "--identity", folder / "id", "-o", folder / "r.topp-region")
    topp(
        *("invite", "--identity", folder / "id", "--store", store(folder), "--name", "Municipio"),
        *("--country", "GT", "-o", folder / "m.topp-invite"),
    )
    document = json.loads((SAMPLES / "municipio.json").read_text("utf-8"))
    document["consensus"] = []
    document.pop("tallies", None)
    (folder / "one.json").write_text(json.dumps(document), "utf-8")
    for response in document["responses"][:3]:
        response["answer"] = 0 if response.get("answer") != 0 else 4
        response.pop("reason", None)
    (folder / "two.json").write_text(json.dumps(document), "utf-8")
    for name in ("one", "two"):
        send(folder, name)
    return folder


def store(folder: Path) -> str:
    return f"sqlite:///{(folder / 'store.sqlite').as_posix()}"


def send(folder: Path, name: str, *more: object) -> Any:
    return topp(
        *("send", folder / f"{name}.json", "--profile", folder / f"device-{name}"),
        *("--invitation", folder / "m.topp-invite", "-o", folder / f"{name}.topp", "--json"),
        *more,
    )


def test_the_card_is_rehearsed_and_restores(region: Path, tmp_path: Path) -> None:
    card = topp("identity", "card", region / "id", "-o", tmp_path / "c.pdf", "--json")
    groups = tmp_path / "groups.txt"
    groups.write_text("\n".join(card["groups"]).lower(), "utf-8")
    done = topp("identity", "rehearse", region / "id", "--groups", groups, "--json")
    assert done["check"] == card["check"]
    pack = topp(
        "region-pack", "--identity", region / "id", "-o", tmp_path / "r.topp-region", "--json"
    )
    assert pack["rehearsed"] is True
    restored = topp(
        *("identity", "restore", tmp_path / "new", "--groups", groups),
        *("--pack", tmp_path / "r.topp-region", "--json"),
    )
    assert (restored["check"], restored["name"]) == (card["check"], "Secretaría")
    first = card["groups"][0]
    wrong = first[:-1] + ("0" if first[-1] != "0" else "1")
    slip = piped(
        "\n".join([wrong, *card["groups"][1:]]),
        *("identity", "rehearse", region / "id", "--groups", "-", "--json"),
    )
    assert (slip.returncode, code_of(slip)) == (1, "card-slip")
    nobody = topp("identity", "rehearse", region / "id", "--json", check=1)
    assert code_of(nobody) == "groups-needed"


def test_from_disagreement_to_receipt_and_purge(region: Path, tmp_path: Path) -> None:
    desk = ("--store", store(region), "--identity", region / "id")
    topp("receive", region / "one.topp", region / "two.topp", *desk)
    (conflict,) = topp("conflicts", "--store", store(region), "--json")["conflicts"]
    assert (conflict["name"], len(conflict["elements"]), len(conflict["heads"])) == (
        *("Municipio", 3),
        2,
    )
    said = topp("conflicts", "--store", store(region), "--lang", "en").stdout
    assert "Municipio · " in said
    assert not any(element["element"] in said for element in conflict["elements"]), "no raw ids"
    assert "  1. Question 1." in said
    assert "?" in said, "the questions themselves are told"

    (receipt,) = topp("receipts", *desk, "-o", tmp_path / "r", "--json")["receipts"]
    assert receipt["counts"] == {"conflict": 2}
    opened = topp("open", receipt["written"], "--profile", region / "device-one", "--json")
    assert [c["outcome"] for c in opened["confirmed"]] == ["conflict"]
    spoken = {entry["rid"]: entry["spoken"] for entry in receipt["objects"]}
    (two,) = topp("sent", "--profile", region / "device-two", "--json")["sent"]
    assert two["outcome"] is None
    heard = topp("confirm", spoken[two["rid"]], "--profile", region / "device-two", "--json")
    assert (heard["rid"], heard["how"]) == (two["rid"], "spoken")
    wrong = topp("confirm", "0000000000000", "--profile", region / "device-two", "--json", check=1)
    assert code_of(wrong) == "code-not-recognised"

    place = ("--institution", "Municipio", "--round", conflict["round"])
    first, *rest = conflict["elements"]
    picks = ("--pick", f"1={first['values'][0]['rid'][:10]}")
    part = topp("resolve", *desk, *place, *picks, "--reason", "Por teléfono", "--json")
    assert part["remaining"] == [element["element"] for element in rest]
    assert part["answerable"] is True
    head = conflict["heads"][1]["rid"]
    whole = topp("resolve", *desk, *place, "--take", head, "--reason", "Por teléfono", "--json")
    assert whole["remaining"] == []
    assert topp("conflicts", "--store", store(region), "--json") == {"conflicts": []}
    usage = topp("resolve", *desk, *place, "--reason", "x", "--json", check=1)
    assert code_of(usage) == "usage"

    (receipt,) = topp("receipts", *desk, "-o", tmp_path / "r", "--json")["receipts"]
    opened = topp("open", receipt["written"], "--profile", region / "device-one", "--json")
    assert [d["reason"] for d in opened["decisions"]] == ["Por teléfono"] * 2
    again = send(region, "one")
    assert again["undecided"] == []
    counts = topp("receive", region / "one.topp", *desk, "--json")["counts"]
    assert counts["accepted"] == 1
    with_paper = topp(
        *("region", "--store", store(region), "-o", tmp_path / "region.xlsx", "--json"),
    )
    assert Path(with_paper["written"]).stat().st_size > 1_000
    ledger = topp("ledger", "--store", store(region), "--outcome", "superseded", "--json")
    assert {row["outcome"] for row in ledger["ledger"]} == {"superseded"}
    topp("ledger", "--store", store(region), "-o", tmp_path / "ledger.csv")
    assert (tmp_path / "ledger.csv").stat().st_size > 200
    bad = topp("ledger", "--store", store(region), "-o", tmp_path / "l.doc", "--json", check=1)
    assert code_of(bad) == "table-suffix"

    early = topp("purge", *desk, *place, "--reason", "x", "--json", check=1)
    assert code_of(early) == "not-withdrawn"
    topp(
        *("withdraw", "--profile", region / "device-one", "--what", "round"),
        *("--round", conflict["round"], "-o", tmp_path / "w.topp"),
    )
    topp("receive", tmp_path / "w.topp", *desk)
    before = topp("digest", "--store", store(region), "--json")
    purged = topp("purge", *desk, *place, "--reason", "Lo pidieron", "--json")
    assert len(purged["objects"]) == 5
    assert topp("digest", "--store", store(region), "--json") == before
    acts = [act["act"] for act in topp("acts", "--store", store(region), "--json")["acts"]]
    beforehand = {"rehearsed", "published"}  # done without the store, and in its log now
    assert beforehand <= set(acts)
    since = [act for act in acts if act not in beforehand]
    assert since == ["purged", "receipts", "resolved", "resolved", "receipts", "invited"]


def test_a_colleagues_file_is_joined(region: Path, tmp_path: Path) -> None:
    profile = tmp_path / "device"
    topp(
        *("send", region / "one.json", "--profile", profile, "--invitation"),
        *(region / "m.topp-invite", "-o", tmp_path / "mine.topp"),
    )
    looked = topp("open", region / "two.topp", "--profile", profile, "--look", "--json")
    opened = topp("open", region / "two.topp", "--profile", profile, "--json")
    assert looked == opened
    assert opened["versions"] == 1
    arguments = (
        *("send", region / "one.json", "--profile", profile, "--invitation"),
        *(region / "m.topp-invite", "-o", tmp_path / "joined.topp", "--json"),
    )
    left = topp(*arguments)
    assert len(left["undecided"]) == 3
    theirs = [c for c in left["undecided"][0]["choices"] if c["device"]]
    joined = topp(*arguments, "--take", theirs[0]["version"][:12])
    assert joined["undecided"] == []
    assert len(joined["taken"]) == 3
    assert joined["objects"] == 5


def test_a_phone_check_lets_a_held_computer_in_and_a_lost_one_is_shut_out(
    region: Path, tmp_path: Path
) -> None:
    url = f"sqlite:///{(tmp_path / 'other.sqlite').as_posix()}"
    desk = ("--store", url, "--identity", region / "id")
    topp("receive", region / "two.topp", *desk)
    (waiting,) = topp("held", "--store", url, "--json")["held"]
    assert (waiting["reason"], waiting["versions"]) == ("unknown-device", 1)
    assert waiting["device"] in topp("held", "--store", url, "--lang", "en").stdout
    admitted = topp("admit", *desk, "--device", waiting["device"], "--reason", "Llamada", "--json")
    assert admitted["settled"] == 2
    assert topp("held", "--store", url, "--json") == {"held": []}
    assert topp("missing", "--store", url, "--json") == {"missing": []}
    revoked = topp("revoke", *desk, "--target", waiting["device"], "--reason", "Perdida", "--json")
    assert revoked["frontier"] == 2
    assert topp("digest", "--store", url, "--json")["objects"] == 1
    unknown = topp("admit", *desk, "--device", "1234 5678 9012", "--json", check=1)
    assert code_of(unknown) == "device-unknown"


def test_keys_are_renewed_and_officers_named(region: Path, tmp_path: Path) -> None:
    import shutil

    identity = tmp_path / "id"
    shutil.copytree(region / "id", identity)
    renewed = topp("identity", "rotate", identity, "--json")
    assert len(renewed["recipients"]) == 2
    pack = tmp_path / "r.topp-region"
    early = topp("region-pack", "--identity", identity, "-o", pack, "--json", check=1)
    assert code_of(early) == "restore-not-rehearsed"
    rehearse(identity)
    topp("region-pack", "--identity", identity, "-o", pack)
    topp("verify", region / "one.topp", "--identity", identity)
    officer = tmp_path / "officer"
    made = topp(
        *("identity", "officer", officer, "--pack", pack, "--position", "Técnica"),
        *("-o", tmp_path / "o.topp-officer", "--json"),
    )
    named = topp("identity", "officers", identity, "--add", tmp_path / "o.topp-officer", "--json")
    assert named == {"officers": [{"check": made["check"], "position": "Técnica"}]}
    topp("region-pack", "--identity", identity, "-o", pack)
    topp("identity", "take-pack", officer, pack)
    invited = topp(
        *("invite", "--identity", officer, "--store", f"sqlite:///{(tmp_path / 's').as_posix()}"),
        *("--name", "Otro", "--country", "GT", "-o", tmp_path / "o.topp-invite", "--json"),
    )
    assert len(invited["invitations"]) == 1
    refused = topp("region-pack", "--identity", officer, "-o", pack, "--json", check=1)
    assert code_of(refused) == "officer-cannot"


def test_practice_is_refused(region: Path, tmp_path: Path) -> None:
    document = json.loads((region / "one.json").read_text("utf-8"))
    path = tmp_path / "practice.json"
    path.write_text(json.dumps({**document, "practice": True}), "utf-8")
    refused = topp(
        *("send", path, "--profile", tmp_path / "device", "--invitation"),
        *(region / "m.topp-invite", "-o", tmp_path / "out.topp", "--json"),
        check=1,
    )
    assert code_of(refused) == "practice-not-sent"
    assert not (tmp_path / "out.topp").exists()


def test_a_copied_folder_becomes_a_computer_of_its_own(region: Path, tmp_path: Path) -> None:
    """What `topp receive` advises against a copied program."""
    import shutil

    shutil.copytree(region / "device-one", tmp_path / "copy")
    before = topp("sent", "--profile", tmp_path / "copy", "--json")["sent"]
    renewed = topp("renew", "--profile", tmp_path / "copy", "--json")
    assert len(renewed["device"].replace(" ", "")) == 12
    after = topp("sent", "--profile", tmp_path / "copy", "--json")["sent"]
    assert [row["rid"] for row in after] == [row["rid"] for row in before]
    assert not any(row["here"] for row in after), "what was sent before is another computer's"
    nobody = topp("renew", "--profile", tmp_path / "none", "--json", check=1)
    assert code_of(nobody) == "not-joined"
