"""Reads the arguments, runs the command, turns faults into messages and exit codes."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NoReturn

from topp_desktop.cli.command import Command
from topp_desktop.cli.commands import commands
from topp_desktop.cli.console import Console
from topp_desktop.cli.errors import WRONG_USAGE, report_fault
from topp_desktop.cli.own_words import argparse_speaks, name_values
from topp_desktop.domain.errors import UserError
from topp_desktop.foundation.i18n import DEFAULT_LANGUAGE, LANGUAGE_NAMES, Translator, translator
from topp_desktop.foundation.logs import start_log
from topp_desktop.services.program import Program


class _Parser(ArgumentParser):
    """Says what was wrong through the program's own words, exit 2."""

    words: Translator
    as_json = False
    _mixing = False

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        report_fault(UserError("usage", detail=message), self.words, as_json=self.as_json)
        raise SystemExit(WRONG_USAGE)

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Namespace | None = None
    ) -> tuple[Namespace, list[str]]:
        """Options may stand between a command's arguments: `form read --lang es FILE`."""
        if self._mixing or any(isinstance(a, _SubParsersAction) for a in self._actions):
            return super().parse_known_args(args, namespace)
        self._mixing, usage = True, self.usage
        # argparse would cut seven characters off for "usage: ", whatever the language.
        whole = self.format_usage().removeprefix(self.words.gettext("usage: "))
        self.usage = whole.rstrip().replace("%", "%%")
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._mixing, self.usage = False, usage


def _language(arguments: Sequence[str], fallback: str) -> str:
    """The language asked for, found before parsing, so that usage speaks it too."""
    for position, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--lang":
            value = value or next(iter(arguments[position + 1 :]), "")
            return value if value in LANGUAGE_NAMES else fallback
    return fallback


def _common(parser: ArgumentParser, words: Translator) -> None:
    parser.add_argument(
        "--lang", choices=tuple(LANGUAGE_NAMES), help=words.gettext("language of the messages")
    )
    parser.add_argument(
        "--json", action="store_true", help=words.gettext("print one JSON document")
    )


def build_parser(words: Translator, asked: str = "", *, as_json: bool = False) -> ArgumentParser:
    """The parser in the reader's language; with the command that is asked for, else with all."""

    class Parser(_Parser):
        pass

    Parser.words, Parser.as_json = words, as_json
    parser = Parser(prog="topp", description=words.gettext("TOPP Desktop without a window."))
    into = parser.add_subparsers(dest="command", required=True, metavar=words.gettext("COMMAND"))
    _add(into, commands(asked), words)
    return parser


def _add(into: _SubParsersAction[Any], wanted: Iterable[Command], words: Translator) -> None:
    for command in wanted:
        summary = words.gettext(command.summary)
        parser = into.add_parser(command.name, help=summary, description=summary)
        if command.parts:
            parts = parser.add_subparsers(
                dest="part", required=True, metavar=words.gettext("ACTION")
            )
            _add(parts, command.parts, words)
            continue
        _common(parser, words)
        if command.configure is not None:
            command.configure(parser, words)
        name_values(parser, words)
        parser.set_defaults(run=command.run)


def main(arguments: Sequence[str], make_program: Callable[[], Program]) -> int:
    """Runs one command; returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may still speak a code page that lacks a name's letters.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    as_json = "--json" in arguments
    words = translator(_language(arguments, DEFAULT_LANGUAGE))
    try:
        asked = next(iter(arguments), "")
        with argparse_speaks(words):
            parser = build_parser(words, asked, as_json=as_json)
            options: Namespace = parser.parse_args(list(arguments))
        program = make_program()
        start_log(program.places.log)
        code: int = options.run(program, options, Console(words, as_json=options.json))
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # Whoever read our output has closed it: nothing to say, and nowhere to say it.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
        return 0
    except SystemExit as stop:
        return int(stop.code or 0)
    except KeyboardInterrupt:
        sys.stderr.write(words.gettext("Stopped. What was finished is kept.") + "\n")
        return 1
    except Exception as fault:  # noqa: BLE001 — the last door: whatever it is, no traceback
        return report_fault(fault, words, as_json=as_json)
