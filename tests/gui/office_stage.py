"""A busy secretariat in the window: made once, every test works on a copy."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.gui.conftest import Stage
from tests.support.busy_office import PASSPHRASE, BusyOffice, busy_office
from topp_desktop.bootstrap import compose


def office_template(folder: Path) -> BusyOffice:
    """A secretariat with one of everything in its inbox, and its region file, closed again."""
    program = compose(folder / "data")
    office = busy_office(program, folder)
    program.office.publish(folder / "region.topp-region")
    program.close()
    return office


def office_stage(
    template: BusyOffice, folder: Path, stage_of: Callable[..., Stage], **view: Any
) -> Stage:
    """A window over a copy of the template, with the keys at hand."""
    shutil.copytree(template.folder / "data", folder / "data")
    program = compose(folder / "data")
    program.office.unlock(PASSPHRASE)
    return stage_of(program, **{"language": "en", **view})


def show(stage: Stage, name: str, argument: object = None) -> Any:
    """The page of this name, shown."""
    stage.window.show_page(name, argument)
    stage.settle()
    return stage.window.page(name)


def settle(stage: Stage, times: int = 3) -> None:
    """Several steps that follow from each other."""
    for _ in range(times):
        stage.settle()


def id_of(stage: Stage, name: str) -> str:
    """The identifier of the institution whose name ends like this."""
    found = stage.program.office.invitations()
    return next(one.id for one in found if one.name.casefold().endswith(name.casefold()))
