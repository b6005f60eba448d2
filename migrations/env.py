"""Alembic's entry: runs the migrations on the connection it is given, or on `-x db=PATH` for a developer."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import context
from sqlalchemy import Connection

from drillgrok.errors import DrillgrokError
from drillgrok.store.engine import make_engine, writing
from drillgrok.store.schema import metadata


@contextmanager
def chosen_connection() -> Iterator[Connection]:
    """The caller's connection, in its transaction; else one to the developer's file."""
    given = context.config.attributes.get("connection")
    if given is not None:
        yield given
        return
    path = Path(context.get_x_argument(as_dictionary=True)["db"])
    path.touch(mode=0o600)  # an engine makes no file
    engine = make_engine(path, foreign_keys=False)
    with writing(engine) as connection:
        yield connection
    engine.dispose()


with chosen_connection() as connection:
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, transactional_ddl=True)
    with context.begin_transaction():
        context.run_migrations()
        # Foreign keys are off while tables are rebuilt, so nothing else would notice a lost parent.
        if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise DrillgrokError("The upgrade would have cut rows off from each other; nothing was changed.")
