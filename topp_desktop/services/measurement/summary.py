"""What stands out in a result, in five lines however many facts there are."""

from __future__ import annotations

from fractions import Fraction

from topp_desktop.domain.instrument import Item, Wording
from topp_desktop.domain.instrument.wording import item_name
from topp_desktop.domain.scoring.rounds import Comparison
from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.measurement.findings import ResultFinding, missing_findings
from topp_desktop.services.measurement.results import GAP_UP_TO, STRENGTH_FROM, Results


def summary(
    results: Results, since: Comparison | None, wording: Wording, words: Translator
) -> list[ResultFinding]:
    """Strong, weak, changed (where there is something to compare with), alerts, missing."""
    lines = [_strong(results, wording, words), _weak(results, wording, words)]
    if since is not None:
        lines.append(ResultFinding("strength", words.gettext("Changed"), _changed(since, words)))
    lines.append(ResultFinding("alert", words.gettext("Alerts"), _alerts(results, wording, words)))
    lines.append(
        ResultFinding("missing", words.gettext("Missing"), _missing(results, wording, words))
    )
    return lines


def change_sentence(since: Comparison | None, before: str, words: Translator) -> str:
    """How far the overall level moved since the measurement `before`; "" without one."""
    if since is None:
        return ""
    if since.overall is None:
        return words.gettext("It cannot be compared with {round}.").format(round=before)
    moved = words.gettext("{change} points since {round}, on the same questions.").format(
        change=words.signed(since.overall.delta), round=before
    )
    if since.overall.meaningful is False:
        moved += " " + words.gettext("Too little to call it a change.")
    return moved


def _levels(results: Results) -> list[tuple[Item, Fraction]]:
    items = results.instrument.form_items(results.assessment.form)
    found = ((item, results.values[item.id].value) for item in items if item.leveled)
    return [(item, value) for item, value in found if value is not None]


def _strong(results: Results, wording: Wording, words: Translator) -> ResultFinding:
    valued = _levels(results)
    high = [item for item, value in valued if value >= STRENGTH_FROM]
    if high:
        text = words.ngettext(
            "{n} of {total} answers at “{level}” or higher; the highest, {item}.",
            "{n} of {total} answers at “{level}” or higher; the highest, {item}.",
            len(high),
        ).format(
            n=len(high),
            total=len(valued),
            level=wording.level(STRENGTH_FROM),
            item=item_name(results.strengths[0], wording),
        )
    else:
        text = words.gettext("No answer at “{level}” or higher yet.").format(
            level=wording.level(STRENGTH_FROM)
        )
    return ResultFinding("strength", words.gettext("Strong"), text)


def _weak(results: Results, wording: Wording, words: Translator) -> ResultFinding:
    valued = _levels(results)
    low = [item for item, value in valued if value <= GAP_UP_TO]
    if low:
        text = words.ngettext(
            "{n} of {total} answers at “{level}” or lower; the lowest, {item}.",
            "{n} of {total} answers at “{level}” or lower; the lowest, {item}.",
            len(low),
        ).format(
            n=len(low),
            total=len(valued),
            level=wording.level(GAP_UP_TO),
            item=item_name(results.gaps[0], wording),
        )
    else:
        text = words.gettext("No answer at “{level}” or lower.").format(
            level=wording.level(GAP_UP_TO)
        )
    return ResultFinding("gap", words.gettext("Weak"), text)


def _changed(since: Comparison, words: Translator) -> str:
    moves = [one.delta for one in (since.items or {}).values()]
    if not moves:
        return words.gettext("There are no questions in common with the last measurement.")
    return words.gettext("{up} answers went up, {down} went down, of {total}.").format(
        up=sum(delta > 0 for delta in moves),
        down=sum(delta < 0 for delta in moves),
        total=len(moves),
    )


def _alerts(results: Results, wording: Wording, words: Translator) -> str:
    hits = results.card.alerts
    if not hits:
        return words.gettext("None with these answers.")
    if len(hits) == 1:
        return wording.alert(hits[0].code, hits[0].band)
    return words.ngettext(
        "{n}, explained under the map.", "{n}, explained under the map.", len(hits)
    ).format(n=len(hits))


def _missing(results: Results, wording: Wording, words: Translator) -> str:
    found = missing_findings(results, wording, words)
    if not found:
        return words.gettext("Nothing: every cell of the map has its figure.")
    return " ".join(one.text for one in found)
