"""The commands that the guides quote do what they say: each page is run from top to bottom.

Not run, only understood by the parser (tests/unit/test_documents.py): what decides or admits by a
number of an example case, and what reads a form that a person has filled in.
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from topp_desktop.bootstrap import compose
from topp_desktop.cli.main import main
from topp_desktop.foundation.resources import resource_path
from topp_desktop.packages.identity_folder import IdentityFolders

DOCS = Path(__file__).resolve().parents[2] / "docs"
PASSPHRASE = "cuatro palabras bien largas"
PAGES = (
    "guide-institution.md",
    "guide-trainer.md",
    "guide-secretariat.md",
    "es/guia-institucion.md",
    "es/guia-capacitacion.md",
    "es/guia-secretaria.md",
)
ONLY_UNDERSTOOD = ({"resolve"}, {"admit"}, {"form", "read"})
SAMPLE = resource_path("samples", "municipio.json")


def quoted(page: str) -> list[list[str]]:
    """The commands of the page's blocks, in order."""
    blocks = re.findall(r"^```.*?^```", (DOCS / page).read_text("utf-8"), re.DOTALL | re.MULTILINE)
    lines = [line.split("  #")[0] for block in blocks for line in block.splitlines()]
    commands = [shlex.split(line)[1:] for line in lines if line.startswith("topp ")]
    return [words for words in commands if not any(x <= set(words) for x in ONLY_UNDERSTOOD)]


class Reader:
    """Somebody who follows a page; what the page takes for granted is put there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *words: str) -> int:
        program = compose(self.folder / "data")
        try:
            return main(list(words), lambda: program)
        finally:
            program.close()

    def prepare(self, words: list[str]) -> None:
        """The files that come from elsewhere: answers, a typed card, a list, what was sent."""
        for name in words:
            if name.endswith(".json") and "-o" not in words[: words.index(name)]:
                shutil.copy(SAMPLE, self.folder / name)
        if "--groups" in words:
            keys = IdentityFolders().open(self.folder / words[2], PASSPHRASE)
            groups = "\n".join(IdentityFolders().card(keys, PASSPHRASE))
            (self.folder / words[words.index("--groups") + 1]).write_text(groups, "utf-8")
        if "--list" in words:
            rows = "name,country,level,type\nMunicipio de la lista,GT,local,municipality\n"
            (self.folder / words[words.index("--list") + 1]).write_text(rows, "utf-8")
        if words[0] in ("verify", "receive"):
            target = self.folder / words[1].partition("/")[0] / "municipio.topp"
            if not target.exists():
                target.parent.mkdir(exist_ok=True)
                sent = ("send", str(SAMPLE), "--profile", "colleague", "-o", str(target))
                assert self.run(*sent, "--invitation", "municipio.topp-invite") == 0


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_of_a_guide_run(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # The log belongs to a process, and this process is the test run's.
    monkeypatch.setattr("topp_desktop.cli.main.start_log", lambda path: None)
    monkeypatch.setenv("TOPP_IDENTITY_PASSPHRASE", PASSPHRASE)
    monkeypatch.chdir(tmp_path)
    reader = Reader(tmp_path)
    commands = quoted(page)
    assert commands
    for words in commands:
        reader.prepare(words)
        assert reader.run(*words) == 0, f"{shlex.join(words)}\n{capsys.readouterr().err}"
