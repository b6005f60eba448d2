"""What a run's log says: a fold over its responses, and nothing that the log does not hold. The picker reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from heapq import merge
from typing import NamedTuple

from drillgrok.model.evidence import EvidenceKind, evidence_kind, is_settled
from drillgrok.model.int_map import IntMap
from drillgrok.model.item import Pace
from drillgrok.model.log import PLAIN, UNDO_DEPTH, Clock, Flag, Outcome, Pressure, Response, Role
from drillgrok.model.undo import Undoable
from drillgrok.practice import deadlines
from drillgrok.practice.split import Split
from drillgrok.practice.unmet import Unmet
from drillgrok.shortcuts.classes import REST

STREAK_TO_EARN = 4
RETURN_LAG = 90
"""Responses that an earned item waits at least before it is asked again."""
MISSED_RETURN_LAG = 40
"""The same after a return that was missed."""
BASELINE_ANSWERS = 12
CORE_GROUPS = 40
"""Groups on which what is held goes on being measured while new items flood in."""
CONTRAST_WINDOW = 24
"""How many practised showings in a row are kept in contrast."""
WINDOW = 48
"""How many recent answers of each kind are kept at hand."""
ANSWERS_BEFORE_AN_EXAM = 300
"""Measured answers before the first exam, and again between two."""


class GroupMemory(NamedTuple):
    """How often a group was met."""

    seen: int = 0
    shown: int = 0


class ItemMemory(NamedTuple):
    """What is known of one practised item. `last` and `due` are response numbers."""

    last: int
    streak: int = 0
    """Right answers in a row."""
    misses: int = 0
    earned: bool = False
    """Left the active set once; it stays earned, whatever its returns bring."""
    returns: int = 0
    item_class: int = REST

    @property
    def due(self) -> int:
        """The response number from which an earned item may be asked again."""
        return self.last + _lag(self.queue)

    @property
    def queue(self) -> Queue:
        """Where it waits when it is earned."""
        return self.item_class, not self.streak


Queue = tuple[int, bool]
"""Earned items of one class that wait for their return, after a miss or not: who was asked first is due first."""


def _lag(queue: Queue) -> int:
    return MISSED_RETURN_LAG if queue[1] else RETURN_LAG


@dataclass
class Standing:
    """The state of a run after its last response. Treat as a value: `after` makes a new one, which shares with this one
    all that can be many."""

    count: int = 0
    """Rows so far, void ones included."""
    volume: int = 0
    """Measured responses so far."""
    groups: IntMap[GroupMemory] = field(default_factory=IntMap)
    items: IntMap[ItemMemory] = field(default_factory=IntMap)
    waiting: Mapping[Queue, IntMap[int]] = field(default_factory=dict)
    """The earned items of each queue by their last response; none is empty."""
    fresh: Unmet | None = field(default=None, compare=False)
    """Practised items of groups that were never shown; None before the first showing."""
    unmet: Unmet | None = field(default=None, compare=False)
    """Practised items that were never met themselves; None before the first is."""
    active: tuple[int, ...] = ()
    parts_met: frozenset[int] = frozenset()
    blocks_told: frozenset[int] = frozenset()
    """Blocks of groups that the deck keeps apart together, of which an answer was told."""
    own_ms: tuple[int, ...] = ()
    """Times of the first right answers on the calm clock."""
    staircase_ms: float = 0.0
    """The staircase's deadline; 0 until the learner's own time is known."""
    pressed: int = 0
    """Answers on the staircase since then."""
    valley: int = 0
    """Measured responses when the plateau's clock began to press; 0: it never did."""
    pressure: Pressure | None = None
    """Of the last measured response."""
    time_outs: int = 0
    """Practised time-outs in a row."""
    day: int = 0
    days: int = 0
    """Days with a response."""
    first_seen: tuple[tuple[bool, float], ...] = ()
    """Right or wrong and chance of the last calm first-seen answers."""
    first_seen_count: int = 0
    probes: int = 0
    """Probes answered so far."""
    probes_today: int = 0
    probe_groups: int = 0
    """Groups of probes that were shown: no longer first-seen."""
    settled: tuple[bool, ...] = ()
    """The last calm answers to settled items."""
    calm_returns: tuple[bool, ...] = ()
    """The last answers of earned items on the calm clock: every second return, the staircase has the others."""
    active_in_time: tuple[bool, ...] = ()
    """The last answers of active items on the staircase that came in its time: these are asked on no other clock."""
    recent: tuple[bool, ...] = ()
    """The last practised answers."""
    classes: tuple[int, ...] = ()
    """The classes of the last practised showings."""
    met_classes: Mapping[int, int] = field(default_factory=dict)
    """How many items of each class were met."""
    core: tuple[int, ...] = ()
    """The first items that were earned, of as many groups: asked as before while new ones flood in."""
    measured_ms: tuple[int, ...] = ()
    """When the last measured answers outside exams were given, in UTC: as many as an exam asks for before it opens."""

    @property
    def baseline_done(self) -> bool:
        """The 12 first-seen answers that say what the learner brought along are in."""
        return self.first_seen_count >= BASELINE_ANSWERS

    @property
    def earned(self) -> int:
        """How many items left the active set once."""
        return sum(len(waiting) for waiting in self.waiting.values())

    def measured_since(self, utc_ms: int) -> int:
        """Measured answers outside exams after a time, counted up to those before an exam."""
        return sum(given_ms > utc_ms for given_ms in self.measured_ms)

    def longest_waiting(self, queues: Iterable[Queue], *, due: bool) -> int | None:
        """The earned item of these queues that was asked longest ago; where `due`, of those that may be asked again."""
        heads = [(queue, head) for queue in queues if (head := self.waiting[queue].first()) is not None]
        if due:
            heads = [(queue, head) for queue, head in heads if head[0] + _lag(queue) <= self.count]
        return min((head for _, head in heads), default=(0, None))[1]

    def latest_asked(self) -> Iterator[int]:
        """Every practised item met, the one asked last first."""
        active = sorted(((self.items[index].last, index) for index in self.active), reverse=True)
        earned = (waiting.descending() for waiting in self.waiting.values())
        return (index for _, index in merge(active, *earned, reverse=True))


