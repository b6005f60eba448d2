"""`drillgrok data doctor`: the database looked over, and what can be made again from the log made again."""

from __future__ import annotations

from dataclasses import replace

from drillgrok import places
from drillgrok.console.self_test import terminal_remarks
from drillgrok.errors import DrillgrokError
from drillgrok.store.health import Health, examine


def doctor() -> Health:
    """Look the database over, and if it is sound make again what can be made from the log: figures and beliefs that are
    missing, damaged, or of an older version. What is wrong is in the value, not raised."""
    health = examine(places.database())
    health = replace(health, remarks=(*health.remarks, *terminal_remarks()))
    if health.problems or health.revision is None:
        return health
    from drillgrok.runs.kept_figures import rebuild, to_rebuild
    from drillgrok.store.database import open_store
    from drillgrok.store.engine import reading, writing
    from drillgrok.store.practice_days import count_days_again, days_are_wrong

    try:
        with open_store(health.database, only_read=True) as engine:
            with reading(engine) as connection:
                logs = to_rebuild(connection)
            rebuild(engine, logs, "counting again")
            with reading(engine) as connection:
                days_differ = days_are_wrong(connection)
            if days_differ:
                with writing(engine) as connection:
                    count_days_again(connection)
    except DrillgrokError as error:
        return replace(health, problems=(str(error),))
    return replace(health, counted_again=len(logs))
