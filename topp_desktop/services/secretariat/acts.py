"""What a secretariat did and when: kept beside the pool, for whoever has to account for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from topp_desktop.foundation.i18n import N_, Translator
from topp_desktop.services.exchange.moments import stamp
from topp_desktop.services.exchange.ports import Act, SecretariatKeys
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
