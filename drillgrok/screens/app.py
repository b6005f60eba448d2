"""The drill's program: the first screen, then the drill. Behind the first page only Textual and light modules are
imported until it answers keys; then what the drill needs is loaded."""

from __future__ import annotations

from asyncio import wrap_future
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from drillgrok.console.behind import Behind
from drillgrok.console.clock import stamp
from drillgrok.console.terminal import remarked
from drillgrok.errors import DrillgrokError
from drillgrok.screens.backend import Backend, Morning
from drillgrok.screens.drill import words
from drillgrok.screens.kit.scene import SceneApp, run_app, settle_heap
from drillgrok.screens.kit.trace import Trace
from drillgrok.screens.start.offers import Startable
from drillgrok.screens.start.scene import StartScene

if TYPE_CHECKING:
    from drillgrok.planning.history import ChoiceKind
    from drillgrok.screens.drill.live import LiveSession
    from drillgrok.screens.kit.first_paint import TakenTerminal
    from drillgrok.screens.kit.hearing import Hearing
    from drillgrok.screens.kit.own_keys import OwnKeys


_LONG_S = 2.0
"""Seconds of opening after which the page says what may take so long."""


def run_drill(
    backend: Backend,
    first: StartScene,
    *,
    trace: Path | None = None,
    volume: int | None = None,
    own_keys: OwnKeys | None = None,
    taken: TakenTerminal | None = None,
) -> int:
    """Show the first screen, drill, and return the exit code. `volume` is 0 to 100, or None for no sound; `own_keys`
    are the learner's for decks that are tapped, as far as they are known. The first screen may stand on the terminal
    already, which is `taken` then.

    Raises DrillgrokError where a response cannot be stored or the trace cannot be begun.
    """
    with Trace(trace) as lines:
        app = DrillApp(backend, first, lines, volume, own_keys)
        app.taken = taken
        try:
            code = run_app(app)
        finally:
            app.end_loading(wholly=first.wants_demo)
    remarked(lines.ended)
    return code


class DrillApp(SceneApp):
    """Shows the first screen and puts the drill in its place."""

    def __init__(
        self,
        backend: Backend,
        first: StartScene,
        trace: Trace,
        volume: int | None = None,
        own_keys: OwnKeys | None = None,
    ) -> None:
        self._starting = first
        super().__init__(self._starting, said_on_interrupt="")
        self._backend = backend
        self._trace = trace
        self._volume = volume
        self._own_keys = own_keys
        self._hearing: Hearing | None = None
        self._loader = Behind()
        self._prepared: Future[None] | None = None
        self._describing: Future[tuple[str, ...]] | None = None
        self._keeping = False
        self._opening = False

    def post_display_hook(self) -> None:
        """Begin to load as soon as the first page is on the terminal."""
        if self._prepared is None and self.view.painted:
            self._prepared = self._loader.do(self._backend.prepare, self._starting.likely)
            self._describe()
        super().post_display_hook()

    def end_loading(self, *, wholly: bool) -> None:
        """Load nothing more. `wholly`: nothing may use the database behind what comes next."""
        self._loader.end(wholly=wholly)

    def _describe(self) -> None:
        """Find out behind the first screen how a new deck is answered, one deck at a time."""
        deck_id = self._starting.untold if self.scene is self._starting and self._prepared is not None else None
        if deck_id is None or self._describing is not None or self._loop is None:
            return
        loop = self._loop
        self._describing = self._loader.do(self._backend.describe, deck_id)
        self._describing.add_done_callback(
            lambda future: None if loop.is_closed() else loop.call_soon_threadsafe(self._described, deck_id, future)
        )

    def _described(self, deck_id: str, future: Future[tuple[str, ...]]) -> None:
        self._describing = None
        self._starting.told(deck_id, () if future.exception() else future.result())
        if self.scene is self._starting:
            self.draw()

    def draw(self) -> None:
        """The page; the first one after Enter says that the drill is being opened."""
        super().draw()
        self._describe()
        says, offer = self._starting.says, self._starting.start.offer
        if says is not None and not self._keeping:
            self._keeping = True
            self.run_worker(self._keep(*says))
        if self._starting.start.opening and offer is not None and not self._opening:
            self._opening = True
            self.run_worker(self._open(offer))
            self.set_timer(_LONG_S, self._say_that_it_lasts)

    async def _keep(self, deck_id: str, kind: ChoiceKind) -> None:
        """Store what was said of a deck, and show the day as it is planned now."""
        try:
            self._starting.kept(await wrap_future(self._loader.do(self._chosen, deck_id, kind)))
        except DrillgrokError as error:
            self._starting.refused(str(error))
        self._keeping = False
        self.draw()

    def _chosen(self, deck_id: str, kind: ChoiceKind) -> Morning:
        """In the loader's thread, after `prepare`."""
        self._refuse_unprepared()
        return self._backend.choose(deck_id, kind, stamp())

    def _refuse_unprepared(self) -> None:
        """In the loader's thread. Raises what preparing raised; where it stands in line behind this, nobody waits."""
        if self._prepared is not None and self._prepared.done():
            self._prepared.result()

    def _say_that_it_lasts(self) -> None:
        if self.scene is self._starting and self._opening:
            self._starting.lasts()
            self.draw()

    async def _open(self, offer: Startable) -> None:
        try:
            live, hearing = await wrap_future(self._loader.do(self._open_run, offer))
        except DrillgrokError as error:
            self._starting.refused(str(error))
            self._opening = False
            self.draw()
            return
        from drillgrok.screens.drill.scene import DrillScene

        settle_heap()
        self._hearing = hearing
        self.scene = DrillScene(live, hearing, self._own_keys, self._backend.keep_keys)
        self.said_on_interrupt, self.said_on_leaving = words.STOPPED, words.LEFT
        self.draw()

    def on_unmount(self) -> None:
        """Let go of the loudspeaker."""
        if self._hearing is not None:
            self._hearing.close()

    def _open_run(self, offer: Startable) -> tuple[LiveSession, Hearing]:
        """In the loader's thread, after `prepare`."""
        from drillgrok.screens.drill.live import LiveSession
        from drillgrok.screens.kit.hearing import Hearing

        self._refuse_unprepared()
        live = LiveSession(self._backend.open(offer.card.id, offer.goal, stamp()), self._trace)
        hearing = Hearing(self._volume)
        hearing.prepare(live.session)
        live.wake(stamp())  # opening a large deck may take longer than the silence that counts as a suspension
        return live, hearing
