"""A folder as it comes off a stick or out of a mail: every file in it has its line."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

from tests.support.exchange_world import SHORT, Laptop, Office
from topp_desktop.domain.exchange import Outcome
from topp_desktop.services.exchange.receive import receive


def test_every_file_of_a_folder_has_a_line(tmp_path: Path) -> None:
    office = Office(tmp_path / "office")
    folder = tmp_path / "usb"
    folder.mkdir()
    sent = [
        Laptop(tmp_path / name, office.invite(name)).send(dict.fromkeys(SHORT, 2)).written.path
        for name in ("Alcaldía", "Gobernación")
    ]
    shutil.copy(sent[0], folder / "alcaldia.topp.bin")
    shutil.copy(sent[1], folder / "gobernacion")
    (folder / "bajada.topp.part").write_bytes(b"age")
    with zipfile.ZipFile(folder / "correo.zip", "w") as archive:
        archive.write(sent[0], "a.topp")
    (folder / "._x.topp").write_bytes(bytes.fromhex("0005160700020000") + bytes(100))
    with (folder / "pelicula.mp4").open("wb") as film:
        film.truncate(40 * 1024 * 1024)
    (folder / "leame.txt").write_text("hola", "utf-8")
    (folder / "vacio").touch()
    found = receive(office.desk, [folder])
    said: dict[str, set[tuple[Outcome, str]]] = {}
    for entry in found.ledger:
        said.setdefault(Path(entry.path).name, set()).add((entry.outcome, entry.reason))
    assert said.pop("alcaldia.topp.bin") == {(Outcome.ACCEPTED, "")}
    assert said.pop("gobernacion") == {(Outcome.ACCEPTED, "")}
    assert {outcome for some in said.values() for outcome, _ in some} == {Outcome.MALFORMED}
    reasons = {name: next(iter(some))[1] for name, some in said.items()}
    assert reasons == {
        "bajada.topp.part": "a file that was not finished",
        "correo.zip": "an archive; its files have to be taken out first",
        "._x.topp": "a note that macOS keeps beside a file",
        "pelicula.mp4": "not a file of this program",
        "leame.txt": "not a file of this program",
        "vacio": "not a file of this program",
    }
