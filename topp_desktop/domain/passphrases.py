"""What a passphrase has to be: long enough, and none of those that are tried first."""

from __future__ import annotations

import re
from typing import Final

from topp_desktop.domain.errors import UserError
from topp_desktop.foundation.text import bare

SHORTEST: Final = 8
"""Characters of a passphrase."""

_FEWEST_KINDS = 4
"""Different letters or digits; "aaaaaaaa" and "12121212" have fewer."""
_MOST_DIGITS = 10
"""Digits alone have to be more than a date, a telephone number or an identity number."""
_ROWS: Final = ("qwertyuiopasdfghjklñzxcvbnm", "abcdefghijklmnñopqrstuvwxyz", "01234567890")
_COMMON: Final = frozenset(
    """
    password passphrase contrasena contrasenia clave clavesecreta micontrasena miclave senha
    minhasenha motdepasse secreto secreta secret iloveyou teamo teamomucho tequiero welcome
    bienvenido bienvenida admin administrador administrator letmein football futbol barcelona
    realmadrid sunshine princesa princess estrella mariposa familia america dragon monkey
    starwars superman pokemon computer computadora secretaria planificacion planeacion cepal
    topp toppdesktop municipio municipalidad alcaldia ministerio gobierno hola holahola
    correcthorsebatterystaple
    """.split()  # noqa: SIM905 — a list of words reads best as words
)
"""Among the most frequent in published lists, and what lies near in an office of the region."""


def check_passphrase(passphrase: str) -> None:
    """UserError passphrase-too-short, passphrase-common."""
    if len(passphrase.strip()) < SHORTEST:
        raise UserError("passphrase-too-short", minimum=SHORTEST)
    if is_common(passphrase):
        raise UserError("passphrase-common")


def is_common(passphrase: str) -> bool:
    """Whether it is among the first that anybody would try."""
    said = bare(passphrase)
    word = re.sub(r"^\d+|\d+$", "", said)
    if not said or len(set(said)) < _FEWEST_KINDS or word in _COMMON:
        return True
    if said.isdigit() and len(said) <= _MOST_DIGITS:
        return True
    return any(said in row or said[::-1] in row or (word and word in row) for row in _ROWS)
