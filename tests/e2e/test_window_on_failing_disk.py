"""Answering in the window while the disk refuses the nth write: said plainly, nothing lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.failing_disk import run_on_failing_disk

ANSWERING = """
import errno, json, os, sys
from pathlib import Path
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtWidgets import QDialog, QLabel
from tests.support.failing_disk import refusing
from topp_desktop.bootstrap import compose
from topp_desktop.domain.assessment import Institution, Response
from topp_desktop.foundation.settings import SettingsFile
from topp_desktop.ui.app import Session, make_application
from topp_desktop.ui.screenshots import settle

data = Path(sys.argv[1])
program = compose(data)
name = program.assessments.begin(
    Institution("Municipio de Ejemplo", "GT", "local", "municipality"), "2026-1", form="short"
)
application = make_application()
session = Session(program, application, SettingsFile(program.places.settings))
session.furnish()
session.window.resize(1366, 768)
session.window.show()
session.open_last(lambda: session.window.show_page("question"))
settle(session)
desk, window = session.desk, session.window
item = desk.open_snapshot.items[0].id

def stored():
    return program.assessments.open(name)[1].assessment

def written(n, level):
    return Response(desk.open_snapshot.respondent, item, level, note="x" * 9000 + str(n))

desk.record(written(0, 0))
settle(session)
told, refused, kept = set(), 0, 0
for n in range(1, 51):
    error = errno.ENOSPC if n % 2 else errno.EIO
    window.errors.hide()
    with refusing(data / "topp.sqlite", n, error, stays=n % 3 == 0):
        # The nth write may be that of a later answer.
        for m in range(12):
            desk.record(written(n * 100 + m, m % 5))
            settle(session)
            if window.errors.isVisible():
                break
    shown = desk.open_snapshot.response(item)
    assert shown == stored().responses[0], n
    if window.errors.isVisible():
        refused += 1
        words = [l.text() for l in window.errors.findChildren(QLabel) if l.isVisible()]
        assert len(words) >= 2 and all("Traceback" not in w and "Errno" not in w for w in words)
        told.add(words[0])
    else:
        kept += 1
    assert not [w for w in application.topLevelWidgets() if isinstance(w, QDialog)], n
    desk.record(written(n * 100 + 50, (shown.answer + 1) % 5))
    settle(session)
    assert stored().responses[0].note.endswith(str(n * 100 + 50)), n
print(json.dumps({"told": sorted(told), "refused": refused, "kept": kept}))
session.close()
"""


@pytest.mark.timeout(300)
def test_the_nth_write_fails_while_answering_in_the_window(tmp_path: Path) -> None:
    found = json.loads(run_on_failing_disk(tmp_path, ANSWERING, str(tmp_path / "data")))
    assert found["refused"] >= 40
    assert found["told"]
