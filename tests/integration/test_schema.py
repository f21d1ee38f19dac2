"""The migrations make exactly the tables that the stores use, and take them away again."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from pydantic import TypeAdapter
from sqlalchemy import Connection, String, inspect

import topp_desktop.persistence as package
from topp_desktop.domain.exchange import Outcome
from topp_desktop.formats import object_fields as fields
from topp_desktop.formats.object_schemas import PAYLOADS
from topp_desktop.formats.responses import ResponsesFile
from topp_desktop.persistence.engine import open_engine
from topp_desktop.persistence.migrate import HEAD, KNOWN, alembic_config, open_store
from topp_desktop.persistence.schema import metadata

for module in pkgutil.iter_modules(package.__path__):
    if module.name.endswith("tables"):
        importlib.import_module(f"{package.__name__}.{module.name}")


def _longest(annotation: Any, letter: str) -> int:
    """How many characters a schema's text may have."""
    adapter: TypeAdapter[Any] = TypeAdapter(annotation)

    def fits(length: int) -> bool:
        return adapter.validator.isinstance_python(letter * length)

    return max((length for length in range(1, 1_000) if fits(length)), default=0)


def test_what_a_schema_lets_through_fits_its_column() -> None:
    """SQLite keeps any length; a server's database refuses the row, and with it the transaction."""
    lengths = {
        (table.name, column.name): column.type.length
        for table in metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, String) and column.type.length is not None
    }
    rounds = {name: length for name, length in lengths.items() if name[1] == "round"}
    assert len(rounds) > 5
    assert set(rounds.values()) == {_longest(fields.Round, "ñ")}
    stated = ResponsesFile.model_fields["round"].metadata
    assert max(getattr(limit, "max_length", 0) for limit in stated) == _longest(fields.Round, "ñ")
    for name, column in (
        (fields.Id, "institution"),
        (fields.Kid, "kid"),
        (fields.Kid, "public_key"),
        (fields.Rid, "rid"),
        (fields.Rid, "instrument"),
    ):
        letter = "0" if column in {"rid", "instrument"} else "a"
        assert lengths["exchange_object", column] == _longest(name, letter)
    for column in ("level", "type", "subdivision", "method"):
        assert lengths["exchange_current", column] >= _longest(fields.Word, "ñ")
    assert lengths["exchange_current", "form"] >= _longest(fields.Id, "a")
    assert lengths["exchange_object", "typ"] >= max(map(len, PAYLOADS))
    # A line that was refused is in the ledger with whatever it calls itself: 60 characters.
    assert lengths["exchange_entry", "typ"] >= 60
    longest = max(len(outcome) for outcome in Outcome)
    assert lengths["exchange_object", "outcome"] >= longest
    assert lengths["exchange_entry", "outcome"] >= longest


def test_the_migrated_schema_is_that_of_the_tables(tmp_path: Path) -> None:
    engine = open_store(tmp_path / "topp.sqlite", tmp_path / "backups")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert context.get_current_revision() == HEAD
        assert compare_metadata(context, metadata) == []
    with engine.connect() as connection, connection.begin():
        config = alembic_config()
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
        command.upgrade(config, "head")
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def _schema(connection: Connection) -> list[tuple[str, str]]:
    found = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE '%alembic%' ORDER BY name"
    )
    # A table that was made anew under another name, then renamed, has its name in quotes.
    return [
        (row[0], row[1] and row[1].replace(f'TABLE "{row[0]}"', f"TABLE {row[0]}")) for row in found
    ]


def test_every_step_goes_up_and_down_and_up(tmp_path: Path) -> None:
    config = alembic_config()
    steps = [s.revision for s in ScriptDirectory.from_config(config).walk_revisions()][::-1]
    assert set(steps) == set(KNOWN)
    assert steps[-1] == HEAD
    engine = open_engine(tmp_path / "topp.sqlite")
    with engine.connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        before = _schema(connection)
        for step in steps:
            command.upgrade(config, step)
            made = _schema(connection)
            assert made != before
            command.downgrade(config, "-1")
            assert _schema(connection) == before
            command.upgrade(config, step)
            assert _schema(connection) == made
            before = made
    engine.dispose()
