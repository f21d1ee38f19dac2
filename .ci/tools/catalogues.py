"""Catalogues of words: template, languages, compiled files, and what CI holds them to.

Runs inside .venv (`python -m tools.catalogues update|compile|check`), because it needs Babel.
Catalogues carry no dates and no line numbers: they change when words change.
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tools.places import ROOT, shown
from topp_desktop.foundation.i18n import LANGUAGE_NAMES, SOURCE_LANGUAGE

_FOLDER = ROOT / "translations"
_TEMPLATE = _FOLDER / "topp.pot"
_PACKAGE = ROOT / "topp_desktop"
_KEYWORDS: dict[str, tuple[int, ...] | None] = {"gettext": None, "ngettext": (1, 2), "N_": None}
_PLACEHOLDER = re.compile(r"\{(\w*)[^{}]*\}")
_DATES = re.compile(rb'^"(?:POT-Creation|PO-Revision)-Date:.*\n', re.MULTILINE)


def _languages() -> list[str]:
    return [language for language in LANGUAGE_NAMES if language != SOURCE_LANGUAGE]


def _source(language: str) -> Path:
    return _FOLDER / language / "LC_MESSAGES" / "topp.po"


def _extract() -> Catalog:
    """Every marked text of the package, with the files that use it."""
    catalogue = Catalog(project="TOPP Desktop", charset="utf-8", fuzzy=False)
    for file, _, message, comments, _context in extract_from_dir(
        _PACKAGE, keywords=_KEYWORDS, comment_tags=("Translators:",)
    ):
        where = f"topp_desktop/{Path(file).as_posix()}"
        catalogue.add(message, None, [(where, 0)], auto_comments=comments)
    return catalogue


def _content(catalogue: Catalog) -> bytes:
    for message in catalogue:
        message.locations = [(name, 0) for name in sorted({name for name, _ in message.locations})]
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=100, sort_output=True, include_lineno=False)
    return _DATES.sub(b"", buffer.getvalue())


def _read(path: Path, language: str | None = None) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _renewed(language: str, template: Catalog) -> Catalog:
    """The language's catalogue with the template's messages, known translations kept."""
    known = _read(_source(language)) if _source(language).exists() else Catalog()
    catalogue = Catalog(locale=language, project="TOPP Desktop", charset="utf-8", fuzzy=False)
    for message in template:
        if message.id:
            before = known.get(_key(message))
            catalogue.add(
                message.id,
                before.string if before else "",
                message.locations,
                before.flags if before else (),
                message.auto_comments,
            )
    return catalogue


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def update() -> None:
    """Extracts the template and brings every language to it; new messages stay empty."""
    template = _extract()
    _TEMPLATE.parent.mkdir(exist_ok=True)
    _TEMPLATE.write_bytes(_content(template))
    for language in _languages():
        _source(language).parent.mkdir(parents=True, exist_ok=True)
        _source(language).write_bytes(_content(_renewed(language, template)))


def compile_all() -> None:
    """Writes the compiled catalogue beside each source."""
    for language in _languages():
        with _source(language).with_suffix(".mo").open("wb") as file:
            write_mo(file, _read(_source(language), language))


def _forms(message: Message) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The message's texts in English and in the other language."""
    ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    string = message.string or ""
    return ids, (string,) if isinstance(string, str) else tuple(string)


def _names(text: str) -> frozenset[str]:
    return frozenset(_PLACEHOLDER.findall(text))


def faults_of(message: Message) -> list[str]:
    """What is wrong with one message's translation, in words that follow its name."""
    ids, strings = _forms(message)
    if not all(strings):
        return ["is not translated"]
    faults = ["is fuzzy"] if message.fuzzy else []
    # English may leave the number out of its singular; what both forms hold, all must hold.
    least = frozenset.intersection(*map(_names, ids))
    most = frozenset.union(*map(_names, ids))
    if not all(least <= _names(text) <= most for text in strings):
        faults.append("has other placeholders than the English text")
    edges = (ids[0][:1].isspace(), ids[0][-1:].isspace())
    if any((text[:1].isspace(), text[-1:].isspace()) != edges for text in strings):
        faults.append("begins or ends with blanks where the English text does not")
    return faults


def faults() -> list[str]:
    """Everything that a reader would meet: stale, missing, fuzzy or mistaken texts."""
    template = _extract()
    found = []
    if not _TEMPLATE.is_file() or _TEMPLATE.read_bytes() != _content(template):
        found.append(f"{shown(_TEMPLATE)} is stale: python3 dev.py translations")
    folders = {path.parent.parent.name for path in _FOLDER.glob("*/LC_MESSAGES/topp.po")}
    if folders != set(_languages()):
        found.append(f"translations/ holds {sorted(folders)}, the program offers {_languages()}")
    for language in sorted(folders & set(_languages())):
        catalogue = _read(_source(language), language)
        name = shown(_source(language))
        if {_key(m) for m in catalogue if m.id} != {_key(m) for m in template if m.id}:
            found.append(f"{name} is stale: python3 dev.py translations")
        for message in catalogue:
            if message.id:
                found += [f"{name}: “{_key(message)}” {fault}" for fault in faults_of(message)]
    return found


def main(command: str) -> int:
    """update, compile or check; 1 when a check found something."""
    if command == "update":
        update()
        compile_all()
    elif command == "compile":
        compile_all()
    else:
        found = faults()
        print("\n".join(found) or f"catalogues complete: {', '.join(_languages())}")
        return bool(found)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
