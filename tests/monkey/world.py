"""What a monkey finds: a data folder in which everything has been done once, and files to open."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from tests.gui.test_walk import filled
from tests.support.busy_office import PASSPHRASE, busy_office
from topp_desktop.bootstrap import compose

__all__ = ["PASSPHRASE", "World"]


class World:
    """template: a data folder that nobody works in; each window gets a copy of it.

    pool: files that a dialog may choose, good ones and rubbish; out: where it may save.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.template, self.pool, self.out = folder / "template", folder / "pool", folder / "out"
        for place in (self.pool, self.out):
            place.mkdir()

    def make(self) -> None:
        """One measurement finished, the next under way, and a secretariat on the same computer."""
        made = self.folder / "made"
        program = compose(made / "data")
        filled(program)
        office = made / "office"
        office.mkdir()
        busy_office(program, office)
        program.office.publish(office / "region.topp-region")
        program.settings.change(configured=True)
        program.close()
        shutil.copytree(made / "data", self.template)
        for place in sorted(made.rglob("*")):
            if place.suffix.startswith(".topp") and place.is_file():
                name = f"{place.parent.name}-{place.name}"
                shutil.copy(place, self.pool / name)
        chance = random.Random(1)
        for ending in (".json", ".csv", ".xlsx", ".topp", ".topp-invite", ".pdf", ".txt"):
            (self.pool / f"rubbish{ending}").write_bytes(chance.randbytes(3000))
            (self.pool / f"empty{ending}").write_bytes(b"")

    def fresh(self, data: Path) -> None:
        """A data folder as the template is."""
        shutil.rmtree(data, ignore_errors=True)
        shutil.copytree(self.template, data)
