"""The coach beside a synthetic learner: hears every response and looks at every break, as in practice, without a
database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from drillgrok.coaching import remarks
from drillgrok.coaching.explaining import Explainer
from drillgrok.coaching.facts import Circumstances
from drillgrok.coaching.valley import cut_off, presses
from drillgrok.coaching.verdict import Said, Verdict
from drillgrok.coaching.watch import Watch, advise, flooding, heard, is_moving, marked, watching
from drillgrok.model.log import Flag, Response
from drillgrok.practice.events import NO_ADVICE, Advised, Event
from drillgrok.practice.state import Run, Session, Stage

_LOOKS: Final = frozenset({Stage.BREAK, Stage.FINISHED})


class Coached:
    """An `Advice` for one learner's walk that keeps what the coach said. No exam is ever taken."""

    def __init__(self, run: Run) -> None:
        self.verdicts: list[Verdict] = []
        """New ones, in their order, spoken or not."""
        self.breaks: list[tuple[int, str]] = []
        """The day, and what stood at each break and end: often nothing."""
        self._rows: list[tuple[str, Response]] = []
        self._watch = watching((), Said(), session_id="", primed=run.primed)
        self._advice = NO_ADVICE
        self._explainer = Explainer(run)
        self._run = run
        self._day = 0

    def __call__(self, session: Session, response: Response) -> Iterator[Event]:
        """What reaches the session after a response."""
        if len(session.responses) == 1:
            self._sit_down()
            self._advice = NO_ADVICE
        self._watch = self._marked(session, heard(self._watch, response))
        self._rows.append((str(self._day), response))
        before = self._advice
        if session.stage in _LOOKS:
            self._look(session)
        else:
            began = len(session.responses) > 1
            flood = before.flood if began else self._flood(session)
            valley = before.valley if began else presses(self._watch.said, Circumstances())
            self._advice = replace(before, moving=is_moving(self._watch), push=False, flood=flood, valley=valley)
        if self._advice != before:
            yield Advised(self._advice, session.last_event)

    @staticmethod
    def _marked(session: Session, watch: Watch) -> Watch:
        """A learner who lets the clock run out again and again was taken for absent."""
        idle = frozenset(one.seq for one in session.past.responses if Flag.IDLE in one.flags)
        new = idle - {one.seq for one in watch.past.responses if Flag.IDLE in one.flags}
        return marked(watch, new, Flag.IDLE) if new else watch

    def _sit_down(self) -> None:
        self._day += 1
        watch = self._watch
        self._watch = watching(self._rows, watch.said, session_id=str(self._day), track=watch.track)

    def _circumstances(self, session: Session) -> Circumstances:
        check = self._explainer.check(self._watch.counts_now, session.standing)
        run = self._run
        return Circumstances(
            by_habit=run.by_habit,
            check=check,
            sessions=self._day,
            intake=run.intake,
            by_lot=run.by_lot,
            cut_off=cut_off(session.pressure),
        )

    def _flood(self, session: Session) -> float:
        """Before the first look of a day."""
        return flooding(self._watch.said, Circumstances(intake=self._run.intake), session.standing.count)

    def _look(self, session: Session) -> None:
        self._watch, self._advice, told = advise(self._watch, self._circumstances(session))
        self._watch = self._watch.settled
        self.breaks.append((self._day, self._advice.words))
        if told is not None and told.kind not in remarks.KINDS:
            self.verdicts.append(told)
