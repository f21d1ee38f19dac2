"""The migrations make exactly the tables that the stores use, and take them away again."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

import topp_desktop.persistence as package
from topp_desktop.persistence.migrate import HEAD, alembic_config, open_store
from topp_desktop.persistence.schema import metadata


def test_the_migrated_schema_is_that_of_the_tables(tmp_path: Path) -> None:
    for module in pkgutil.iter_modules(package.__path__):
        if module.name.endswith("tables"):
            importlib.import_module(f"{package.__name__}.{module.name}")
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
