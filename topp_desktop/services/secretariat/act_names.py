"""Whom and what the secretariat's acts are about, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.exchange.pool_view import Pool
from topp_desktop.services.exchange.ports import Act, Codec, ExchangeStore
from topp_desktop.services.secretariat.identity import check_number


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
