"""The coach beside a synthetic learner: hears every response and looks at every break, as in practice, without a
database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from drillgrok.coaching.counts import counted
from drillgrok.coaching.explaining import Explainer
from drillgrok.coaching.facts import Circumstances
from drillgrok.coaching.verdict import Said, Verdict
from drillgrok.coaching.watch import advise, heard, is_moving, watching
from drillgrok.model.log import Response
from drillgrok.practice.events import NO_ADVICE, Advised, Event
from drillgrok.practice.state import Run, Session, Stage

_LOOKS: Final = frozenset({Stage.BREAK, Stage.FINISHED})


class Coached:
    """An `Advice` for one learner's walk that keeps what the coach said. No exam is ever taken."""

    def __init__(self, run: Run) -> None:
        self.verdicts: list[Verdict] = []
        """New ones, in their order."""
        self._rows: list[tuple[str, Response]] = []
        self._watch = watching((), Said(), session_id="", primed=run.primed)
        self._advice = NO_ADVICE
        self._explainer = Explainer(run)
        self._day = 0

    def __call__(self, session: Session, response: Response) -> Iterator[Event]:
        """What reaches the session after a response."""
        if len(session.responses) == 1:
            self._sit_down()
        self._watch = heard(self._watch, response)
        self._rows.append((str(self._day), response))
        before = self._advice
        if session.stage in _LOOKS:
            self._look(session)
        else:
            self._advice = replace(before, moving=is_moving(self._watch), push=False)
        if self._advice != before:
            yield Advised(self._advice, session.last_event)

    def _sit_down(self) -> None:
        self._day += 1
        watch = self._watch
        self._watch = watching(self._rows, watch.said, session_id=str(self._day), track=watch.track)

    def _circumstances(self, session: Session) -> Circumstances:
        counts = counted(self._watch.counts, (*(row for _, row in self._watch.recent), *session.responses))
        return Circumstances(check=self._explainer.check(counts, session.standing), sessions=self._day)

    def _look(self, session: Session) -> None:
        self._watch, self._advice, verdict = advise(self._watch, session.responses, self._circumstances(session))
        if verdict is not None:
            self.verdicts.append(verdict)
