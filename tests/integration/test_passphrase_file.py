"""The key file of an identity: one cost, the same letters however typed, faults told apart."""

from __future__ import annotations

import unicodedata
import uuid
from pathlib import Path
from random import Random

import pyrage
import pytest

from tests.support.age_writer import passphrase_file
from topp_desktop.domain.errors import EnvironmentFault, UserError
from topp_desktop.domain.passphrases import check_passphrase
from topp_desktop.packages.identity_folder import IdentityFolders
from topp_desktop.packages.passphrase_file import open_under, seal_under
from topp_desktop.packages.recovery import RecoveredSeeds, read_card, write_card

FACTOR_20 = Path(__file__).parents[1] / "vectors" / "identity-factor-20"
ANEJA = unicodedata.normalize("NFC", "contraseña añeja de abril")
SECRET = bytes(range(64))


def test_the_cost_is_the_same_whatever_computer_writes() -> None:
    for _ in range(3):
        assert seal_under(ANEJA, SECRET).split(b"\n")[1].endswith(b" 17")


def test_the_standard_format_is_written_and_read() -> None:
    opened: bytes = pyrage.passphrase.decrypt(seal_under(ANEJA, SECRET), ANEJA)
    assert opened == SECRET
    for factor in (2, 9, 13):
        assert open_under(ANEJA, passphrase_file(SECRET, ANEJA, Random(1), log_n=factor)) == SECRET


def test_the_same_letters_typed_otherwise_open() -> None:
    decomposed = unicodedata.normalize("NFD", ANEJA)
    assert decomposed != ANEJA
    assert open_under(decomposed, seal_under(ANEJA, SECRET)) == SECRET
    assert open_under(ANEJA, seal_under(decomposed, SECRET)) == SECRET
    card = RecoveredSeeds(str(uuid.uuid4()), (bytes(32),))
    assert read_card("\n".join(write_card(card, decomposed)), ANEJA) == card
    # Made by an earlier release, with the letters as they came.
    earlier = passphrase_file(SECRET, decomposed, Random(2))
    assert open_under(decomposed, earlier) == SECRET


def test_an_identity_of_a_fast_computer_opens() -> None:
    keys = IdentityFolders().open(FACTOR_20, "caballo bateria grapa 9")
    assert keys.root_kid


def test_no_room_is_not_a_wrong_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    sealed = passphrase_file(SECRET, ANEJA, Random(3))
    with pytest.raises(UserError, match="wrong-passphrase"):
        open_under(ANEJA + ".", sealed)
    with pytest.raises(EnvironmentFault, match="passphrase-memory"):
        open_under(ANEJA, sealed.replace(b" 2\n", b" 30\n", 1))

    def full(*_: object, **__: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr("hashlib.scrypt", full)
    with pytest.raises(EnvironmentFault, match="passphrase-memory"):
        open_under(ANEJA, sealed)


def test_a_damaged_file_is_not_a_wrong_passphrase() -> None:
    sealed = passphrase_file(SECRET, ANEJA, Random(4))
    for spoilt in (b"", sealed[:-1], sealed + b"x", sealed[:-1] + b"\x00", b"x" + sealed):
        with pytest.raises(ValueError, match=r"."):
            open_under(ANEJA, spoilt)


@pytest.mark.parametrize(
    "passphrase",
    ["12345678", "password", "Contraseña1", "        ", "qwertyuiop", "aaaaaaab", "20261130"],
)
def test_what_is_tried_first_is_refused(passphrase: str) -> None:
    with pytest.raises(UserError, match="passphrase-"):
        check_passphrase(passphrase)


@pytest.mark.parametrize("passphrase", ["caballo batería", "clave de la casa vieja", "xK9-tQ2."])
def test_what_takes_long_to_guess_is_taken(passphrase: str) -> None:
    check_passphrase(passphrase)
