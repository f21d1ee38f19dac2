"""Cancel while the database is copied, brought back or encrypted: everything stays as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.laptop import Laptop, laptop, with_answers
from topp_desktop.persistence import copies
from topp_desktop.services.tasks import Cancelled, Task

Work = Callable[[Laptop, Task, Path], object]

WORKS: dict[str, Work] = {
    "copy": lambda here, task, out: here.safety.back_up(task=task),
    "stick": lambda here, task, out: here.safety.back_up_to(out, task=task),
    "hand over": lambda here, task, out: here.safety.hand_over(out / "over", "note", task=task),
    "preview": lambda here, task, out: here.safety.preview(out / "earlier", task=task),
    "bring back": lambda here, task, out: here.safety.restore(out / "earlier", task=task),
    "passphrase": lambda here, task, out: here.safety.set_passphrase("cuatro palabras", task=task),
}
MOST = 200
"""Reports of one piece of work; more would never end."""


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Laptop]:
    with laptop(tmp_path / "data") as found:
        yield found


def stopping(after: int) -> Task:
    """A task that somebody stops when it has reported this often; 0: before it began."""
    reports: list[str] = []

    def told(stage: str, done: int, total: int) -> None:
        reports.append(stage)
        if len(reports) == after:
            task.cancel()

    # Every moment is one second later: nothing is left out for being too soon.
    moments = iter(range(10**6))
    task = Task(told, lambda: float(next(moments)))
    if not after:
        task.cancel()
    return task


def files(*folders: Path) -> dict[str, int]:
    """Every file with its size; the logs of an open database come and go."""
    return {
        str(path): path.stat().st_size
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith("topp.sqlite")
    } | {str(path): 0 for folder in folders for path in folder.rglob("topp.sqlite.*")}


@pytest.mark.parametrize("what", WORKS)
def test_stopped_after_any_report(what: str, here: Laptop, tmp_path: Path) -> None:
    out = tmp_path / "stick"
    out.mkdir()
    name = with_answers(here, 1, 2)
    here.places.attachments.mkdir(parents=True)
    (here.places.attachments / ("a" * 64 + ".pdf")).write_bytes(b"x" * 3_000_000)
    here.safety.hand_over(out / "earlier", "")
    (out / "over").write_bytes(b"an earlier file")
    here.answer(name, "1.2-T", 4)
    before, lying = here.assessment(name), files(here.places.data, out)
    for after in range(MOST):
        try:
            WORKS[what](here, stopping(after), out)
        except Cancelled:
            assert here.assessment(name) == before
            assert not here.safety.whereabouts().protected
            assert files(here.places.data, out) == lying, after
        else:
            break
    assert 0 < after < MOST - 1


def test_a_long_statement_stops_in_its_middle(
    here: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_answers(here, 1, 2)
    asked: list[None] = []

    class Impatient(Task):
        @property
        def cancelled(self) -> bool:
            asked.append(None)
            return len(asked) > 40

    monkeypatch.setattr(copies, "_STEPS", 5)
    goal = tmp_path / "goal.sqlite"
    with pytest.raises(Cancelled):
        copies.copy_database(here.places.store, None, goal, b"k" * 48, Impatient())
    assert not goal.exists()
