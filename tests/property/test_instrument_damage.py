"""However an instrument file is damaged: it is refused with a code, or it can be used."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.scoring import score_values
from topp_desktop.formats.instrument import instrument_bytes, read_for_check, read_instrument
from topp_desktop.services.instrument_check import check_report

BUDGET = json.loads(
    (Path(__file__).resolve().parents[1] / "vectors/instruments/open-budget.json").read_text(
        "utf-8"
    )
)


def _places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    if isinstance(node, dict):
        for name, part in node.items():
            yield from _places(part, (*path, name))
    elif isinstance(node, list):
        for number, part in enumerate(node):
            yield from _places(part, (*path, number))


def _at(document: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        document = document[step]
    return document


PLACES = list(_places(BUDGET))
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 101),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.text(max_size=5),
    st.sampled_from(["c1", "publish", "audit", "levels", "topp-1", "group", "es", "{x}"]),
    st.just([]),
    st.just({}),
    # A sound piece in the wrong place.
    st.sampled_from(PLACES).map(lambda path: copy.deepcopy(_at(BUDGET, path))),
)


@st.composite
def _damaged(draw: st.DrawFn) -> Any:
    document = copy.deepcopy(BUDGET)
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(PLACES))
        try:
            owner = _at(document, path[:-1])
            if draw(st.booleans()):
                del owner[path[-1]]
            else:
                owner[path[-1]] = draw(VALUES)
        except (KeyError, IndexError, TypeError):
            continue  # an earlier change took the place away
    return document


def _first_fault(read: Callable[[], object]) -> str:
    """The code for which a reader refuses, "" where it does not."""
    try:
        read()
    except UserError as fault:
        return fault.code
    return ""


@given(document=_damaged())
def test_damage_is_refused_or_harmless(
    document: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("damaged") / "x.json"
    path.write_bytes(instrument_bytes(document))
    code = _first_fault(lambda: read_instrument(path))
    if code:
        if _first_fault(lambda: read_for_check(path)) != code:
            findings = check_report(read_for_check(path), None).findings
            assert code in {finding.code for finding in findings}
        return
    instrument = read_instrument(path)
    assert check_report(instrument, None).check.languages
    for form in instrument.forms:
        assert score_values(instrument, form.id, {}).items.keys() == set(form.items)
    for language in ("es", "en", "fr"):
        wording = Wording(instrument, language)
        for item in instrument.items:
            assert wording.stem(item.id)
            assert all(wording.element(item.id, element) for element in item.elements)
        for alert in instrument.alerts:
            for band in range(len(alert.cuts) + 1) if alert.kind == "group" else (None,):
                assert wording.alert(alert.code, band)
