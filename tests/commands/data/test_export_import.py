"""`drillgrok data export` and `import`: what the learner's files hold, in and out."""

import io
from random import Random

import pytest
from sqlalchemy import text

from drillgrok import places
from drillgrok.commands.data.export import export
from drillgrok.commands.data.import_ import import_responses
from drillgrok.errors import DrillgrokError
from drillgrok.model.item import ItemKey
from drillgrok.model.log import Flag, Role
from drillgrok.responselog.row import HEADER, LogRow, csv_line, to_fields
from drillgrok.runs.kept_figures import rebuild
from drillgrok.store.database import open_store
from drillgrok.store.engine import reading
from drillgrok.store.histories import log_sizes
from tests.helpers.responses import right_answer


def test_what_is_imported_is_exported_to_a_file_or_a_stream(home, log, tmp_path):
    assert import_responses(log).rows == 2
    whole = log.read_text(encoding="utf-8")
    stream = io.BytesIO()
    assert export(None, stdout=stream) == 2
    assert stream.getvalue().decode() == whole
    out = tmp_path / "out.csv"
    assert export(out, stdout=stream, learner="ada", deck_id="lantern-31") == 2
    assert out.read_text(encoding="utf-8") == whole
    with pytest.raises(DrillgrokError, match="no responses of learner 'bo'"):
        export(out, stdout=stream, learner="bo", overwrite=True)
    assert out.read_text(encoding="utf-8") == whole


def test_an_export_into_a_missing_folder_is_said_and_leaves_nothing(home, tmp_path):
    with pytest.raises(DrillgrokError, match="no such folder"):
        export(tmp_path / "none" / "out.csv", stdout=io.BytesIO())


def kept_states() -> list[tuple[object, ...]]:
    with open_store(places.database()) as engine, reading(engine) as connection:
        figures = connection.execute(text("SELECT run_id, kind, seq, state FROM history ORDER BY run_id, kind")).all()
        states = connection.execute(text("SELECT run_id, 'track', seq, state FROM checkpoint ORDER BY run_id")).all()
    return [tuple(row) for row in (*figures, *states)]


def test_what_is_counted_while_a_log_comes_in_is_what_the_stored_log_gives(home, tmp_path):
    rng = Random(1)
    runs = {"5e0b7f0e-6a53-4a55-9f50-3c8b1f1b7a01": 1_300, "5e0b7f0e-6a53-4a55-9f50-3c8b1f1b7a03": 30}
    lines: list[str] = []
    for run, count in runs.items():
        for seq in range(1, count + 1):
            probe = rng.random() < 0.1
            response = right_answer(
                seq,
                item=ItemKey(f"{rng.randrange(40) + 1_000 * probe * seq:012x}"),
                role=Role.PROBE if probe else Role.PRACTISED,
                seen=0 if probe else seq // 40,
                shown=0 if probe else seq // 40,
                correct=rng.random() < 0.7,
                flags=frozenset(flag for flag in (Flag.UNDONE, Flag.IDLE, Flag.TOO_FAST) if rng.random() < 0.03),
            )
            lines.append(
                csv_line(to_fields(LogRow("ada", "lantern-31", run, f"{run[:-2]}{run[-1]}{seq // 300}", response)))
            )
    log = tmp_path / "log.csv"
    log.write_text(",".join(HEADER) + "\n" + "".join(lines), encoding="utf-8")
    assert import_responses(log).runs == 2
    counted = kept_states()
    with open_store(places.database()) as engine:
        with reading(engine) as connection:
            logs = log_sizes(connection)
        rebuild(engine, logs, "counting")
    assert [one[:3] for one in counted] == [one[:3] for one in kept_states()]
    assert counted == kept_states()
