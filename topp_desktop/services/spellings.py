"""What people write where a code is meant: «Guatemala» for GT, «municipalidad» for municipality.

The words of every language of the program are understood at once, and the commonest ones of the
region's other languages: a list made in Brazil is not retyped in Spanish.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from topp_desktop.domain.assessment.countries import COUNTRIES
from topp_desktop.foundation.i18n import LANGUAGE_NAMES, translator
from topp_desktop.foundation.text import bare
from topp_desktop.services import terms

_TERMS: Final = {
    "level": terms.GOVERNMENT_LEVELS,
    "type": terms.INSTITUTION_TYPES,
    "role": terms.ROLES,
}

_ALSO: Final[Mapping[str, Mapping[str, str]]] = {
    "answer": {
        "NA": "na|no aplica|no procede|no corresponde|not applicable|does not apply"
        "|não se aplica|sans objet|ne s'applique pas",
        "DK": "dk|ns|nc|nsnc|no sabemos|no sabe|no se|no lo sabemos|we do not know|we don't know"
        "|do not know|don't know|não sabemos|não sabe|nous ne savons pas|ne sait pas|nsp",
    },
    "country": {
        "AG": "antígua e barbuda|antigua-et-barbuda",
        "AR": "argentine",
        "BB": "barbade",
        "BO": "bolivia, estado plurinacional de|estado plurinacional de bolivia|bolivie",
        "BR": "brésil",
        "BZ": "belize",
        "CL": "chili",
        "CO": "colombie",
        "DM": "dominique",
        "DO": "rep. dominicana|dominican rep.|república dominicana|république dominicaine",
        "EC": "equador|équateur",
        "GD": "grenade",
        "GF": "guiana francesa|guyane|guyane française",
        "GY": "guiana",
        "JM": "jamaïque",
        "KN": "são cristóvão e névis|saint-christophe-et-niévès|saint-kitts-et-nevis"
        "|saint kitts and nevis",
        "LC": "santa lúcia|sainte-lucie|saint lucia",
        "MX": "méjico|mexique",
        "PE": "pérou",
        "PR": "porto rico",
        "PY": "paraguai",
        "SV": "salvador",
        "TT": "trinidad and tobago|trinidad y tabago|trindade e tobago|trinité-et-tobago",
        "UY": "uruguai",
        "VC": "são vicente e granadinas|saint-vincent-et-les-grenadines"
        "|saint vincent and the grenadines",
        "VE": "venezuela, república bolivariana de|república bolivariana de venezuela",
    },
    "level": {
        "central": "nacional|national|federal|gobierno nacional|governo central|governo federal"
        "|gouvernement central|central",
        "intermediate": "intermedio|intermediário|intermédiaire|regional|departamental|provincial"
        "|estatal|estadual|départemental|governo estadual",
        "local": "municipal|governo local|gouvernement local|comunal|cantonal|local",
    },
    "type": {
        "municipality": "municipio|municipalidad|municipalidade|município|prefeitura|alcaldía"
        "|ayuntamiento|intendencia|municipalité|mairie|commune|town|city",
        "planning": "planificación|planejamento|planification|planning",
        "finance": "hacienda|finanzas|finanças|fazenda|finances|ministry of finance",
        "sector": "ministerio|secretaría|ministério|ministère|ministry",
        "statistics": "estadística|estatística|statistique|statistics",
        "council": "consejo|concejo|conselho|conseil",
        "legislature": "congreso|parlamento|congresso|parlement|parliament",
        "audit": "contraloría|tribunal de cuentas|controladoria|cour des comptes",
        "school": "escuela|escola|école",
        "other": "otra|otro|outra|outro|autre",
    },
    "role": {},
    "column": {
        "name": "name|nombre|nombre de la institución|institución|institution|nome|instituição"
        "|nom|name of the institution|nom de l'institution",
        "country": "country|país|pays",
        "level": "level|nivel|nivel de gobierno|nível|nível de governo|niveau"
        "|niveau de gouvernement|level of government",
        "type": "type|tipo|tipo de institución|tipo de instituição|type d'institution"
        "|type of institution",
        "subdivision": "subdivision|subdivisión|subdivisão|departamento|provincia|región",
        "local_code": "local_code|local code|código local|código|code local|code",
        "local_scheme": "local_scheme|local scheme|esquema local|esquema|scheme|schéma local",
        "note": "note|notes|nota|notas|observación|observaciones|observação|observações|comentario"
        "|comentarios|comentário|comentários|remarque|remarques|comment|comments|n.º|nº|no.|#",
        "id": "id|identificador|identificador único|identifier|identifiant",
    },
}


def meant(field: str, text: str) -> str | None:
    """The code of `field` that somebody means; None where nobody can tell.

    field: answer ("NA" and "DK" only), country, level, type, role, or column for the heading of
    a list. Case, accents, blanks and punctuation do not matter.
    """
    return _table(field).get(bare(text))


@lru_cache(maxsize=8)
def _table(field: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    doubtful: set[str] = set()
    for code, word in _words(field):
        key = bare(word)
        if key and found.setdefault(key, code) != code:
            doubtful.add(key)
    return {key: code for key, code in found.items() if key not in doubtful}


def _words(field: str) -> Iterable[tuple[str, str]]:
    if field == "country":
        for code in COUNTRIES:
            yield code, code
            for language in LANGUAGE_NAMES:
                yield code, translator(language).territory(code)
    for code, word in _TERMS.get(field, {}).items():
        yield code, code
        for language in LANGUAGE_NAMES:
            yield code, translator(language).gettext(word)
    for code, words in _ALSO[field].items():
        for word in words.split("|"):
            yield code, word
