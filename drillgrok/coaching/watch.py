"""A run under the coach's eyes: every response to the model, a look at every block's end. Values in, values out; the
app and the simulation share it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from drillgrok.coaching.counts import RunCounts, counted
from drillgrok.coaching.facts import Circumstances
from drillgrok.coaching.flood import flood_share
from drillgrok.coaching.gather_facts import facts_of, rule_use
from drillgrok.coaching.look import look, remark
from drillgrok.coaching.said import then
from drillgrok.coaching.valley import presses
from drillgrok.coaching.verdict import Said, Verdict
from drillgrok.coaching.verdicts import BY_KIND
from drillgrok.coaching.words import say
from drillgrok.model.log import UNDO_DEPTH, Flag, IntakeArm, Response
from drillgrok.model.undo import Undoable, flagged
from drillgrok.phases.evidence import evidence_of
from drillgrok.phases.phase import Phase
from drillgrok.phases.regions import grokked_for_sure
from drillgrok.phases.track import Track, begin, follow
from drillgrok.practice.events import Advice

MOVING_FROM = 0.2
"""P(h' >= 1/2), or of the shifting phase, from which more unseen items are asked."""


@dataclass(frozen=True)
class Watch:
    """What the coach knows of a run, during one session."""

    session_id: str
    track: Track
    counts: RunCounts
    """Up to a response that no undo can reach any more."""
    recent: tuple[tuple[str, Response], ...]
    """Those after it, each with its session."""
    said: Said
    past: Undoable[Track]

    @property
    def checkpoint(self) -> tuple[int, Track]:
        """The last response that no undo can reach any more, and the track after it."""
        if not self.past.steps:
            return self.track.state.number, self.track
        track, response = self.past.steps[0]
        return response.seq - 1, track

    @cached_property
    def settled(self) -> Watch:
        """The same, with everything counted that no undo can reach any more."""
        number, _ = self.checkpoint
        known = sum(response.seq <= number for _, response in self.recent)
        counts = counted(self.counts, (response for _, response in self.recent[:known]))
        return replace(self, counts=counts, recent=self.recent[known:]) if known else self

    @cached_property
    def counts_now(self) -> RunCounts:
        """Up to the last response."""
        return counted(self.counts, (response for _, response in self.recent))


def watching(
    log: Iterable[tuple[str, Response]],
    said: Said,
    *,
    session_id: str,
    track: Track | None = None,
    counts: RunCounts | None = None,
    primed: bool = False,
) -> Watch:
    """The watch at a session's start, over the log with the session of each response.

    `track` and `counts` may stand for the log's beginning, each up to the response it knows last: then the rows that
    both know may be missing. `primed`: a sister deck was opened before the run.
    """
    rows = tuple(log)
    before = counts or RunCounts()
    old = (response for _, response in rows[:-UNDO_DEPTH] if response.seq > before.number)
    watch = Watch(session_id, track or begin(primed=primed), counted(before, old), rows[-UNDO_DEPTH:], said, Undoable())
    known = 0 if track is None else track.state.number
    for session, response in rows:
        if response.seq > known:
            watch = _follow(watch, session, response)
    return watch


def heard(watch: Watch, response: Response) -> Watch:
    """After one more response of this session."""
    followed = _follow(watch, watch.session_id, response)
    return replace(followed, recent=(*watch.recent, (watch.session_id, response)))


def _follow(watch: Watch, session: str, response: Response) -> Watch:
    past = watch.past.then(watch.track, response)
    return replace(watch, track=_after(watch.track, session, response), past=past)


def _after(track: Track, session: str, response: Response) -> Track:
    evidence = evidence_of(response, session)
    return track if evidence is None else follow(track, (evidence,))


def marked(watch: Watch, seqs: frozenset[int], flag: Flag) -> Watch:
    """As if the named responses had carried the flag from the start."""
    session_of = {response.seq: session for session, response in watch.recent}

    def take(track: Track, response: Response) -> Track:
        return _after(track, session_of.get(response.seq, watch.session_id), response)

    found = watch.past.marked(seqs, flag, take)
    if found is None:
        return watch
    track, past = found
    recent = tuple((session, flagged(response, seqs, flag)) for session, response in watch.recent)
    return replace(watch, track=track, past=past, recent=recent)


def is_moving(watch: Watch) -> bool:
    """Whether unseen accuracy may be changing: then more unseen items are worth asking."""
    found = watch.track.posterior
    if watch.track.known or grokked_for_sure(found):
        return False
    return max(rule_use(watch.track), found.p[Phase.SHIFTING]) > MOVING_FROM


def advise(watch: Watch, circumstances: Circumstances) -> tuple[Watch, Advice, Verdict | None]:
    """The coach looks: what the drill should do and say, and what is to be kept of it: a new verdict, whether it is put
    into words or not, or a remark."""
    counts = watch.counts_now
    facts = facts_of(watch.track, counts, circumstances, watch.said)
    verdict = look(facts)
    is_new = circumstances.keeping is None and verdict not in (watch.said.last, watch.said.standing)
    told = verdict if is_new else remark(facts)
    row = BY_KIND[verdict.kind]
    said = watch.said if told is None else then(watch.said, told)
    advice = Advice(
        moving=is_moving(watch) or circumstances.narrated,
        rest=row.rests,
        push=is_new and row.pushes,
        plateau=facts.phase is Phase.PLATEAU,
        contrast=circumstances.check.contrast if facts.unclaimed else (),
        valley=not row.rests and presses(said, circumstances),
        flood=0.0 if row.rests else flooding(watch.said, circumstances, counts.number),
        words=say(told) if told is not None and told.way else "",
    )
    return replace(watch, said=said), advice, told


def flooding(said: Said, circumstances: Circumstances, number: int) -> float:
    """How much of what is practised after this response is new, from the look after the first plateau on."""
    began = said.first.get(Phase.PLATEAU)
    if circumstances.intake is not IntakeArm.FLOOD or began is None or circumstances.at_ease:
        return 0.0
    return flood_share(number - began)
