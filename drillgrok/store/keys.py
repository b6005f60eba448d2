"""The small keys by which responses name their run and their session, from the ids that the world knows. They are the
store's own: nothing outside it sees one."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, ScalarSelect, Table, select

from drillgrok.store import schema


def run_key(run_id: str) -> ScalarSelect[int]:
    """The key of a run, for use within a query; NULL where there is no such run."""
    return _key(schema.run, run_id)


def session_key(session_id: str) -> ScalarSelect[int]:
    """The same of a session."""
    return _key(schema.session, session_id)


def _key(table: Table, of_id: str) -> ScalarSelect[int]:
    return select(table.c.key).where(table.c.id == of_id).scalar_subquery()


def keys_by_id(connection: Connection, table: Table, ids: Collection[str]) -> Mapping[str, int]:
    """The keys of these runs or sessions by id."""
    found = connection.execute(select(table.c.id, table.c.key).where(table.c.id.in_(ids)))
    return {row.id: row.key for row in found}


class SessionIds(dict[int, str]):
    """The ids of sessions by key, each read once when it is asked for. KeyError where there is no such session."""

    def __init__(self, connection: Connection) -> None:
        super().__init__()
        self._connection = connection

    def read_all(self, run_id: str) -> None:
        """Read those of a whole run at once."""
        table = schema.session
        found = self._connection.execute(select(table.c.key, table.c.id).where(table.c.run_id == run_id))
        self.update({row.key: row.id for row in found})

    def __missing__(self, key: int) -> str:
        table = schema.session
        session_id: str | None = self._connection.scalar(select(table.c.id).where(table.c.key == key))
        if session_id is None:
            raise KeyError(key)
        self[key] = session_id
        return session_id
