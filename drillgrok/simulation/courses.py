"""Synthetic learners on any deck: each memorises for half of the way, then the rule comes to it. What the drill and the
coach make of that is measured; when a rule comes to a person is not known here or anywhere."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from drillgrok.coaching.verdict import Verdict
from drillgrok.coaching.verdicts import grokked, plateau, shifting
from drillgrok.errors import DrillgrokError
from drillgrok.model.deck import Deck
from drillgrok.model.evidence import EvidenceKind, evidence_kind, is_settled
from drillgrok.model.log import Outcome, Pressure, Response
from drillgrok.practice.state import Run
from drillgrok.simulation.coached import Coached
from drillgrok.simulation.demo_deck import demo_run
from drillgrok.simulation.driver import drill_days
from drillgrok.simulation.learner import unseen_chance
from drillgrok.simulation.memory import Memory
from drillgrok.simulation.person import Person, Rule, TypingHand

BLOCK_ANSWERS: Final = 100
"""Answers that one point of a curve rests on."""
MEMORISED: Final = 0.7
"""Chance-corrected accuracy on settled items from which a deck counts as memorised: the plateau's."""
_LOOK_EVERY: Final = 25
_FIRST_SPAN: Final = 30.0
"""Median, as in `Memory`."""
_MEMORY_SPREAD, _SPEED_SPREAD = 0.7, 0.25
"""Standard deviations of the logarithms of first memory span and of latency, between learners."""
_RULE_SLOWER: Final = 1.1
_SLIPS: Final = (0.03, 0.12)
_SHIFTS: Final = frozenset({shifting.KIND, grokked.KIND})


@dataclass(frozen=True, slots=True)
class Course:
    """How long each learner drills."""

    days: int
    daily: int
    """Answers a day."""

    @property
    def answers(self) -> int:
        """From the first to the last."""
        return self.days * self.daily

    @property
    def rule_from(self) -> int:
        """The answer from which on the rule comes."""
        return self.answers // 2


@dataclass(slots=True)
class AnswerBlock:
    """So many answers in a row: what of them bears on the two curves, added up in place."""

    last: int
    settled: int = 0
    settled_right: int = 0
    unseen: int = 0
    unseen_right: int = 0

    def take(self, response: Response) -> None:
        """One more answer."""
        self.last = response.seq
        kind, right = evidence_kind(response), bool(response.correct)
        if kind is EvidenceKind.FIRST_SEEN:
            self.unseen += 1
            self.unseen_right += right
        elif is_settled(kind, response.seen):
            self.settled += 1
            self.settled_right += right


@dataclass(frozen=True, slots=True)
class LearnerCourse:
    """One learner's way at one pressure; answer numbers, None where it did not happen."""

    learner: int
    pressure: Pressure
    chance: float
    """What blind guessing gives on unseen items."""
    memorised: int | None
    """From here on settled items were held, until the rule came."""
    plateau: int | None
    """The coach named it."""
    shift: int | None
    """The coach saw unseen items come right, after the rule had begun to come."""
    early: int | None
    """It said so before: a false alarm."""
    right: float
    timed_out: float
    """Shares of all answers."""
    minutes_a_day: float
    """Spent on answering."""
    stretches: tuple[AnswerBlock, ...]


def walk(deck: Deck, course: Course, *, learner: int, seed: int, pressure: Pressure) -> Iterator[LearnerCourse | None]:
    """None for each answer, then the way: long enough that someone may want to see how far it is.

    The same seed and number make the same learner and the same run at every pressure. Raises DrillgrokError where
    nothing is held out.
    """
    run = demo_run(deck, seed + learner)
    if not len(run.split.probes):
        raise DrillgrokError(
            "No item of this deck is held out.", where=deck.id, mend="Add items, or hold more of them out."
        )
    person = _person(Random(f"{seed}:{learner}"), run, course)
    coached = Coached(run)
    held = _Held(course.rule_from)
    stretches: list[AnswerBlock] = []
    right = timed_out = spent_ms = 0
    for _, _, response in drill_days(
        run, person, days=course.days, daily=course.daily, pressure=pressure, advice=coached
    ):
        if response.seq % BLOCK_ANSWERS == 1:
            stretches.append(AnswerBlock(response.seq))
        stretches[-1].take(response)
        held.look(response.seq, lambda now: person.truth(now).practised)
        right += bool(response.correct)
        timed_out += response.outcome is Outcome.TIMED_OUT
        spent_ms += response.deadline_ms if response.rt_ms is None else response.rt_ms
        yield None
    answers = stretches[-1].last
    yield LearnerCourse(
        learner=learner,
        pressure=pressure,
        chance=unseen_chance(run),
        memorised=held.since,
        plateau=_first(coached.verdicts, lambda one: one.kind == plateau.KIND),
        shift=_first(coached.verdicts, lambda one: one.kind in _SHIFTS and one.number > course.rule_from),
        early=_first(coached.verdicts, lambda one: one.kind in _SHIFTS and one.number <= course.rule_from),
        right=right / answers,
        timed_out=timed_out / answers,
        minutes_a_day=spent_ms / 60_000 / course.days,
        stretches=tuple(stretches),
    )


def _person(rng: Random, run: Run, course: Course) -> Person:
    """A learner whose memory, speed and care are drawn; the rule comes at once or over up to a day."""
    rt_ms = TypingHand().rt_ms * math.exp(rng.gauss(0, _SPEED_SPREAD))
    width = rng.choice((0.0, rng.uniform(0, course.daily)))
    return Person(
        rng=rng,
        run=run,
        memory=Memory(first_span=_FIRST_SPAN * math.exp(rng.gauss(0, _MEMORY_SPREAD))),
        rule=Rule(found_at=course.rule_from, width=width, rt_ms=_RULE_SLOWER * rt_ms, slip=rng.uniform(*_SLIPS)),
        hand=TypingHand(rt_ms=rt_ms),
    )


@dataclass(slots=True)
class _Held:
    """Since when settled items are held without a break, looked at now and then until `until`."""

    until: int
    since: int | None = None

    def look(self, now: int, practised: Callable[[int], float]) -> None:
        if now % _LOOK_EVERY or now > self.until:
            return
        if practised(now) < MEMORISED:
            self.since = None
        elif self.since is None:
            self.since = now


def _first(verdicts: list[Verdict], is_it: Callable[[Verdict], bool]) -> int | None:
    return next((verdict.number for verdict in verdicts if is_it(verdict)), None)
