"""What a secretariat did and when: kept beside the pool, for whoever has to account for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from topp_desktop.foundation.i18n import N_, Translator
from topp_desktop.services.exchange.check_number import check_number
from topp_desktop.services.exchange.pool_view import Pool
from topp_desktop.services.exchange.ports import Act, Codec, ExchangeStore, SecretariatKeys
from topp_desktop.services.exchange.values import stamp
from topp_desktop.services.terms import term

ACTS: Final[Mapping[str, str]] = {
    "published": N_("Details of the secretariat published"),
    "invited": N_("Institution invited"),
    "resolved": N_("Two different versions decided"),
    "admitted": N_("Computer admitted"),
    "revoked": N_("Computer or officer no longer trusted"),
    "alias": N_("Two entries joined as one institution"),
    "receipts": N_("Receipt written"),
    "purged": N_("Withdrawn measurement erased"),
    "officer": N_("Officer named"),
    "officer-removed": N_("Officer removed"),
    "rotated": N_("Identity of the secretariat renewed"),
    "rehearsed": N_("Restore from the recovery card rehearsed"),
}
"""Every act by its code."""


def act(
    keys: SecretariatKeys,
    at: datetime,
    code: str,
    institution: str = "",
    round_id: str = "",
    subject: str = "",
    reason: str = "",
) -> Act:
    """An act done now with these keys."""
    return Act(stamp(at), code, institution, round_id, subject, reason, keys.signer.kid)


def act_words(found: Act, words: Translator) -> str:
    """What was done, in the reader's language."""
    return term(ACTS, found.act, words)


def act_dict(found: Act) -> dict[str, Any]:
    """One entry of `topp acts --json`."""
    return {
        "at": found.at,
        "act": found.act,
        "institution": found.institution,
        "round": found.round,
        "subject": found.subject,
        "reason": found.reason,
        "signer": found.signer,
    }


@dataclass(frozen=True, slots=True)
class ActNames:
    """institutions: id → name, of every institution that was invited."""

    institutions: Mapping[str, str] = field(default_factory=dict)

    def institution(self, act: Act) -> str:
        """The institution's name; "" where the act is about none, or it is not known."""
        return self.institutions.get(act.institution, "")

    def subject(self, act: Act, words: Translator) -> str:
        """The computer, officer, other entry or file that it was about; "" for none."""
        if act.act in {"admitted", "revoked"}:
            return words.gettext("Computer {number}").format(number=check_number(act.subject))
        if act.act == "alias":
            return self.institutions.get(act.subject, "")
        if act.act == "published":
            return words.gettext("Number {n}").format(n=act.subject)
        if act.act == "purged":
            n = int(act.subject) if act.subject.isdecimal() else 0
            return words.ngettext("{n} entry", "{n} entries", n).format(n=words.number(n))
        if act.act in {"officer", "officer-removed"}:
            return words.gettext("Officer {number}").format(number=act.subject)
        return ""


def act_names(store: ExchangeStore, codec: Codec) -> ActNames:
    """The names that the invitations give."""
    with store.read() as unit:
        profiles = Pool(unit, codec).profiles
    return ActNames({name: str(profile["name"]) for name, profile in profiles.items()})
