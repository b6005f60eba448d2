"""Time is told to a scene only where it does something: a page that waits for its reader costs nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.pilot import Pilot

from drillgrok.model.log import Stamp
from drillgrok.screens.app import DrillApp
from drillgrok.screens.drill import words
from drillgrok.screens.kit.paint import PageView
from drillgrok.screens.kit.trace import Trace
from drillgrok.screens.start.offers import starting
from drillgrok.screens.start.scene import StartScene
from tests.helpers.pages import plain_text


class Told:
    """Counts how often the time is told to the scene that is shown."""

    def __init__(self, app: DrillApp) -> None:
        self.count = 0
        self._app = app

    def follow(self) -> None:
        """From now on, the scene that is shown now."""
        tick = self._app.scene.tick

        def counted(at: Stamp) -> None:
            self.count += 1
            tick(at)

        self._app.scene.tick = counted  # type: ignore[method-assign]


async def until(pilot: Pilot[int], happened: Callable[[], bool]) -> None:
    for _ in range(500):
        if happened():
            return
        await pilot.pause(0.01)
    raise AssertionError("It never happened.")


async def test_the_time_is_told_while_something_is_asked_and_at_no_other_time(backend: Any) -> None:
    app = DrillApp(backend, StartScene(starting(backend.morning())), Trace(None))
    told = Told(app)

    def shown(text: str) -> bool:
        return text in plain_text(app.query_one(PageView).painted)

    async with app.run_test(size=(80, 24)) as pilot:
        told.follow()
        await pilot.pause(0.35)
        assert told.count == 0
        await pilot.press("enter")
        await until(pilot, lambda: shown(words.DRILL_HINT))
        told.follow()
        await until(pilot, lambda: told.count > 2)
        await pilot.press("escape")
        await until(pilot, lambda: shown(words.PAUSED))
        told.count = 0
        await pilot.pause(0.35)
        assert told.count == 0
        await pilot.press("space")
        await until(pilot, lambda: shown(words.DRILL_HINT) and told.count > 2)
