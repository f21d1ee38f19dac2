"""From the payload of a signed object to its meaning, and the checks a schema cannot state.

The order is that of docs/exchange.md, "Reading": format and version, schema, device = kid.
"""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from topp_desktop.domain.exchange import (
    Admission,
    Alias,
    Enrolment,
    ExchangeObject,
    Invitation,
    Outcome,
    Receipt,
    RegionPack,
    Resolution,
    Revision,
    Revocation,
    Withdrawal,
)
from topp_desktop.domain.exchange.aggregate import ITEM, PROFILE
from topp_desktop.foundation.canonical import canonical_json, sha256_hex

if TYPE_CHECKING:
    from pydantic import TypeAdapter

VERSION = 1
META = "meta:"
OPEN_TYPES = frozenset(
    {"topp-region-pack", "topp-invitation", "topp-admission", "topp-revocation", "topp-alias"}
)
"""What may travel unsealed."""

KNOWN_TYPES = OPEN_TYPES | frozenset(
    {
        "topp-enrolment",
        "topp-revision",
        "topp-resolution",
        "topp-receipt",
        "topp-withdrawal",
    }
)


class Refused(Exception):
    """An object that is not taken: its outcome, and a short reason for the ledger."""

    def __init__(self, outcome: Outcome, reason: str) -> None:
        super().__init__(outcome, reason)
        self.outcome = outcome
        self.reason = reason


@lru_cache(maxsize=4_096)
def thumbprint(x: str) -> str:
    """RFC 7638 thumbprint of the Ed25519 public key with coordinate `x` (base64url)."""
    members = f'{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}'.encode("ascii")
    return base64.urlsafe_b64encode(hashlib.sha256(members).digest()).rstrip(b"=").decode("ascii")


def jwk(x: str) -> dict[str, str]:
    """The public key as it stands in a payload."""
    return {"crv": "Ed25519", "kty": "OKP", "x": x}


_BOUND = (
    "institution",
    "territory",
    "profile",
    "round",
    "form",
    "scope",
    "method",
    "participants",
    "plans",
    "instrument",
    "elements",
)


def content_hash(payload: Mapping[str, Any]) -> str:
    """SHA-256 of what an approval binds: everything a revision states, without its envelope."""
    bound = {name: payload[name] for name in _BOUND if name in payload}
    return sha256_hex(canonical_json(bound))


def check_payload(typ: str, kid: str, payload: Any) -> dict[str, Any]:
    """The payload, if it keeps to version 1 of its schema; Refused otherwise."""
    if not isinstance(payload, dict) or payload.get("format") != typ:
        raise Refused(Outcome.MALFORMED, "format")
    version = payload.get("version")
    if type(version) is int and version > VERSION:
        raise Refused(Outcome.TOO_NEW, f"version {version}")
    _validate(typ, payload)
    _check_moment("created", payload["created"])
    special = _SPECIAL.get(typ)
    if special is not None:
        special(kid, payload)
    return payload


def _validate(typ: str, payload: dict[str, Any]) -> None:
    # Imported late: a window paints before anybody needs a schema.
    from topp_desktop.formats.object_elements import ELEMENTS, NAMES
    from topp_desktop.formats.object_schemas import PAYLOADS

    _fits(PAYLOADS[typ], payload)
    if typ != "topp-revision":
        return
    elements = payload["elements"]
    # A name with a line feed of its own would give one more line than there are names.
    joined = "\n".join(elements) + "\n" if elements else ""
    if NAMES.fullmatch(joined) is None or joined.count("\n") != len(elements):
        raise Refused(Outcome.MALFORMED, "invalid-field elements")
    groups: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for name, element in elements.items():
        groups[name.partition(":")[0]][name] = element
    for kind, group in groups.items():
        if kind not in ELEMENTS or kind in group or f"{kind}:" in group:
            raise Refused(Outcome.MALFORMED, f"unknown-field elements.{next(iter(group))[:60]}")
    for kind, group in groups.items():
        _fits(ELEMENTS[kind], group)
    if any(not n.startswith(("weight:item:", "weight:area:")) for n in groups.get("weight", ())):
        raise Refused(Outcome.MALFORMED, "unknown-field elements.weight")


def _check_moment(name: str, text: str) -> None:
    """A day that the calendar has: later readers turn these texts into moments."""
    try:
        datetime.fromisoformat(text)
    except ValueError as fault:
        raise Refused(Outcome.MALFORMED, f"invalid-field {name}") from fault


def _fits(schema: TypeAdapter[Any], value: Any) -> None:
    """Refused with the place of the first fault; asking whether there is one is quicker."""
    if schema.validator.isinstance_python(value):
        return
    from pydantic import ValidationError

    try:
        schema.validate_python(value)
    except ValidationError as fault:
        first = fault.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(str(part)[:60] for part in first["loc"])
        kind = "unknown-field" if first["type"] == "extra_forbidden" else "invalid-field"
        raise Refused(Outcome.MALFORMED, f"{kind} {place}"[:200]) from fault


