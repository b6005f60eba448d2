"""Taking back, for anything that is folded over a run's log: the state before each of the last responses is kept, so a
mark on one of them is a rewind. What the states are is for their rooms."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from drillgrok.model.log import UNDO_DEPTH, Flag, Response

State = TypeVar("State")


@dataclass(frozen=True, slots=True)
class Undoable(Generic[State]):
    """The last responses with the state before each."""

    steps: tuple[tuple[State, Response], ...] = ()

    @property
    def responses(self) -> tuple[Response, ...]:
        """Those that a mark can still reach, flags as they stand now."""
        return tuple(response for _, response in self.steps)

    def then(self, before: State, response: Response) -> Undoable[State]:
        """With one more response."""
        return Undoable((*self.steps, (before, response))[-UNDO_DEPTH:])

    def marked(
        self, seqs: Collection[int], flag: Flag, take: Callable[[State, Response], State]
    ) -> tuple[State, Undoable[State]] | None:
        """The state as if the named responses had carried `flag` from the start, and the steps to it; None where none
        of them can be reached. `take` is the fold: a state and the next response to the state after it."""
        first = next((k for k, response in enumerate(self.responses) if response.seq in seqs), None)
        if first is None:
            return None
        state, again = self.steps[first][0], Undoable(self.steps[:first])
        for response in self.responses[first:]:
            marked = flagged(response, seqs, flag)
            again, state = again.then(state, marked), take(state, marked)
        return state, again


def flagged(response: Response, seqs: Collection[int], flag: Flag) -> Response:
    """The response, with `flag` if it is one of those named."""
    return replace(response, flags=response.flags | {flag}) if response.seq in seqs else response
