"""`python -m tools.schemas`: writes docs/schemas from the models that read the files."""

from __future__ import annotations

import json

from tools.places import ROOT
from topp_desktop.formats.instrument import instrument_schema

INSTRUMENT = ROOT / "docs" / "schemas" / "topp-instrument-1.schema.json"


def instrument_schema_text() -> str:
    """The published schema, as it has to lie in the file."""
    return json.dumps(instrument_schema(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    INSTRUMENT.write_text(instrument_schema_text(), "utf-8", newline="\n")
