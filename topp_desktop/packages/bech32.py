"""Bech32 (BIP 173) as age writes its keys: the encoder alone."""

from __future__ import annotations

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def _checksum(prefix: str, words: list[int]) -> list[int]:
    expanded = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    check = 1
    for word in [*expanded, *words, 0, 0, 0, 0, 0, 0]:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ word
        for bit, factor in enumerate(_GENERATOR):
            if top >> bit & 1:
                check ^= factor
    check ^= 1
    return [check >> 5 * (5 - i) & 31 for i in range(6)]


def encode(prefix: str, data: bytes) -> str:
    """`prefix`, "1", the data and six check characters; lower case."""
    bits = int.from_bytes(data, "big") << (-len(data) * 8) % 5
    count = (len(data) * 8 + 4) // 5
    words = [bits >> 5 * (count - 1 - i) & 31 for i in range(count)]
    return prefix + "1" + "".join(_ALPHABET[w] for w in words + _checksum(prefix, words))