def _check_revision(kid: str, payload: dict[str, Any]) -> None:
    if payload["device"] != kid:
        raise Refused(Outcome.MALFORMED, "device")
    approval = payload["approval"]
    if approval is not None:
        _check_moment("approval.date", approval["date"])
        if approval["content"] != content_hash(payload):
            raise Refused(Outcome.MALFORMED, "approval of something else")
    for name, element in payload["elements"].items():
        if name.startswith(ITEM):
            if not _sound_item(element):
                raise Refused(Outcome.MALFORMED, f"invalid-field {name}")
        elif name.startswith("milestone:") and "date" in element:
            _check_moment(f"{name}.date", element["date"])


def _sound_item(element: Mapping[str, Any]) -> bool:
    """A value has a variance, and an exact fraction that rounds to it; a state has neither."""
    value, variance, exact = element["value"], element.get("variance"), element.get("exact")
    if type(value) is not int:
        return variance is None and exact is None
    if variance is None:
        return False
    above, below = int(variance[0]), int(variance[1])
    if not below or above > 16 * below:
        return False
    if exact is None:
        return True
    above, below = int(exact[0]), int(exact[1])
    return bool(below) and (2000 * above + below) // (2 * below) == value and above <= 4 * below


def _check_enrolment(kid: str, payload: dict[str, Any]) -> None:
    if thumbprint(payload["device"]["x"]) != kid:
        raise Refused(Outcome.MALFORMED, "device")
    if (payload["invitation"] is None) != (payload["proof"] is None):
        raise Refused(Outcome.MALFORMED, "proof")


def _check_pack(kid: str, payload: dict[str, Any]) -> None:
    if thumbprint(payload["root"]["x"]) != kid:
        raise Refused(Outcome.MALFORMED, "root")


_SPECIAL: Mapping[str, Callable[[str, dict[str, Any]], None]] = {
    "topp-revision": _check_revision,
    "topp-enrolment": _check_enrolment,
    "topp-region-pack": _check_pack,
}


def meaning(typ: str, rid: str, kid: str, payload: Mapping[str, Any]) -> ExchangeObject:
    """What a checked payload says."""
    return _MEANINGS[typ](rid, kid, payload)


def elements_of(payload: Mapping[str, Any]) -> dict[str, Any]:
    """All that a revision's payload says, element by element: profile and method included."""
    elements = dict(payload["elements"])
    for part in ("profile", "territory"):
        for name, value in payload[part].items():
            elements[PROFILE + name] = {"value": value}
    for name in ("form", "scope", "method", "participants", "plans"):
        if name in payload:
            elements[META + name] = {"value": payload[name]}
    elements[META + "instrument"] = {"value": payload["instrument"]["sha256"]}
    return elements


def _revision(rid: str, kid: str, payload: Mapping[str, Any]) -> Revision:
    return Revision(
        rid,
        kid,
        payload["institution"],
        payload["round"],
        payload["seq"],
        tuple(payload["parents"]),
        payload["instrument"]["sha256"],
        payload["consent"],
        elements_of(payload),
    )


def _pack(rid: str, kid: str, payload: Mapping[str, Any]) -> RegionPack:
    return RegionPack(
        rid,
        kid,
        payload["secretariat"]["id"],
        payload["number"],
        tuple(thumbprint(o["jwk"]["x"]) for o in payload["officers"]),
        tuple(thumbprint(s["x"]) for s in payload["successors"]),
    )


def _enrolment(rid: str, kid: str, payload: Mapping[str, Any]) -> Enrolment:
    invitation = payload["invitation"]
    key = None if invitation is None else thumbprint(invitation["x"])
    return Enrolment(rid, kid, payload["institution"], key)


_MEANINGS: Mapping[str, Callable[[str, str, Mapping[str, Any]], ExchangeObject]] = {
    "topp-region-pack": _pack,
    "topp-invitation": lambda rid, kid, p: Invitation(
        rid, kid, p["institution"]["id"], thumbprint(p["key"]["x"])
    ),
    "topp-enrolment": _enrolment,
    "topp-revision": _revision,
    "topp-resolution": lambda rid, kid, p: Resolution(
        rid, kid, p["institution"], p["round"], tuple(p["parents"]), p["picks"], p["reason"]
    ),
    "topp-receipt": lambda rid, kid, p: Receipt(rid, kid, p["institution"], p["outcomes"]),
    "topp-admission": lambda rid, kid, p: Admission(rid, kid, p["device"], p["institution"]),
    "topp-revocation": lambda rid, kid, p: Revocation(rid, kid, p["target"], tuple(p["frontier"])),
    "topp-alias": lambda rid, kid, p: Alias(rid, kid, (p["institutions"][0], p["institutions"][1])),
    "topp-withdrawal": lambda rid, kid, p: Withdrawal(
        rid, kid, p["institution"], p["round"], p["what"]
    ),
}


def public_keys(typ: str, payload: Mapping[str, Any]) -> dict[str, str]:
    """The signing keys that a checked payload introduces: kid → x."""
    if typ == "topp-enrolment":
        found = [payload["device"]["x"]]
    elif typ == "topp-region-pack":
        found = [payload["root"]["x"], *(s["x"] for s in payload["successors"])]
        found += [officer["jwk"]["x"] for officer in payload["officers"]]
    else:
        found = []
    return {thumbprint(x): x for x in found}
