"""Scoring profile topp-1 a second time, from docs/scoring.md alone and in the plainest way.

It shares no code with topp_desktop.domain.scoring: it reads a responses document and the
instrument's structure as JSON. Tests compare the two on many random assessments.
"""

from __future__ import annotations

import math
from typing import Any

SIGMA = {"A": 0.35, "M": 0.60, "B": 1.00}
SURENESS = "AMB"
Figures = dict[str, Any]


def score(structure: dict[str, Any], doc: dict[str, Any]) -> dict[str, Any]:
    """The same keys as `topp score --json`, as far as they are numbers."""
    form = next(f for f in structure["forms"] if f["id"] == doc["form"])
    entries = {e["id"]: e for e in structure["items"]}
    items = [entries[name] for name in form["items"]]
    known = {e["id"]: _item(doc, e["id"]) for e in items}
    weights = doc.get("weights", {})
    item_weight = weights.get("items", {})
    areas = [a["id"] for a in structure["areas"]]
    dimensions = [d["id"] for d in structure["dimensions"]]

    cells: dict[str, Figures] = {}
    for a in areas:
        for d in dimensions:
            members = [e["id"] for e in items if e["area"] == a and e["dimension"] == d]
            cells[f"{a}-{d}"] = _cell(
                [known[m] for m in members], [item_weight.get(m, 1.0) for m in members]
            )
    for name, cell in cells.items():
        wanted = doc.get("targets", {}).get(name)
        if cell["published"] and wanted is None:
            wanted = max(50, min(100, 25 * (math.floor(round(cell["declared"] / 25, 9)) + 1)))
        cell["target"] = wanted
        cell["target_set"] = name in doc.get("targets", {})
        cell["gap"] = max(0, wanted - cell["declared"]) if cell["published"] else None

    v = {a: weights.get("areas", {}).get(a, 0.25) for a in areas}
    by_dimension = {
        d: _combine([(cells[f"{a}-{d}"], v[a]) for a in areas], _linear) for d in dimensions
    }
    by_area = {
        a: _combine([(cells[f"{a}-{d}"], 1.0) for d in dimensions], _geometric) for a in areas
    }
    return {
        "cells": cells,
        "dimensions": by_dimension,
        "areas": by_area,
        "overall": _overall(cells, by_dimension, known),
        "objectives": _objectives(items, known),
        "components": _components(structure, items, known),
        "agreement": {n: k["agreement"] for n, k in known.items() if k["agreement"] is not None},
        "alerts": _alerts(by_dimension),
    }


def _item(doc: dict[str, Any], name: str) -> Figures:
    """Steps 1, 2, the σ of step 8 and step 9."""
    role_of = {r["id"]: r["role"] for r in doc["respondents"]}
    asked = sum(1 for r in doc["respondents"] if "items" not in r or name in r["items"])
    levels: list[tuple[str, int, str]] = []  # role, level, confidence
    refused = 0
    grades = []
    for r in doc["responses"]:
        if r["item"] != name:
            continue
        if "evidence" in r:
            grades.append(r["evidence"])
        if r.get("answer") == "NA":
            refused += 1
        elif isinstance(r.get("answer"), int):
            sure = r.get("confidence", "M")
            levels.append((role_of[r["respondent"]], r["answer"], sure))
    for t in doc.get("tallies", []):
        if t["item"] == name:
            asked += sum(t["counts"]) + t["dk"] + t["na"]
            refused += t["na"]
            for level, count in enumerate(t["counts"]):
                levels += [(t["role"], level, "M")] * count
    result: Figures = {"state": "missing", "x": None, "sigma": 0.0, "evidence": None}
    result["evidence"] = max(grades) if grades else None
    result["agreement"] = _tastle_wierman([level for _, level, _ in levels])

    agreed = [c for c in doc.get("consensus", []) if c["item"] == name]
    if agreed:
        (agreed_on,) = agreed
        result["evidence"] = agreed_on.get("evidence", result["evidence"])
        if agreed_on["answer"] == "NA":
            result["state"] = "NA"
        elif agreed_on["answer"] != "DK":
            result["state"], result["x"] = "valued", float(agreed_on["answer"])
            result["sigma"] = SIGMA[agreed_on.get("confidence", "M")]
    elif refused > asked / 2:
        result["state"] = "NA"
    elif levels and len(levels) >= asked / 2:
        roles = sorted({role for role, _, _ in levels})
        means = []
        for role in roles:
            own = [level for r, level, _ in levels if r == role]
            means.append(sum(own) / len(own))
        result["state"], result["x"] = "valued", sum(means) / len(means)
        result["sigma"] = _sigma([x for _, x, _ in levels], [c for _, _, c in levels])
    return result


