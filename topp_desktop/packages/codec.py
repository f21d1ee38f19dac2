"""The codec the services speak to: signing, sealing, reading and safe files in one place."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from topp_desktop.domain.errors import EnvironmentFault, UserError
from topp_desktop.domain.exchange import ExchangeObject
from topp_desktop.formats.objects import Refused, meaning
from topp_desktop.formats.strict_json import parse_strict
from topp_desktop.packages import base64url, jws
from topp_desktop.packages.file_kinds import CODE_PREFIX
from topp_desktop.packages.files import write_whole
from topp_desktop.packages.keys import SEED_BYTES, InvitationKeyring, SealingKey, SigningKey
from topp_desktop.packages.reader import StrictReader, proof_message
from topp_desktop.packages.sealing import seal
from topp_desktop.packages.unsealing import unseal
from topp_desktop.services.exchange.ports import (
    InvitationKeys,
    Opener,
    ReadFile,
    SignedLine,
    Signer,
    Written,
)


class AgeJwsCodec:
    """Implements `services.exchange.ports.Codec`."""

    def __init__(self) -> None:
        self._headers = jws.HeaderCache()

    def reader(self, openers: Sequence[Opener], readers: Collection[str] | None) -> StrictReader:
        return StrictReader(_sealing_keys(openers), readers)

    def sign(self, signer: Signer, typ: str, payload: Mapping[str, Any]) -> SignedLine:
        return jws.sign(signer, typ, payload)

    def payload(self, raw: bytes) -> dict[str, Any]:
        parts = jws.take_apart(raw, self._headers)
        return cast(dict[str, Any], parse_strict(parts.payload))

    def meaning(self, raw: bytes) -> ExchangeObject:
        parts = jws.take_apart(raw, self._headers)
        return meaning(parts.typ, parts.rid, parts.kid, parse_strict(parts.payload))

    def signer(self, seed: bytes) -> Signer:
        return SigningKey(seed)

    def new_seed(self) -> bytes:
        return secrets.token_bytes(SEED_BYTES)

    def new_invitation(self) -> InvitationKeys:
        return InvitationKeyring.new()

    def invitation(self, code: str) -> InvitationKeys:
        return InvitationKeyring.of_code(code)

    def proof(
        self, keys: InvitationKeys, kid: str, institution: str, audience: Sequence[str]
    ) -> str:
        signature = keys.signer.sign(proof_message(kid, institution, audience))
        return base64url.encode(signature).decode("ascii")

    def read_open(self, path: Path) -> ReadFile:
        if not path.exists():
            raise UserError("file-not-found", path=str(path))
        return StrictReader([], None).read_file(path, {})

    def seal(self, plaintext: bytes, recipients: Sequence[str]) -> bytes:
        return seal(plaintext, recipients)

    def unseal(self, data: bytes, openers: Sequence[Opener]) -> bytes | None:
        try:
            return unseal(data, _sealing_keys(openers))
        except Refused:
            return None

    def write_open(
        self, path: Path, lines: Sequence[SignedLine], code: str | None = None
    ) -> Written:
        content = [line.raw for line in lines]
        if code is not None:
            content.insert(0, CODE_PREFIX + code.encode("ascii"))
        data = b"".join(line + b"\n" for line in content)
        return write_whole(path, data, lambda _: len(lines), private=code is not None)

    def write_sealed(
        self, path: Path, lines: Sequence[bytes], recipients: Sequence[str], opener: Opener
    ) -> Written:
        plaintext = b"".join(line + b"\n" for line in lines)
        data = seal(plaintext, [*recipients, opener.recipient])
        keys = _sealing_keys([opener])

        def check(written: bytes) -> int:
            if unseal(written, keys) != plaintext:
                raise EnvironmentFault("written-differs", path=str(path))
            return len(lines)

        return write_whole(path, data, check)


def _sealing_keys(openers: Sequence[Opener]) -> list[SealingKey]:
    """Openers come from this package; others would be a mistake of the wiring."""
    keys = []
    for opener in openers:
        assert isinstance(opener, SealingKey)
        keys.append(opener)
    return keys
