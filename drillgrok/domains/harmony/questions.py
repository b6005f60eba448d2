"""A drill of questions about what is seen or heard, as the items of a domain. Knows no music."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random
from typing import Protocol, TypeVar

from drillgrok.domains.harmony.correcting import (
    note_corrected,
    staff_corrected,
    tune_corrected,
)
from drillgrok.domains.harmony.sounds import Tune
from drillgrok.domains.harmony.spelled import spellings
from drillgrok.domains.harmony.staff import Staff
from drillgrok.model.corrected import Corrected, in_words
from drillgrok.model.domain import DomainItems, RawItem, Surface, Traits
from drillgrok.model.item import AnswerField, AnswerKind, Item
from drillgrok.model.log import PLAIN

T = TypeVar("T")


class QuestionScene(Protocol):
    """What is shown or played at one showing."""

    def dress(self, item: Item, rng: Random) -> Item:
        """The item with its picture or sound; `rng` varies what has no part in the answer."""

    def surface(self) -> Surface:
        """What could be gone by on it without a rule."""


@dataclass(frozen=True, slots=True)
class Reworded:
    """A question in other words. Without a scene it is text alone; without a chance, as hard to guess as before."""

    prompt: str
    answers: tuple[str, ...]
    scene: QuestionScene | None = None
    chance: float | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HarmonyQuestion:
    """One item."""

    id: str
    """The same for ever."""
    group: str
    """The same for questions that give each other's answer away."""
    answers: tuple[str, ...]
    """Each is right; the first is shown as the right one."""
    scene: Callable[[], QuestionScene]
    """Made when the question is shown."""
    surface: Hashable = ""
    """What anyone sees without the rule, such as how many lines lie between two notes. A guesser may use it."""
    parts: tuple[str, ...] = ()
    chance: float | None = None
    """Where the best guess is more than one fixed answer for each surface."""
    others: tuple[Callable[[], Reworded], ...] = ()
    """Other wordings, made when they are asked for; as many for every question of a drill."""


@dataclass(frozen=True, slots=True)
class Drill:
    """All questions of a kind."""

    prompt: str
    field: AnswerField
    questions: tuple[HarmonyQuestion, ...]


def no_two_alike(questions: Iterable[tuple[Hashable, HarmonyQuestion]]) -> tuple[HarmonyQuestion, ...]:
    """The first question of each look: other numerals can come to the same notes."""
    found: dict[Hashable, HarmonyQuestion] = {}
    for look, question in questions:
        found.setdefault(look, question)
    return tuple(found.values())


def choice_field(*choices: str) -> AnswerField:
    """One of a few answers, by the keys 1, 2, ..."""
    keys = frozenset(str(number) for number in range(1, len(choices) + 1))
    return AnswerField(AnswerKind.CHOICE, closed=keys, alphabet=keys, choices=choices)


def typed_field(*answers: str) -> AnswerField:
    """One of many answers, typed."""
    known = frozenset(answers)
    return AnswerField(AnswerKind.TEXT, closed=known, alphabet=frozenset("".join(known)), also=spellings(known))


def best_shares(answers: Iterable[tuple[Hashable, tuple[str, ...]]]) -> dict[Hashable, float]:
    """For each surface, how often the best single guess is right.

    `answers` holds what a guesser sees and the right answers, a pair for each question.
    """
    counts: dict[Hashable, Counter[str]] = defaultdict(Counter)
    sizes: Counter[Hashable] = Counter()
    for surface, right in answers:
        counts[surface].update(right)
        sizes[surface] += 1
    return {surface: max(each.values()) / sizes[surface] for surface, each in counts.items()}


def shuffled(values: Iterable[T], seed: str) -> tuple[T, ...]:
    """The values in an order that the seed settles, by `random()` alone: no later Python may change it."""
    rng = Random(seed)
    return tuple(sorted(values, key=lambda _: rng.random()))


class HarmonyItems(DomainItems):
    """A drill as items."""

    def __init__(self, drill: Drill) -> None:
        self.drill = drill
        self.field = drill.field
        self.rephrasings = len(drill.questions[0].others)

    @cached_property
    def _chances(self) -> dict[Hashable, float]:
        return best_shares((question.surface, question.answers) for question in self.drill.questions)

    def __len__(self) -> int:
        return len(self.drill.questions)

    def id(self, index: int) -> str:
        """The question's own name."""
        return self.drill.questions[index].id

    def traits(self, index: int) -> Traits:
        """Its group and parts; its chance is that of the best guess for what it looks like."""
        question = self.drill.questions[index]
        chance = self._chances[question.surface] if question.chance is None else question.chance
        return Traits(group=question.group, chance=chance, parts=question.parts)

    def item(self, index: int) -> RawItem:
        """Question `index` in words."""
        answers = self.drill.questions[index].answers
        return RawItem(self.drill.prompt, accepts=answers, right=answers[0])

    def rephrased(self, index: int, which: int) -> RawItem | None:
        """The question in wording `which`."""
        other = self.drill.questions[index].others[which]()
        return RawItem(other.prompt, accepts=other.answers, right=other.answers[0], choices=other.choices)

    def surface(self, index: int) -> Surface:
        """That of what is seen or heard."""
        return self.drill.questions[index].scene().surface()

    def corrected(self, index: int, item: Item, given: str) -> Corrected:
        """What was asked, and beside it what the given answer would have been right for, on the same staff or to be
        heard; in words where the question was."""
        scene = self.drill.questions[index].scene()
        if item.presentation != PLAIN:
            return in_words(item.right, given)
        others = ((number, self.drill.questions[number].scene()) for number in self._answered.get(given, ()))
        if isinstance(scene, Staff):
            staves = ((number, other) for number, other in others if isinstance(other, Staff))
            return staff_corrected(scene, item, given, staves)
        if isinstance(scene, Tune):
            tunes = ((number, other) for number, other in others if isinstance(other, Tune))
            return tune_corrected(scene, item, given, tunes)
        return note_corrected(item, given)

    @cached_property
    def _answered(self) -> dict[str, list[int]]:
        """The questions that have an answer for the one that is shown, by number."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, question in enumerate(self.drill.questions):
            found[question.answers[0]].append(number)
        return found

    def dress(self, index: int, item: Item, rng: Random) -> Item:
        """The question as it is seen or heard this time."""
        question = self.drill.questions[index]
        if item.presentation == PLAIN:
            return question.scene().dress(item, rng)
        other = question.others[int(item.presentation[1:]) - 1]()
        if other.chance is not None:
            item = replace(item, chance=other.chance)
        return item if other.scene is None else other.scene.dress(item, rng)
