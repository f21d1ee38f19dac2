"""What a payload may say, written a second time and plainly: the yardstick for the schemas.

A rule is a function from a JSON value to whether it is allowed. From docs/exchange.md, "Objects".
"""

from __future__ import annotations

import hashlib
import json
import re
from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import datetime
from typing import Any, NoReturn

Rule = Callable[[Any], bool]


def text(most: int) -> Rule:
    return lambda v: isinstance(v, str) and len(v) <= most


def like(pattern: str) -> Rule:
    compiled = re.compile(pattern, re.ASCII)
    return lambda v: isinstance(v, str) and compiled.fullmatch(v) is not None


def whole(low: int, high: int) -> Rule:
    return lambda v: type(v) is int and low <= v <= high


def number(low: float, high: float) -> Rule:
    return lambda v: type(v) in (int, float) and low <= v <= high


def one_of(*values: Any) -> Rule:
    return lambda v: any(type(v) is type(w) and v == w for w in values)


def either(*rules: Rule) -> Rule:
    return lambda v: any(rule(v) for rule in rules)


def many(rule: Rule, low: int = 0, high: int = 1_000) -> Rule:
    return lambda v: isinstance(v, list) and low <= len(v) <= high and all(map(rule, v))


def table(name: Rule, rule: Rule, most: int = 5_000) -> Rule:
    return lambda v: (
        isinstance(v, dict) and len(v) <= most and all(name(k) and rule(x) for k, x in v.items())
    )


def form(required: dict[str, Rule], optional: dict[str, Rule] | None = None) -> Rule:
    """Exactly these names, each with its rule."""
    rules = required | (optional or {})
    return lambda v: (
        isinstance(v, dict)
        and required.keys() <= v.keys() <= rules.keys()
        and all(rules[n](x) for n, x in v.items())
    )


