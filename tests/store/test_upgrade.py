"""A learner's history is the one thing that cannot be rebuilt: how old databases become new ones."""

import csv
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, select

from drillgrok.bundled import bundled
from drillgrok.days import DAY_MS, local_day
from drillgrok.errors import DrillgrokError
from drillgrok.responselog.row import LATER, csv_line
from drillgrok.store import identity, schema
from drillgrok.store.backup import folder_beside
from drillgrok.store.database import open_store
from drillgrok.store.deck_records import deck_records
from drillgrok.store.engine import make_engine, reading, writing
from drillgrok.store.export import log_lines
from drillgrok.store.identity import HEAD, revision_of
from drillgrok.store.journal import Journal, read_responses
from drillgrok.store.learners import learner_named
from drillgrok.store.practice_days import days_are_wrong
from drillgrok.store.runs import open_run
from drillgrok.store.upgrade import ensure_current, migrate
from drillgrok.store.verdicts import read_verdicts

SCHEMAS = Path(__file__).parents[1] / "schemas"
OLD = sorted(path.stem for path in SCHEMAS.glob("*.sql"))
MIGRATIONS = sorted(path.stem for path in bundled("migrations").glob("versions/*.py"))

NEXT = '''
"""Another revision."""
from pathlib import Path
import sqlalchemy as sa
from alembic import op
revision, down_revision = "{revision}", "{before}"
def upgrade():
{body}
'''

REBUILD = """
    with op.batch_alter_table("{table}", recreate="always") as table:
        table.add_column(sa.Column("remark", sa.Text()))
"""


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """The migrations, in a folder to which a test can add."""
    return shutil.copytree(bundled("migrations"), tmp_path / "100% migrations")


@pytest.fixture
def old(tmp_path: Path) -> Callable[[str], Path]:
    """A database as it was written by the release of this revision."""

    def put(revision: str) -> Path:
        path = tmp_path / "drillgrok.db"
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript((SCHEMAS / f"{revision}.sql").read_text(encoding="utf-8"))
        return path

    return put


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder of someone else's; the test runs as a user who may read it."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    mine = os.geteuid()
    yield folder
    os.seteuid(mine)
    folder.chmod(0o755)
    shutil.rmtree(folder)


def add(scripts: Path, revision: str, body: str, before: str = HEAD) -> None:
    text = NEXT.format(revision=revision, before=before, body=body)
    (scripts / "versions" / f"{revision}_next.py").write_text(text, encoding="utf-8")