def after(standing: Standing, responses: Iterable[Response], split: Split, pace: Pace) -> Standing:
    """The standing after more responses. The given one is left as it was."""
    new = copy(standing)
    for response in responses:
        _take(new, response, split, pace)
    return new


def _take(standing: Standing, response: Response, split: Split, pace: Pace) -> None:
    standing.count = response.seq
    _open_day(standing, response, pace)
    index = split.find(response.item)
    if index is not None and Flag.UNHEARD not in response.flags:
        _count_exposure(standing, response, index, split)
        _count_class(standing, response, index, split.classes.of(index))
    if not response.is_evidence:
        return
    standing.volume += 1
    standing.staircase_ms = deadlines.pressed_ms(
        standing.staircase_ms, before=standing.pressure, now=response.pressure, pace=pace
    )
    standing.pressure = response.pressure
    _find_own_time(standing, response, pace)
    if evidence_kind(response) is EvidenceKind.FIRST_SEEN:
        standing.first_seen_count += 1
        standing.first_seen = (*standing.first_seen, (bool(response.correct), response.chance))[-WINDOW:]
    if response.role is not Role.EXAM:
        standing.measured_ms = (*standing.measured_ms, response.at.utc_ms)[-ANSWERS_BEFORE_AN_EXAM:]
    in_new_words = Flag.LEXEME in response.flags
    if response.role is Role.PROBE and not in_new_words:
        standing.probes += 1
        standing.probes_today += 1
    if response.role is not Role.PRACTISED and not in_new_words:
        return
    if response.presentation == PLAIN:
        earned = index is not None and index in standing.items and standing.items[index].earned
        _practise(standing, response, index, split)
        _hold(standing, response, earned=earned)
        _press(standing, response, pace, earned=earned)
    elif index is not None and index in standing.items:
        before = standing.items[index]
        _remember(standing, index, before, before._replace(last=response.seq))  # asked just now, in other words


def _open_day(standing: Standing, response: Response, pace: Pace) -> None:
    day = response.at.day
    if day != standing.day:
        if standing.days:
            standing.staircase_ms = deadlines.next_day(
                standing.staircase_ms, days=day - standing.day, pressure=response.pressure, pace=pace
            )
        standing.day = day
        standing.days += 1
        standing.probes_today = 0


def _count_exposure(standing: Standing, response: Response, index: int, split: Split) -> None:
    group = int(split.items.group_of[index])
    met = standing.groups.get(group, GroupMemory())
    standing.groups = standing.groups.put(group, GroupMemory(met.seen + response.had_feedback, met.shown + 1))
    if not met.shown:
        standing.fresh = (standing.fresh or split.fresh).meet(group)
    standing.probe_groups += not met.shown and bool(split.part_of_group[group] == 1)
    if response.had_feedback:
        parts = frozenset(split.items.parts[index].tolist())
        if not parts <= standing.parts_met:
            standing.parts_met |= parts
        if split.keeps_apart and (block := int(split.block_of_group[group])) not in standing.blocks_told:
            standing.blocks_told |= {block}


def _count_class(standing: Standing, response: Response, index: int, item_class: int) -> None:
    if response.role is not Role.PRACTISED or Flag.REDRILL in response.flags:
        return
    standing.classes = (*standing.classes, item_class)[-CONTRAST_WINDOW:]
    if index not in standing.items:
        standing.met_classes = {**standing.met_classes, item_class: standing.met_classes.get(item_class, 0) + 1}


def _practise(standing: Standing, response: Response, index: int | None, split: Split) -> None:
    right = bool(response.correct)
    standing.recent = (*standing.recent, right)[-WINDOW:]
    if index is None:
        return
    before = standing.items.get(index)
    memory = before or ItemMemory(last=response.seq, item_class=split.classes.of(index))
    streak = memory.streak + 1 if right else 0
    if memory.earned and is_settled(evidence_kind(response), response.seen):
        standing.settled = (*standing.settled, right)[-WINDOW:]
    after = ItemMemory(
        last=response.seq,
        streak=streak,
        misses=memory.misses + (not right),
        earned=memory.earned or streak >= STREAK_TO_EARN,
        returns=memory.returns + memory.earned,
        item_class=memory.item_class,
    )
    if after.earned and not memory.earned:
        _count_to_core(standing, index, split)
    if before is None:
        standing.unmet = (standing.unmet or split.unmet).meet(index)
    _remember(standing, index, before, after)
    if after.earned and index in standing.active:
        standing.active = tuple(i for i in standing.active if i != index)
    elif not after.earned and index not in standing.active:
        standing.active = (*standing.active, index)