def moment(v: Any) -> bool:
    if not like(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")(v):
        return False
    try:
        datetime.strptime(v, "%Y-%m-%dT%H:%M:%SZ")
    except ValueError:
        return False
    return True


def day(v: Any) -> bool:
    return isinstance(v, str) and moment(v + "T00:00:00Z")


NONE: Rule = one_of(None)
WORD, LINE, NOTE = text(100), text(500), text(20_000)
RID = like("[0-9a-f]{64}")
KID = like("[A-Za-z0-9_-]{43}")
ID = like("[A-Za-z0-9][A-Za-z0-9._:-]{0,99}")
ROUND = like(r"[^\x00-\x1f\x7f-\x9f]{1,40}")
COUNTRY = like("[A-Z]{2}")
RECIPIENT = like("age1[02-9ac-hj-np-z]{58}")
YES_NO: Rule = one_of(True, False)
COUNT = whole(0, 1_000_000)
DIGITS = either(whole(0, 2**53 - 1), like("[0-9]{16,90}"))
RATIO = many(DIGITS, 2, 2)
JWK = form({"crv": one_of("Ed25519"), "kty": one_of("OKP"), "x": KID})
INSTRUMENT = form({"id": ID, "version": WORD, "sha256": RID})
NAMED = form({"id": ID, "name": LINE})
_LOCAL: dict[str, Rule] = {"subdivision": WORD, "local_code": WORD, "local_scheme": WORD}
PROFILE = form({"id": ID, "name": LINE, "country": COUNTRY, "level": WORD, "type": WORD}, _LOCAL)
AUDIENCE = many(ID, 1, 50)
PARENTS = many(RID, 0, 1_000)


def _head(typ: str) -> dict[str, Rule]:
    return {"format": one_of(typ), "version": one_of(1), "created": moment}


def _item(v: Any) -> bool:
    if not _ITEM(v):
        return False
    if type(v["value"]) is not int:
        return "variance" not in v and "exact" not in v
    if "variance" not in v:
        return False
    above, below = map(int, v["variance"])
    if below == 0 or above > 16 * below:
        return False
    if "exact" not in v:
        return True
    above, below = map(int, v["exact"])
    # Halves are rounded up: value - 1/2 <= exact < value + 1/2, in thousandths.
    doubled = 2 * v["value"]
    return (
        below > 0
        and above <= 4 * below
        and (doubled - 1) * below <= 2_000 * above < (doubled + 1) * below
    )


_ITEM = form(
    {
        "value": either(whole(0, 4_000), one_of("NA", "DK"), NONE),
        "n": COUNT,
        "given": COUNT,
    },
    {
        "exact": RATIO,
        "variance": RATIO,
        "agreement": number(0, 1),
        "evidence": whole(0, 3),
        "confidence": one_of("A", "M", "B"),
        "agreed": YES_NO,
        "note": NOTE,
        "missing": NOTE,
        "documents": many(LINE, 0, 200),
    },
)
_AMOUNT = number(-1e12, 1e12)
_ACTION: dict[str, Rule] = {
    **dict.fromkeys(("id", "item", "cell", "card"), ID),
    **dict.fromkeys(("from", "to"), whole(0, 4)),
    **dict.fromkeys(("effort", "priority", "feasibility", "cost", "funding_gap"), _AMOUNT),
    **dict.fromkeys(("start", "end", "tag", "unit", "status", "currency"), WORD),
    **dict.fromkeys(("title", "baseline", "target", "owner", "partner", "budget"), LINE),
    **dict.fromkeys(("activity", "result", "verification", "indicator", "comment"), NOTE),
    **dict.fromkeys(("pinned", "must"), YES_NO),
    "reason": NOTE,
    "duration": COUNT,
    "after": many(ID, 0, 200),
}
_MILESTONE: dict[str, Rule] = {
    **dict.fromkeys(("id", "action"), ID),
    **dict.fromkeys(("activity", "result", "comment"), NOTE),
    **dict.fromkeys(("start", "approval", "status"), WORD),
    **dict.fromkeys(("combo", "evidence"), LINE),
    "date": day,
}
_NEED: dict[str, Rule] = {
    **dict.fromkeys(("id", "item", "component", "action"), ID),
    **dict.fromkeys(("level", "modality", "semester"), WORD),
    **dict.fromkeys(("offers", "indicative"), YES_NO),
    "kind": one_of("training", "assistance", "peers"),
    "topic": LINE,
    "persons": COUNT,
    "note": NOTE,
}
_LINE_STATUS = one_of("none", "planned", "under-way", "done")
ELEMENTS: dict[str, Rule] = {
    "item": _item,
    "target": form({"value": number(0, 100)}),
    "weight": form({"value": number(0, 1e6)}),
    "line": form({"status": _LINE_STATUS}, {"year": whole(1900, 2200), "note": NOTE}),
    "action": form({}, _ACTION),
    "milestone": form({}, _MILESTONE),
    "need": form({}, _NEED),
    "feedback": form({"text": NOTE}, {"kind": WORD}),
}
_NAME = like(r"(item|target|line|action|milestone|need|feedback|weight:(item|area)):[\w.:-]+")
_WEIGHT_NAME = like(r"weight:(item|area):[\w.:-]*")


def elements(v: Any) -> bool:
    return (
        isinstance(v, dict)
        and len(v) <= 5_000
        and all(
            len(name) <= 150
            and (_NAME(name) or _WEIGHT_NAME(name))
            and ELEMENTS[name.partition(":")[0]](element)
            for name, element in v.items()
        )
    )


PAYLOADS: dict[str, Rule] = {
    "topp-region-pack": form(
        _head("topp-region-pack")
        | {
            "number": whole(1, 1_000_000_000),
            "secretariat": NAMED,
            "root": JWK,
            "successors": many(JWK, 0, 20),
            "recipients": many(RECIPIENT, 1, 20),
            "audience": many(NAMED, 1, 50),
            "instruments": many(INSTRUMENT, 0, 200),
            "officers": many(form({"jwk": JWK, "position": LINE}), 0, 200),
            "institutions": many(PROFILE, 0, 100_000),
        }
    ),
    "topp-invitation": form(
        _head("topp-invitation")
        | {"institution": PROFILE, "key": JWK, "recipient": RECIPIENT, "root": KID}
    ),
    "topp-enrolment": form(
        _head("topp-enrolment")
        | {
            "institution": ID,
            "device": JWK,
            "audience": AUDIENCE,
            "invitation": either(NONE, JWK),
            "proof": either(NONE, like("[A-Za-z0-9_-]{86}")),
            "app": WORD,
        }
    ),
    "topp-revision": form(
        _head("topp-revision")
        | {
            "institution": ID,
            "territory": form({"country": COUNTRY}, _LOCAL),
            "profile": form({"name": LINE, "level": WORD, "type": WORD}),
            "round": ROUND,
            "form": ID,
            "scope": WORD,
            "method": WORD,
            "instrument": INSTRUMENT,
            "device": KID,
            "parents": PARENTS,
            "audience": AUDIENCE,
            "approval": either(
                NONE, form({"position": LINE, "date": day, "letter": LINE, "content": RID})
            ),
            "consent": one_of("secretariat", "peers", "public"),
            "app": WORD,
            "seq": whole(1, 1_000_000_000),
            "elements": elements,
        },
        {"participants": COUNT, "plans": many(LINE, 0, 100)},
    ),
    "topp-resolution": form(
        _head("topp-resolution")
        | {
            "institution": ID,
            "round": ROUND,
            "parents": many(RID, 1, 1_000),
            "picks": table(text(200), RID),
            "reason": NOTE,
        }
    ),
    "topp-receipt": form(_head("topp-receipt") | {"institution": ID, "outcomes": table(RID, WORD)}),
    "topp-admission": form(
        _head("topp-admission") | {"institution": ID, "device": KID, "reason": NOTE}
    ),
    "topp-revocation": form(
        _head("topp-revocation") | {"target": KID, "frontier": many(RID, 0, 20_000), "reason": NOTE}
    ),
    "topp-alias": form(_head("topp-alias") | {"institutions": many(ID, 2, 2), "reason": NOTE}),
    "topp-withdrawal": form(
        _head("topp-withdrawal")
        | {
            "institution": ID,
            "round": either(NONE, ROUND),
            "what": one_of("consent", "round"),
            "audience": AUDIENCE,
            "reason": NOTE,
        }
    ),
}


def thumbprint(x: str) -> str:
    members = f'{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}'.encode()
    return urlsafe_b64encode(hashlib.sha256(members).digest()).rstrip(b"=").decode()


_ENVELOPE = [
    "format",
    "version",
    "device",
    "parents",
    "audience",
    "approval",
    "consent",
    "app",
    "created",
    "seq",
]


def _approved(payload: Any) -> str:
    """The hash of all that a revision states."""
    stated = {name: value for name, value in payload.items() if name not in _ENVELOPE}
    text = json.dumps(stated, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def allowed(typ: str, kid: str, payload: Any) -> bool:
    """Whether a payload of this type, signed by this key, says nothing it must not say."""
    if not PAYLOADS[typ](payload):
        return False
    if typ == "topp-revision":
        approval = payload["approval"]
        approved = approval is None or approval["content"] == _approved(payload)
        return bool(payload["device"] == kid) and approved
    if typ == "topp-enrolment":
        both = (payload["invitation"] is None) == (payload["proof"] is None)
        return both and thumbprint(payload["device"]["x"]) == kid
    return typ != "topp-region-pack" or thumbprint(payload["root"]["x"]) == kid


class NotStrict(Exception):
    """JSON that one may not trust."""


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) != len(pairs):
        raise NotStrict
    return dict(pairs)


def _refuse(token: str) -> NoReturn:
    raise NotStrict(token)


def strict(data: bytes) -> Any:
    """The value of strict JSON; NotStrict otherwise."""
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=_pairs, parse_constant=_refuse)
    except (ValueError, RecursionError) as fault:
        raise NotStrict from fault
    _look(value, 0)
    return value


def _look(value: Any, depth: int) -> None:
    if isinstance(value, dict | list):
        if depth == 8:
            raise NotStrict
        for name in value if isinstance(value, dict) else ():
            _look(name, depth + 1)
        for inner in value.values() if isinstance(value, dict) else value:
            _look(inner, depth + 1)
    elif isinstance(value, str):
        if "\0" in value or any("\ud800" <= c <= "\udfff" for c in value):
            raise NotStrict
    elif type(value) in (int, float) and not abs(value) <= (
        2**53 if type(value) is int else 1.7976931348623157e308
    ):
        raise NotStrict