def count(database: Path, table: str) -> int:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def anatomy(database: Path) -> set[tuple[str, str, frozenset[str]]]:
    """Every table, index and trigger with its clauses, in whatever order and spacing they are written."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master").fetchall()
    return {
        (kind, name, frozenset(line.strip(" \t,").replace(" (", "(") for line in sql.splitlines()))
        for kind, name, sql in rows
        if "alembic" not in name
    }


def by_metadata(path: Path) -> Path:
    engine = create_engine(f"sqlite:///{path}")
    schema.metadata.create_all(engine)
    engine.dispose()
    return path


def alembic_config(scripts: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def test_the_migrations_have_one_head_and_it_is_the_one_the_program_writes():
    assert ScriptDirectory.from_config(alembic_config(bundled("migrations"))).get_heads() == [HEAD]


def test_the_migrations_make_what_the_schema_says(store: Engine):
    config = alembic_config(bundled("migrations"))
    with writing(store) as connection:
        config.attributes["connection"] = connection
        command.check(config)


def test_tables_checks_indexes_and_triggers_are_those_of_the_schema(database, tmp_path):
    assert anatomy(database) == anatomy(by_metadata(tmp_path / "fresh.db"))


@pytest.mark.parametrize("migration", MIGRATIONS)
def test_a_migration_has_the_dump_of_a_database_that_it_made(migration):
    revision = migration.partition("_")[0]
    missing = [name for name in (f"{revision}.sql", f"{revision}.csv") if not (SCHEMAS / name).exists()]
    assert missing == [], "run python tests/schemas/make.py before the revision is released"


def test_a_migration_is_named_by_its_revision_and_no_dump_is_of_another():
    revisions = ScriptDirectory.from_config(alembic_config(bundled("migrations"))).walk_revisions()
    assert sorted(script.revision for script in revisions) == [name.partition("_")[0] for name in MIGRATIONS] == OLD


@pytest.mark.parametrize("revision", OLD)
def test_an_old_database_has_the_anatomy_of_a_new_one_after_its_upgrade(revision, old, tmp_path):
    path = old(revision)
    ensure_current(path)
    assert anatomy(path) == anatomy(by_metadata(tmp_path / "fresh.db"))


@pytest.mark.parametrize("revision", [revision for revision in OLD if revision >= "0002"])
def test_what_was_said_before_shortcuts_were_looked_for_says_so(revision, old):
    database = old(revision)
    with open_store(database) as engine:
        run = open_run(engine, learner_named(engine, "ada"), "lantern-31")
        (said,) = read_verdicts(engine, run.id)
    assert said.before_shortcuts is (revision < "0004")


def exported(engine: Engine, revision: str) -> str:
    """The log as it was written at that revision: later ones have more columns."""
    lines = log_lines(engine)
    if revision >= "0008":
        return "".join(lines)
    return "".join(csv_line(fields[: -len(LATER)]) for fields in csv.reader(lines))


@pytest.mark.parametrize("revision", OLD)
def test_the_days_of_an_old_database_are_counted_as_its_log_says(revision, old):
    with open_store(old(revision)) as engine, reading(engine) as connection:
        assert connection.exec_driver_sql("SELECT answers FROM practice_day").scalar_one() == 8
        assert not days_are_wrong(connection)


def test_a_pass_from_before_and_what_the_coach_called_the_deck_are_found_in_the_log(old):
    path = old("0006")
    with closing(sqlite3.connect(path)) as connection:
        run, session, utc_ms = connection.execute(
            "SELECT run_id, session_id, utc_ms FROM response WHERE role = 'exam' ORDER BY id LIMIT 1"
        ).fetchone()
        into = (
            "INSERT INTO mark (run_id, session_id, kind, utc_ms, offset_min, text) VALUES (?, ?, 'exam', ?, 330, '1')"
        )
        connection.execute(into, (run, session, utc_ms))
        said = "INSERT INTO verdict (run_id, session_id, seq, utc_ms, offset_min, kind, words, record)"
        for days in (1, 3, 5):
            values = (run, session, utc_ms + days * DAY_MS, "plateau" if days > 1 else "memorising")
            connection.execute(f"{said} VALUES (?, ?, 12, ?, 330, ?, '', '{{}}')", values)
        connection.commit()
    ensure_current(path)
    day = local_day(utc_ms, 330)
    found = deck_records(path, "ada", day + 9)["lantern-31"]
    assert (found.passed, found.phase, found.phase_since) == (day, "plateau", day + 3)


@pytest.mark.parametrize("revision", OLD)
def test_an_old_database_keeps_every_response_and_can_be_practised_in(revision, old):
    with open_store(old(revision)) as engine:
        assert exported(engine, revision) == (SCHEMAS / f"{revision}.csv").read_text(encoding="utf-8")
        run = open_run(engine, learner_named(engine, "ada"), "lantern-31")
        log = read_responses(engine, run.id)
        with engine.connect() as connection:
            session = connection.scalar(select(schema.session.c.id).where(schema.session.c.run_id == run.id))
        news = replace(log[-1], seq=len(log) + 1, flags=frozenset())
        Journal(engine, run.id, session).append(news)
        assert read_responses(engine, run.id) == (*log, news)


def test_rebuilding_a_parent_table_loses_no_children(old, scripts):
    path = old(HEAD)
    before = count(path, "response")
    add(scripts, "9001", REBUILD.format(table="run") + REBUILD.format(table="session"))
    migrate(path, HEAD, scripts=scripts)
    assert count(path, "response") == before > 0
    assert revision_of(path) == "9001"


def test_a_migration_that_cuts_rows_off_is_undone(old, scripts):
    path = old(HEAD)
    add(scripts, "9001", "    op.execute('DELETE FROM session')")
    with pytest.raises(DrillgrokError, match="nothing was changed"):
        migrate(path, HEAD, scripts=scripts)
    assert count(path, "session") == 2
    assert revision_of(path) == HEAD


def test_a_failing_migration_leaves_nothing_behind_and_can_be_tried_again(old, scripts):
    path = old(HEAD)
    before = anatomy(path)
    stumble = scripts / "stumble"
    stumble.touch()
    add(scripts, "9001", REBUILD.format(table="session") + f"    if Path({str(stumble)!r}).exists(): raise LookupError")
    with pytest.raises(LookupError):
        migrate(path, HEAD, scripts=scripts)
    assert anatomy(path) == before
    stumble.unlink()
    migrate(path, HEAD, scripts=scripts)
    assert revision_of(path) == "9001"


def test_a_rebuild_that_forgets_the_triggers_does_not_pass_for_the_same_anatomy(old, scripts):
    path = old(HEAD)
    before = {name for kind, name, _ in anatomy(path) if kind == "trigger"}
    add(scripts, "9001", REBUILD.format(table="response"))
    migrate(path, HEAD, scripts=scripts)
    after = {name for kind, name, _ in anatomy(path) if kind == "trigger"}
    assert before - after == {"response_refuses_update", "response_refuses_delete"}


def test_rows_of_an_intermediate_revision_are_carried_on(old, scripts):
    path = old(HEAD)
    add(scripts, "9001", REBUILD.format(table="learner"))
    add(scripts, "9002", "    op.execute(\"UPDATE learner SET remark = 'from 0002' WHERE remark IS NULL\")", "9001")
    migrate(path, HEAD, scripts=scripts, to="9001")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO learner (name, remark) VALUES ('cy', 'kept')")
        connection.commit()
    migrate(path, "9001", scripts=scripts)
    with closing(sqlite3.connect(path)) as connection:
        assert dict(connection.execute("SELECT name, remark FROM learner").fetchall()) == {
            "ada": "from 0002",
            "bo": "from 0002",
            "cy": "kept",
        }


def test_an_existing_database_is_copied_before_its_upgrade(old, scripts):
    path = old(HEAD)
    before = anatomy(path)
    add(scripts, "9001", REBUILD.format(table="learner"))
    migrate(path, HEAD, scripts=scripts)
    (copy,) = folder_beside(path).iterdir()
    assert anatomy(copy) == before
    assert revision_of(copy) == HEAD


def test_there_is_no_way_down_but_the_copy(database):
    config = alembic_config(bundled("migrations"))
    engine = make_engine(database, foreign_keys=False)

    def go_down() -> None:
        with writing(engine) as connection:
            config.attributes["connection"] = connection
            command.downgrade(config, "base")

    with pytest.raises(NotImplementedError):
        go_down()
    engine.dispose()
    assert revision_of(database) == HEAD


def test_alembic_and_sqlalchemy_stay_out_while_the_revision_is_current(database):
    heavy = "import sys; from pathlib import Path; from drillgrok.store.upgrade import ensure_current\n"
    heavy += "ensure_current(Path(sys.argv[1])); print({'sqlalchemy', 'alembic'} & sys.modules.keys())"
    current = subprocess.run([sys.executable, "-c", heavy, database], capture_output=True, text=True, check=True)
    missing = database.with_name("new.db")
    new = subprocess.run([sys.executable, "-c", heavy, missing], capture_output=True, text=True, check=True)
    assert current.stdout == "set()\n"
    assert "alembic" in new.stdout


def test_two_programs_can_make_the_same_database_at_once(tmp_path):
    path = tmp_path / "drillgrok.db"
    make = "import sys; from pathlib import Path; from drillgrok.store.upgrade import ensure_current\n"
    make += "ensure_current(Path(sys.argv[1]))"
    makers = [subprocess.Popen([sys.executable, "-c", make, path], stderr=subprocess.PIPE) for _ in range(3)]
    assert [maker.communicate()[1] for maker in makers] == [b"", b"", b""]
    assert revision_of(path) == HEAD


def test_a_developer_can_run_alembic_by_hand(tmp_path):
    path = tmp_path / "by hand.db"
    subprocess.run(
        [sys.executable, "-m", "alembic", "-x", f"db={path}", "upgrade", "head"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=True,
    )
    assert revision_of(path) == HEAD


def test_a_newer_database_is_refused_with_what_to_do(database):
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(DrillgrokError, match=r"newer drillgrok \(revision 9999\).*pip install --upgrade"):
        ensure_current(database)
    assert not folder_beside(database).exists()


def test_another_programs_database_is_refused(tmp_path):
    path = tmp_path / "drillgrok.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE notes (id INTEGER)")
    with pytest.raises(DrillgrokError, match="another program"):
        ensure_current(path)
    assert count(path, "notes") == 0


@pytest.mark.parametrize(
    "content", [b"this is no database at all, but long enough", b"SQLite format 3\0" + b"x" * 5000]
)
def test_a_damaged_file_is_refused_with_what_to_do(tmp_path, content):
    path = tmp_path / "drillgrok.db"
    path.write_bytes(content)
    with pytest.raises(DrillgrokError, match=r"damaged.*data restore"):
        ensure_current(path)
    assert path.read_bytes() == content


def test_a_folder_in_the_databases_place_is_refused(tmp_path):
    with pytest.raises(DrillgrokError, match="folder, not a database"):
        ensure_current(tmp_path)


def test_a_file_in_the_folders_place_is_refused(tmp_path):
    (tmp_path / "home").touch()
    with pytest.raises(DrillgrokError, match="home"):
        ensure_current(tmp_path / "home" / "drillgrok.db")


def test_an_empty_file_becomes_a_database(tmp_path):
    path = tmp_path / "drillgrok.db"
    path.touch()
    ensure_current(path)
    assert revision_of(path) == HEAD


@pytest.mark.skipif(not hasattr(os, "seteuid") or os.geteuid() != 0, reason="needs root to become someone else")
def test_a_folder_that_cannot_be_written_is_refused_with_what_to_do(unprivileged, new_database, response):
    path = new_database(unprivileged)
    path.chmod(0o644)
    os.seteuid(65534)
    with pytest.raises(DrillgrokError, match="DRILLGROK_HOME"):
        ensure_current(unprivileged / "deeper" / "drillgrok.db")

    def write() -> None:
        with open_store(path) as engine:
            learner_named(engine, "ada")

    with pytest.raises(DrillgrokError, match="DRILLGROK_HOME"):
        write()


def test_the_applications_mark_is_the_one_the_first_migration_wrote(database):
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (identity.APPLICATION_ID,)