def _count_to_core(standing: Standing, index: int, split: Split) -> None:
    groups = split.items.group_of
    if len(standing.core) < CORE_GROUPS and not any(groups[index] == groups[known] for known in standing.core):
        standing.core = (*standing.core, index)


def _remember(standing: Standing, index: int, before: ItemMemory | None, after: ItemMemory) -> None:
    """What is known of an item, and its place among those that wait."""
    standing.items = standing.items.put(index, after)
    if not after.earned:
        return
    waiting = dict(standing.waiting)
    if before is not None and before.earned:
        left = waiting[before.queue].without(before.last)
        waiting[before.queue] = left
        if not left:
            del waiting[before.queue]
    waiting[after.queue] = waiting.get(after.queue, _NOBODY).put(after.last, index)
    standing.waiting = waiting


_NOBODY: IntMap[int] = IntMap()


def _find_own_time(standing: Standing, response: Response, pace: Pace) -> None:
    """The clock begins where the learner's first right answers without hurry put it."""
    calm = response.clock is Clock.CALM and response.presentation == PLAIN
    if len(standing.own_ms) >= deadlines.OWN_ANSWERS or not (calm and response.correct and response.rt_ms is not None):
        return
    standing.own_ms = (*standing.own_ms, response.rt_ms)
    if len(standing.own_ms) == deadlines.OWN_ANSWERS:
        standing.staircase_ms = deadlines.bounded(deadlines.start_ms(standing.own_ms), pace)


def _hold(standing: Standing, response: Response, *, earned: bool) -> None:
    """Of items that the staircase asks: what is held of them where it does not cut off."""
    right = bool(response.correct)
    if earned and response.clock is Clock.CALM:
        standing.calm_returns = (*standing.calm_returns, right)[-deadlines.HELD_ANSWERS :]
    elif not earned and response.clock is Clock.STAIRCASE and response.outcome is not Outcome.TIMED_OUT:
        standing.active_in_time = (*standing.active_in_time, right)[-deadlines.HELD_ANSWERS :]


def _held_of(standing: Standing, *, earned: bool) -> float:
    """What of such items comes right without hurry; all of them, before the returns can tell."""
    if earned or len(standing.calm_returns) < deadlines.HELD_NEEDED:
        return deadlines.held_share(standing.calm_returns)
    return deadlines.held_share(standing.active_in_time)


def _press(standing: Standing, response: Response, pace: Pace, *, earned: bool) -> None:
    if response.clock is Clock.STAIRCASE and standing.staircase_ms:
        shown_ms = min(standing.staircase_ms, float(response.deadline_ms))  # never longer than calm was
        standing.staircase_ms = deadlines.after_answer(
            shown_ms,
            right=bool(response.correct),
            target=deadlines.target(
                response.pressure, _valley(standing, response), held=_held_of(standing, earned=earned)
            ),
            pressed=standing.pressed,
            pace=pace,
        )
        standing.pressed += 1
    standing.time_outs = standing.time_outs + 1 if response.outcome is Outcome.TIMED_OUT else 0
    if standing.time_outs == deadlines.TIME_OUTS_TO_LOOSEN:
        standing.staircase_ms = deadlines.loosened(standing.staircase_ms, pace)
        standing.time_outs = 0


def _valley(standing: Standing, response: Response) -> int | None:
    """Measured answers since the plateau's clock began to press; None where it does not press now."""
    if Flag.VALLEY not in response.flags:
        return None
    standing.valley = standing.valley or standing.volume
    return standing.volume - standing.valley


def is_akin(standing: Standing, split: Split, index: int) -> bool:
    """Whether a table over what the deck keeps apart may know the practised item `index` though it was never told: one
    of its block was. After the baseline that is taken of all: blocks of which nothing was told are then of the classes
    that have many, and no fair sample."""
    group = int(split.items.group_of[index])
    if not split.keeps_apart or standing.groups.get(group, GroupMemory()).seen:
        return False
    return standing.baseline_done or int(split.block_of_group[group]) in standing.blocks_told


def fold(
    responses: tuple[Response, ...], split: Split, pace: Pace, *, known: Standing | None = None
) -> tuple[Standing, Undoable[Standing]]:
    """The standing of a whole log and its last steps. `known` may stand for all of it but these `responses`, which
    reach as far back as an undo does."""
    old, last = responses[:-UNDO_DEPTH], responses[-UNDO_DEPTH:]
    standing = after(known or Standing(), old, split, pace)
    past: Undoable[Standing] = Undoable()
    for response in last:
        past = past.then(standing, response)
        standing = after(standing, (response,), split, pace)
    return standing, past
