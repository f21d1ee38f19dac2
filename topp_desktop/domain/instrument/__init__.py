"""The instrument: what is asked, how it is grouped, and in which words."""

from topp_desktop.domain.instrument.model import (
    AGENDA_ID,
    Alert,
    Area,
    Dimension,
    Form,
    Instrument,
    InstrumentRef,
    Item,
    NotApplicable,
    Objective,
    Typology,
)
from topp_desktop.domain.instrument.wording import Wording

__all__ = [
    "AGENDA_ID",
    "Alert",
    "Area",
    "Dimension",
    "Form",
    "Instrument",
    "InstrumentRef",
    "Item",
    "NotApplicable",
    "Objective",
    "Typology",
    "Wording",
]