def _sigma(levels: list[int], confidences: list[str]) -> float:
    k = len(levels)
    if k == 1:
        return SIGMA[confidences[0]]
    if k == 2:
        lower = max(confidences, key=SURENESS.index)
        return max(SIGMA[lower], abs(levels[0] - levels[1]) / 2)
    mean = sum(levels) / k
    s2 = sum((x - mean) ** 2 for x in levels) / (k - 1)
    return math.sqrt(s2 / k + 1 / 12)


def _tastle_wierman(levels: list[int], width: int = 4) -> float | None:
    if len(levels) < 3:
        return None
    mean = sum(levels) / len(levels)
    return 1 + sum(math.log2(1 - abs(x - mean) / width) for x in levels) / len(levels)


def _linear(values: list[float], s: list[float], w: list[float]) -> tuple[float, float]:
    w = [x / sum(w) for x in w]
    mean = sum(x * y for x, y in zip(w, values, strict=True))
    t = [x * y for x, y in zip(w, s, strict=True)]
    return mean, math.sqrt(0.7 * sum(x * x for x in t) + 0.3 * sum(t) ** 2)


def _geometric(values: list[float], s: list[float], w: list[float]) -> tuple[float, float]:
    u = [x / sum(w) for x in w]
    product = 1.0
    for z, share in zip(values, u, strict=True):
        product *= (1 + z / 25) ** share
    g = 25 * product - 25
    t = [share * y / (z + 25) for share, y, z in zip(u, s, values, strict=True)]
    return g, (g + 25) * math.sqrt(0.7 * sum(x * x for x in t) + 0.3 * sum(t) ** 2)


def _ranged(figures: Figures) -> Figures:
    figures["low"] = max(0.0, figures["m_lo"] - 1.645 * figures["se"])
    figures["high"] = min(100.0, figures["m_hi"] + 1.645 * figures["se"])
    return figures


def _cell(known: list[Figures], weights: list[float]) -> Figures:
    """Step 3."""
    applicable = [(k, w) for k, w in zip(known, weights, strict=True) if k["state"] != "NA"]
    answered = [(k, w) for k, w in applicable if k["state"] == "valued"]
    cell: Figures = {"published": False, "applicable": len(applicable)}
    cell["answered"] = len(answered)
    cell["coverage"] = len(answered) / len(applicable) if applicable else None
    if not applicable:
        return cell
    for name, missing in (("m_lo", 0.0), ("m_hi", 4.0)):
        total = sum(w * (missing if k["x"] is None else k["x"]) for k, w in applicable)
        cell[name] = 25 * total / sum(w for _, w in applicable)
    if 5 * len(answered) < 3 * len(applicable):
        return cell
    cell["published"] = True
    w = [w for _, w in answered]
    x = [25 * k["x"] for k, _ in answered]
    cell["declared"], cell["se"] = _linear(x, [25 * k["sigma"] for k, _ in answered], w)
    held = [25 * min(k["x"], (k["evidence"] or 0) + 1) for k, _ in answered]
    cell["supported"] = _linear(held, x, w)[0]
    return _ranged(cell)


def _combine(parts: list[tuple[Figures, float]], mean: Any) -> Figures:
    """Steps 4 and 5: a dimension (arithmetic) or an area (geometric) from its cells."""
    applicable = sum(p["applicable"] for p, _ in parts)
    answered = sum(p["answered"] for p, _ in parts)
    result: Figures = {"published": False}
    result["coverage"] = answered / applicable if applicable else None
    there = [(p, w) for p, w in parts if p["published"]]
    if len(there) < 3:
        return result
    result["published"], result["provisional"] = True, len(there) == 3
    w = [w for _, w in there]
    result["declared"], result["se"] = mean(
        [p["declared"] for p, _ in there], [p["se"] for p, _ in there], w
    )
    result["supported"] = mean([p["supported"] for p, _ in there], w, w)[0]
    every = [(p, w) for p, w in parts if p["applicable"]]
    for bound in ("m_lo", "m_hi"):
        wide = [w for _, w in every]
        result[bound] = mean([p[bound] for p, _ in every], wide, wide)[0]
    return _ranged(result)


