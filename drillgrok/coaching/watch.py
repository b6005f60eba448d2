"""A run under the coach's eyes: every response to the model, a look at every block's end. Values in, values out; the
app and the rehearsal share it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from drillgrok.coaching.aha import felt_beside_measured
from drillgrok.coaching.counts import Ledger, enter
from drillgrok.coaching.facts import Circumstances, facts_of, rule_use
from drillgrok.coaching.look import look
from drillgrok.coaching.verdict import Said, Verdict, VerdictKind
from drillgrok.coaching.words import report
from drillgrok.model.log import UNDO_DEPTH, Flag, Response
from drillgrok.phases.evidence import evidence_of
from drillgrok.phases.phase import Phase
from drillgrok.phases.regions import grokked_for_sure
from drillgrok.phases.track import Track, begin, follow
from drillgrok.practice.events import Advice

MOVING_FROM = 0.2
"""P(u >= 1/2), or of the shifting phase, from which more unseen items are asked."""


@dataclass(frozen=True)
class Watch:
    """What the coach knows of a run, during one sitting."""

    sitting: str
    track: Track
    settled_counts: Ledger
    """The counts of the earlier sittings, but for their last responses."""
    evening: tuple[Response, ...]
    """These: an undo can still reach them, from this sitting too."""
    said: Said
    past: tuple[tuple[Track, str, Response], ...] = ()
    """The last responses, each with its sitting and the track before it."""

    @property
    def settled(self) -> tuple[int, Track]:
        """The last response that no undo can reach any more, and the track after it: what a checkpoint keeps."""
        if not self.past:
            return self.track.state.number, self.track
        track, _, response = self.past[0]
        return response.seq - 1, track


def watching(
    log: Iterable[tuple[str, Response]], said: Said, *, sitting: str, track: Track | None = None, primed: bool = False
) -> Watch:
    """The watch at a sitting's start; `track` may stand for the log's beginning, up to the response it knows last.

    `primed`: a sister deck was opened before the run.
    """
    rows = tuple(log)
    responses = tuple(response for _, response in rows)
    counted = enter(Ledger(), responses[:-UNDO_DEPTH])
    watch = Watch(sitting, track or begin(primed=primed), counted, responses[-UNDO_DEPTH:], said)
    known = 0 if track is None else track.state.number
    for name, response in rows:
        if response.seq > known:
            watch = _follow(watch, name, response)
    return watch


def heard(watch: Watch, response: Response) -> Watch:
    """After one more response of this sitting."""
    return _follow(watch, watch.sitting, response)


def _follow(watch: Watch, sitting: str, response: Response) -> Watch:
    evidence = evidence_of(response, sitting)
    track = watch.track if evidence is None else follow(watch.track, (evidence,))
    return replace(watch, track=track, past=(*watch.past, (watch.track, sitting, response))[-UNDO_DEPTH:])


def marked(watch: Watch, seqs: frozenset[int], flag: Flag) -> Watch:
    """As if the named responses had carried the flag from the start."""
    first = next((k for k, (_, _, response) in enumerate(watch.past) if response.seq in seqs), None)
    if first is None:
        return watch
    evening = tuple(_flagged(response, seqs, flag) for response in watch.evening)
    again = replace(watch, track=watch.past[first][0], past=watch.past[:first], evening=evening)
    for _, sitting, response in watch.past[first:]:
        again = _follow(again, sitting, _flagged(response, seqs, flag))
    return again


def _flagged(response: Response, seqs: frozenset[int], flag: Flag) -> Response:
    return replace(response, flags=response.flags | {flag}) if response.seq in seqs else response


def is_moving(watch: Watch) -> bool:
    """Whether unseen accuracy may be changing: then more unseen items are worth asking."""
    found = watch.track.posterior
    if watch.track.known or grokked_for_sure(found):
        return False
    return max(rule_use(watch.track), found.p[Phase.SHIFTING]) > MOVING_FROM


def advise(
    watch: Watch, page: tuple[Response, ...], circumstances: Circumstances, ahas: tuple[int, ...] = ()
) -> tuple[Watch, Advice, Verdict | None]:
    """The coach looks: what the drill should do and say, and the verdict if it is a new one.

    `page` holds this sitting's responses, `ahas` the response numbers at which the learner felt it click.
    """
    ledger = enter(watch.settled_counts, (*watch.evening, *page))
    facts = facts_of(watch.track, ledger, circumstances, watch.said)
    verdict = look(facts)
    is_new = verdict != watch.said.last
    words = report(facts, verdict)
    beside = felt_beside_measured(tuple(ledger.volume_at(number) for number in ahas), facts)
    advice = Advice(
        moving=is_moving(watch) or circumstances.narrated,
        rest=verdict.kind is VerdictKind.TIRED,
        push=is_new and verdict.kind is VerdictKind.EXPERT_BEGINNER,
        plateau=facts.stance.phase is Phase.PLATEAU,
        words=f"{words} {beside}" if beside else words,
    )
    return (replace(watch, said=watch.said.then(verdict)) if is_new else watch), advice, verdict if is_new else None
