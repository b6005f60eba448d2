"""`drillgrok data export` and `import`: what the learner's files hold, in and out."""

import io

import pytest

from drillgrok.commands.data.export import export
from drillgrok.commands.data.import_ import import_responses
from drillgrok.errors import DrillgrokError


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