def _band(value: float) -> int:
    return sum(round(value, 9) >= cut for cut in (12.5, 37.5, 62.5, 87.5))


def _overall(cells: dict[str, Figures], dims: dict[str, Figures], known: Any) -> Figures:
    valued = [k for k in known.values() if k["x"] is not None and round(k["x"], 9) >= 2]
    recorded = sum(k["evidence"] is not None for k in valued) / len(valued) if valued else 1.0
    applicable = sum(1 for c in cells.values() if c["applicable"])
    published = sum(1 for c in cells.values() if c["published"])
    result: Figures = {"published": False, "evidence_recorded": recorded}
    result["coverage"] = published / applicable if applicable else None
    if not all(d["published"] for d in dims.values()) or 8 * published < 7 * applicable:
        return result
    four = list(dims.values())
    same = [1.0] * 4
    result["published"], result["provisional"] = True, published < applicable
    result["declared"], result["se"] = _geometric(
        [d["declared"] for d in four], [d["se"] for d in four], same
    )
    result["supported"] = _geometric([d["supported"] for d in four], same, same)[0]
    for bound in ("m_lo", "m_hi"):
        result[bound] = _geometric([d[bound] for d in four], same, same)[0]
    least = min(d["declared"] for d in four)
    result["min_dimension"] = least
    result["spread"] = max(d["declared"] for d in four) - least
    result["band"] = _band(result["declared"])
    result["label"] = min(result["band"], _band(least) + 1)
    return _ranged(result)


def _objectives(items: list[dict[str, Any]], known: dict[str, Figures]) -> dict[str, Figures]:
    """Step 5, in a form that asks at least three items of an objective."""
    results = {}
    for objective in sorted({e["objective"] for e in items}):
        own = [known[e["id"]] for e in items if e["objective"] == objective]
        if len(own) < 3:
            continue
        applicable = [k for k in own if k["state"] != "NA"]
        valued = [k for k in applicable if k["state"] == "valued"]
        found: Figures = {"published": len(valued) >= 3}
        found["coverage"] = len(valued) / len(applicable) if applicable else None
        if len(valued) >= 3:
            same = [1.0] * len(valued)
            found["provisional"] = len(valued) == 3
            found["declared"], found["se"] = _geometric(
                [25 * k["x"] for k in valued], [25 * k["sigma"] for k in valued], same
            )
            held = [25 * min(k["x"], (k["evidence"] or 0) + 1) for k in valued]
            found["supported"] = _geometric(held, same, same)[0]
            for name, missing in (("m_lo", 0.0), ("m_hi", 4.0)):
                full = [25 * (missing if k["x"] is None else k["x"]) for k in applicable]
                found[name] = _geometric(full, full, [1.0] * len(full))[0]
            _ranged(found)
        results[objective] = found
    return results


def _components(structure: Any, items: Any, known: dict[str, Figures]) -> dict[str, float | None]:
    results: dict[str, float | None] = {}
    for dimension in structure["dimensions"]:
        for component in dimension["components"]:
            own = [known[e["id"]]["x"] for e in items if e["component"] == component]
            own = [25 * x for x in own if x is not None]
            results[component] = sum(own) / len(own) if len(own) >= 2 else None
    return results


def _alerts(dims: dict[str, Figures]) -> set[str]:
    """Step 7; the names are those of the result of `topp score`."""

    def is_high(d: str) -> bool:
        return bool(dims[d]["published"]) and round(dims[d]["declared"], 9) >= 62.5

    def is_low(d: str) -> bool:
        return bool(dims[d]["published"]) and round(dims[d]["declared"], 9) < 37.5

    rules = {
        "design-without-traction": is_high("T") and is_low("P"),
        "delivery-without-direction": is_high("O") and is_low("F"),
        "mandate-without-means": is_high("P") and (is_low("T") or is_low("O")),
        "plans-without-delivery": is_high("T") and is_low("O"),
        "visions-without-hands": is_high("F") and is_low("O"),
    }
    return {name for name, fires in rules.items() if fires}
