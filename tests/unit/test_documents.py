"""README and docs/: links lead somewhere, commands exist, guides use the words of the screen."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.support.builders import agenda
from tools.door import command_names
from topp_desktop.cli.main import build_parser
from topp_desktop.domain.instrument import Wording
from topp_desktop.foundation.i18n import translator

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.rglob("*.md")])
GUIDES = {
    "guide-institution.md": "en",
    "guide-trainer.md": "en",
    "guide-secretariat.md": "en",
    "es/guia-institucion.md": "es",
    "es/guia-capacitacion.md": "es",
    "es/guia-secretaria.md": "es",
}
WITH_COMMANDS = [ROOT / "README.md", *(DOCS / name for name in GUIDES)]
NOT_FOR_OFFICIALS = {
    "en": "items? rounds? consensus packages? hash(?:es)? signatures? revisions? recipients? "
    "quarantined? superseded must",
    "es": "[íi]tems? rondas? consensos? paquetes? hash revisiones destinatarios? cuarentena",
}
"""Words that no official reads; on the screen they have plain ones."""

_CODE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_BOLD = re.compile(r"\*\*(.+?)\*\*")


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def _prose(page: Path) -> str:
    """A page without its blocks and pieces of code."""
    return re.sub(r"`[^`\n]+`", "", _CODE.sub("", page.read_text("utf-8")))


@cache
def _anchors(page: Path) -> frozenset[str]:
    """What may stand after # in a link: the headings, as GitHub writes them."""
    found: list[str] = []
    for heading in re.findall(r"^#+ (.+)$", _CODE.sub("", page.read_text("utf-8")), re.MULTILINE):
        plain = re.sub(r"[`*]|\[|\]\([^)]*\)", "", heading).strip().lower()
        slug = re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
        again = sum(slug == known or known.startswith(f"{slug}-dup") for known in found)
        found.append(f"{slug}-{again}" if again else slug)
    return frozenset(found)


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", _prose(page)):
        if re.match(r"\w+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), f"{_name(page)}: {target}"
        assert there.is_relative_to(ROOT), f"{_name(page)}: {target}"
        if anchor:
            assert anchor in _anchors(there), f"{_name(page)}: {target}"


def _commands(page: Path) -> Iterator[str]:
    text = page.read_text("utf-8")
    for block in _CODE.findall(text):
        yield from (line.split("  #")[0] for line in block.splitlines()[1:-1])
    yield from re.findall(r"`([^`\n]+)`", _CODE.sub("", text))


def _understood(words: list[str]) -> bool:
    """Whether `topp …` parses with its options; without any, whether its name is known."""
    parser = build_parser(translator("en"))
    named_only = not any(word.startswith("-") or "." in word for word in words)
    try:
        parser.parse_args([*words, "--help"] if named_only else words)
    except SystemExit as end:
        return end.code == 0
    return True


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=_name)
def test_every_command_that_is_quoted_exists(page: Path) -> None:
    for line in _commands(page):
        where = f"{_name(page)}: {line}"
        if line.startswith("topp "):
            assert _understood(shlex.split(line)[1:]), where
        elif line.startswith(("python3 dev.py ", "py dev.py ")):
            assert line.split()[2] in command_names(), where


@cache
def _screen(language: str) -> frozenset[str]:
    """What stands on the screen; where something is filled in, the words without it."""
    with (ROOT / "translations/es/LC_MESSAGES/topp.po").open("rb") as file:
        catalogue = read_po(file)
    texts: set[str] = set()
    for message in catalogue:
        said = message.id if language == "en" else message.string
        texts |= {said} if isinstance(said, str) else set(said or ())
    wording = Wording(agenda(), language)
    texts |= {wording.level(n) for n in range(5)} | {wording.evidence_grade(n) for n in range(4)}
    texts |= {wording.confidence(code) for code in "BMA"}
    # "Saved {time}" and the like are quoted without what is filled in.
    bare = {re.sub(r" ?\{\w+\} ?", "", text) for text in texts if "{" in text}
    return frozenset(texts | bare)


@pytest.mark.parametrize(("name", "language"), GUIDES.items())
def test_guides_use_the_words_of_the_screen(name: str, language: str) -> None:
    """What is bold in a guide stands on the screen, letter by letter, with a number filled in."""
    texts = _screen(language)
    sentences = " ".join(texts)
    unknown = [
        bold
        for bold in _BOLD.findall(_prose(DOCS / name))
        if re.sub(r"\d+", "{n}", bold) not in texts
        and bold not in texts
        and not (len(bold) > _SENTENCE and bold in sentences)
        and bold not in _OWN
    ]
    assert unknown == []


_SENTENCE = 30
"""From this length on, a part of a longer text may be quoted."""
_OWN = {"bold", "negrita", "To keep a copy:", "Para guardar una copia:"}
"""Bold for its own sake."""


@pytest.mark.parametrize(("name", "language"), GUIDES.items())
def test_guides_use_no_word_that_officials_do_not_read(name: str, language: str) -> None:
    words = "|".join(NOT_FOR_OFFICIALS[language].split())
    prose = _BOLD.sub("", _prose(DOCS / name))
    found = re.findall(rf"(?<![\w-])(?:{words})(?![\w-])", prose, re.IGNORECASE)
    assert found == []
