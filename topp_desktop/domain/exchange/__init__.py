"""Merging what institutions send: a grow-only set of signed objects and what follows from it.

Pure: no keys, no files, no clock. See docs/exchange.md, "Merging".
"""

from topp_desktop.domain.exchange.admission import Roster
from topp_desktop.domain.exchange.digest import digest_of
from topp_desktop.domain.exchange.graph import History, Node
from topp_desktop.domain.exchange.ledger import Outcome, statement_outcomes
from topp_desktop.domain.exchange.objects import (
    CONSENTS,
    SHAPING,
    TYP,
    Admission,
    Alias,
    Consent,
    Element,
    Enrolment,
    ExchangeObject,
    Grant,
    Invitation,
    Receipt,
    RegionPack,
    Resolution,
    Revision,
    Revocation,
    Statement,
    Withdrawal,
)
from topp_desktop.domain.exchange.pool import Evaluation, Trust, evaluate, node_of, standing
from topp_desktop.domain.exchange.view import Candidate, Open, View, view_of

__all__ = [
    "CONSENTS",
    "SHAPING",
    "TYP",
    "Admission",
    "Alias",
    "Candidate",
    "Consent",
    "Element",
    "Enrolment",
    "Evaluation",
    "ExchangeObject",
    "Grant",
    "History",
    "Invitation",
    "Node",
    "Open",
    "Outcome",
    "Receipt",
    "RegionPack",
    "Resolution",
    "Revision",
    "Revocation",
    "Roster",
    "Statement",
    "Trust",
    "View",
    "Withdrawal",
    "digest_of",
    "evaluate",
    "node_of",
    "standing",
    "statement_outcomes",
    "view_of",
]
