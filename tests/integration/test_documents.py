"""The institution's own list of plans and policies, and the files kept with it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.disks import fill, small_disk
from tests.support.laptop import MUNICIPALITY, Laptop, laptop
from topp_desktop.domain.assessment import Consensus
from topp_desktop.domain.errors import EnvironmentFault, UserError
from topp_desktop.services.measurement.documents import Document


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Laptop]:
    with laptop(tmp_path / "data") as found:
        yield found


def _institution(here: Laptop, name: str) -> str:
    return here.assessment(name).institution.id


def test_a_new_title_shows_wherever_the_document_is_named(here: Laptop) -> None:
    name = here.begin()
    institution = _institution(here, name)
    plan = here.documents.add(
        institution, " Plan  2030 ", hierarchy="territorial", period_from=2024, period_to=2030,
        place="Ñandú",
    )  # fmt: skip
    assert plan.title == "Plan 2030"
    here.answer(name, "1.1-P", 3, documents=("Plan 2030", "Acta suelta"))
    here.team.agree(name, Consensus("1.3-T", 2, documents=("Plan 2030",)))
    here.details.set_details(
        name, scope="territory", method="team", participants=4, plans=["Plan 2030", "Otro"]
    )
    assert [(u.round, u.times) for u in here.documents.uses(plan.id)] == [("2026-2", 3)]
    here.documents.change(replace(plan, title="Plan 2035"))
    found = here.assessment(name)
    assert found.responses[0].documents == ("Plan 2035", "Acta suelta")
    assert found.consensus[0].documents == ("Plan 2035",)
    assert found.plans == ("Plan 2035", "Otro")
    here.undo.undo(name)
    here.undo.undo(name)
    here.undo.redo(name)
    assert here.assessment(name).consensus[0].documents == ("Plan 2035",)
    assert here.documents.entries(institution) == [replace(plan, title="Plan 2035")]


def test_a_title_that_was_there_before_the_list_follows_it(here: Laptop) -> None:
    name = here.begin()
    here.answer(name, "1.1-P", 3, documents=("Ley 1", "Ley 2"))
    law = here.documents.add(_institution(here, name), "Ley 2", hierarchy="national")
    assert here.assessment(name).responses[0].documents == ("Ley 1", "Ley 2")
    here.documents.change(replace(law, title="Ley 2 bis"))
    assert here.assessment(name).responses[0].documents == ("Ley 1", "Ley 2 bis")


def test_what_is_taken_off_the_list_stays_in_the_answers(here: Laptop) -> None:
    name = here.begin()
    institution = _institution(here, name)
    plan = here.documents.add(institution, "Plan 2030")
    here.answer(name, "1.1-P", 3, documents=("Plan 2030",))
    here.documents.remove(plan)
    assert here.documents.entries(institution) == []
    assert here.assessment(name).responses[0].documents == ("Plan 2030",)
    assert here.documents.add(institution, "Plan 2030").id == plan.id


def test_lists_of_two_institutions_stay_apart(here: Laptop) -> None:
    one, two = here.begin(), here.begin(replace(MUNICIPALITY, name="Otra"))
    first = here.documents.add(_institution(here, one), "Plan")
    here.documents.add(_institution(here, two), "Plan")
    here.answer(two, "1.1-P", 3, documents=("Plan",))
    here.documents.change(replace(first, title="Plan de uno"))
    assert here.assessment(two).responses[0].documents == ("Plan",)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": "  "}, "document-title-missing"),
        ({"title": "x" * 501}, "document-title-missing"),
        ({"title": "LEY 1"}, "document-title-taken"),
        ({"period_from": 2030, "period_to": 2020}, "document-period"),
        ({"period_to": 20}, "document-period"),
        ({"hierarchy": "divine"}, "invalid-detail"),
        ({"id": "nobody"}, "document-unknown"),
    ],
)
def test_what_is_refused(change: dict[str, object], code: str, here: Laptop) -> None:
    institution = _institution(here, here.begin())
    here.documents.add(institution, "Ley 1")
    second = here.documents.add(institution, "Ley 2")
    with pytest.raises(UserError, match=code):
        here.documents.change(replace(second, **change))  # type: ignore[arg-type]
    assert [d.title for d in here.documents.entries(institution)] == ["Ley 1", "Ley 2"]


def test_files_are_copied_by_their_hash_and_stay_here(here: Laptop, tmp_path: Path) -> None:
    name = here.begin()
    institution = _institution(here, name)
    source = tmp_path / "Plan (ñ).PDF"
    source.write_bytes(b"%PDF-1.7 contenido")
    one = here.documents.attach(here.documents.add(institution, "Uno"), source)
    two = here.documents.attach(here.documents.add(institution, "Dos"), source)
    assert one.attachment is not None
    assert one.attachment == two.attachment
    kept = here.documents.path_of(one.attachment)
    assert kept.name == hashlib.sha256(source.read_bytes()).hexdigest() + ".pdf"
    assert here.documents.intact(one.attachment)
    assert here.documents.entries(institution)[0].attachment == one.attachment
    here.answer(name, "1.1-P", 3, documents=("Uno",))
    here.assessments.write_out(name, tmp_path / "out.json")
    text = (tmp_path / "out.json").read_text("utf-8")
    assert kept.stem not in text
    assert "contenido" not in text

    here.documents.detach(one)
    assert kept.exists()
    here.documents.remove(two)
    assert not kept.exists()
    assert source.exists()


def test_a_changed_copy_is_noticed(here: Laptop, tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_bytes(b"uno")
    document = here.documents.add(_institution(here, here.begin()), "Uno")
    attachment = here.documents.attach(document, source).attachment
    assert attachment is not None
    here.documents.path_of(attachment).write_bytes(b"dos")
    assert not here.documents.intact(attachment)
    here.documents.path_of(attachment).unlink()
    assert not here.documents.intact(attachment)


def test_a_full_disk_leaves_the_list_as_it_was(tmp_path: Path) -> None:
    source = tmp_path / "grande.bin"
    source.write_bytes(b"x" * 3_000_000)
    with small_disk(tmp_path / "disk", 4_096) as disk, laptop(disk) as here:
        document = here.documents.add(_institution(here, here.begin()), "Uno")
        fill(disk)
        with pytest.raises(EnvironmentFault, match="disk-full"):
            here.documents.attach(document, source)
        assert list((disk / "attachments").iterdir()) == []
        (disk / "filler").unlink()
        assert here.documents.attach(document, source).attachment is not None


def test_a_file_that_is_not_there(here: Laptop, tmp_path: Path) -> None:
    document = here.documents.add(_institution(here, here.begin()), "Uno")
    with pytest.raises(UserError, match="file-not-found"):
        here.documents.attach(document, tmp_path / "nada.pdf")
    assert isinstance(document, Document)
